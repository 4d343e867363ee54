package dev.parlour.room.runtime;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Decision;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Alarms;
import dev.parlour.room.Follower;
import dev.parlour.room.Moment;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.Presence;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One room in memory: a mailbox and the one turn at a time that empties it.
 *
 * <p>States of the mailbox: <i>idle</i> (empty, no turn), <i>scheduled</i> (a turn is handed to the
 * executor or runs), <i>gone</i> (has left memory for good, or handed everything over to the next
 * {@link Place} for the room). Whoever puts a message into an idle mailbox schedules the turn; a
 * turn that finds the mailbox empty at its end goes idle, looks once more, and takes itself up
 * again if something came in between. So there is never more than one turn, and no message waits
 * without one. What still comes to a mailbox that is gone is passed on, in its order, to the object
 * that stands for the room now.
 *
 * <p>A turn takes what waits, decides it message by message on a tentative state, has the committer
 * store all events in one append, and only then adopts the state, answers, and publishes. If the
 * append is fenced, the room is somebody else's: everybody and everything goes over to where it is
 * run now. If its outcome is not known, the room is loaded again before anything else happens. If a
 * rule throws, the room is loaded once more from its log and goes on; the second time in a row it
 * is quarantined and refuses everything as {@code room_faulty}. However a turn ends, each command
 * in it is answered once.
 *
 * <p>All fields below the line are the turn's own; everything else may be called on any thread and
 * returns at once.
 */
final class LiveRoom implements Place {
  private static final Logger LOG = System.getLogger(LiveRoom.class.getName());

  private static final Duration RETRY = Duration.ofSeconds(1);
  static final Rejection FAULTY =
      new Rejection(Faulty.CODE, "Something is wrong with this room; it has been reported.");
  private static final Rejection MOVED =
      new Rejection("moved", "This room is being moved. Try again in a moment.");
  private static final Rejection EXHAUSTED =
      new Rejection("room_exhausted", "Too much has happened in this room. Open a new one.");
  private static final Rejection STILL = new Rejection("not_moving", "Nothing moves just now.");
  private static final Rejection UNSTORED =
      new Rejection("unavailable", "This could not be stored just now. Try again in a moment.");

  /**
   * Alarms for people whose grace is over ring no more often than this: when thousands lose their
   * connections within a second, not each of them needs a turn.
   */
  private static final Duration PRESENCE_STEP = Duration.ofMillis(100);

  /**
   * A snapshot costs as much as there are players, 20 ms for 5,000, so a big room takes one less
   * often than when all of them have answered once.
   */
  private static final int SNAPSHOT_EVENTS_PER_PLAYER = 4;

  /** Twenty games of the longest quiz. */
  private static final int COMMANDS_PER_PLAYER = 1_000;

  /** News of a new room may be lost between the broker and a consumer that dies. */
  private static final Duration CONTENT_SOON = Duration.ofSeconds(5);

  /** In between, a big room answers. */
  private static final Duration PORTION_EVERY = Duration.ofMillis(100);

  /**
   * What a room needs around it.
   *
   * @param claim how far this run may go to take rooms; null where it has lost its name
   * @param dropped hears that a room has left memory
   * @param successor the place that stands for a room now
   * @param replaced hears that all has gone over from one place to another
   * @param mirror a place for a room that another node runs; empty where nobody could be asked
   * @param link to other nodes
   * @param ticker steps what moves
   * @param leaving whether this node is about to stop
   */
  record Surroundings(
      RoomLog log,
      Committer committer,
      Executor turns,
      Alarms alarms,
      InstantSource clock,
      RuntimeSettings settings,
      RoomMeter meter,
      Function<String, Optional<Room>> rules,
      Supplier<RoomLog.Claim> claim,
      Consumer<Place> dropped,
      Function<String, Place> successor,
      BiConsumer<Place, Place> replaced,
      BiFunction<Room, RoomLog.NotOwner, Optional<Mirror>> mirror,
      NodeLink link,
      Ticker ticker,
      BooleanSupplier leaving) {}

  private sealed interface Message {}

  private record Command(Actor actor, String id, RoomCommand command, Instant arrivedAt, Once reply)
      implements Message {}

  private record Attach(Viewer viewer, Follower follower, long since) implements Message {}

  /**
   * @param stranded whether it has lost its server, not left by itself
   */
  private record Detach(Follower follower, boolean stranded) implements Message {}

  /** Something that moves has come to a point that must be stored. */
  private record Happened() implements Message {}

  /** A step of what moves has failed. */
  private record Broke(Throwable fault) implements Message {}

  private record Rang(Alarms.Kind kind) implements Message {}

  private record Look(long atLeast, CompletableFuture<Optional<Glance>> answer)
      implements Message {}

  private record Retire(Instant quietSince, CompletableFuture<Boolean> done) implements Message {}

  private record Drop(String reason) implements Message {}

  /** Another node begins to look. */
  private record Open(String node, boolean visitors) implements Message {}

  /** Nobody looks any more at another node. */
  private record Forget(String node) implements Message {}

  private record Lost() implements Message {}

  /**
   * @param heir the node that is to run the room; null where there is none
   */
  private record Release(String heir, CompletableFuture<Boolean> done) implements Message {}

  private enum Phase {
    UNLOADED,
    LIVE,
    QUARANTINED
  }

  /**
   * Sees to it that a command is answered once, and that a reply which throws, against its
   * contract, keeps nothing from anybody else.
   */
  private static final class Once implements Reply {
    private final Reply reply;
    private boolean given;

    Once(Reply reply) {
      this.reply = reply;
    }

    @Override
    public void accepted(long seq) {
      give(() -> reply.accepted(seq));
    }

    @Override
    public void rejected(Rejection why) {
      give(() -> reply.rejected(why));
    }

    boolean far() {
      return reply instanceof Lookers.Far;
    }

    private void give(Runnable answer) {
      if (!given) {
        given = true;
        safely(answer);
      }
    }
  }

  static void safely(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a follower or a reply threw", e);
    }
  }

  private final String code;
  private final Surroundings around;
  private final Queue<Message> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger commandsWaiting = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean(true); // until it begins
  private final Object gate =
      new Object(); // between putting something into the mailbox and leaving memory
  private volatile boolean gone;
  private volatile Moving moving; // null until it is known that something moves in its game
  private volatile RoomState building; // null unless it waits for its content

  // ---- the turn's own
  private Phase phase = Phase.UNLOADED;
  private Room room;
  private RoomState state;
  private long seq;
  private long epoch;
  private int sinceSnapshot;
  private Map<String, Long> acknowledged = new HashMap<>();
  private final Refusals refusals;
  private final Audience audience;
  private final Set<String> lookers = new HashSet<>(); // nodes that keep a copy
  private final List<RoomEvent> unshown =
      new ArrayList<>(); // since the last publication, for the lookers
  private boolean broken; // nothing can be stored
  private Instant
      stoppedAt; // when play was cut off, until the time since then has been given back; null while
  // all is well
  private int faults;
  private Publication published;
  private String publishedPhase = "";
  private Instant publishedAt = Instant.MIN;
  private boolean publishDue;
  private final Herald herald;
  private final Portions viewing;
  private final Portions counting;
  private Instant portionAt = Instant.MIN; // not before
  private Instant publishSet; // the alarms that should ring; they may be lost
  private Instant presenceSet;
  private Instant wakeSet;
  private Instant wakeRings; // the alarm that will; not later than what it is set for
  private Instant countdownSet;
  private boolean watchersChanged;
  private Instant goingSince; // where the clock ran from when things began to move; null before
  private Instant lastAt =
      Instant.MIN; // when the last command arrived that the log held when it was loaded

  LiveRoom(String code, Surroundings around) {
    this.code = code;
    this.around = around;
    this.audience =
        new Audience(
            around.settings().presenceGrace(),
            around.settings().reconnectWithin(),
            around.settings().awayAfter());
    this.viewing = new Portions(audience);
    this.counting = new Portions(audience);
    this.herald = new Herald(around.turns());
    this.refusals = new Refusals(around.settings().mailbox());
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public void begin() {
    scheduled.set(false);
    if (!mailbox.isEmpty()) {
      schedule();
    }
  }

  @Override
  public boolean gone() {
    return gone;
  }

  @Override
  public void submit(Actor actor, String id, RoomCommand command, Instant arrivedAt, Reply reply) {
    put(new Command(actor, id, command, RoomLog.kept(arrivedAt), new Once(reply)));
  }

  @Override
  public void attach(Viewer viewer, Follower follower, long since) {
    put(new Attach(viewer, follower, since));
  }

  @Override
  public void detach(Follower follower) {
    detach(follower, around.leaving().getAsBoolean());
  }

  /**
   * @param stranded whether the server that they were at goes: they are given time to come to
   *     another
   */
  void detach(Follower follower, boolean stranded) {
    put(new Detach(follower, stranded));
  }

  void rang(Alarms.Kind kind) {
    put(new Rang(kind));
  }

  @Override
  public CompletableFuture<Optional<Glance>> look(long atLeast) {
    // what is stored is known here; the number is for where the question may be handed on to
    CompletableFuture<Optional<Glance>> answer = new CompletableFuture<>();
    put(new Look(atLeast, answer));
    return answer;
  }

  /** The news that has its content made, if it still waits for that at such a moment. */
  Optional<RoomLog.Notice> awaited(Instant now) {
    RoomState waiting = building;
    return waiting != null && !gone && !now.isBefore(waiting.created().at().plus(CONTENT_SOON))
        ? Notices.of(waiting, waiting, waiting.created(), 1)
        : Optional.empty();
  }

  /** Leaves memory if nobody has followed since that moment and nothing runs. */
  CompletableFuture<Boolean> retire(Instant quietSince) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    put(new Retire(quietSince, done));
    return done;
  }

  @Override
  public void drop(String reason) {
    put(new Drop(reason));
  }

  /**
   * Another node begins to look, or begins anew. Where nobody follows here but somebody does there,
   * the room goes there.
   */
  void open(String node, boolean visitors) {
    put(new Open(node, visitors));
  }

  /** That node looks no more, or is dead. */
  void forget(String node) {
    put(new Forget(node));
  }

  /** The log says that the room is not ours any more. */
  void lost() {
    put(new Lost());
  }

  /**
   * Gives the room up.
   *
   * @param heir the node that is to run it; null where there is none
   * @return whether it is given up; false where the store is away
   */
  CompletableFuture<Boolean> release(String heir) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    put(new Release(heir, done));
    return done;
  }

  private void put(Message message) {
    Moving m = moving;
    if (m != null
        && message
            instanceof
            Command(Actor.Player by, String id, RoomCommand.Play play, Instant at, Once reply)
        && m.input(by.id(), play.command(), reply)) {
      return;
    }
    boolean full = false;
    synchronized (gate) {
      if (message instanceof Command c) {
        full =
            !gone
                && !(c.actor() instanceof Actor.Server)
                && commandsWaiting.get()
                    >= around
                        .settings()
                        .mailbox(); // the server's own commands are few and must not be lost to a
        // crowd
        if (!full) {
          commandsWaiting.incrementAndGet();
        }
      }
      if (!full) {
        mailbox.add(message); // also where it is late: the turn passes all on, in their order
      }
    }
    if (full) {
      around.meter().rejected("busy");
      ((Command) message)
          .reply()
          .rejected(new Rejection("busy", "This room is overloaded. Try again in a moment."));
    } else {
      schedule();
    }
  }

  /**
   * To the place that stands for the room next. What comes from other nodes is asked again there.
   */
  private void pass(Message message, Place next) {
    switch (message) {
      case Command c when c.reply().far() -> c.reply().rejected(MOVED);
      case Command c -> next.submit(c.actor(), c.id(), c.command(), c.arrivedAt(), c.reply());
      case Attach a when a.follower() instanceof Lookers.Far ->
          safely(() -> a.follower().detached(MOVED.code()));
      case Attach a -> next.attach(a.viewer(), a.follower(), a.since());
      case Detach d -> next.detach(d.follower());
      case Look l -> next.lookFor(l.answer(), l.atLeast());
      case Open o -> around.link().send(o.node(), new NodeMessage.Elsewhere(code));
      case Retire r -> r.done().complete(true);
      case Release r -> r.done().complete(true);
      case Rang r -> {} // it was to wake this object
      case Happened h -> {} // is lost with what moved
      case Broke b -> {}
      case Drop d -> {} // has happened
      case Lost l -> {} // is known
      case Forget f -> {} // nobody of there is here any more
    }
  }

  /**
   * Everybody who follows and everything that waits goes over to the next place, in order: what
   * still comes waits at the gate, and is passed on behind it.
   *
   * @param batch what was taken from the mailbox and had no effect that stays
   */
  private void handOver(List<Message> batch, Place next) {
    Set<Follower> asking = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Message message : batch) {
      if (message instanceof Attach a) {
        asking.add(a.follower());
      }
    }
    synchronized (gate) {
      safely(() -> around.alarms().clear(code));
      stand(MOVED);
      herald.stop();
      Map<Follower, Viewer> all = audience.dismissAll();
      lookers.clear();
      all.forEach(
          (follower, viewer) -> {
            if (!asking.contains(follower)) {
              pass(new Attach(viewer, follower, -1), next);
            }
          });
      batch.forEach(m -> pass(m, next));
      for (Message m = mailbox.poll(); m != null; m = mailbox.poll()) {
        pass(m, next);
      }
      around.replaced().accept(this, next);
      gone = true;
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        around.turns().execute(this::turn);
      } catch (RuntimeException | Error notBegun) { // as of a server that is stopping
        scheduled.set(false); // so that whoever comes next hears of it too, and does not wait
        throw notBegun;
      }
    }
  }

  private void turn() {
    List<Message> batch = new ArrayList<>();
    try {
      take(batch);
      if (gone) {
        batch.forEach(m -> pass(m, around.successor().apply(code)));
      } else if (!batch.isEmpty()) {
        process(batch);
      }
    } catch (RuntimeException | Error e) {
      refuseAll(batch, FAULTY); // but for those who have their answer already
      faulted(e);
    } finally {
      scheduled.set(false);
      if (!mailbox.isEmpty()) {
        goOn();
      }
    }
  }

  private void goOn() {
    try {
      schedule();
    } catch (RejectedExecutionException stopping) {
      // No thread for another turn: what has come during this one would wait for ever.
      if (scheduled.compareAndSet(false, true)) {
        turn();
      }
    }
  }

  private void take(List<Message> batch) {
    while (batch.size() < around.settings().batch()) {
      Message next = mailbox.poll();
      if (next == null) {
        return;
      }
      if (next instanceof Command) {
        commandsWaiting.decrementAndGet();
      }
      batch.add(next);
    }
  }

  // ---- one turn

  /** What a batch will do once it is stored. */
  private final class Work {
    RoomState after = state;
    final List<Entry> entries = new ArrayList<>();
    final List<RoomLog.Notice> notices = new ArrayList<>();
    final List<Runnable> answers = new ArrayList<>();
    final List<Consumer<Rejection>> refusals = new ArrayList<>();
    final Map<String, Long> ids = new HashMap<>();
    final Map<String, Rejection> refused = new HashMap<>();
    final List<String> joined = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<String> kicked = new ArrayList<>();
    boolean started;
    String givenTo; // the node to which the room goes

    long lastSeq() {
      return seq + entries.size();
    }
  }

  private void process(List<Message> batch) {
    if (phase == Phase.UNLOADED && !load(batch)) {
      return;
    }
    if (phase == Phase.QUARANTINED) {
      refuseAll(batch, FAULTY);
      return;
    }
    Work work = new Work();
    if (stoppedAt != null && work.after.created() != null) {
      // before anything else: time in which nobody could play is taken from nobody
      server(work, new RoomCommand.Recover(stoppedAt.isAfter(lastAt) ? stoppedAt : lastAt));
    }
    boolean wake = false;
    boolean countdown = false;
    List<Look> looks = new ArrayList<>();
    List<Runnable> later = new ArrayList<>();
    for (Message message : batch) {
      switch (message) {
        case Command c -> command(work, c);
        case Attach a
            when a.follower() instanceof Lookers.Far far && far.node().equals(work.givenTo) -> {}
        case Attach a -> attached(work, a);
        case Detach d -> removed(d.follower(), d.stranded());
        case Happened h -> halt(work);
        case Broke b -> throw new IllegalStateException("a step failed", b.fault());
        case Rang r -> {
          switch (r.kind()) {
            case WAKE -> {
              wake = true; // behind all commands of the batch: what arrived in time counts, even if
              // it waited behind the alarm
              wakeRings = null;
            }
            case COUNTDOWN -> countdown = true;
            case PUBLISH -> publishSet = null; // what is due is known; it may have rung too early
            case PRESENCE -> presence();
          }
        }
        case Look l -> looks.add(l);
        case Retire r -> later.add(() -> retired(r));
        case Drop d -> later.add(() -> dropped(d.reason()));
        case Open o -> opened(work, o, later);
        case Forget f -> forgotten(f.node());
        case Lost l -> later.add(this::elsewhere);
        case Release r -> {
          halt(work);
          later.add(() -> released(r.heir(), r.done()));
        }
      }
    }
    // An alarm that was lost is made up for by whatever comes next.
    if (overdue(presenceSet)) {
      presence();
    }
    if (audience.changed() && work.after.created() != null) {
      server(work, new RoomCommand.Presence());
    }
    if (wake || overdue(wakeSet)) {
      wake = true;
      wakeSet = null;
      server(work, new RoomCommand.Wake());
    }
    switch (store(work)) {
      case FENCED -> {
        handOver(batch, new LiveRoom(code, around));
        return;
      }
      case UNKNOWN -> {
        looks.forEach(
            l ->
                l.answer().completeExceptionally(new RoomLog.LogUnavailable("room " + code, null)));
        later.forEach(Runnable::run);
        return;
      }
      case STORED -> {}
    }
    stoppedAt = null;
    refusals.add(work.refused, around.clock().instant());
    boolean changed = !work.entries.isEmpty() || audience.changed();
    if (!work.entries.isEmpty()) {
      faults = 0;
    }
    if (state.created() == null) { // nothing has ever been stored: the creation was refused
      work.answers.forEach(Runnable::run);
      looks.forEach(l -> l.answer().complete(Optional.empty()));
      dropped("unknown_room");
      return;
    }
    if (!work.joined.isEmpty()) {
      lookAfterPresence(audience.seated(work.joined, around.clock().instant()));
    }
    if (changed || published == null) {
      published = new Publication(room, state, seq, audience.attendance(), published);
      building = state.status() == Status.BUILDING ? state : null;
      publishDue = true;
    }
    audience.told();
    work.answers.forEach(Runnable::run);
    publish();
    for (String player : work.left) {
      unfollow(player, work.kicked.contains(player) ? "kicked" : "left");
    }
    if (state.status() == Status.CLOSED) {
      List<Follower> people =
          audience.followers().stream().filter(f -> !(f instanceof Lookers.Node)).toList();
      // other nodes may still look, to say that it is closed
      people.forEach(f -> removed(f, false));
      people.forEach(f -> safely(() -> f.detached("room_closed")));
    }
    looks.forEach(
        l ->
            l.answer()
                .complete(Optional.of(new Glance(state, seq, published, !audience.isEmpty()))));
    if (countdown) {
      tellTime();
    }
    arm(changed || wake, countdown);
    move(work);
    later.forEach(Runnable::run);
  }

  /**
   * What has moved until now becomes history.
   *
   * @return whether the state is another one by that
   */
  private boolean halt(Work work) {
    Object event = moving == null ? null : moving.halt();
    if (event == null) {
      return false;
    }
    Instant now = around.clock().instant();
    record(work, room.advance(work.after, event, moment(now)), Actor.SERVER, null, now);
    return true;
  }

  /** Has things move again, where they should in this state. */
  private void move(Work work) {
    if (watchersChanged && moving != null) {
      watchersChanged = false;
      moving.watch(audience.followers());
    }
    if (moving == null || moving.going()) {
      return;
    }
    Instant runsSince = state.clock().runningSince();
    boolean runs = state.status() == Status.IN_PROGRESS && !state.life().paused();
    // A game that has just been started has a countdown of its own.
    boolean countdown = !work.started && !Objects.equals(runsSince, goingSince);
    if (runs && moving.go(state.play(), countdown, runsSince)) {
      around.ticker().add(moving);
    } else {
      stand(STILL);
    }
    goingSince = runsSince;
  }

  /** Nothing moves any more. */
  private void stand(Rejection why) {
    if (moving != null) {
      around.ticker().remove(moving);
      moving.stop(why);
    }
  }

  private boolean overdue(Instant alarm) {
    return alarm != null && !around.clock().instant().isBefore(alarm);
  }

  /** Sets an alarm. One that cannot be set is a lost one: it changes nothing but the moment. */
  private void alarm(Alarms.Kind kind, Instant at) {
    if (!gone) {
      try {
        around.alarms().set(code, kind, at);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "room {0}: no alarm can be set: {1}", code, e);
      }
    }
  }

  private void wake(Instant at) {
    wakeRings = at;
    alarm(Alarms.Kind.WAKE, at);
  }

  /** Play was cut off at that moment; the earliest one counts. */
  private void stopped(Instant at) {
    stoppedAt = stoppedAt == null || at.isBefore(stoppedAt) ? at : stoppedAt;
  }

  private Moment moment(Instant at) {
    return new Moment(at, audience.attendance().connected(), audience.hostAwayFor(at));
  }

  /**
   * Another node begins to look. A room that nobody follows here goes to where its first visitor
   * is: it was made by whoever was asked to, and the load balancer sends its people somewhere else.
   */
  private void opened(Work work, Open o, List<Runnable> later) {
    // Who had come from there is named again right behind it; of the others the end was lost.
    forgotten(o.node());
    if (o.visitors() && audience.isEmpty() && phase == Phase.LIVE && state.created() != null) {
      halt(work);
      work.givenTo = o.node();
      later.add(
          () -> {
            if (audience.isEmpty()) {
              released(o.node(), new CompletableFuture<>());
            } else { // somebody has come within the same batch, so it asks again
              around.link().send(o.node(), new NodeMessage.Elsewhere(code));
            }
          });
      return;
    }
    attached(
        work,
        new Attach(
            new Viewer.Spectator(),
            new Lookers.Node(around.link(), o.node(), code, room.game().id(), () -> unshown),
            -1));
    lookers.add(o.node());
  }

  /**
   * Who comes from there and was not said to have left is stranded: they may be back any moment.
   */
  private void forgotten(String node) {
    lookers.remove(node);
    audience.followers().stream()
        .filter(f -> f instanceof Lookers.Far far && far.node().equals(node))
        .toList()
        .forEach(f -> removed(f, true));
  }

  /** Somebody else has the room: looks there. */
  private void elsewhere() {
    if (!gone) {
      handOver(List.of(), new LiveRoom(code, around));
    }
  }

  private void released(String heir, CompletableFuture<Boolean> done) {
    if (gone) {
      done.complete(true);
      return;
    }
    try {
      if (phase == Phase.LIVE) {
        around.log().release(code, epoch);
      }
    } catch (RoomLog.LogUnavailable e) {
      LOG.log(Level.WARNING, "room {0} could not be given up: {1}", code, e);
      done.complete(false);
      return;
    }
    Optional<Mirror> next =
        heir == null || phase != Phase.LIVE
            ? Optional.empty()
            : around.mirror().apply(room, new RoomLog.NotOwner(code, heir, null));
    if (next.isPresent()) {
      around.link().send(heir, new NodeMessage.Take(code));
      handOver(List.of(), next.get());
    } else {
      dropped(MOVED.code());
    }
    done.complete(true);
  }

  private void command(Work work, Command c) {
    work.refusals.add(why -> c.reply().rejected(why));
    String key = c.id() == null ? null : c.actor().key() + " " + c.id();
    Long before = key == null ? null : acknowledged.getOrDefault(key, work.ids.get(key));
    if (before != null) {
      long at = before;
      work.answers.add(() -> c.reply().accepted(at));
      return;
    }
    Rejection already =
        key == null ? null : work.refused.getOrDefault(key, refusals.of(key, around.clock()));
    if (already != null) {
      work.answers.add(() -> c.reply().rejected(already));
      return;
    }
    if (key != null
        && !(c.actor() instanceof Actor.Server)
        && acknowledged.size() + work.ids.size()
            >= around.settings().commands()
                + COMMANDS_PER_PLAYER * work.after.seating().seats().size()) {
      around.meter().rejected(EXHAUSTED.code());
      work.answers.add(() -> c.reply().rejected(EXHAUSTED));
      return;
    }
    switch (decided(work, c.actor(), c.command(), c.arrivedAt())) {
      case Decision.Rejected<RoomEvent> no -> {
        around.meter().rejected(no.rejection().code());
        if (key != null) {
          work.refused.put(key, no.rejection());
        }
        // after the commit like everything else: a refusal may speak of what this batch has only
        // just made true
        work.answers.add(() -> c.reply().rejected(no.rejection()));
      }
      case Decision.Accepted<RoomEvent> yes -> {
        List<RoomEvent> events =
            yes.events().isEmpty() && key != null
                ? List.of(new RoomEvent.CommandNoted())
                : yes.events();
        record(work, events, c.actor(), c.id(), c.arrivedAt());
        long at = work.lastSeq();
        if (key != null) {
          work.ids.put(key, at);
        }
        around.meter().accepted(room.game().id());
        work.answers.add(() -> c.reply().accepted(at));
      }
    }
  }

  private void server(Work work, RoomCommand command) {
    Instant now = around.clock().instant();
    if (decided(work, Actor.SERVER, command, now) instanceof Decision.Accepted<RoomEvent> yes) {
      record(work, yes.events(), Actor.SERVER, null, now);
    }
  }

  /** What something comes to; where it changes anything, with all that has moved until now. */
  private Decision<RoomEvent> decided(
      Work work, Actor actor, RoomCommand command, Instant arrivedAt) {
    Decision<RoomEvent> decision = room.decide(work.after, actor, command, moment(arrivedAt));
    boolean changes =
        decision instanceof Decision.Accepted<RoomEvent> yes && !yes.events().isEmpty();
    return changes && halt(work)
        ? room.decide(work.after, actor, command, moment(arrivedAt))
        : decision;
  }

  private void record(
      Work work, List<RoomEvent> events, Actor actor, String commandId, Instant at) {
    for (int i = 0; i < events.size(); i++) {
      RoomEvent event = events.get(i);
      RoomState before = work.after;
      work.after = room.apply(before, event);
      long number = work.lastSeq() + 1;
      work.entries.add(
          new Entry(number, event, actor.key(), i == events.size() - 1 ? commandId : null, at));
      Notices.of(before, work.after, event, number).ifPresent(work.notices::add);
      if (event instanceof RoomEvent.RoomStarted) {
        work.started = true;
      } else if (event instanceof RoomEvent.PlayerJoined joined) {
        work.joined.add(joined.seat().id());
      } else if (event instanceof RoomEvent.PlayerLeft left) {
        work.left.add(left.player());
        if (left.why().equals("kicked")) {
          work.kicked.add(left.player());
        }
      }
    }
  }

  private enum Stored {
    STORED,
    /** The room is somebody else's. */
    FENCED,
    /** Nobody knows; everybody was told so. */
    UNKNOWN
  }

  /** Stores the batch's events and adopts the state. */
  private Stored store(Work work) {
    if (work.entries.isEmpty()) {
      return Stored.STORED;
    }
    boolean snapshot =
        sinceSnapshot + work.entries.size()
            >= Math.max(
                around.settings().snapshotEvery(),
                SNAPSHOT_EVENTS_PER_PLAYER * work.after.seating().seats().size());
    try {
      RoomLog.Outcome outcome =
          around
              .committer()
              .submit(
                  new RoomLog.Append(
                      room,
                      epoch,
                      seq,
                      List.copyOf(work.entries),
                      work.after,
                      snapshot,
                      List.copyOf(work.notices)))
              .join();
      if (outcome == RoomLog.Outcome.FENCED) {
        LOG.log(
            Level.WARNING,
            "room {0}: epoch {1} or seq {2} is no longer ours, handed over",
            code,
            epoch,
            seq);
        return Stored.FENCED;
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof RoomLog.LogUnavailable) {
        unreachable(e.getCause());
      } else {
        faulted(e.getCause());
      }
      work.refusals.forEach(r -> r.accept(UNSTORED));
      return Stored.UNKNOWN;
    }
    if (!lookers.isEmpty()) {
      work.entries.forEach(e -> unshown.add(e.event()));
    }
    broken = false;
    sinceSnapshot = snapshot ? 0 : sinceSnapshot + work.entries.size();
    state = work.after;
    seq = work.lastSeq();
    acknowledged.putAll(work.ids);
    return Stored.STORED;
  }

  /**
   * The outcome of an append is unknown: forget the state, and look into the log before going on.
   */
  private void unreachable(Throwable cause) {
    Instant now = around.clock().instant();
    if (!broken) {
      broken = true;
      LOG.log(
          Level.WARNING, "room {0}: the log cannot be reached: {1}", code, String.valueOf(cause));
    }
    if (state != null) {
      stopped(now); // a room that was not in memory was not cut off
    }
    phase = Phase.UNLOADED;
    stand(UNSTORED);
    wakeSet = null;
    wake(now.plus(RETRY));
  }

  private boolean load(List<Message> batch) {
    Instant now = around.clock().instant();
    Optional<Room> rules = Optional.empty();
    try {
      RoomLog.Claim how = around.claim().get();
      if (how == null) {
        throw new RoomLog.NotOwner(code, null, null);
      }
      rules = around.log().gameOf(code).flatMap(around.rules());
      Optional<RoomLog.Loaded> loaded = rules.flatMap(r -> around.log().claim(code, r, how));
      Optional<Room> wanted = loaded.isPresent() ? Optional.empty() : created(batch);
      if (wanted.isPresent()) {
        adopt(
            wanted.get(),
            new RoomLog.Loaded(wanted.get().initial(), 0, 1, Map.of(), Instant.EPOCH, null),
            now);
        return true;
      }
      if (loaded.isEmpty()) {
        leave();
        refuseAll(batch, new Rejection("unknown_room", "There is no room with this code."));
        dropped("unknown_room");
        return false;
      }
      adopt(rules.orElseThrow(), loaded.get(), now);
      return true;
    } catch (RoomLog.NotOwner e) {
      Optional<Mirror> there = rules.flatMap(r -> around.mirror().apply(r, e));
      if (there.isPresent()) {
        handOver(batch, there.get());
        return false;
      }
      leave();
      refuseAll(
          batch,
          new Rejection("moved", "This room is run by another server. Try again in a moment."));
      dropped("moved");
      return false;
    } catch (RoomLog.LogUnavailable e) {
      unreachable(e);
      refuseAll(
          batch,
          new Rejection(
              "unavailable", "This room cannot be reached just now. Try again in a moment."));
      return false;
    }
  }

  /**
   * The rules of the room that somebody wants to create here; others may have asked for its code
   * before.
   */
  private Optional<Room> created(List<Message> batch) {
    return batch.stream()
        .flatMap(
            m ->
                m
                        instanceof
                        Command(
                            Actor.Server by,
                            String id,
                            RoomCommand.Create create,
                            Instant at,
                            Once reply)
                    ? Stream.of(create.game())
                    : Stream.of())
        .findFirst()
        .flatMap(around.rules());
  }

  private void adopt(Room rules, RoomLog.Loaded loaded, Instant now) {
    room = rules;
    state = loaded.state();
    seq = loaded.seq();
    epoch = loaded.epoch();
    acknowledged = new HashMap<>(loaded.acknowledged());
    lastAt = loaded.lastAt();
    sinceSnapshot = 0;
    phase = Phase.LIVE;
    published = null;
    unshown.clear(); // other nodes see the gap, and read the log
    wakeSet = null;
    countdownSet = null;
    goingSince = null;
    watchersChanged = true;
    stand(MOVED);
    if (moving == null && rules.game() instanceof ArcadeGame<?, ?, ?, ?, ?> arcade) {
      audience.grant(around.settings().arcadeGrace());
      moving = new Moving(code, arcade, () -> put(new Happened()), fault -> put(new Broke(fault)));
    }
    boolean retried = broken;
    boolean first = audience.begin(now);
    if (first && state.status() == Status.IN_PROGRESS && stoppedAt == null) {
      // Where nobody knows when its server died, the last event is the last sign of it.
      stopped(loaded.cutOffAt() != null ? loaded.cutOffAt() : lastAt);
    }
    Instant until = now.plus(around.settings().reconnectWithin());
    if (state.status() == Status.IN_PROGRESS && stoppedAt != null) {
      // Everybody lost the connection, or may have: the first to come back must not close a
      // question over the heads of the others.
      audience.expect(state.seating().seats().keySet(), Presence.CONNECTED, until);
      lookAfterPresence(until);
    } else if (first && !state.seating().seats().isEmpty() && !state.status().over()) {
      audience.expect(state.seating().seats().keySet(), Presence.AWAY, until);
      lookAfterPresence(until);
    }
    // Arms what the state asks for, and catches up with what was due; but not at once where nothing
    // could be stored just now, or it would be loaded again and again without a pause.
    if (retried) {
      wake(now.plus(RETRY));
    } else {
      mailbox.add(new Rang(Alarms.Kind.WAKE));
    }
  }

  private void attached(Work work, Attach a) {
    if (audience.has(a.follower())) {
      removed(a.follower(), false);
    }
    Viewer viewer = a.viewer();
    boolean over = work.after.created() == null || work.after.status() == Status.CLOSED;
    if (over && !(a.follower() instanceof Lookers.Node)) {
      work.answers.add(() -> safely(() -> a.follower().detached("room_closed")));
      return;
    }
    if (viewer instanceof Viewer.Player p && !work.after.seating().holds(p.id())) {
      work.answers.add(() -> safely(() -> a.follower().detached("not_a_player")));
      return;
    }
    watchersChanged = true;
    audience
        .enter(viewer, a.follower())
        .ifPresent(former -> safely(() -> former.detached("taken_over")));
    work.answers.add(
        () -> {
          if (audience.has(a.follower())) {
            safely(() -> a.follower().attached(published, published.isKnownTo(a.since())));
            if (room.deadline(state).isPresent() || state.life().paused()) {
              long remaining = room.remaining(state, around.clock().instant()).toMillis();
              Instant deadline = room.deadline(state).orElse(null);
              safely(() -> a.follower().countdown(remaining, deadline));
            }
          }
        });
    work.refusals.add(
        why -> {
          removed(a.follower(), false);
          safely(() -> a.follower().detached(why.code()));
        });
  }

  private void removed(Follower follower, boolean stranded) {
    if (follower instanceof Lookers.Node node) {
      lookers.remove(node.node());
    }
    watchersChanged = true;
    Instant now = around.clock().instant();
    (stranded ? audience.strand(follower, now) : audience.leave(follower, now))
        .ifPresent(this::lookAfterPresence);
  }

  private void unfollow(String player, String reason) {
    watchersChanged = true;
    audience.unseat(player).ifPresent(f -> safely(() -> f.detached(reason)));
    if (audience.changed()) {
      mailbox.add(new Rang(Alarms.Kind.PRESENCE)); // the game may have waited for them
    }
  }

  /** Takes those for away or gone whose time has come. */
  private void presence() {
    presenceSet = null;
    Instant now = around.clock().instant();
    Instant soonest = now.plus(PRESENCE_STEP);
    audience
        .expire(now)
        .ifPresent(next -> lookAfterPresence(next.isBefore(soonest) ? soonest : next));
  }

  /**
   * Sets the alarm unless an earlier one is set: people who come and go all the time must not put
   * it off for ever.
   */
  private void lookAfterPresence(Instant at) {
    if (presenceSet == null || at.isBefore(presenceSet)) {
      presenceSet = at;
      alarm(Alarms.Kind.PRESENCE, at);
    }
  }

  /**
   * Shows the newest state: at once in a small room and where the phase has changed; in a big room
   * now and then, and in portions.
   */
  private void publish() {
    Instant now = around.clock().instant();
    if (publishSet != null && !now.isBefore(publishSet)) {
      publishSet = null;
    }
    String nowPhase = published.phase();
    if (!big() || !nowPhase.equals(publishedPhase)) {
      if (publishDue) {
        publishedPhase = nowPhase;
        shown(now);
        viewing.end();
        counting.end();
        Publication newest = published;
        if (big()) {
          List<Follower> all = audience.followers();
          toNodes(all);
          herald.begin(newest, hall(all));
        } else {
          audience.each(f -> safely(() -> f.published(newest)));
        }
        unshown.clear();
      }
      return;
    }
    if (!herald.over()) {
      publishAlarm(now.plus(PORTION_EVERY));
      return;
    }
    if (publishDue && viewing.over()) {
      Instant next =
          publishedAt.equals(Instant.MIN)
              ? now
              : publishedAt.plus(around.settings().viewEvery(players()));
      if (now.isBefore(next)) {
        publishAlarm(next);
      } else {
        shown(now);
        List<Follower> all = audience.followers();
        toNodes(all);
        viewing.begin(hall(all));
      }
    }
    portions(now);
  }

  /** One message to each node that looks, which shows it to many. */
  private void toNodes(List<Follower> all) {
    if (!lookers.isEmpty()) {
      Publication newest = published;
      all.stream()
          .filter(Lookers.Node.class::isInstance)
          .forEach(f -> safely(() -> f.published(newest)));
      unshown.clear();
    }
  }

  private List<Follower> hall(List<Follower> all) {
    return lookers.isEmpty()
        ? all
        : all.stream().filter(f -> !(f instanceof Lookers.Node)).toList();
  }

  private void shown(Instant now) {
    publishDue = false;
    publishedAt = now;
    around.meter().published();
  }

  private boolean big() {
    return players() > around.settings().smallRoom();
  }

  private int players() {
    return state.seating().seats().size();
  }

  private void publishAlarm(Instant at) {
    if (!at.equals(publishSet)) {
      publishSet = at;
      alarm(Alarms.Kind.PUBLISH, at);
    }
  }

  /** The next portions of the view and of the countdown, if their time has come. */
  private void portions(Instant now) {
    if (viewing.over() && counting.over()) {
      return;
    }
    if (!now.isBefore(portionAt)) {
      portionAt = now.plus(PORTION_EVERY);
      int most =
          Math.max(1, (int) (around.settings().viewRate() * PORTION_EVERY.toMillis() / 1_000));
      Publication newest = published;
      viewing.take(most).forEach(f -> safely(() -> f.published(newest)));
      Instant deadline = newest.deadline();
      if (deadline == null) {
        counting.end();
      }
      long remaining = newest.remainingMillis(now);
      counting.take(2 * most).forEach(f -> safely(() -> f.countdown(remaining, deadline)));
    }
    if (!viewing.over() || !counting.over()) {
      publishAlarm(portionAt);
    } else if (publishDue) {
      publishAlarm(publishedAt.plus(around.settings().viewEvery(players())));
    }
  }

  private void tellTime() {
    Instant deadline = published.deadline();
    if (deadline == null) {
      return;
    }
    Instant now = around.clock().instant();
    if (big()) {
      counting.begin(audience.followers());
      portions(now);
    } else {
      long remaining = published.remainingMillis(now);
      audience.each(f -> safely(() -> f.countdown(remaining, deadline)));
    }
  }

  private void arm(boolean changed, boolean countdownRang) {
    Instant now = around.clock().instant();
    if (changed || wakeSet == null) {
      Instant due = room.wakeAt(state, moment(now)).map(at -> at.plus(slack())).orElse(null);
      wakeSet = due;
      // One that rings too early is set again then, which costs less than to set it anew with each
      // phase.
      if (due != null && (wakeRings == null || wakeRings.isAfter(due) || !wakeRings.isAfter(now))) {
        // a game that wants to be woken in the past again and again must not keep a core busy
        wake(due.isAfter(now) ? due : now.plusMillis(50));
      }
    }
    boolean lost =
        countdownSet != null && now.isAfter(countdownSet.plus(around.settings().countdownEvery()));
    if (countdownRang || countdownSet == null || lost) {
      countdownSet =
          room.deadline(state).isPresent() && !audience.isEmpty()
              ? now.plus(around.settings().countdownEvery())
              : null;
      if (countdownSet != null) {
        alarm(Alarms.Kind.COUNTDOWN, countdownSet);
      }
    }
  }

  /** Answers that came in time at another node are still on their way. */
  private Duration slack() {
    Duration slack = around.settings().alarmSlack();
    return lookers.isEmpty() ? slack : slack.plus(around.settings().linkSlack());
  }

  private void retired(Retire retire) {
    boolean runs =
        state == null || state.status() == Status.IN_PROGRESS || state.status() == Status.BUILDING;
    boolean quiet =
        phase == Phase.LIVE
            && audience.isEmpty()
            && !audience.quietSince().isAfter(retire.quietSince())
            && !runs;
    boolean left = false;
    synchronized (gate) {
      if (quiet && mailbox.isEmpty()) {
        left = true;
        silence();
      }
    }
    if (left) {
      around.dropped().accept(this);
    }
    retire.done().complete(left);
  }

  private void dropped(String reason) {
    leave();
    dismiss(reason);
  }

  private void dismiss(String reason) {
    stand(MOVED);
    herald.stop();
    lookers.clear();
    audience.dismiss().forEach(f -> safely(() -> f.detached(reason)));
  }

  private void leave() {
    if (!gone) {
      synchronized (gate) {
        silence();
      }
      around.dropped().accept(this);
    }
  }

  /**
   * Alarms first: as soon as this object is gone, the next one for the room may set its own under
   * the same name.
   */
  private void silence() {
    safely(() -> around.alarms().clear(code));
    stand(MOVED);
    gone = true;
  }

  /**
   * The first time the room is loaded again from its log; the second time in a row without anything
   * stored in between it is quarantined.
   */
  private void faulted(Throwable bug) {
    if (gone) {
      LOG.log(Level.ERROR, "room " + code + ": a rule failed while the room was dropped", bug);
      return;
    }
    LOG.log(
        Level.ERROR,
        "room "
            + code
            + (faults == 0
                ? ": a rule failed; the room is loaded again"
                : ": a rule failed again; the room is quarantined"),
        bug);
    if (faults++ == 0) {
      phase = Phase.UNLOADED;
      stand(MOVED);
      wake(around.clock().instant().plus(RETRY));
      return;
    }
    phase = Phase.QUARANTINED;
    around.meter().quarantined();
    safely(() -> around.alarms().clear(code));
    dismiss(FAULTY.code());
  }

  private void refuseAll(List<Message> batch, Rejection why) {
    for (Message message : batch) {
      switch (message) {
        case Command c -> c.reply().rejected(why);
        case Attach a -> {
          removed(a.follower(), false);
          safely(() -> a.follower().detached(why.code()));
        }
        case Detach d -> removed(d.follower(), d.stranded());
        case Look l -> {
          if (why.code().equals("unknown_room")) {
            l.answer().complete(Optional.empty());
          } else {
            l.answer()
                .completeExceptionally(
                    why == FAULTY ? new Faulty() : new RoomLog.LogUnavailable(why.code(), null));
          }
        }
        case Retire r -> r.done().complete(false);
        case Drop d -> dropped(d.reason());
        case Open o ->
            around
                .link()
                .send(
                    o.node(),
                    why.code().equals(MOVED.code())
                        ? new NodeMessage.Elsewhere(code)
                        : new NodeMessage.Ended(code, why.code()));
        case Forget f -> forgotten(f.node());
        case Release r -> released(r.heir(), r.done());
        case Lost l -> {} // is looked up when it is loaded
        case Rang r -> {}
        case Happened h -> {}
        case Broke b -> {}
      }
    }
  }
}
