package dev.parlour.wire;

import dev.parlour.game.Checked;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.room.RoomCommand;
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

/** The way in and out of one answer: its command as text, and its acknowledgement as text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnvelopesBenchmark {
  private final String answer =
      "{\"type\":\"command\",\"room\":\"ACDEFG\",\"as\":\"p1234\",\"id\":\"c-1234-1\",\"command\":"
          + "{\"type\":\"answer\",\"question\":1,\"choices\":[\"b\"]}}";
  private final ServerMessage ack = new ServerMessage.Ack("ACDEFG", "p1234", "c-1234-1", 6_789);
  private final ServerMessage reject =
      new ServerMessage.Reject(
          "ACDEFG",
          "p1234",
          "c-1234-1",
          "already_answered",
          "You have already answered this question; your first answer counts.");

  @Benchmark
  public Checked<RoomCommand> readAnswer() {
    ClientMessage.Command message =
        (ClientMessage.Command) ((Checked.Good<ClientMessage>) Envelopes.read(answer)).value();
    return Commands.read(message.command(), TriviaCommand.class);
  }

  @Benchmark
  public String writeAck() {
    return Envelopes.write(ack);
  }

  @Benchmark
  public String writeReject() {
    return Envelopes.write(reject);
  }
}
