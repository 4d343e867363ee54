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
import dev.parlour.room.Presence;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import dev.parlour.room.app.Upkeep;
import dev.parlour.shared.Names;
import dev.parlour.shared.RoomCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The rooms in this node's memory, and the door to them.
 *
 * <p>Life: {@link #begin} when the schema is ready, the first {@link #beat} when the application
 * has started (it takes up the games of the last run), then a beat every second. Thread-safe.
 */
public final class LiveRooms implements Rooms, Upkeep {
  private static final Logger LOG = System.getLogger(LiveRooms.class.getName());

  /** How long a request may wait for storage before it is told to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  /**
   * How many codes are tried for a new room: with a million rooms alive, one in 10^10 creations
   * needs more.
   */
  private static final int MOST_CODES = 5;

  private static final int TITLE_LENGTH = 80;
  private static final int FACTS_PLAYERS = 200;

  private final Map<String, LiveRoom> rooms = new ConcurrentHashMap<>();
  private final Map<String, Room> rules = new ConcurrentHashMap<>();
  private final Games games;
  private final RoomLog log;
  private final NodeLedger node;
  private final RuntimeSettings settings;
  private final InstantSource clock;
  private final LiveRoom.Surroundings around;
  private final Committer committer;
  private final AtomicBoolean takenUp = new AtomicBoolean();
  private volatile List<String> unfinished = List.of(); // what the last run left
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
      RuntimeSettings settings,
      InstantSource clock,
      RoomMeter meter,
      Executor turns) {
    this.games = games;
    this.log = log;
    this.node = node;
    this.settings = settings;
    this.clock = clock;
    this.committer = new Committer(log, meter);
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
            () -> !fenced,
            gone -> rooms.remove(gone.code(), gone),
            this::room);
  }

  /** The loop that writes; to be run on a thread of its own until that is interrupted. */
  Runnable committer() {
    return committer;
  }

  /**
   * Begins this node's run: from now on rooms may be claimed. To be called once, when the schema is
   * ready.
   */
  void begin() {
    Instant now = clock.instant();
    Instant lastRunEnded = node.begin().map(now::minus).orElse(now);
    unfinished = log.unfinished();
    unfinished.forEach(code -> room(code).diedAt(lastRunEnded));
    if (!unfinished.isEmpty()) {
      LOG.log(
          Level.INFO,
          "{0} rooms go on; the last run ended {1} ago",
          unfinished.size(),
          Duration.between(lastRunEnded, now));
    }
    begun = true;
  }

  /**
   * Has the games go on that the last run left; ready when all are loaded. Not part of {@link
   * #begin}: while the application starts, the container holds back calls to EJBs, so a room that
   * sets an alarm would wait for the start, and the start must not wait for the room; nor must a
   * game's clock run while nobody can come in.
   */
  private void takeUp() {
    recovering = unfinished.size();
    CompletableFuture<?>[] loaded =
        unfinished.stream().map(code -> room(code).look()).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(loaded)
        .whenComplete(
            (all, failed) -> {
              unfinished = List.of();
              recovering = 0;
              ready = !fenced;
            });
  }

  boolean ready() {
    return ready;
  }

  int recovering() {
    return recovering;
  }

  int inMemory() {
    return rooms.size();
  }

  @Override
  public void rang(String code, Alarms.Kind kind) {
    LiveRoom live = rooms.get(code);
    if (live != null) {
      live.rang(kind);
    }
  }

  @Override
  public void beat() {
    if (!begun || fenced) {
      return;
    }
    if (takenUp.compareAndSet(false, true)) {
      takeUp();
    }
    if (!node.beat()) {
      LOG.log(
          Level.ERROR,
          "another server runs under the name {0}: all rooms are dropped here, and none is taken"
              + " any more",
          node.name());
      fenced = true;
      ready = false;
      rooms.values().forEach(r -> r.drop("moved"));
    }
  }

  @Override
  public void tidy() {
    if (!ready) {
      return;
    }
    Instant now = clock.instant();
    rooms.values().forEach(r -> r.retire(now.minus(settings.idleAfter())));
    for (String code : log.idleSince(now.minus(settings.timeToLive()), 100)) {
      room(code)
          .look()
          .whenComplete(
              (glance, failed) -> {
                if (glance != null
                    && glance.isPresent()
                    && !glance.get().people()
                    && glance.get().state().status() != Status.COMPLETED) {
                  room(code)
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
        public void accepted(long seq, RoomState state) {}

        @Override
        public void rejected(Rejection rejection) {}
      };

  private LiveRoom room(String code) {
    return rooms.compute(
        code, (k, live) -> live == null || live.gone() ? new LiveRoom(k, around) : live);
  }

  @Override
  public Checked<NewRoom> create(CreateRoom wish) {
    Optional<Game<?, ?, ?, ?, ?>> known = games.game(wish.game() == null ? "" : wish.game());
    if (known.isEmpty()) {
      return Checked.bad("unknown_game", "There is no game of that name here.");
    }
    Game<?, ?, ?, ?, ?> game = known.get();
    if (fenced) {
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
      return badName();
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
              needsContent);
      Waiting waiting = new Waiting();
      room(code.value()).submit(Actor.SERVER, null, create, clock.instant(), waiting);
      switch (waiting.state()) {
        case Checked.Good<RoomState> good when good.value().created().hostKey().equals(hostKey) -> {
          return withHost(good.value(), needsContent, hostName, wish);
        }
        case Checked.Bad<RoomState> bad when !bad.rejection().code().equals("moved") -> {
          return new Checked.Bad<>(bad.rejection());
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
      room(code)
          .submit(Actor.SERVER, null, new RoomCommand.Prepare(null), clock.instant(), prepared);
      if (prepared.state() instanceof Checked.Good<RoomState> good) {
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
            state.status().name().toLowerCase(Locale.ROOT),
            wish.secrets().hostToken(),
            seat));
  }

  @Override
  public Checked<SeatGrant> join(String code, String name, String avatar, Secrets secrets) {
    Optional<String> clean = Names.clean(name);
    if (clean.isEmpty()) {
      return badName();
    }
    if (avatar != null && !avatar.matches("[A-Za-z0-9_-]{1,32}")) {
      return Checked.bad(
          "bad_avatar", "An avatar is named by up to 32 letters, digits, hyphens and underscores.");
    }
    Optional<RoomCode> valid = RoomCode.parse(code);
    if (valid.isEmpty()) {
      return new Checked.Bad<>(Rooms.unknown());
    }
    String picture = avatar != null ? avatar : Tokens.hash(clean.get()).substring(0, 12);
    String key = Tokens.hash(secrets.playerToken());
    Waiting waiting = new Waiting();
    room(valid.get().value())
        .submit(
            Actor.GUEST,
            null,
            new RoomCommand.Join(clean.get(), picture, key),
            clock.instant(),
            waiting);
    return switch (waiting.state()) {
      case Checked.Bad<RoomState> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<RoomState> good ->
          good.value()
              .seating()
              .named(clean.get())
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

  private static <T> Checked<T> badName() {
    return Checked.bad(
        "bad_name",
        "A name has 1 to "
            + Names.MAX_LENGTH
            + " characters that people can see, and no control characters.");
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
            c -> room(c.value()).submit(actor, commandId, command, arrivedAt, reply),
            () -> reply.rejected(Rooms.unknown()));
  }

  @Override
  public void attach(String code, Viewer viewer, Follower follower, long since) {
    RoomCode.parse(code)
        .ifPresentOrElse(
            c -> room(c.value()).attach(viewer, follower, since),
            () -> follower.detached("unknown_room"));
  }

  @Override
  public void detach(String code, Follower follower) {
    RoomCode.parse(code).map(c -> rooms.get(c.value())).ifPresent(live -> live.detach(follower));
  }

  @Override
  public Optional<Actor> actor(String code, String token) {
    if (token == null || token.isEmpty() || token.length() > 128) {
      return Optional.empty();
    }
    if (!(state(code) instanceof Checked.Good<RoomState> good)) {
      return Optional.empty();
    }
    String key = Tokens.hash(token);
    return good.value().created().hostKey().equals(key)
        ? Optional.of(Actor.HOST)
        : good.value().seating().provedBy(key).map(s -> new Actor.Player(s.id()));
  }

  @Override
  public Checked<RoomFacts> facts(String code) {
    return switch (glance(code)) {
      case Checked.Bad<LiveRoom.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<LiveRoom.Glance> good -> facts(good.value());
    };
  }

  private Checked<RoomFacts> facts(LiveRoom.Glance glance) {
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
            state.status().name().toLowerCase(Locale.ROOT),
            state.created().visibility().name().toLowerCase(Locale.ROOT),
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
      case Checked.Bad<LiveRoom.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<LiveRoom.Glance> good -> Checked.good(good.value().publication());
    };
  }

  private Checked<RoomState> state(String code) {
    return switch (glance(code)) {
      case Checked.Bad<LiveRoom.Glance> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<LiveRoom.Glance> good -> Checked.good(good.value().state());
    };
  }

  private Checked<LiveRoom.Glance> glance(String code) {
    Optional<RoomCode> valid = RoomCode.parse(code);
    return valid.isEmpty()
        ? new Checked.Bad<>(Rooms.unknown())
        : answer(room(valid.get().value()).look());
  }

  private static Checked<LiveRoom.Glance> answer(
      CompletableFuture<Optional<LiveRoom.Glance>> look) {
    try {
      return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .<Checked<LiveRoom.Glance>>map(Checked::good)
          .orElseGet(() -> new Checked.Bad<>(Rooms.unknown()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable();
    } catch (ExecutionException | TimeoutException e) {
      return unavailable();
    }
  }

  private static <T> Checked<T> unavailable() {
    return Checked.bad(
        "unavailable", "This room cannot be reached just now. Try again in a moment.");
  }

  /** A reply that somebody waits for. */
  private static final class Waiting implements Reply {
    private record Accepted(long seq, RoomState state) {}

    private final CompletableFuture<Checked<Accepted>> answer = new CompletableFuture<>();

    @Override
    public void accepted(long seq, RoomState state) {
      answer.complete(Checked.good(new Accepted(seq, state)));
    }

    @Override
    public void rejected(Rejection rejection) {
      answer.complete(new Checked.Bad<>(rejection));
    }

    Checked<RoomState> state() {
      return map(Accepted::state);
    }

    Checked<Long> seq() {
      return map(Accepted::seq);
    }

    private <T> Checked<T> map(Function<Accepted, T> part) {
      try {
        return switch (answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          case Checked.Good<Accepted> good -> Checked.good(part.apply(good.value()));
          case Checked.Bad<Accepted> bad -> new Checked.Bad<>(bad.rejection());
        };
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return unavailable();
      } catch (ExecutionException | TimeoutException e) {
        return unavailable();
      }
    }
  }
}
