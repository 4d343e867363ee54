package dev.parlour.room.web;

import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Publication;
import dev.parlour.testkit.BigQuiz;
import gg.jte.Content;
import gg.jte.output.StringOutput;
import java.util.Locale;
import java.util.Map;
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

/** What the fragments of open pages cost: those of a role, and those of one player. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FragmentsBenchmark {
  private static final String GAME = "game/trivia";

  @Param({"8", "50", "5000"})
  public int players;

  private final RoomHtml html = new RoomHtml(Templates.compiled());
  private final Page page = new Page(Texts.of(Locale.ENGLISH), new Assets("0"), "/", null);
  private BigQuiz quiz;
  private Publication kept;
  private int next;

  @Setup
  public void fill() {
    quiz = new BigQuiz(players);
    kept = quiz.publication();
  }

  @Benchmark
  public int shared() {
    Publication fresh = quiz.publication();
    return written(html.shared(page, GAME, Role.HOST, fresh.shared(Role.HOST)));
  }

  @Benchmark
  public int you() {
    next = next == players ? 1 : next + 1;
    Viewer viewer = new Viewer.Player("p" + next);
    return written(html.you(page, GAME, kept.shared(Role.PLAYER), kept.own(viewer)));
  }

  private static int written(Map<String, Content> fragments) {
    int length = 0;
    for (Content content : fragments.values()) {
      StringOutput out = new StringOutput(4096);
      content.writeTo(out);
      length += out.toString().length();
    }
    return length;
  }
}
