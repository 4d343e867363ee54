package dev.parlour.room.runtime;

import dev.parlour.game.Checked;
import dev.parlour.game.Game;
import dev.parlour.game.Rejection;
import dev.parlour.game.Seat;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Alarms;
import dev.parlour.room.Follower;
import dev.parlour.room.NodeLedger;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.Presence;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Claim;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Guise;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.Replays;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import dev.parlour.room.app.Upkeep;
import dev.parlour.shared.Names;
import dev.parlour.shared.RoomCode;
import dev.parlour.shared.Words;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rooms in this node's memory, and the door to them: those that it runs, and those that it sees
 * at other nodes.
 *
 * <p>Life: {@link #begin} when the schema is ready, the first {@link #beat} when the application
 * has started (it takes up the games of the last run), then a beat every second, at last {@link
 * #drain}. Thread-safe.
 */
public final class LiveRooms implements Rooms, Upkeep, NodeLink.Receiver {
  private static final Logger LOG = System.getLogger(LiveRooms.class.getName());

  /** How long a request may wait for storage before it is told to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  /**
   * How many codes are tried for a new room: with a million rooms alive, one in 10^10 creations
   * needs more.
   */
  private static final int MOST_CODES = 5;

  /** In beats. */
  private static final int REMIND_EVERY = 5;

  private static final int TITLE_LENGTH = 80;
  private static final int FACTS_PLAYERS = 200;

  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Map<String, Broadcast> broadcasts = new ConcurrentHashMap<>();
  private final Map<String, Room> rules = new ConcurrentHashMap<>();
  private final Games games;
  private final RoomLog log;
  private final NodeLedger node;
  private final RuntimeSettings settings;
  private final InstantSource clock;
  private final LiveRoom.Surroundings around;
  private final Committer committer;
  private final Ticker ticker;
  private boolean takenUp; // by the thread that attends
  private final NodeLink link;
  private volatile NodeLedger.Pulse pulse = new NodeLedger.Pulse(true, List.of());
  private NodeLedger.Pulse attended = pulse;
  private NodeLedger.Pulse judged = pulse; // when this node last could tell who had gone
  private Instant beganAt = Instant.MIN; // the last beat, by the thread that beats
  private volatile Instant beatAt = Instant.MIN;
  private volatile Instant
      beatingSince; // without a gap in which others could have been taken for dead; null at first
  private volatile Set<String> expected = Set.of(); // rooms that another node should have taken
  private volatile boolean draining;
  private int beats;
  private volatile boolean begun;
  private volatile boolean ready;
  private volatile boolean
      fenced; // another run has this node's name; there is no way back but a new start
  private volatile int recovering;

  /**
   * @param turns runs rooms' turns; must give each its own thread, since a turn waits for storage
   */
  public LiveRooms(
      Games games,
      RoomLog log,
      NodeLedger node,
      Alarms alarms,
      NodeLink link,
      RuntimeSettings settings,
      InstantSource clock,
      RoomMeter meter,
      Executor turns) {
    this.games = games;
    this.log = log;
    this.node = node;
    this.link = link;
    this.settings = settings;
    this.clock = clock;
    this.committer = new Committer(log, meter);
    this.ticker = new Ticker(clock, System::nanoTime, meter);
    Function<String, Optional<Room>> find =
        id ->
            games.game(id).map(g -> rules.computeIfAbsent(id, k -> new Room(g, settings.rules())));
    this.around =
        new LiveRoom.Surroundings(
            log,
            committer,
            turns,
            alarms,
            clock,
            settings,
            meter,
            find,
            this::claim,
            gone -> places.remove(gone.code(), gone),
            this::place,
            this::replaced,
            this::mirror,
            link,
            ticker,
            () -> draining);
  }

  /** The loop that writes; to be run on a thread of its own until that is interrupted. */
  Runnable committer() {
    return committer;
  }

  /** What steps all that moves; to be run on a thread of its own until that is interrupted. */
  Ticker ticker() {
    return ticker;
  }

  /**
   * Begins this node's run: from now on rooms may be claimed. To be called once, when the schema is
   * ready.
   */
  void begin() {
    node.begin();
    begun = true;
  }

  /**
   * Has the games go on that the last run left; ready when all are loaded, and when it has been
   * rehearsed to take over those of others, where there are others. Not part of {@link #begin}:
   * while the application starts, the container holds back calls to EJBs, so a room that sets an
   * alarm would wait for the start, and the start must not wait for the room; nor must a game's
   * clock run while nobody can come in.
   */
  private void takeUp() {
    List<String> unfinished = log.unfinished(Claim.FREE);
    if (!unfinished.isEmpty()) {
      LOG.log(Level.INFO, "{0} rooms of the last run go on", unfinished.size());
    }
    recovering = unfinished.size();
    CompletableFuture<?>[] loaded =
        unfinished.stream().map(code -> place(code).look()).toArray(CompletableFuture[]::new);
    CompletableFuture<Void> rehearsed =
        pulse.living().size() > 1
            ? CompletableFuture.runAsync(new Rehearsal(log, around.rules()), around.turns())
            : CompletableFuture.completedFuture(null);
    CompletableFuture.allOf(rehearsed, CompletableFuture.allOf(loaded))
        .whenComplete(
            (all, failed) -> {
              recovering = 0;
              ready = !fenced && !draining;
            });
  }

  // ---- this node among others

  /** How far this run may go to take rooms; null where it has lost its name. */
  private Claim claim() {
    if (fenced) {
      return null;
    }
    return draining ? Claim.NOTHING : judges() ? Claim.ORPHANED : Claim.FREE;
  }

  /**
   * Whether this node may take others for dead: one that was itself cut off from the database gives
   * them the time to say that they live.
   */
  private boolean judges() {
    Instant since = beatingSince;
    Instant now = clock.instant();
    return since != null
        && !now.isBefore(since.plus(settings.nodeDeadAfter()))
        && !now.isAfter(beatAt.plus(settings.nodeDeadAfter()));
  }

  /** A place for a room that may not be run here; not registered yet. */
  private Optional<Mirror> mirror(Room room, RoomLog.NotOwner there) {
    NodeLedger.Pulse known = pulse;
    String owner = there.owner();
    boolean lives = owner != null && (!judges() || known.named(owner).isPresent());
    String at =
        lives
            ? owner
            : heir(there.code(), n -> there.region() == null || n.region().equals(there.region()))
                .orElse(null);
    if (at == null || at.equals(node.name()) || fenced) {
      return Optional.empty();
    }
    return Optional.of(
        new Mirror(
            there.code(),
            room,
            at,
            there.region() == null || there.region().equals(node.region()),
            around));
  }

  /** Which of the other nodes takes a room: all nodes come to the same one. */
  private Optional<String> heir(String code, Predicate<NodeLedger.Node> which) {
    return pulse.living().stream()
        .filter(n -> !n.draining() && !n.name().equals(node.name()))
        .filter(which)
        .map(NodeLedger.Node::name)
        .max(byWeight(code));
  }

  /**
   * Rendezvous hashing: each node has a weight for each room, so that a loss moves only its own.
   */
  private static Comparator<String> byWeight(String code) {
    return Comparator.<String>comparingInt(
            name -> {
              int h = (name + "/" + code).hashCode() * 0x9E3779B9;
              return h ^ (h >>> 15);
            })
        .thenComparing(Comparator.naturalOrder());
  }

  private void replaced(Place former, Place next) {
    if (!places.replace(former.code(), former, next)) {
      // nobody can have put another one there: the former stood there until now
      LOG.log(Level.ERROR, "room {0}: two places at once", former.code());
    }
    next.begin();
  }

  /** Rooms of dead nodes that wait for nobody's visit. */
  private void takeOrphans() {
    Set<String> again = new HashSet<>();
    for (String code : log.unfinished(Claim.ORPHANED)) {
      Optional<String> other = heir(code, n -> n.region().equals(node.region()));
      boolean mine = other.isEmpty() || byWeight(code).compare(node.name(), other.get()) > 0;
      if (mine || expected.contains(code)) {
        place(code).look();
      } else {
        again.add(code); // who should take it has a beat's time for it
      }
    }
    expected = again;
  }

  private List<Mirror> mirrors() {
    return places.values().stream()
        .filter(Mirror.class::isInstance)
        .map(Mirror.class::cast)
        .toList();
  }

  private List<LiveRoom> own() {
    return places.values().stream()
        .filter(LiveRoom.class::isInstance)
        .map(LiveRoom.class::cast)
        .toList();
  }

  /** Hands all rooms over and takes none any more. Waits until that is done, but not for ever. */
  void drain() {
    if (!begun || fenced || draining) {
      return;
    }
    draining = true;
    ready = false;
    try {
      node.drain();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the database does not hear that this node stops: {0}", e);
    }
    List<LiveRoom> rooms = own();
    try {
      CompletableFuture<?>[] released =
          rooms.stream()
              .map(
                  r ->
                      r.release(heir(r.code(), n -> n.region().equals(node.region())).orElse(null)))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(released).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.log(Level.INFO, "{0} rooms were handed over", rooms.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException stoppingAlready) {
      LOG.log(Level.WARNING, "{0} rooms are given up as they are", rooms.size());
      end();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "not all of {0} rooms could be handed over: {1}", rooms.size(), e);
    }
  }

  /** This run is over, without time to hand anything over: others take its rooms as they are. */
  private void end() {
    try {
      node.end();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the database does not hear that this node is gone: {0}", e);
    }
  }

  @Override
  public void received(String from, NodeMessage message) {
    String code = message.room();
    switch (message) {
      case NodeMessage.Take m -> {
        if (places.get(code) instanceof Mirror mirror) {
          mirror.received(m);
        } else {
          place(code).look();
        }
      }
      case NodeMessage.Open m -> far(from, code).ifPresent(r -> r.open(from, m.visitors()));
      case NodeMessage.Shut m -> {
        if (places.get(code) instanceof LiveRoom r) {
          r.forget(from);
        }
      }
      case NodeMessage.Enter m ->
          far(from, code)
              .ifPresent(
                  r -> r.attach(m.viewer(), new Lookers.Person(link, from, code, m.number()), -1));
      case NodeMessage.Exit m -> {
        if (places.get(code) instanceof LiveRoom r) {
          r.detach(new Lookers.Person(null, from, code, m.number()), m.stranded());
        }
      }
      case NodeMessage.Ask m ->
          far(from, code)
              .ifPresent(
                  r ->
                      r.submit(
                          m.actor(),
                          m.id(),
                          m.command(),
                          m.arrivedAt(),
                          new Lookers.Asker(link, from, code, m.number())));
      default -> {
        if (places.get(code) instanceof Mirror mirror && mirror.owner().equals(from)) {
          mirror.received(message);
        } else if (message instanceof NodeMessage.Shown || message instanceof NodeMessage.Moved) {
          link.send(
              from, new NodeMessage.Shut(code)); // it was lost that nobody looks here any more
        }
      }
    }
  }

  /** The room that another node asks for; it hears where it is not run here. */
  private Optional<LiveRoom> far(String from, String code) {
    if (place(code) instanceof LiveRoom live) {
      return Optional.of(live);
    }
    link.send(from, new NodeMessage.Elsewhere(code));
    return Optional.empty();
  }

  @Override
  public void broken(String peer) {
    mirrors().stream().filter(m -> m.owner().equals(peer)).forEach(Mirror::reopen);
  }

  @Override
  public Checked<List<RoomLog.Listed>> listed(int most) {
    try {
      return Checked.good(log.listed(most));
    } catch (RoomLog.LogUnavailable away) {
      return Checked.bad("unavailable", "The rooms cannot be listed just now.");
    }
  }

  /** Finished games once more. */
  Replays replays() {
    return new LogReplays(log, around.rules());
  }

  boolean ready() {
    return ready;
  }

  int recovering() {
    return recovering;
  }

  int inMemory() {
    return places.size();
  }

  @Override
  public void rang(String code, Alarms.Kind kind) {
    if (kind == Alarms.Kind.BROADCAST) {
      Broadcast broadcast = broadcasts.get(code);
      if (broadcast != null) {
        broadcast.due();
      }
    } else if (places.get(code) instanceof LiveRoom live) {
      live.rang(kind);
    }
  }

  /**
   * Says in the database that this node lives, and hears who else does. Where another server has
   * taken its name, every room is dropped here at once. To be called once a second, by one thread
   * that does nothing else. Waits for the database.
   */
  void heart() {
    if (!begun || fenced) {
      return;
    }
    NodeLedger.Pulse now;
    Instant begins = clock.instant();
    try {
      now = node.beat();
    } catch (RuntimeException storageAway) {
      mirrors().forEach(m -> m.beat(true)); // whose people do not wait longer for that
      throw storageAway;
    }
    if (!now.ours()) {
      LOG.log(
          Level.ERROR,
          "another server runs under the name {0}: all rooms are dropped here, and none is taken"
              + " any more",
          node.name());
      fenced = true;
      ready = false;
      places.values().forEach(r -> r.drop("moved"));
      return;
    }
    Instant at = clock.instant();
    if (beatingSince != null && beganAt.plus(settings.nodeDeadAfter()).isBefore(at)) {
      // The database may have seen it at any moment of a beat, so the longest gap counts. In it
      // others may have taken our rooms, and who looks here would see how they were.
      Set<String> lost = new HashSet<>(log.notOurs(own().stream().map(LiveRoom::code).toList()));
      own().stream().filter(r -> lost.contains(r.code())).forEach(LiveRoom::lost);
    }
    if (beatingSince == null || beatAt.plus(settings.nodeDeadAfter()).isBefore(at)) {
      beatingSince = at;
    }
    beganAt = begins;
    beatAt = at;
    pulse = now;
  }

  /**
   * Does what follows from the last beat of the heart; the first time, has the games go on that the
   * node's last run left. To be called after each, by one thread. Waits for the database.
   */
  void attend() {
    if (!begun || fenced) {
      return;
    }
    lookAfterBroadcasts();
    NodeLedger.Pulse before = attended;
    NodeLedger.Pulse now = pulse;
    if (now == before) {
      return;
    }
    link.living(
        now.living().stream()
            .map(NodeLedger.Node::name)
            .filter(n -> !n.equals(node.name()))
            .toList());
    if (!takenUp) {
      takeUp(); // again after the next beat, where the database could not be asked
      takenUp = true;
    }
    if (judges()) { // otherwise those who have gone meanwhile are found when it can
      judged.living().stream()
          .map(NodeLedger.Node::name)
          .filter(n -> now.named(n).isEmpty())
          .forEach(
              dead -> {
                LOG.log(Level.WARNING, "node {0} is gone", dead);
                own().forEach(r -> r.forget(dead));
                link.forgot(dead); // its heart may only have missed some beats
              });
      judged = now;
    }
    attended = now;
    if (judges() && !draining) {
      takeOrphans();
    }
    if (beats++ % REMIND_EVERY == 0) {
      for (LiveRoom room : own()) {
        room.awaited(clock.instant()).ifPresent(notice -> log.remind(room.code(), notice));
      }
    }
    mirrors().forEach(m -> m.beat(!judges() || now.named(m.owner()).isPresent()));
  }

  @Override
  public void tidy() {
    if (!ready) {
      return;
    }
    Instant now = clock.instant();
    own().forEach(r -> r.retire(now.minus(settings.idleAfter())));
    for (String code : log.idleSince(now.minus(settings.timeToLive()), 100)) {
      place(code)
          .look()
          .whenComplete(
              (glance, failed) -> {
                if (glance != null
                    && glance.isPresent()
                    && !glance.get().people()
                    && glance.get().state().status() != Status.COMPLETED) {
                  place(code)
                      .submit(
                          Actor.SERVER,
                          null,
                          new RoomCommand.Close("expired"),
                          clock.instant(),
                          SILENT);
                }
              });
    }
    log.deleteOver(now.minus(settings.keepOver()), 100);
  }

  /**
   * Without control characters, and without halves of a surrogate pair: these have no UTF-8, so the
   * database would keep another text than the one in memory, and could take two ids for one.
   */
  private static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static final Reply SILENT =
      new Reply() {
        @Override
        public void accepted(long seq) {}

        @Override
        public void rejected(Rejection rejection) {}
      };

  private Place place(String code) {
    return places.compute(
        code,
        (k, place) -> {
          if (place != null && !place.gone()) {
            return place;
          }
          LiveRoom fresh = new LiveRoom(k, around);
          fresh.begin();
          return fresh;
        });
  }

  @Override
  public Checked<NewRoom> create(CreateRoom wish) {
    Optional<Game<?, ?, ?, ?, ?>> known = games.game(wish.game() == null ? "" : wish.game());
    if (known.isEmpty()) {
      return Checked.bad("unknown_game", "There is no game of that name here.");
    }
    Game<?, ?, ?, ?, ?> game = known.get();
    if (fenced || draining) {
      return Checked.bad("unavailable", "This server takes no rooms any more.");
    }
    Map<String, Object> raw = wish.settings() == null ? Map.of() : wish.settings();
    if (game.settings(raw) instanceof Checked.Bad<?> bad) {
      return new Checked.Bad<>(bad.rejection());
    }
    String title = wish.title() == null || wish.title().isBlank() ? null : wish.title().strip();
    if (title != null
        && (title.codePointCount(0, title.length()) > TITLE_LENGTH || !storable(title))) {
      return Checked.bad(
          "bad_title",
          "A title has at most " + TITLE_LENGTH + " characters and no control characters.");
    }
    String hostName = wish.host() == null ? null : Names.clean(wish.host().name()).orElse(null);
    if (wish.host() != null && hostName == null) {
      return Guise.badName();
    }
    Visibility visibility = wish.visibility() == null ? Visibility.PRIVATE : wish.visibility();
    boolean needsContent = game.contentType() != Void.class;
    String hostKey = Tokens.hash(wish.secrets().hostToken());
    RoomCode code = wish.secrets().code();
    for (int attempt = 0; attempt < MOST_CODES; attempt++) {
      RoomCommand.Create create =
          new RoomCommand.Create(
              code.value(),
              game.id(),
              title,
              raw,
              visibility,
              hostKey,
              wish.secrets().seed(),
              needsContent,
              wish.startsWith());
      Waiting waiting = new Waiting();
      place(code.value()).submit(Actor.SERVER, null, create, clock.instant(), waiting);
      switch (state(code.value(), waiting)) {
        case Checked.Good<RoomState> good when good.value().created().hostKey().equals(hostKey) -> {
          return withHost(good.value(), needsContent, hostName, wish);
        }
        // One that has moved may be the very room that this request has made before: another code
        // would make a second one.
        case Checked.Bad<RoomState> bad -> {
          return bad.rejection().code().equals("moved")
              ? unavailable()
              : new Checked.Bad<>(bad.rejection());
        }
        // Another room has the code. The next one is not drawn at random: the same request again
        // must come to the same room.
        default -> code = wish.secrets().otherCode(attempt);
      }
    }
    return Checked.bad("unavailable", "No free room code was found. Try again.");
  }

  private Checked<NewRoom> withHost(
      RoomState state, boolean needsContent, String hostName, CreateRoom wish) {
    String code = state.code();
    if (!needsContent && state.status() == Status.BUILDING) {
      Waiting prepared = new Waiting();
      place(code)
          .submit(Actor.SERVER, null, new RoomCommand.Prepare(null), clock.instant(), prepared);
      if (state(code, prepared) instanceof Checked.Good<RoomState> good) {
        state = good.value();
      }
    }
    SeatGrant seat = null;
    if (hostName != null) {
      Checked<SeatGrant> joined = join(code, hostName, wish.host().avatar(), wish.secrets());
      if (joined instanceof Checked.Bad<SeatGrant> bad) {
        return new Checked.Bad<>(bad.rejection());
      }
      seat = ((Checked.Good<SeatGrant>) joined).value();
    }
    return Checked.good(
        new NewRoom(
            code,
            state.created().game(),
            Words.of(state.status()),
            wish.secrets().hostToken(),
            seat));
  }

  @Override
  public Checked<SeatGrant> join(String code, String name, String avatar, Secrets secrets) {
    Guise guise;
    switch (Guise.of(name, avatar)) {
      case Checked.Bad<Guise> bad -> {
        return new Checked.Bad<>(bad.rejection());
      }
      case Checked.Good<Guise> good -> guise = good.value();
    }
    Optional<RoomCode> valid = RoomCode.parse(code);
    if (valid.isEmpty()) {
      return new Checked.Bad<>(Rooms.unknown());
    }
    String key = Tokens.hash(secrets.playerToken());
    Waiting waiting = new Waiting();
    place(valid.get().value())
        .submit(
            Actor.GUEST,
            null,
            new RoomCommand.Join(guise.name(), guise.avatar(), key),
            clock.instant(),
            waiting);
    return switch (state(valid.get().value(), waiting)) {
      case Checked.Bad<RoomState> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<RoomState> good ->
          good.value()
              .seating()
              .named(guise.name())
              .filter(
                  s ->
                      key.equals(
                          good.value()
                              .seating()
                              .keys()
                              .get(s.id()))) // it may have been given up, and the name taken by
              // another, within the same batch
              .map(Seat::id)
              .<Checked<SeatGrant>>map(id -> Checked.good(new SeatGrant(id, secrets.playerToken())))
              .orElseGet(() -> Checked.bad("not_a_player", "The seat was given up at once."));
    };
  }

  @Override
  public Checked<Long> perform(String code, Actor actor, String commandId, RoomCommand command) {
    Optional<RoomCode> valid = RoomCode.parse(code);
    if (valid.isEmpty()) {
      return new Checked.Bad<>(Rooms.unknown());
    }
    Waiting waiting = new Waiting();
    submit(valid.get().value(), actor, commandId, command, clock.instant(), waiting);
    return waiting.seq();
  }

  @Override
  public void submit(
      String code,
      Actor actor,
      String commandId,
      RoomCommand command,
      Instant arrivedAt,
      Reply reply) {
    if (commandId != null
        && (commandId.isEmpty() || commandId.length() > 64 || !storable(commandId))) {
      reply.rejected(
          new Rejection(
              "bad_id", "The id of a command has 1 to 64 characters and no control characters."));
      return;
    }
    RoomCode.parse(code)
        .ifPresentOrElse(
            c -> place(c.value()).submit(actor, commandId, command, arrivedAt, reply),
            () -> reply.rejected(Rooms.unknown()));
  }

  @Override
  public void attach(String code, Viewer viewer, Follower follower, long since) {
    RoomCode.parse(code)
        .ifPresentOrElse(
            c -> place(c.value()).attach(viewer, follower, since),
            () -> follower.detached("unknown_room"));
  }

  @Override
  public void watch(Publication now, Follower follower, long since) {
    if (now.spectatorDelay().isZero()) {
      attach(now.code(), new Viewer.Spectator(), follower, since);
    } else {
      broadcast(now, b -> b.enter(follower, since));
    }
  }

  @Override
  public Optional<Publication> watched(Publication now) {
    return now.spectatorDelay().isZero()
        ? Optional.of(now)
        : broadcast(now, b -> !b.over()).shown();
  }

  /**
   * Uses a room's broadcast, and begins it where there is none.
   *
   * @param use false where it was over already
   */
  private Broadcast broadcast(Publication now, Predicate<Broadcast> use) {
    String code = now.code();
    boolean[] begun = new boolean[1];
    Broadcast used =
        broadcasts.compute(
            code,
            (c, there) -> {
              if (there != null && use.test(there)) {
                return there;
              }
              Broadcast fresh = new Broadcast(code, now.spectatorDelay(), clock, around.alarms());
              use.test(fresh);
              begun[0] = true;
              return fresh;
            });
    if (begun[0]) {
      place(code).attach(new Viewer.Spectator(), used, -1);
    }
    return used;
  }

  /** Shows what an alarm was lost for, and ends what nobody watches any more. */
  private void lookAfterBroadcasts() {
    for (Broadcast broadcast : broadcasts.values()) {
      broadcast.due();
    }
    for (String code : broadcasts.keySet()) {
      broadcasts.computeIfPresent(
          code,
          (c, broadcast) -> {
            if (!broadcast.retire()) {
              return broadcast;
            }
            Place place = places.get(code);
            if (place != null) {
              place.detach(broadcast);
            }
            return null;
          });
    }
  }

  @Override
  public void detach(String code, Follower follower) {
    RoomCode.parse(code)
        .map(RoomCode::value)
        .ifPresent(
            c -> {
              Broadcast broadcast = broadcasts.get(c);
              if (broadcast != null) {
                broadcast.leave(follower);
              }
              Place place = places.get(c);
              if (place != null) {
                place.detach(follower);
              }
            });
  }

  @Override
  public Checked<Optional<Actor>> actor(String code, String token) {
    if (token == null || token.isEmpty() || token.length() > 128) {
      return Checked.good(Optional.empty());
    }
    String key = Tokens.hash(token);
    Checked<Place.Glance> glance = glance(code);
    if (glance instanceof Checked.Good<Place.Glance> good
        && proved(good.value().state(), key).isEmpty()) {
      glance = upToDate(good.value());
    }
    return switch (glance) {
      case Checked.Bad<Place.Glance> bad when bad.rejection().code().equals("unknown_room") ->
          Checked.good(Optional.empty());
      case Checked.Bad<Place.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Place.Glance> good -> Checked.good(proved(good.value().state(), key));
    };
  }

  /**
   * Not before what is stored now: a copy of another node's room may be behind, and so may a room
   * that another node has taken without this one's noticing yet.
   */
  private Checked<Place.Glance> upToDate(Place.Glance seen) {
    String code = seen.state().code();
    long stored;
    try {
      stored = log.lastSeq(code).orElse(0);
    } catch (RoomLog.LogUnavailable e) {
      return unavailable();
    }
    if (seen.seq() >= stored) {
      return Checked.good(seen);
    }
    Checked<Place.Glance> later = answer(place(code).look(stored));
    return later instanceof Checked.Good<Place.Glance> good && good.value().seq() < stored
        ? unavailable()
        : later;
  }

  private static Optional<Actor> proved(RoomState state, String key) {
    return state.created().hostKey().equals(key)
        ? Optional.of(Actor.HOST)
        : state.seating().provedBy(key).map(s -> new Actor.Player(s.id()));
  }

  @Override
  public Checked<RoomFacts> facts(String code) {
    return switch (glance(code)) {
      case Checked.Bad<Place.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Place.Glance> good -> facts(good.value());
    };
  }

  private Checked<RoomFacts> facts(Place.Glance glance) {
    RoomState state = glance.state();
    if (state.status() == Status.CLOSED) {
      return Checked.bad("room_closed", "This room is closed.");
    }
    Room room = around.rules().apply(state.created().game()).orElseThrow();
    return Checked.good(
        new RoomFacts(
            state.code(),
            state.created().game(),
            state.created().title(),
            Words.of(state.status()),
            Words.of(state.created().visibility()),
            state.life().failure(),
            state.life().locked(),
            room.maxPlayers(state),
            state.seating().seats().size(),
            state.seating().seats().values().stream()
                .limit(FACTS_PLAYERS)
                .map(s -> player(s, glance.publication().presence(s.id())))
                .toList()));
  }

  private static RoomFacts.Player player(Seat seat, Presence presence) {
    return new RoomFacts.Player(
        seat.id(), seat.name(), seat.avatar(), presence == Presence.CONNECTED, presence.word());
  }

  @Override
  public Checked<Publication> look(String code) {
    return switch (glance(code)) {
      case Checked.Bad<Place.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Place.Glance> good -> Checked.good(good.value().publication());
    };
  }

  private Checked<RoomState> state(String code) {
    return switch (glance(code)) {
      case Checked.Bad<Place.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Place.Glance> good -> Checked.good(good.value().state());
    };
  }

  private Checked<Place.Glance> glance(String code) {
    Optional<RoomCode> valid = RoomCode.parse(code);
    return valid.isEmpty()
        ? new Checked.Bad<>(Rooms.unknown())
        : answer(place(valid.get().value()).look());
  }

  private static Checked<Place.Glance> answer(CompletableFuture<Optional<Place.Glance>> look) {
    try {
      return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .<Checked<Place.Glance>>map(Checked::good)
          .orElseGet(() -> new Checked.Bad<>(Rooms.unknown()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable();
    } catch (ExecutionException e) {
      return e.getCause() instanceof Place.Faulty
          ? new Checked.Bad<>(LiveRoom.FAULTY)
          : unavailable();
    } catch (TimeoutException e) {
      return unavailable();
    }
  }

  private static <T> Checked<T> unavailable() {
    return Checked.bad(
        "unavailable", "This room cannot be reached just now. Try again in a moment.");
  }

  /** The room after a command that somebody waits for. */
  private Checked<RoomState> state(String code, Waiting waiting) {
    return switch (waiting.seq()) {
      case Checked.Bad<Long> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<Long> good ->
          switch (answer(place(code).look(good.value()))) {
            case Checked.Bad<Place.Glance> bad -> new Checked.Bad<>(bad.rejection());
            case Checked.Good<Place.Glance> glance -> Checked.good(glance.value().state());
          };
    };
  }

  /** A reply that somebody waits for. */
  private static final class Waiting implements Reply {
    private final CompletableFuture<Checked<Long>> answer = new CompletableFuture<>();

    @Override
    public void accepted(long seq) {
      answer.complete(Checked.good(seq));
    }

    @Override
    public void rejected(Rejection rejection) {
      answer.complete(new Checked.Bad<>(rejection));
    }

    Checked<Long> seq() {
      try {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return unavailable();
      } catch (ExecutionException | TimeoutException e) {
        return unavailable();
      }
    }
  }
}
