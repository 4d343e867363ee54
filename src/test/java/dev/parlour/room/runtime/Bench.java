package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import dev.parlour.game.Game;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Alarms;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.NodeLedger;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomRules;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.shared.RoomCode;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.MemoryRoomLog;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The rooms of one node on a bench: turns run on the test's own thread, at once or when the test
 * says so; time and alarms are in the test's hand; the log is in memory. Only the committer has a
 * thread of its own, and a turn waits for it.
 */
final class Bench implements AutoCloseable {
  static final String CODE = "ACDEFG";
  static final Duration GRACE = Duration.ofSeconds(3);

  final ManualClock clock = new ManualClock();
  final Ringer alarms = new Ringer();
  final Turns turns = new Turns();
  final Node node = new Node();
  NodeLink link = new Alone();
  MemoryRoomLog log = new MemoryRoomLog("here", clock);
  RuntimeSettings settings = settings(1_000, 100, 50);
  Game<?, ?, ?, ?, ?> game = new TallyGame();
  LiveRooms rooms;
  private Thread committer;

  /** What a room remembers, beside the thousand for each player. */
  static final int COMMANDS = 500;

  static RuntimeSettings settings(int mailbox, int batch, int smallRoom) {
    return settings(mailbox, batch, smallRoom, Duration.ofHours(3));
  }

  static RuntimeSettings settings(int mailbox, int batch, int smallRoom, Duration timeToLive) {
    return new RuntimeSettings(
        new RoomRules(GRACE, Duration.ofMinutes(2), Duration.ofMinutes(5)),
        mailbox,
        batch,
        COMMANDS,
        Duration.ofMillis(200),
        5_000,
        smallRoom,
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        50,
        Duration.ofMillis(20),
        Duration.ofMillis(80),
        Duration.ofSeconds(3),
        Duration.ofMinutes(10),
        timeToLive,
        Duration.ofDays(30));
  }

  Bench on() {
    return on(turns);
  }

  Bench on(Executor executor) {
    return on(executor, () -> {});
  }

  private Bench on(Executor executor, Runnable first) {
    assemble(executor);
    rooms.begin();
    first.run();
    beat();
    return this;
  }

  private void assemble(Executor executor) {
    Games games =
        new Games() {
          @Override
          public Optional<GameRegistration> find(String id) {
            return id.equals(game.id()) ? Optional.of(all().getFirst()) : Optional.empty();
          }

          @Override
          public List<GameRegistration> all() {
            return List.of(new GameRegistration(game, game.id()));
          }
        };
    rooms =
        new LiveRooms(games, log, node, alarms, link, settings, clock, RoomMeter.SILENT, executor);
    committer = Thread.ofVirtual().start(rooms.committer());
  }

  /** The process is killed: what is in memory is gone, alarms too. */
  void dies() {
    committer.interrupt();
    alarms.all.clear();
    turns.queue.clear();
  }

  /** A new process on the same log. */
  void startsAgain(Duration diedAgo) {
    startsAgain(diedAgo, () -> {});
  }

  /**
   * @param first what happens before the games of the last run are taken up
   */
  void startsAgain(Duration diedAgo, Runnable first) {
    log.startsAgain(clock.instant().minus(diedAgo));
    on(turns, first);
  }

  @Override
  public void close() {
    committer.interrupt();
  }

  // ---- people

  Secrets secrets(String who) {
    return new Secrets(new RoomCode(CODE), "host token", "token of " + who, 7);
  }

  NewRoom room(Object... namesAndValues) {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      raw.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return good(rooms.create(new CreateRoom(game.id(), null, raw, null, null, secrets("host"))));
  }

  String join(String name) {
    Checked<SeatGrant> joined = rooms.join(CODE, name, null, secrets(name));
    return good(joined).id();
  }

  /** A room in its first round of ten seconds, with players p1, p2, … who are not connected yet. */
  Bench playing(int players, Object... settings) {
    room(settings);
    for (int i = 1; i <= players; i++) {
      join("Player " + i);
    }
    Answer started = host("start");
    eventually("it has started", () -> !started.none());
    assertThat(started.code()).isEqualTo("accepted");
    return this;
  }

  Answer host(String command) {
    return send(
        Actor.HOST,
        null,
        switch (command) {
          case "start" -> new RoomCommand.Start();
          case "pause" -> new RoomCommand.Pause();
          case "resume" -> new RoomCommand.Resume();
          case "lock" -> new RoomCommand.Lock();
          case "end" -> new RoomCommand.End();
          case "close" -> new RoomCommand.Close("closed_by_host");
          case "next" -> new RoomCommand.Play(new TallyGame.Command.Next());
          case "explode" -> new RoomCommand.Play(new TallyGame.Command.Explode());
          default -> throw new IllegalArgumentException(command);
        });
  }

  Answer call(String player, String id, int round, int number) {
    return send(
        new Actor.Player(player),
        id,
        new RoomCommand.Play(new TallyGame.Command.Call(round, number)));
  }

  Answer send(Actor actor, String id, RoomCommand command) {
    return send(actor, id, command, clock.instant());
  }

  Answer send(Actor actor, String id, RoomCommand command, Instant arrivedAt) {
    Answer answer = new Answer();
    rooms.submit(CODE, actor, id, command, arrivedAt, answer);
    return answer;
  }

  Watcher player(String id) {
    return follow(new Viewer.Player(id), -1);
  }

  Watcher hostWatches() {
    return follow(new Viewer.Host(), -1);
  }

  Watcher spectator() {
    return follow(new Viewer.Spectator(), -1);
  }

  Watcher follow(Viewer viewer, long since) {
    Watcher watcher = new Watcher();
    rooms.attach(CODE, viewer, watcher, since);
    return watcher;
  }

  /** Somebody who only watches, and so sees later what is secret. */
  Watcher watching() {
    Watcher watcher = new Watcher();
    rooms.watch(look(), watcher, -1);
    return watcher;
  }

  void gone(Follower follower) {
    rooms.detach(CODE, follower);
  }

  /** So many steps of what moves. */
  /** One beat of the heart, and what follows from it. */
  void beat() {
    rooms.heart();
    rooms.attend();
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      rooms.ticker().tick();
    }
  }

  Publication look() {
    return good(rooms.look(CODE));
  }

  TallyGame.Shared view() {
    return (TallyGame.Shared) look().shared(dev.parlour.game.Role.SPECTATOR).play();
  }

  /** Lets time pass and rings what becomes due on the way, in its order. */
  void pass(Duration time) {
    Instant until = clock.instant().plus(time);
    while (alarms.nextAt().isPresent() && !alarms.nextAt().get().isAfter(until)) {
      Instant at = alarms.nextAt().get();
      clock.set(at.isAfter(clock.instant()) ? at : clock.instant());
      alarms.takeFirst().forEach(rooms::rang);
    }
    clock.set(until);
  }

  static <T> T good(Checked<T> checked) {
    return switch (checked) {
      case Checked.Good<T> good -> good.value();
      case Checked.Bad<T> bad -> throw new AssertionError(bad.rejection());
    };
  }

  static String code(Checked<?> checked) {
    return checked instanceof Checked.Bad<?> bad ? bad.rejection().code() : "accepted";
  }

  static void eventually(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(200_000);
    }
  }

  /** A reply that counts how often it was given. */
  static final class Answer implements Reply {
    private final List<String> codes = new CopyOnWriteArrayList<>();
    volatile long seq;

    @Override
    public void accepted(long seq) {
      this.seq = seq;
      codes.add("accepted");
    }

    @Override
    public void rejected(Rejection rejection) {
      codes.add(rejection.code());
    }

    boolean none() {
      return codes.isEmpty();
    }

    /** The one answer. */
    String code() {
      assertThat(codes).hasSize(1);
      return codes.getFirst();
    }
  }

  /** Somebody who looks, and remembers what they were told. */
  static final class Watcher implements Follower {
    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<Publication> seen = new CopyOnWriteArrayList<>();
    final List<Long> remaining = new CopyOnWriteArrayList<>();
    final List<Frame> frames = new CopyOnWriteArrayList<>();

    @Override
    public void frame(Frame now) {
      frames.add(now);
    }

    @Override
    public void attached(Publication now, boolean current) {
      heard.add(current ? "attached, current" : "attached");
      seen.add(now);
    }

    @Override
    public void published(Publication now) {
      heard.add("view " + now.seq());
      seen.add(now);
    }

    @Override
    public void countdown(long remainingMillis, Instant deadline) {
      remaining.add(remainingMillis);
    }

    @Override
    public void detached(String reason) {
      heard.add("detached " + reason);
    }

    TallyGame.Shared view() {
      return (TallyGame.Shared) seen.getLast().shared(dev.parlour.game.Role.PLAYER).play();
    }

    long views() {
      return heard.stream().filter(h -> h.startsWith("view")).count();
    }

    String last() {
      return heard.isEmpty() ? "nothing" : heard.getLast();
    }
  }

  /** Turns on the thread that schedules them, or when {@link #run} is called. */
  static final class Turns implements Executor {
    final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private boolean held;
    private boolean running;

    @Override
    public void execute(Runnable turn) {
      queue.add(turn);
      if (!held && !running) {
        drain();
      }
    }

    /** From now on turns wait. */
    void hold() {
      held = true;
    }

    /** Runs what waits, and from now on everything at once. */
    void run() {
      held = false;
      drain();
    }

    private void drain() {
      running = true;
      try {
        for (Runnable turn = queue.poll(); turn != null; turn = queue.poll()) {
          turn.run();
        }
      } finally {
        running = false;
      }
    }
  }

  /** Alarms that ring when the test says so. */
  static final class Ringer implements Alarms {
    final Map<String, Map<Kind, Instant>> all = new LinkedHashMap<>();
    boolean broken;
    int set;

    @Override
    public synchronized void set(String room, Kind kind, Instant at) {
      if (broken) {
        throw new IllegalStateException("no timers here");
      }
      set++;
      all.computeIfAbsent(room, r -> new EnumMap<>(Kind.class)).put(kind, at);
    }

    @Override
    public synchronized void clear(String room) {
      all.remove(room);
    }

    synchronized Instant at(Kind kind) {
      return all.getOrDefault(CODE, Map.of()).get(kind);
    }

    /** Takes an alarm away without ringing it. */
    synchronized void lose(Kind kind) {
      all.getOrDefault(CODE, new EnumMap<>(Kind.class)).remove(kind);
    }

    synchronized Optional<Instant> nextAt() {
      return all.values().stream().flatMap(m -> m.values().stream()).min(Instant::compareTo);
    }

    synchronized Map<String, Kind> takeFirst() {
      Instant first = nextAt().orElseThrow();
      for (Map.Entry<String, Map<Kind, Instant>> room : all.entrySet()) {
        for (Map.Entry<Kind, Instant> alarm : new ArrayList<>(room.getValue().entrySet())) {
          if (alarm.getValue().equals(first)) {
            room.getValue().remove(alarm.getKey());
            return Map.of(room.getKey(), alarm.getKey());
          }
        }
      }
      throw new AssertionError();
    }
  }

  final class Node implements NodeLedger {
    boolean ours = true;
    boolean away; // the database

    @Override
    public String name() {
      return log.node();
    }

    @Override
    public String region() {
      return log.region();
    }

    @Override
    public void begin() {}

    @Override
    public Pulse beat() {
      if (away) {
        throw new IllegalStateException("the database is away");
      }
      return new Pulse(
          ours,
          log.living().stream()
              .map(n -> new NodeLedger.Node(n, log.region(n), log.draining(n)))
              .toList());
    }

    @Override
    public void drain() {
      log.drains();
    }

    @Override
    public void end() {
      log.ends();
    }
  }

  /** No other node is there. */
  static final class Alone implements NodeLink {
    @Override
    public void send(String to, NodeMessage message) {}

    @Override
    public boolean hears(String peer) {
      return false;
    }

    @Override
    public void forgot(String peer) {}

    @Override
    public void living(Iterable<String> peers) {}
  }
}
