package dev.parlour.room.runtime;

import dev.parlour.game.Rejection;
import dev.parlour.room.Actor;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.testkit.BigQuiz;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.PureRoom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Answers in a room of 5,000 through its mailbox: submitted, decided, handed to a log that keeps
 * nothing, applied, acknowledged. A turn finds as many commands as the parameter says, and the
 * score is for one of them. The hop to the committer's thread is part of it, as it is in life: with
 * one command a turn it is most of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
public class MailboxBenchmark {
  private static final int ANSWERS = 2_000;

  @Param({"1", "100", "1000"})
  public int turn;

  private final BigQuiz quiz = new BigQuiz(5_000);
  private final Room room = quiz.room.room;
  private Bench.Turns turns;
  private LiveRoom live;
  private Thread committer;
  private int acknowledged;

  private final Reply reply =
      new Reply() {
        @Override
        public void accepted(long seq) {
          acknowledged++;
        }

        @Override
        public void rejected(Rejection rejection) {
          throw new IllegalStateException(rejection.toString());
        }
      };

  /** A room that is loaded already, with half of its players still to answer. */
  @Setup(Level.Invocation)
  public void load() {
    RoomLog log = new Nowhere();
    Committer writer = new Committer(log, RoomMeter.SILENT);
    committer = Thread.ofVirtual().start(writer);
    turns = new Bench.Turns();
    ManualClock clock = new ManualClock();
    live =
        new LiveRoom(
            PureRoom.CODE,
            new LiveRoom.Surroundings(
                log,
                writer,
                turns,
                new Bench.Ringer(),
                clock,
                Bench.settings(20_000, turn, 50),
                RoomMeter.SILENT,
                game -> Optional.of(room),
                () -> RoomLog.Claim.FREE,
                gone -> {},
                code -> live,
                (former, next) -> {},
                (rules, there) -> Optional.empty(),
                new Bench.Alone(),
                new Ticker(clock, System::nanoTime, RoomMeter.SILENT),
                () -> false));
    live.begin();
    live.look().join();
    acknowledged = 0;
  }

  @TearDown(Level.Invocation)
  public void end() {
    committer.interrupt();
  }

  @Benchmark
  @OperationsPerInvocation(ANSWERS)
  public int answers() {
    int first = quiz.players / 2;
    for (int done = 0; done < ANSWERS; done += turn) {
      turns.hold();
      for (int i = done + 1; i <= done + turn; i++) {
        live.submit(
            new Actor.Player("p" + (first + i)), "c" + i, BigQuiz.answer(i), quiz.room.now, reply);
      }
      turns.run();
    }
    if (acknowledged != ANSWERS) {
      throw new IllegalStateException(acknowledged + " of " + ANSWERS + " were acknowledged");
    }
    return acknowledged;
  }

  /** Takes all appends and forgets them. */
  private final class Nowhere implements RoomLog {
    @Override
    public List<Outcome> append(List<Append> appends) {
      return appends.stream().map(a -> Outcome.STORED).toList();
    }

    @Override
    public Optional<String> gameOf(String code) {
      return Optional.of("trivia");
    }

    @Override
    public OptionalLong lastSeq(String code) {
      return OptionalLong.of(quiz.room.log.size());
    }

    @Override
    public Optional<Loaded> claim(String code, Room rules, Claim how) {
      return Optional.of(
          new Loaded(quiz.room.state, quiz.room.log.size(), 2, Map.of(), quiz.room.now, null));
    }

    @Override
    public List<RoomEvent> history(String code, Room rules) {
      return List.of();
    }

    @Override
    public List<Listed> listed(int most) {
      return List.of();
    }

    @Override
    public Optional<Copy> read(String code, Room rules) {
      return Optional.empty();
    }

    @Override
    public void release(String code, long epoch) {}

    @Override
    public List<String> unfinished(Claim how) {
      return List.of();
    }

    @Override
    public List<String> runElsewhere(int most) {
      return List.of();
    }

    @Override
    public void remind(String code, Notice notice) {}

    @Override
    public List<String> notOurs(List<String> codes) {
      return List.of();
    }

    @Override
    public List<String> idleSince(Instant before, int most) {
      return List.of();
    }

    @Override
    public int deleteOver(Instant before, int most) {
      return 0;
    }
  }
}
