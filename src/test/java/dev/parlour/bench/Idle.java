package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Player;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Many sockets on which nothing happens: what each of them holds, and what is left of it. */
final class Idle implements Scenario {
  private static final double CLOSE_SECONDS = 60;
  private static final int REHEARSAL = 300;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String purpose() {
    return "many sockets on which nothing happens";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("sockets", "15000", "at once"),
        new Option("rooms", "10", "that they watch"),
        new Option("bare", "no", "sockets that follow nothing"),
        new Option("seconds", "5", "for which they stay"),
        new Option("after-seconds", "20", "until what is left of them is counted"),
        new Option("topic", "arithmetic-easy", "of the questions, which nobody asks"),
        new Option("baseline", "no", "then as many sockets of the bare endpoint"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    Report.Table table = new Report.Table(name(), parameters.values());
    List<Rest.Room> rooms =
        stage
            .rest()
            .rooms(
                parameters.positive("rooms"),
                Map.of("topic", parameters.text("topic"), "questions", 1));
    try {
      Recorder recorder = new Recorder();
      IntFunction<CompletableFuture<Link>> open =
          i -> {
            CompletableFuture<Link> link = stage.network().open(stage.target().address());
            if (parameters.flag("bare")) {
              return link;
            }
            String room = rooms.get(i % rooms.size()).code();
            return link.thenCompose(new Player(room, "spectator", null, recorder)::attach)
                .thenApply(Player::link);
          };
      Report.Run parlour = table.run("parlour");
      measure(stage, parameters, open, parlour);
      recorder.errors().forEach((code, count) -> parlour.put("error " + code, count));
      if (parameters.flag("baseline")) {
        Report.Run bare = table.run("bare");
        Recorder unused = new Recorder();
        measure(stage, parameters, i -> stage.openBare("idle", 0, 0, false, new Eye(unused)), bare);
        Report.Run ratio = table.run("ratio");
        for (String figure : List.of("live heap bytes/socket", "resident bytes/socket")) {
          ratio.put(figure, parlour.figure(figure) / bare.figure(figure));
        }
      }
      return table;
    } finally {
      stage.rest().close(rooms);
    }
  }

  private static void measure(
      Stage stage,
      Options.Chosen parameters,
      IntFunction<CompletableFuture<Link>> open,
      Report.Run run)
      throws Exception {
    Target target = stage.target();
    int count = parameters.positive("sockets");
    close(Stage.all(Math.min(count, REHEARSAL), open)); // what is loaded once is nobody's share
    TimeUnit.SECONDS.sleep(2);
    double live = live(target);
    ServerFigures before = target.figures();
    long began = System.nanoTime();
    List<Link> links = Stage.all(count, open);
    run.put("sockets", links.size());
    run.put("opening s", (System.nanoTime() - began) / 1e9);
    TimeUnit.SECONDS.sleep(parameters.whole("seconds"));
    ServerFigures during = target.figures();
    run.put("still open", links.stream().filter(Link::isOpen).count());
    run.put("live heap bytes/socket", (live(target) - live) / count);
    run.put("resident bytes/socket", (during.residentBytes() - before.residentBytes()) / count);
    run.put("server resident MB", during.residentBytes() / 1e6);
    run.put("server threads", during.threads());
    run.put("server files", during.files());
    close(links);
    double files = before.files() + count * 0.01;
    Stage.await(() -> files(target) <= files, CLOSE_SECONDS);
    TimeUnit.SECONDS.sleep(parameters.whole("after-seconds"));
    ServerFigures after = target.figures();
    run.put("left files", after.files() - before.files());
    run.put("left threads", after.threads() - before.threads());
    run.put("left live heap bytes/socket", (live(target) - live) / count);
  }

  private static double files(Target target) {
    try {
      return target.figures().files();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** NaN where the server's process is not at hand. */
  private static double live(Target target) throws Exception {
    return target.isProcessKnown() ? target.liveBytes() : Double.NaN;
  }

  private static void close(List<Link> links) throws Exception {
    links.forEach(Link::close);
    for (Link link : links) {
      link.ended().get((long) CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
