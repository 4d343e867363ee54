package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A tournament's chart before many eyes, and beside it a room that changes as often. */
final class ChartWatch implements Scenario {
  private static final double PATIENCE_SECONDS = 30;
  private static final long CHANGE_MILLIS = 700;

  @Override
  public String name() {
    return "chart";
  }

  @Override
  public String purpose() {
    return "a tournament's chart that changes once a second before many eyes; beside it a room";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("entrants", "64", "of the tournament"),
        new Option("players", "1000", "who watch"),
        new Option("rooms", "1", "that is watched by as many, for comparison"),
        new Option("hz", "1", "changes of the room in a second; a chart is told once a second"),
        new Option(
            "rehearsals", "1", "of both before, since what comes second finds a warmer server"),
        new Option("warmup-seconds", "20", "that are not measured"),
        new Option("seconds", "20", "that are measured"),
        new Option("topic", "arithmetic-easy", "of the room's questions, which nobody asks"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    for (int i = 0; i < parameters.whole("rehearsals"); i++) {
      pair(stage, parameters, new Report.Table(name(), parameters.values()));
    }
    Report.Table table = new Report.Table(name(), parameters.values());
    pair(stage, parameters, table);
    Report.Run chart = table.runs().get(0);
    Report.Run room = table.runs().get(1);
    Report.Run ratio = table.run("ratio");
    for (String figure :
        List.of("delivered/s", "view bytes", "server CPU s", "server CPU µs/delivered")) {
      ratio.put(figure, chart.figure(figure) / room.figure(figure));
    }
    return table;
  }

  private static void pair(Stage stage, Options.Chosen parameters, Report.Table table)
      throws Exception {
    chart(stage, parameters, table.run("chart"));
    Fanout.parlour(stage, parameters, false, 0, table.run("room"));
  }

  private static void chart(Stage stage, Options.Chosen parameters, Report.Run run)
      throws Exception {
    Rest.Tournament cup = stage.rest().tournament(parameters.positive("entrants"));
    byte[] attach =
        ("{\"type\":\"attach\",\"stream\":\"tournament/" + cup.id() + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    Recorder recorder = new Recorder();
    int watchers = parameters.positive("players");
    List<Link> links =
        Stage.all(
            watchers,
            i ->
                stage
                    .network()
                    .open(
                        Network.socket(stage.target().address()),
                        Network.PROTOCOLS,
                        new Eye(recorder),
                        0));
    try {
      links.forEach(link -> link.send(attach));
      if (!Stage.await(() -> recorder.deliveredCount() >= watchers, PATIENCE_SECONDS)) {
        throw new IllegalStateException("not everybody was shown the chart");
      }
      long measured = TimeUnit.SECONDS.toNanos(parameters.positive("seconds"));
      long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(parameters.whole("warmup-seconds"));
      changeUntil(stage, cup, begin);
      recorder.begin();
      ServerFigures before = stage.target().figures();
      changeUntil(stage, cup, System.nanoTime() + measured);
      double seconds = recorder.seconds();
      ServerFigures after = stage.target().figures();
      run.put("sockets", links.size());
      run.put(recorder, seconds);
      run.put("gap", recorder.gaps());
      run.put(before, after, seconds, recorder.deliveredCount());
    } finally {
      links.forEach(Link::close);
      stage.rest().cancel(cup);
    }
  }

  /** More often than the chart is told, so that there is news each time. */
  private static void changeUntil(Stage stage, Rest.Tournament cup, long end)
      throws InterruptedException {
    for (int i = 0; System.nanoTime() < end; i++) {
      stage.rest().say(cup, "Change " + i);
      TimeUnit.MILLISECONDS.sleep(CHANGE_MILLIS);
    }
  }
}
