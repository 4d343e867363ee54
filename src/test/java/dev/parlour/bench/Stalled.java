package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import dev.parlour.bench.client.TriviaTable.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One room in which some players stop reading, beside the same room in which all read. Everybody
 * answers the one question once, spread evenly over its time, so that there are views and
 * acknowledgements all the while; the players who read are measured.
 */
final class Stalled implements Scenario {
  private static final int SMALL_BUFFER = 4096;

  @Override
  public String name() {
    return "stalled";
  }

  @Override
  public String purpose() {
    return "some players stop reading; what the others notice of it";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("players", "2000", "in the room"),
        new Option("one-in", "50", "of them stops reading"),
        new Option("warmup-seconds", "15", "that are not measured, in which buffers fill"),
        new Option("seconds", "20", "that are measured"),
        new Option("topic", "arithmetic-easy", "of the question"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    Report.Table table = new Report.Table(name(), parameters.values());
    game(stage, parameters, false, new Report.Table(name(), Map.of()).run("rehearsal"));
    Report.Run all = game(stage, parameters, false, table.run("all read"));
    Report.Run some = game(stage, parameters, true, table.run("some stall"));
    Report.Run ratio = table.run("ratio");
    for (String figure :
        List.of("gap p50 ms", "gap p99 ms", "ack p50 ms", "ack p99 ms", "delivered/s")) {
      ratio.put(figure, some.figure(figure) / all.figure(figure));
    }
    return table;
  }

  private static Report.Run game(
      Stage stage, Options.Chosen parameters, boolean stall, Report.Run run) throws Exception {
    int count = parameters.positive("players");
    int oneIn = parameters.positive("one-in");
    int warmup = parameters.whole("warmup-seconds");
    int measured = parameters.positive("seconds");
    Rest.Room room =
        stage
            .rest()
            .room(
                Map.of(
                    "topic",
                    parameters.text("topic"),
                    "questions",
                    1,
                    "secondsPerQuestion",
                    warmup + measured + 10,
                    "scoring",
                    "flat",
                    "maxPlayers",
                    count));
    Recorder recorder = new Recorder();
    List<Rest.Seat> seats = stage.rest().seats(room.code(), count);
    int stalling = stall ? count / oneIn : 0;
    Plan plan = new Plan(TimeUnit.SECONDS.toNanos(warmup + measured));
    TriviaCrowd readers =
        new TriviaCrowd(room, seats.subList(stalling, count), recorder, plan, false);
    TriviaCrowd sleepers =
        new TriviaCrowd(room, seats.subList(0, stalling), new Recorder(), (p, q) -> -1, false);
    List<Link> asleep = new ArrayList<>();
    try {
      readers.openHost(stage);
      readers.openPlayers(i -> stage.network().open(stage.target().address()));
      sleepers.openPlayers(
          i ->
              stage
                  .network()
                  .open(
                      Network.socket(stage.target().address()),
                      "parlour.v1",
                      Link.NOBODY,
                      SMALL_BUFFER));
      Stage.awaitQuiet(recorder::deliveredCount);
      readers.host().send(TriviaCrowd.START);
      Stage.await(() -> readers.everybodySees("question"), 10);
      for (int i = 0; i < sleepers.size(); i++) {
        asleep.add(sleepers.player(i).link());
      }
      asleep.forEach(Link::stopReading);
      TimeUnit.SECONDS.sleep(warmup);
      recorder.begin();
      ServerFigures before = stage.target().figures();
      TimeUnit.SECONDS.sleep(measured);
      double seconds = recorder.seconds();
      ServerFigures after = stage.target().figures();
      run.put("stalled", asleep.size());
      run.put("gap", recorder.gaps());
      run.put("ack", recorder.answers());
      run.put(recorder, seconds).put(before, after, seconds, recorder.deliveredCount());
      return run;
    } finally {
      readers.leave();
      asleep.forEach(Link::cut);
      stage.rest().close(room);
    }
  }

  private record Plan(long nanos) implements TriviaCrowd.Plan {
    @Override
    public long answerAfter(int player, Moment question) {
      return new SplittableRandom(player).nextLong(1, nanos);
    }
  }
}
