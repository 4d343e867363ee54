package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.bench.client.Acknowledged;
import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Player;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The load tool against a server of its own: small, but everything is counted. */
class BenchIT {
  private static Target target;
  private static Network network;
  private static Rest rest;

  @BeforeAll
  static void open() throws Exception {
    target = Target.own(List.of(), true);
    network = new Network(2);
    rest = new Rest(target.address());
  }

  @AfterAll
  static void close() throws Exception {
    rest.close();
    network.close();
    target.close();
  }

  private static Report.Table run(Scenario scenario, String... namesAndValues) throws Exception {
    return scenario.run(
        new Stage(target, network, rest), Options.Chosen.of(scenario.options(), namesAndValues));
  }

  @Test
  void a_burst_of_200_players_is_counted_exactly_once() throws Exception {
    Report.Table table =
        run(new Burst(), "players", "200", "questions", "2", "warmup", "0", "check", "yes");
    assertThat(table.faults()).isEmpty();
    Report.Run run = table.runs().getFirst();
    assertThat(run.figure("sent")).isEqualTo(400);
    assertThat(run.figure("acknowledged")).isEqualTo(400);
    assertThat(run.figure("server CPU s")).isPositive();
    assertThat(Report.text(table)).contains("400 acknowledged answers are counted exactly once");
  }

  @Test
  void rooms_that_share_sockets_are_counted_exactly_once() throws Exception {
    Report.Table table =
        run(
            new ManyRooms(),
            "rooms",
            "6",
            "players",
            "4",
            "rooms-per-socket",
            "3",
            "rehearsals",
            "0",
            "warmup-seconds",
            "0",
            "seconds",
            "3",
            "check",
            "yes");
    assertThat(table.faults()).isEmpty();
    assertThat(table.runs().getFirst().figure("sockets")).isEqualTo(8);
    assertThat(table.runs().getFirst().figure("answers/s")).isPositive();
  }

  @Test
  void of_several_games_the_mean_is_told_and_all_are_checked() throws Exception {
    Report.Table table =
        run(
            new ManyRooms(),
            "rooms",
            "2",
            "players",
            "2",
            "rehearsals",
            "0",
            "games",
            "2",
            "warmup-seconds",
            "0",
            "seconds",
            "1",
            "check",
            "yes");
    assertThat(table.faults()).isEmpty();
    assertThat(table.runs()).hasSize(1);
    assertThat(Report.text(table))
        .contains("acknowledged answers are counted exactly once")
        .containsPattern("answers/s of each +[0-9,]+; [0-9,]+");
  }

  @Test
  void parlour_and_the_bare_endpoint_take_turns() throws Exception {
    Report.Table table =
        run(
            new Fanout(),
            "rooms",
            "1",
            "players",
            "4",
            "hz",
            "20",
            "turns",
            "2",
            "warmup-seconds",
            "0",
            "seconds",
            "1",
            "baseline",
            "yes");
    Report.Run parlour = table.runs().get(0);
    Report.Run bare = table.runs().get(1);
    assertThat(parlour.figure("expected/s")).isEqualTo(80);
    assertThat(bare.figure("expected/s")).isEqualTo(80);
    assertThat(bare.figure("delivered")).isPositive();
    assertThat(table.runs().get(2).figure("delivered/s"))
        .isEqualTo(parlour.figure("delivered/s") / bare.figure("delivered/s"));
    assertThat(Report.text(table)).containsPattern("CPU of each turn +[0-9.]+; [0-9.]+");
  }

  @Test
  void a_group_of_the_bare_endpoint_goes_on_as_a_room_does() throws Exception {
    Recorder recorder = new Recorder();
    List<Turner> turners = List.of(new Turner(recorder, 3, true), new Turner(recorder, 3, false));
    Stage stage = new Stage(target, network, rest);
    List<Link> links = Stage.all(2, i -> stage.openBareRound("two", 2, 700, turners.get(i)));
    Turner first = turners.getFirst();
    links.getFirst().run(() -> first.turn(links.getFirst()));
    assertThat(Stage.await(() -> recorder.acknowledgedCount() == 1, 20)).isTrue();
    assertThat(recorder.viewCount()).isZero(); // not all have said something
    links.getLast().run(() -> turners.getLast().turn(links.getLast()));
    assertThat(Stage.await(() -> recorder.acknowledgedCount() >= 20, 20)).isTrue();
    links.forEach(Link::close);
    for (Link link : links) {
      link.ended().get(20, TimeUnit.SECONDS);
    }
    // One of the two may be ahead by its acknowledgement, and both by a question's views.
    assertThat(recorder.viewCount())
        .isBetween(3 * (recorder.acknowledgedCount() - 2), 3 * recorder.acknowledgedCount());
    assertThat(recorder.viewByteCount()).isEqualTo(700 * recorder.viewCount());
  }

  @Test
  void idle_sockets_hold_memory_and_leave_nothing_behind() throws Exception {
    // So many that what they hold stands out from what a server does by itself meanwhile.
    Report.Run run =
        run(new Idle(), "sockets", "1000", "rooms", "2", "seconds", "0", "after-seconds", "0")
            .runs()
            .getFirst();
    assertThat(run.figure("still open")).isEqualTo(1000);
    assertThat(run.figure("live heap bytes/socket")).isPositive();
    assertThat(run.figure("left files")).isLessThan(20);
  }

  @Test
  void a_chart_is_told_to_all_who_watch_it() throws Exception {
    Report.Table table =
        run(
            new ChartWatch(),
            "entrants",
            "8",
            "players",
            "20",
            "hz",
            "5",
            "rehearsals",
            "0",
            "warmup-seconds",
            "0",
            "seconds",
            "3");
    Report.Run chart = table.runs().get(0);
    assertThat(chart.figure("sockets")).isEqualTo(20);
    assertThat(chart.figure("delivered")).isGreaterThanOrEqualTo(20);
    assertThat(table.runs().get(1).figure("delivered")).isPositive();
  }

  @Test
  void who_stops_reading_is_left_out_of_what_the_others_notice() throws Exception {
    Report.Table table =
        run(
            new Stalled(),
            "rooms",
            "1",
            "players",
            "4",
            "hz",
            "20",
            "one-in",
            "2",
            "warmup-seconds",
            "1",
            "seconds",
            "1");
    Report.Run all = table.runs().get(0);
    Report.Run some = table.runs().get(1);
    assertThat(all.figure("expected/s")).isEqualTo(80);
    assertThat(some.figure("expected/s")).isEqualTo(40);
    assertThat(some.figure("stopped reading")).isEqualTo(2);
    assertThat(some.figure("views/s")).isBetween(1.0, 60.0);
    assertThat(some.figure("gap p50 ms")).isPositive();
  }

  @Test
  void the_bare_endpoint_sends_texts_of_that_size_at_that_rate() throws Exception {
    Recorder recorder = new Recorder();
    Link link =
        new Stage(target, network, rest)
            .openBare("it", 700, 50, false, new Eye(recorder))
            .get(20, TimeUnit.SECONDS);
    assertThat(Stage.await(() -> recorder.viewCount() >= 10, 20)).isTrue();
    link.close();
    link.ended().get(20, TimeUnit.SECONDS);
    assertThat(recorder.viewByteCount()).isEqualTo(700 * recorder.viewCount());
    assertThat(recorder.gaps().getMinValue()).isLessThan(25_000);
  }

  @Test
  void somebody_whose_socket_broke_goes_on_and_sends_again_what_nobody_answered() throws Exception {
    Rest.Room room = rest.room(Map.of("topic", "arithmetic-easy"));
    Recorder recorder = new Recorder();
    Player host = new Player(room.code(), "host", room.hostToken(), recorder);
    host.connect(network, target.address()).get(20, TimeUnit.SECONDS);
    host.send("{\"type\":\"lock\"}");
    assertThat(Stage.await(() -> host.promises().size() == 1, 20)).isTrue();
    Link first = host.link();
    first.cut();
    first.ended().get(20, TimeUnit.SECONDS);
    host.send("{\"type\":\"unlock\"}");
    assertThat(Stage.await(() -> host.unanswered().size() == 1, 20)).isTrue();
    host.connect(network, target.address()).get(20, TimeUnit.SECONDS);
    assertThat(Stage.await(() -> host.promises().size() == 2, 20)).isTrue();
    assertThat(host.promises()).extracting(Acknowledged::id).containsExactly("c1", "c2");
    assertThat(host.promises().getLast().seq()).isGreaterThan(host.promises().getFirst().seq());
    host.resend(); // nothing is open, so nothing is sent
    host.link().close();
    rest.close(room);
    assertThat(recorder.doubledCount()).isZero();
  }
}
