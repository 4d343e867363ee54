package dev.parlour.tournament.web;

import dev.parlour.room.web.Page;
import dev.parlour.room.web.TestPages;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Format;
import java.util.List;
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

/**
 * What the page of a big bracket costs. Each chart is drawn once for each change and language, so
 * {@link #chartAndPage} is what the first reader after a change waits for, and {@link #page} what
 * all others do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ChartBenchmark {
  @Param({"64", "1024"})
  public int entrants;

  private final Page page = TestPages.page(Locale.ENGLISH).with("tournament");
  private SampleTournaments sample;
  private Chart chart;
  private String drawn;

  @Setup
  public void play() {
    sample =
        SampleTournaments.started(
                SampleTournaments.rules(Format.SINGLE_ELIMINATION, 1, false), entrants)
            .games(30);
    chart = sample.chart();
    drawn = markup();
  }

  @Benchmark
  public int chartAndPage() {
    chart = sample.chart();
    return page(markup());
  }

  @Benchmark
  public int page() {
    return page(drawn);
  }

  private String markup() {
    return TestPages.render(
        "tournament/chart",
        Map.of(
            "page",
            page,
            "drawing",
            Painter.draw(chart, page.texts(), null),
            "id",
            SampleTournaments.ID));
  }

  private int page(String markup) {
    TournamentView view =
        sample
            .views(page, chart, "k1")
            .page(out -> out.writeContent(markup), List.of(), List.of(), Views.Answer.NONE);
    return TestPages.render("tournament/tournament", Map.of("page", page, "t", view)).length();
  }
}
