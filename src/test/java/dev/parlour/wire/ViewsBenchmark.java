package dev.parlour.wire;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import dev.parlour.testkit.BigQuiz;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a view costs: the part that a role shares, made anew for each publication; the part of one
 * player; and the message that a connection writes, which is made of both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ViewsBenchmark {
  @Param({"8", "50", "5000"})
  public int players;

  private BigQuiz quiz;
  private Publication kept;
  private Viewer[] viewers;
  private int next;

  @Setup
  public void fill() {
    quiz = new BigQuiz(players);
    kept = quiz.publication();
    viewers = new Viewer[players];
    for (int i = 0; i < players; i++) {
      viewers[i] = new Viewer.Player("p" + (i + 1));
    }
  }

  private Viewer viewer() {
    next = next + 1 == players ? 0 : next + 1;
    return viewers[next];
  }

  @Benchmark
  public RoomView.Seen seenShared() {
    return quiz.publication().shared(Role.PLAYER);
  }

  @Benchmark
  public RoomView.Seen seenOwn() {
    return kept.own(viewer());
  }

  @Benchmark
  public List<RoomView.Entry> ranking() {
    return quiz.publication().ranking();
  }

  @Benchmark
  public RawValue shared() {
    return Views.shared(quiz.publication(), Role.PLAYER);
  }

  @Benchmark
  public RawValue you() {
    return Views.you(kept, viewer());
  }

  @Benchmark
  public String message() {
    Viewer viewer = viewer();
    return Envelopes.write(
        new ServerMessage.View(
            "ACDEFG",
            As.of(viewer),
            kept.seq(),
            Views.shared(kept, Role.PLAYER),
            Views.you(kept, viewer)));
  }
}
