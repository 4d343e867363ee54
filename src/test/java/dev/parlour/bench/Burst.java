package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import dev.parlour.bench.client.TriviaTable.Moment;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** All players of one big room answer every question within a moment. */
final class Burst implements Scenario {
  private static final double QUESTION_SECONDS = 30;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String purpose() {
    return "all players of one room answer each question within a second";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("players", "5000", "in the room"),
        new Option("questions", "5", "that are measured"),
        new Option("warmup", "2", "questions before them that are not"),
        new Option("within-millis", "1000", "after seeing a question everybody has answered"),
        new Option("topic", "arithmetic-easy", "of the questions"),
        new Option("seed", "1", "of the moments at which players answer"),
        new Option("check", "no", "look for every acknowledged answer in what the room shows"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    int count = parameters.positive("players");
    int warmup = parameters.whole("warmup");
    int questions = warmup + parameters.positive("questions");
    Report.Table table = new Report.Table(name(), parameters.values());
    Rest.Room room =
        stage
            .rest()
            .room(
                Map.of(
                    "topic",
                    parameters.text("topic"),
                    "questions",
                    questions,
                    "secondsPerQuestion",
                    (int) QUESTION_SECONDS,
                    "revealSeconds",
                    2,
                    "standingsSeconds",
                    2,
                    "scoring",
                    "flat",
                    "maxPlayers",
                    count));
    Recorder recorder = new Recorder();
    Night night = new Night(count, questions, warmup, parameters);
    TriviaCrowd crowd =
        new TriviaCrowd(
            room,
            stage.rest().seats(room.code(), count),
            recorder,
            night,
            parameters.flag("check"));
    try {
      crowd.openHost(stage);
      crowd.openPlayers(i -> stage.network().open(stage.target().address()));
      Stage.awaitQuiet(recorder::deliveredCount);
      if (warmup > 0) {
        crowd.host().send(TriviaCrowd.START);
        night.await(night.warm);
        recorder.begin();
      } else {
        recorder.begin();
        crowd.host().send(TriviaCrowd.START);
      }
      ServerFigures before = stage.target().figures();
      night.await(night.over);
      double seconds = recorder.seconds();
      ServerFigures after = stage.target().figures();
      Stage.await(() -> crowd.everybodySees("final") && crowd.isAnswered(), QUESTION_SECONDS);
      Report.Run run = table.run("burst");
      run.put("sent", recorder.sentCount());
      run.put("acknowledged", recorder.acknowledgedCount());
      run.put("ack", recorder.answers());
      night.spread(run);
      run.put(recorder, seconds).put(before, after, seconds, recorder.deliveredCount());
      if (parameters.flag("check")) {
        Check check = new Check();
        crowd.tell(check);
        if (recorder.doubledCount() > 0) {
          check.fault(recorder.doubledCount() + " commands were answered twice");
        }
        table.checked(check);
      }
      return table;
    } finally {
      crowd.leave();
      stage.rest().close(room);
    }
  }

  /** When each question reached its first and its last player, and when somebody answers. */
  private static final class Night implements TriviaCrowd.Plan {
    private final int players;
    private final int questions;
    private final int warmup;
    private final long withinNanos;
    private final long seed;
    private final AtomicLongArray first;
    private final AtomicLongArray last;
    private final CountDownLatch warm = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    Night(int players, int questions, int warmup, Options.Chosen parameters) {
      this.players = players;
      this.questions = questions;
      this.warmup = warmup;
      withinNanos = TimeUnit.MILLISECONDS.toNanos(parameters.positive("within-millis"));
      seed = parameters.whole("seed");
      first = new AtomicLongArray(questions + 1);
      last = new AtomicLongArray(questions + 1);
    }

    void await(CountDownLatch latch) throws InterruptedException {
      if (!latch.await((long) (questions * (QUESTION_SECONDS + 10)), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the game does not go on");
      }
    }

    @Override
    public long answerAfter(int player, Moment question) {
      return new SplittableRandom(seed + (long) question.number() * players + player)
          .nextLong(1, withinNanos);
    }

    @Override
    public void seen(int player, Moment moment, long nanos) {
      if (moment.is("question")) {
        first.accumulateAndGet(
            moment.number(), nanos, (old, now) -> old == 0 || now - old < 0 ? now : old);
        last.accumulateAndGet(
            moment.number(), nanos, (old, now) -> old == 0 || now - old > 0 ? now : old);
      }
    }

    @Override
    public void hosted(TriviaCrowd crowd, Moment moment) {
      if (moment.is("standings") && moment.number() == warmup) {
        warm.countDown();
      }
      if (moment.is("final")) {
        over.countDown();
      }
    }

    void spread(Report.Run run) {
      double[] millis = new double[questions - warmup];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = (last.get(warmup + 1 + i) - first.get(warmup + 1 + i)) / 1e6;
      }
      java.util.Arrays.sort(millis);
      run.put("question first to last player median ms", millis[millis.length / 2]);
      run.put("question first to last player max ms", millis[millis.length - 1]);
    }
  }
}
