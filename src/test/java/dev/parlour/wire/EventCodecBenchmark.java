package dev.parlour.wire;

import dev.parlour.game.trivia.TriviaEvent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomState;
import dev.parlour.testkit.BigQuiz;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to write an answer into the log, to read it again, and to take a snapshot. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventCodecBenchmark {
  private final EventCodec codec = new EventCodec(new TriviaGame());
  private final RoomEvent answer =
      new RoomEvent.GameAdvanced(new TriviaEvent.AnswerAccepted("p1234", 1, List.of("b"), 12_345));
  private final EventCodec.Encoded row = codec.encode(answer);
  private final RoomState state = new BigQuiz(5_000).room.state;

  @Benchmark
  public Object encode() {
    return codec.encode(answer);
  }

  @Benchmark
  public RoomEvent decode() {
    return codec.decode(row);
  }

  @Benchmark
  public String snapshotOf5000() {
    return codec.encode(state);
  }
}
