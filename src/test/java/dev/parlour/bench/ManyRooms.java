package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import dev.parlour.bench.client.TriviaTable.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Many small rooms whose players answer at once and whose hosts go on at once. */
final class ManyRooms implements Scenario {
  private static final double SETTLE_SECONDS = 30;
  private static final int MOST_QUESTIONS = 50;
  private static final int BARE_WARMUP_SECONDS = 20;

  @Override
  public String name() {
    return "rooms";
  }

  @Override
  public String purpose() {
    return "many small rooms, in which everybody answers as soon as there is a question";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("rooms", "200", "at once"),
        new Option("players", "10", "in each room"),
        new Option("rooms-per-socket", "1", "that share the sockets of their players"),
        new Option("rehearsals", "1", "whole games before that are not measured"),
        new Option("games", "1", "that are measured one after the other; the mean is told"),
        new Option("warmup-seconds", "2", "of each of these that are not measured"),
        new Option("seconds", "15", "of each that are measured at the most"),
        new Option("topic", "arithmetic-easy", "of the questions"),
        new Option("check", "no", "look for every acknowledged answer in what the rooms show"),
        new Option(
            "baseline",
            "no",
            "then groups of the bare endpoint that go on alike, a socket for each player"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    Report.Table table = new Report.Table(name(), parameters.values());
    for (int i = 0; i < parameters.whole("rehearsals"); i++) {
      round(stage, parameters, new Check());
    }
    Check check = new Check();
    List<Report.Run> games = new ArrayList<>();
    for (int i = 0; i < parameters.positive("games"); i++) {
      games.add(round(stage, parameters, check));
    }
    if (parameters.flag("check")) {
      table.checked(check);
    }
    Report.Run rooms = table.run("rooms").putMean(games);
    rooms.put(
        "answers/s of each",
        games.stream()
            .map(game -> "%,.0f".formatted(game.figure("answers/s")))
            .collect(Collectors.joining("; ")));
    if (parameters.flag("baseline")) {
      Report.Run bare = table.run("bare");
      // Rounded down, which is in the bare endpoint's favour; and hosts cost it nothing.
      bare(
          stage,
          parameters,
          (int) rooms.figure("view bytes"),
          (int) (rooms.figure("views/s") / rooms.figure("answers/s")),
          bare);
      Report.Run ratio = table.run("ratio");
      for (String figure : List.of("answers/s", "delivered/s", "server CPU µs/delivered")) {
        ratio.put(figure, rooms.figure(figure) / bare.figure(figure));
      }
    }
    return table;
  }

  /** As many sockets as players, in groups as big as rooms, which go on as these do. */
  private static void bare(
      Stage stage, Options.Chosen parameters, int bytes, int views, Report.Run run)
      throws Exception {
    Recorder recorder = new Recorder();
    List<Turner> turners = new ArrayList<>();
    int players = parameters.positive("players");
    int count = parameters.positive("rooms") * players;
    for (int i = 0; i < count; i++) {
      turners.add(new Turner(recorder, views, i % players == 0));
    }
    List<Link> links =
        Stage.all(
            count,
            i -> stage.openBareRound("rooms-" + i / players, players, bytes, turners.get(i)));
    try {
      for (int i = 0; i < count; i++) {
        Link link = links.get(i);
        Turner turner = turners.get(i);
        link.run(() -> turner.turn(link));
      }
      TimeUnit.SECONDS.sleep(BARE_WARMUP_SECONDS);
      recorder.begin();
      ServerFigures before = stage.target().figures();
      TimeUnit.SECONDS.sleep(parameters.positive("seconds"));
      measured(stage, recorder, before, links.size(), run);
    } finally {
      links.forEach(Link::close);
    }
  }

  private static void measured(
      Stage stage, Recorder recorder, ServerFigures before, int sockets, Report.Run run)
      throws Exception {
    long acknowledged = recorder.acknowledgedCount();
    double seconds = recorder.seconds();
    ServerFigures after = stage.target().figures();
    run.put("sockets", sockets);
    run.put("answers/s", acknowledged / seconds);
    run.put("ack", recorder.answers());
    run.put(recorder, seconds).put(before, after, seconds, recorder.deliveredCount());
  }

  /** One game in each room, or as much of it as there is time for. */
  private static Report.Run round(Stage stage, Options.Chosen parameters, Check check)
      throws Exception {
    int count = parameters.positive("rooms");
    int players = parameters.positive("players");
    int shared = parameters.positive("rooms-per-socket");
    List<Rest.Room> rooms =
        stage
            .rest()
            .rooms(
                count,
                Map.of(
                    "topic",
                    parameters.text("topic"),
                    "questions",
                    MOST_QUESTIONS,
                    "secondsPerQuestion",
                    60,
                    "autoAdvance",
                    false,
                    "scoring",
                    "flat",
                    "maxPlayers",
                    players));
    Recorder recorder = new Recorder();
    Race race = new Race();
    List<TriviaCrowd> crowds = new ArrayList<>();
    for (Rest.Room room : rooms) {
      crowds.add(
          new TriviaCrowd(
              room,
              stage.rest().seats(room.code(), players),
              recorder,
              race,
              parameters.flag("check")));
    }
    List<Link> links = new ArrayList<>();
    try {
      for (int first = 0; first < count; first += shared) {
        List<Link> sockets =
            Stage.all(players, i -> stage.network().open(stage.target().address()));
        links.addAll(sockets);
        for (TriviaCrowd crowd : crowds.subList(first, Math.min(count, first + shared))) {
          crowd.openHost(sockets.getFirst());
          crowd.openPlayers(i -> CompletableFuture.completedFuture(sockets.get(i)));
        }
      }
      for (TriviaCrowd crowd : crowds) {
        crowd.awaitReady();
      }
      crowds.forEach(crowd -> crowd.host().send(TriviaCrowd.START));
      TimeUnit.SECONDS.sleep(parameters.whole("warmup-seconds"));
      recorder.begin();
      ServerFigures before = stage.target().figures();
      boolean ranOut =
          Stage.await(
              () -> crowds.stream().anyMatch(c -> c.table().moment().is("final")),
              parameters.positive("seconds"));
      Report.Run run = new Report.Run("rooms");
      if (ranOut) {
        run.put("note", "measured until the first game was over");
      }
      measured(stage, recorder, before, links.size(), run);
      race.over = true;
      boolean settled = Stage.await(() -> crowds.stream().allMatch(Race::rests), SETTLE_SECONDS);
      Stage.awaitQuiet(recorder::deliveredCount);
      if (parameters.flag("check")) {
        if (!settled) {
          check.fault("not all rooms came to rest");
        }
        crowds.forEach(crowd -> crowd.tell(check));
      }
      return run;
    } finally {
      links.forEach(Link::close);
      stage.rest().close(rooms);
    }
  }

  private static final class Race implements TriviaCrowd.Plan {
    private volatile boolean over;

    @Override
    public long answerAfter(int player, Moment question) {
      return 0;
    }

    @Override
    public void hosted(TriviaCrowd crowd, Moment moment) {
      if (!over && (moment.is("reveal") || moment.is("standings"))) {
        crowd.host().send(TriviaCrowd.SKIP);
      }
    }

    /** Whether the room is where nothing goes on by itself any more. */
    static boolean rests(TriviaCrowd crowd) {
      Moment moment = crowd.table().moment();
      return (moment.is("reveal") || moment.is("standings") || moment.is("final"))
          && crowd.isAnswered();
    }
  }
}
