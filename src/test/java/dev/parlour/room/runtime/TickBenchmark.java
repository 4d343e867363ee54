package dev.parlour.room.runtime;

import dev.parlour.game.Viewer;
import dev.parlour.game.pong.PongGame;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.Publication;
import dev.parlour.room.Status;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps of a match of pong between two who do nothing, each with its frame before two followers who
 * read bytes. Goals, with what is stored for them in a log in memory, are in it. The score is for
 * one step.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
public class TickBenchmark {
  private static final int STEPS = 1_000;

  private Bench bench;
  private int frames;

  private final class Eye implements Follower {
    @Override
    public void attached(Publication now, boolean current) {}

    @Override
    public void published(Publication now) {}

    @Override
    public void countdown(long remainingMillis, Instant deadline) {}

    @Override
    public void frame(Frame now) {
      frames += now.bytes().length;
    }

    @Override
    public boolean readsBinary() {
      return true;
    }

    @Override
    public void detached(String reason) {}
  }

  @Setup(Level.Invocation)
  public void begin() {
    bench = new Bench();
    bench.game = new PongGame();
    bench.on().room("toWin", 21);
    for (String id : new String[] {"p1", "p2"}) {
      bench.join(id);
      bench.rooms.attach(Bench.CODE, new Viewer.Player(id), new Eye(), -1);
    }
    bench.host("start");
  }

  @TearDown(Level.Invocation)
  public void end() {
    if (bench.look().status() != Status.IN_PROGRESS || frames == 0) {
      throw new IllegalStateException("not all steps were steps");
    }
    bench.close();
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public int tick() {
    bench.steps(STEPS);
    return frames;
  }
}
