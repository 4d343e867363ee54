package dev.parlour.bench;

import dev.parlour.bench.ChaosPlan.Event;
import dev.parlour.bench.ChaosPlan.Kind;
import dev.parlour.testkit.ScaleKit;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes things go wrong, and right again. One node at the least is always left alone; the database
 * and the broker may be away at the same time as a node.
 */
final class ChaosFaults implements AutoCloseable {
  /**
   * A start may come while the database is away, and then fails; as an operator, one tries again.
   */
  private static final int MOST_STARTS = 5;

  /**
   * @param asked before the node was ended
   * @param dead when it was gone for sure
   * @param rooms which it ran, with a game in progress
   */
  record NodeLoss(Kind kind, String node, Instant asked, Instant dead, List<String> rooms) {}

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private final ScaleKit kit;
  private final ChaosDatabase database;
  private final DoubleFunction<Integer> cutSockets;
  private final Consumer<String> diary;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private final Collection<String> away = new TreeSet<>();
  private final List<NodeLoss> losses = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  /**
   * @param cutSockets cuts this share of them, and says how many these were
   * @param diary is told what happens
   */
  ChaosFaults(
      ScaleKit kit,
      ChaosDatabase database,
      DoubleFunction<Integer> cutSockets,
      Consumer<String> diary) {
    this.kit = kit;
    this.database = database;
    this.cutSockets = cutSockets;
    this.diary = diary;
  }

  /** Begins with it; says false where that cannot be now. */
  boolean begin(Event event) {
    switch (event.kind()) {
      case CUT_SOCKETS -> {
        int cut = cutSockets.apply(0.1 + 0.9 * event.share());
        diary.accept(cut + " sockets are cut");
      }
      case KILL_DATABASE -> {
        return crash("database", event);
      }
      case KILL_BROKER -> {
        return crash("broker", event);
      }
      case KILL_NODE, STOP_NODE, DRAIN_NODE -> {
        String node = nodeFor(event.share());
        if (node == null) {
          return false;
        }
        count(event.kind());
        threads.execute(() -> guarded(node, () -> lose(node, event)));
        return true;
      }
    }
    count(event.kind());
    return true;
  }

  private boolean crash(String name, Event event) {
    synchronized (away) {
      if (!away.add(name)) {
        return false;
      }
    }
    count(event.kind());
    threads.execute(
        () ->
            guarded(
                name,
                () -> {
                  kit.kill(name);
                  diary.accept(name + " is killed, for " + event.downMillis() + " ms");
                  TimeUnit.MILLISECONDS.sleep(event.downMillis());
                  start(name);
                }));
    return true;
  }

  /** One that runs games, where there is one: the loss of another proves nothing. */
  private String nodeFor(double share) {
    Set<String> playing = playing().map(ChaosDatabase.Owned::owner).collect(Collectors.toSet());
    synchronized (away) {
      List<String> there =
          kit.nodes().stream().map(ScaleKit.Node::name).filter(n -> !away.contains(n)).toList();
      if (there.size() < 2) {
        return null;
      }
      List<String> busy = there.stream().filter(playing::contains).toList();
      List<String> meant = busy.isEmpty() ? there : busy;
      String node = meant.get((int) (share * meant.size()));
      away.add(node);
      return node;
    }
  }

  private void lose(String node, Event event) throws IOException, InterruptedException {
    List<String> rooms = roomsOf(node);
    Instant asked = Instant.now();
    switch (event.kind()) {
      case KILL_NODE -> kit.kill(node);
      case DRAIN_NODE -> {
        kit.drain(node);
        diary.accept(node + " is drained");
        kit.stop(node);
      }
      default -> kit.stop(node);
    }
    Instant dead = Instant.now();
    diary.accept(
        "%s is %s, with %d games, for %d ms"
            .formatted(
                node,
                event.kind() == Kind.KILL_NODE ? "killed" : "stopped in order",
                rooms.size(),
                event.downMillis()));
    synchronized (losses) {
      losses.add(new NodeLoss(event.kind(), node, asked, dead, rooms));
    }
    TimeUnit.MILLISECONDS.sleep(event.downMillis());
    start(node);
  }

  private List<String> roomsOf(String node) {
    return playing().filter(o -> node.equals(o.owner())).map(ChaosDatabase.Owned::room).toList();
  }

  /** Rooms with a game in progress, and who runs them. */
  private Stream<ChaosDatabase.Owned> playing() {
    try {
      return database.owned().stream().filter(o -> o.status().equals("IN_PROGRESS"));
    } catch (SQLException away) {
      return Stream.empty(); // nobody can say
    }
  }

  private void start(String name) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        kit.start(name);
        diary.accept(name + " is back");
        return;
      } catch (IllegalStateException failed) {
        diary.accept(name + " does not start: " + failed.getMessage());
        if (attempt == MOST_STARTS) {
          throw failed;
        }
        kit.kill(name);
      }
    }
  }

  private void guarded(String name, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      synchronized (troubles) {
        troubles.add(name + ": " + e.getMessage());
      }
      diary.accept(name + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (away) {
        away.remove(name);
      }
    }
  }

  private void count(Kind kind) {
    synchronized (counts) {
      counts.merge(kind, 1, Integer::sum);
    }
  }

  Map<Kind, Integer> counts() {
    synchronized (counts) {
      return new EnumMap<>(counts);
    }
  }

  List<NodeLoss> losses() {
    synchronized (losses) {
      return List.copyOf(losses);
    }
  }

  /** What could not be ended or started as it should. */
  List<String> troubles() {
    synchronized (troubles) {
      return List.copyOf(troubles);
    }
  }

  boolean isQuiet() {
    synchronized (away) {
      return away.isEmpty();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
