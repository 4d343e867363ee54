package dev.parlour.bench;

import dev.parlour.bench.ChaosPlan.Event;
import dev.parlour.bench.ChaosPlan.Kind;
import dev.parlour.bench.client.Acknowledged;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import dev.parlour.testkit.ScaleKit;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * People play one game after the other on all nodes of a kit while the plan goes on; then all is
 * left in peace, the games come to their end, and the check is made.
 */
final class ChaosRun {
  /**
   * @param seconds how long things go wrong
   * @param endSeconds in which all games must end afterwards
   */
  record Wish(
      int seconds,
      long seed,
      int nodes,
      int rooms,
      int players,
      List<Kind> events,
      int endSeconds) {
    Map<String, String> parameters() {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("seconds", Integer.toString(seconds));
      all.put("seed", Long.toString(seed));
      all.put("nodes", Integer.toString(nodes));
      all.put("rooms", Integer.toString(rooms));
      all.put("players", Integer.toString(players));
      all.put("events", String.join(",", events.stream().map(Kind::word).toList()));
      return all;
    }
  }

  /** One socket in so many comes through the proxy; the others go to any node, right or wrong. */
  private static final int PROXY_ONE_IN = 4;

  private static final long LOOK_MILLIS = 200;
  private static final int FIRST_GAMES_SECONDS = 60;
  private static final int ALL_UP_SECONDS = 300;
  private static final int NOTICES_SECONDS = 30;

  private final ScaleKit kit;
  private final Wish wish;
  private final Consumer<String> say;
  private final ChaosCheck check = new ChaosCheck();
  private final Recorder recorder = new Recorder();
  private final ChaosDatabase database;
  private final Set<ChaosGame> playing = ConcurrentHashMap.newKeySet();
  private final List<Acknowledged> promises = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, LongAdder> farewells = new ConcurrentHashMap<>();
  private final LongAdder connections = new LongAdder();
  private final LongAdder reconnections = new LongAdder();
  private final LongAdder overlong = new LongAdder();
  private final LongAdder games = new LongAdder();
  private volatile boolean closing;
  private volatile Instant until = Instant.MAX; // when games that do not end are given up

  ChaosRun(ScaleKit kit, Wish wish, Consumer<String> say) throws Exception {
    this.kit = kit;
    this.wish = wish;
    this.say = say;
    this.database = new ChaosDatabase(kit);
  }

  Report.Table run() throws Exception {
    Instant begun = Instant.now();
    Set<String> before = // rooms of somebody else
        database.owned().stream().map(ChaosDatabase.Owned::room).collect(Collectors.toSet());
    try (Network network = new Network(1);
        Rest rest = new Rest(kit.proxy());
        ExecutorService tables = Executors.newVirtualThreadPerTaskExecutor();
        ChaosFaults faults = new ChaosFaults(kit, database, this::cutSockets, say)) {
      Future<?> looker = tables.submit(() -> lookAtOwners(before));
      List<Future<?>> all = new ArrayList<>();
      Random seeds = new Random(wish.seed());
      for (int i = 0; i < wish.rooms(); i++) {
        long seed = seeds.nextLong();
        all.add(tables.submit(() -> play(network, rest, seed)));
      }
      Stage.await(() -> playing.size() == wish.rooms(), FIRST_GAMES_SECONDS);
      say.accept(playing.size() + " games begin");
      breakThings(faults, Instant.now().plusSeconds(wish.seconds()));
      if (!Stage.await(faults::isQuiet, ALL_UP_SECONDS)) {
        check.fault("not everything that was ended runs again");
      }
      faults.troubles().forEach(trouble -> check.fault("the kit: " + trouble));
      say.accept("all is up; the games come to their end");
      until = Instant.now().plusSeconds(wish.endSeconds());
      closing = true;
      for (Future<?> table : all) {
        table.get();
      }
      looker.cancel(true);
      Instant ended = Instant.now();
      if (!Stage.await(this::noNotices, NOTICES_SECONDS)) {
        check.fault("notices to other features are left in the outbox");
      }
      say.accept("the log is held against what was told");
      List<ChaosCheck.Log> logs =
          database.logs().stream().filter(log -> !before.contains(log.room())).toList();
      return table(faults, check.faults(logs), Duration.between(begun, ended).toMillis() / 1e3);
    }
  }

  private void breakThings(ChaosFaults faults, Instant end) throws InterruptedException {
    ChaosPlan plan = new ChaosPlan(wish.seed(), wish.events());
    List<Event> due = new ArrayList<>();
    while (true) {
      if (due.size() < wish.events().size()) {
        due.add(plan.next());
      }
      long pause = due.getLast().afterMillis();
      if (Instant.now().plusMillis(pause).isAfter(end)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(pause);
      // What cannot be yet, since too much is away, comes as soon as it can.
      due.stream().filter(faults::begin).findFirst().ifPresent(due::remove);
    }
  }

  private int cutSockets(double share) {
    Random random = new Random();
    int cut = 0;
    for (ChaosGame game : playing) {
      for (Returner returner : game.everybody()) {
        if (random.nextDouble() < share) {
          returner.cut();
          cut++;
        }
      }
    }
    return cut;
  }

  /** One table: game after game. */
  private void play(Network network, Rest rest, long seed) {
    Random seeds = new Random(seed);
    try {
      while (!closing) {
        Rest.Room room = rest.room(ChaosGame.SETTINGS);
        List<Rest.Seat> seats = rest.seats(room.code(), wish.players());
        ChaosGame game =
            new ChaosGame(
                room, seats, network, this::door, new Diary(), recorder, check, seeds.nextLong());
        playing.add(game);
        game.begin();
        while (!game.isOver() && Instant.now().isBefore(until)) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (!game.isOver()) {
          check.fault(game.code() + ": has not come to its end: " + game.standing());
        }
        games.increment();
        promises.addAll(game.promises());
        game.leave();
        playing.remove(game);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      say.accept("no game could be made: " + e.getMessage());
      check.fault("no game could be made: " + e.getMessage());
    }
  }

  private URI door(String room, Random random) {
    return random.nextInt(PROXY_ONE_IN) == 0
        ? kit.proxy().resolve("/ws?room=" + room)
        : kit.nodes().get(random.nextInt(kit.nodes().size())).address().resolve("/ws");
  }

  /** Epochs, once a second while the database is there. */
  private void lookAtOwners(Set<String> before) {
    try {
      while (true) {
        try {
          database.owned().stream()
              .filter(o -> !before.contains(o.room()))
              .forEach(o -> check.epoch(o.room(), o.epoch()));
        } catch (SQLException away) {
          // part of the plan
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean noNotices() {
    try {
      return database.notices() == 0;
    } catch (SQLException e) {
      return false;
    }
  }

  private final class Diary implements Returner.Diary {
    @Override
    public void connected(boolean again) {
      (again ? reconnections : connections).increment();
    }

    @Override
    public void overlong(String what) {
      overlong.increment();
      say.accept("no answer for long: " + what);
    }

    @Override
    public void detached(String reason) {
      farewells.computeIfAbsent(reason, r -> new LongAdder()).increment();
    }
  }

  private Report.Table table(ChaosFaults faults, List<String> found, double seconds) {
    Report.Table table = new Report.Table("chaos", wish.parameters());
    Report.Run run = table.run("all");
    run.put("seconds", seconds);
    faults.counts().forEach((kind, count) -> run.put("event " + kind.word(), count));
    run.put("games", games.sum());
    run.put("sockets opened at first", connections.sum());
    run.put("reconnections", reconnections.sum());
    run.put("acknowledged", check.promises());
    run.put("refused for good", check.refusals());
    run.put("views compared", check.sights());
    run.put("commands without an answer for 15 s", overlong.sum());
    run.put("acknowledgement", recorder.answers());
    Map<String, List<Instant>> heard = heard();
    Histogram takeover = new Histogram(600_000_000L, 3);
    for (ChaosFaults.NodeLoss loss : faults.losses()) {
      if (loss.kind() == Kind.KILL_NODE) {
        first(loss, heard).forEach(takeover::recordValue);
      }
    }
    run.put("rooms of killed nodes", takeover.getTotalCount());
    if (takeover.getTotalCount() > 0) {
      run.put(
          "killed node to first acknowledgement p50 ms", takeover.getValueAtPercentile(50) / 1e3);
      run.put("killed node to first acknowledgement max ms", takeover.getMaxValue() / 1e3);
    }
    run.put("longest silence of a room ms", longestSilence(heard));
    recorder.errors().forEach((code, count) -> run.put("error " + code, count));
    table.checked(
        "%d acknowledgements, %d refusals and %d views of %d rooms %s"
            .formatted(
                check.promises(),
                check.refusals(),
                check.sights(),
                check.rooms(),
                found.isEmpty() ? "agree with the log" : "were held against the log"),
        found);
    return table;
  }

  /** When each room acknowledged something, in order. */
  private Map<String, List<Instant>> heard() {
    Map<String, List<Instant>> heard = new TreeMap<>();
    promises.forEach(p -> heard.computeIfAbsent(p.room(), r -> new ArrayList<>()).add(p.at()));
    heard.values().forEach(Collections::sort);
    return heard;
  }

  /**
   * Microseconds, for each room of the node, from the order to kill it to the first acknowledgement
   * after its death. Rooms that said nothing any more were at their end.
   */
  private static List<Long> first(ChaosFaults.NodeLoss loss, Map<String, List<Instant>> heard) {
    return loss.rooms().stream()
        .flatMap(
            room ->
                heard.getOrDefault(room, List.of()).stream()
                    .filter(at -> at.isAfter(loss.dead()))
                    .findFirst()
                    .stream())
        .map(at -> Duration.between(loss.asked(), at).toNanos() / 1_000)
        .toList();
  }

  private static double longestSilence(Map<String, List<Instant>> heard) {
    long longest = 0;
    for (List<Instant> times : heard.values()) {
      for (int i = 1; i < times.size(); i++) {
        longest = Math.max(longest, Duration.between(times.get(i - 1), times.get(i)).toMillis());
      }
    }
    return longest;
  }
}
