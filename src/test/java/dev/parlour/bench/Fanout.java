package dev.parlour.bench;

import dev.parlour.bench.Options.Misunderstood;
import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Player;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rooms that change at a steady rate before many eyes. What changes them is their host, who locks
 * and unlocks the door: a command like any other, stored before anybody sees what it did.
 */
final class Fanout implements Scenario {
  private static final double PONG_HZ = 60;

  /** Until what the turn before has left is done with; what is compiled stays so. */
  private static final int AGAIN_SECONDS = 45;

  /** As long as what a player of pong sends; nobody looks into it. */
  private static final byte[] INPUT = "x".repeat(130).getBytes(StandardCharsets.US_ASCII);

  private static final String LOCK = "{\"type\":\"lock\"}";
  private static final String UNLOCK = "{\"type\":\"unlock\"}";
  private static final int SMALL_BUFFER = 4096; // of who is about to stop reading

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String purpose() {
    return "rooms that change at a steady rate, and everybody in them sees each change";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(
            "game", "trivia", "trivia, or pong: two to a room, 60 frames a second, as bytes"),
        new Option("inputs", "2", "of each player of pong in a second"),
        new Option("rooms", "10", "at once"),
        new Option("players", "40", "who follow each room"),
        new Option("hz", "20", "changes of each room in a second"),
        new Option("followers", "player", "what they are: player or spectator"),
        new Option("warmup-seconds", "5", "that are not measured"),
        new Option("seconds", "15", "that are measured"),
        new Option("turns", "1", "of Parlour and the bare endpoint; the means are told"),
        new Option("topic", "arithmetic-easy", "of the questions, which nobody asks"),
        new Option("baseline", "no", "then the same bytes at the same rate by the bare endpoint"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    Report.Table table = new Report.Table(name(), parameters.values());
    boolean pong =
        switch (parameters.text("game")) {
          case "trivia" -> false;
          case "pong" -> true;
          default -> throw new Misunderstood("--game is trivia or pong.");
        };
    List<Report.Run> ours = new ArrayList<>();
    List<Report.Run> bares = new ArrayList<>();
    Options.Chosen now = parameters;
    for (int i = 0; i < parameters.positive("turns"); i++) {
      Report.Run parlour = new Report.Run("parlour");
      if (pong) {
        PongHall.play(stage, now, parlour);
      } else {
        parlour(stage, now, seated(parameters.text("followers")), 0, parlour);
      }
      ours.add(parlour);
      if (parameters.flag("baseline")) {
        bares.add(bare(stage, now, pong, (int) Math.round(parlour.figure("view bytes"))));
      }
      now =
          parameters.with(
              "warmup-seconds", Math.min(AGAIN_SECONDS, parameters.whole("warmup-seconds")));
    }
    Report.Run parlour = table.run("parlour").putMean(ours);
    if (!bares.isEmpty()) {
      Report.Run bare = table.run("bare").putMean(bares);
      Report.Run ratio = table.run("ratio");
      for (String figure :
          List.of("delivered/s", "gap p99 ms", "server CPU s", "server CPU µs/delivered")) {
        ratio.put(figure, parlour.figure(figure) / bare.figure(figure));
      }
      String figure = "server CPU µs/delivered";
      ratio.put(
          "CPU of each turn",
          IntStream.range(0, ours.size())
              .mapToObj(
                  i -> "%.2f".formatted(ours.get(i).figure(figure) / bares.get(i).figure(figure)))
              .collect(Collectors.joining("; ")));
    }
    return table;
  }

  private static boolean seated(String followers) {
    return switch (followers) {
      case "player" -> true;
      case "spectator" -> false;
      default -> throw new Misunderstood("--followers is player or spectator.");
    };
  }

  /**
   * @param seated whether the followers are players
   * @param oneIn of so many followers one stops reading, and is not measured; 0 for nobody
   */
  static void parlour(
      Stage stage, Options.Chosen parameters, boolean seated, int oneIn, Report.Run run)
      throws Exception {
    int players = parameters.positive("players");
    List<Rest.Room> rooms =
        stage
            .rest()
            .rooms(
                parameters.positive("rooms"),
                Map.of("topic", parameters.text("topic"), "questions", 1, "maxPlayers", players));
    Recorder recorder = new Recorder();
    Recorder commands = new Recorder();
    Recorder unheard = new Recorder();
    List<Player> hosts = new ArrayList<>();
    List<Player> followers = new ArrayList<>();
    List<Player> sleepers = new ArrayList<>();
    for (Rest.Room room : rooms) {
      hosts.add(new Player(room.code(), "host", room.hostToken(), commands));
      List<Rest.Seat> seats = seated ? stage.rest().seats(room.code(), players) : List.of();
      for (int i = 0; i < players; i++) {
        boolean sleeps = oneIn > 0 && i % oneIn == 0;
        Recorder by = sleeps ? unheard : recorder;
        (sleeps ? sleepers : followers)
            .add(
                seated
                    ? new Player(room.code(), seats.get(i).id(), seats.get(i).token(), by)
                    : new Player(room.code(), "spectator", null, by));
      }
    }
    List<ScheduledFuture<?>> beats = new ArrayList<>();
    try {
      connect(stage, hosts);
      connect(stage, followers);
      Stage.all(
          sleepers.size(),
          i ->
              stage
                  .network()
                  .open(
                      Network.socket(stage.target().address()),
                      Network.PROTOCOLS,
                      Link.NOBODY,
                      SMALL_BUFFER)
                  .thenCompose(sleepers.get(i)::attach));
      sleepers.forEach(s -> s.link().stopReading());
      beats.addAll(
          Stage.beat(
              hosts.stream().map(Player::link).toList(),
              parameters.decimal("hz"),
              i -> hosts.get(i).send(number -> number % 2 == 1 ? LOCK : UNLOCK)));
      TimeUnit.SECONDS.sleep(parameters.whole("warmup-seconds"));
      recorder.begin();
      commands.begin();
      ServerFigures before = stage.target().figures();
      TimeUnit.SECONDS.sleep(parameters.positive("seconds"));
      double seconds = recorder.seconds();
      ServerFigures after = stage.target().figures();
      run.put("sockets", hosts.size() + followers.size() + sleepers.size());
      if (oneIn > 0) {
        run.put("stopped reading", sleepers.size());
      }
      run.put("blocked writers", after.stalled());
      run.put("expected/s", followers.size() * parameters.decimal("hz"));
      run.put(recorder, seconds);
      run.put("gap", recorder.gaps());
      run.put("ack p50 ms", commands.answers().getValueAtPercentile(50) / 1e3);
      run.put("ack p99 ms", commands.answers().getValueAtPercentile(99) / 1e3);
      run.put(before, after, seconds, recorder.deliveredCount());
    } finally {
      beats.forEach(beat -> beat.cancel(false));
      hosts.forEach(Fanout::close);
      followers.forEach(Fanout::close);
      sleepers.stream().filter(s -> s.link() != null).forEach(s -> s.link().cut());
      stage.rest().close(rooms);
    }
  }

  private static void connect(Stage stage, List<Player> players) throws Exception {
    Stage.all(
        players.size(), i -> players.get(i).connect(stage.network(), stage.target().address()));
  }

  private static void close(Player player) {
    if (player.link() != null) {
      player.link().close();
    }
  }

  /** As many sockets, bytes and inputs as before. */
  private static Report.Run bare(Stage stage, Options.Chosen parameters, boolean pong, int bytes)
      throws Exception {
    Report.Run run = new Report.Run("bare");
    int rooms = parameters.positive("rooms");
    int followers = rooms * (pong ? 2 : parameters.positive("players"));
    double hz = pong ? PONG_HZ : parameters.decimal("hz");
    double inputs = pong ? parameters.decimal("inputs") : 0;
    Recorder recorder = new Recorder();
    List<Link> links =
        Stage.all(
            followers,
            i -> stage.openBare("fanout" + i % rooms, bytes, hz, pong, new Eye(recorder)));
    List<ScheduledFuture<?>> beats = new ArrayList<>();
    try {
      beats.addAll(Stage.beat(links, inputs, i -> links.get(i).send(INPUT)));
      TimeUnit.SECONDS.sleep(parameters.whole("warmup-seconds"));
      recorder.begin();
      ServerFigures before = stage.target().figures();
      TimeUnit.SECONDS.sleep(parameters.positive("seconds"));
      double seconds = recorder.seconds();
      ServerFigures after = stage.target().figures();
      run.put("sockets", links.size());
      run.put("expected/s", followers * hz);
      run.put(recorder, seconds);
      run.put("gap", recorder.gaps());
      return run.put(before, after, seconds, recorder.deliveredCount());
    } finally {
      beats.forEach(beat -> beat.cancel(false));
      links.forEach(Link::close);
    }
  }
}
