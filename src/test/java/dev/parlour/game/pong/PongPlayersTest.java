package dev.parlour.game.pong;

import static dev.parlour.game.pong.PongMatch.GAME;
import static dev.parlour.game.pong.PongMatch.flying;
import static dev.parlour.game.pong.PongMatch.flyingAmongFour;
import static dev.parlour.game.pong.PongMatch.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Placing;
import dev.parlour.game.Seat;
import dev.parlour.game.pong.PongState.Phase;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who sits where, what happens when they go, and when they come back. */
class PongPlayersTest {

  private static final Seat ANNA = new Seat("p1", "Anna", "a");

  @Test
  void without_the_computer_all_sides_must_be_taken() {
    PongMatch match = PongMatch.with("players", 4);

    assertThat(told(match.decide(new Input.Start<>(List.of(ANNA))))).isEqualTo("too_few_players");
    assertThat(GAME.minPlayers(match.state.settings())).isEqualTo(4);
    assertThat(GAME.maxPlayers(match.state.settings())).isEqualTo(4);
  }

  @Test
  void with_the_computer_one_is_enough() {
    PongMatch match = PongMatch.with("computer", "normal");

    assertThat(GAME.minPlayers(match.state.settings())).isEqualTo(1);
    assertThat(told(match.decide(new Input.Start<>(List.of())))).isEqualTo("too_few_players");
    assertThat(told(match.startedWith(1).decide(new Input.Start<>(List.of(ANNA)))))
        .isEqualTo("already_started");
  }

  @Test
  void a_game_starts_when_it_is_prepared_and_not_when_it_is_over() {
    assertThat(
            told(
                GAME.decide(
                    GAME.initial(),
                    new Input.Start<>(List.of(ANNA)),
                    PongMatch.with().situation())))
        .isEqualTo("not_ready");
    PongMatch match = flying(0, 0, 150, 0);
    match.finish();
    assertThat(told(match.decide(new Input.Start<>(List.of(ANNA))))).isEqualTo("game_over");
  }

  @Test
  void sides_go_to_players_in_the_order_of_joining() {
    PongMatch match = PongMatch.with("players", 4).startedWith(4);

    assertThat(List.of("p1", "p2", "p3", "p4"))
        .extracting(player -> match.own(player).side())
        .containsExactly("left", "right", "top", "bottom");
  }

  @Test
  void who_comes_later_watches() {
    PongMatch match = flying(0, 0, 150, 0);
    Seat late = new Seat("p3", "Late", "l");

    assertThat(told(match.decide(new Input.Join<>(late)))).isEmpty();
    assertThat(match.input("p3", "up").code()).isEqualTo("not_playing");
    assertThat(match.own("p3")).isEqualTo(new PongView.Own(null, 0));
  }

  @Test
  void between_two_the_game_waits_for_who_is_away() {
    PongMatch match = flying(0, 0, 150, 0).at(10_000);

    assertThat(told(match.disconnect("p2"))).isEqualTo("PlayerAway Interrupted");
    assertThat(match.phase()).isEqualTo(Phase.INTERRUPTED);
    assertThat(match.motion).isNull();
    assertThat(match.view().missing()).containsExactly("p2");
    assertThat(match.view().until()).isEqualTo(PongMatch.EIGHT_O_CLOCK.plusSeconds(40).toString());
    assertThat(GAME.deadline(match.state)).hasValue(40_000);
    assertThat(GAME.wakeAt(match.state, match.situation())).hasValue(40_000);
    assertThat(match.input("p1", "up").code()).isEqualTo("not_moving");
  }

  @Test
  void while_the_room_is_paused_no_clock_shows() {
    PongMatch match = flying(0, 0, 150, 0);
    match.disconnect("p2");
    match.clock = new GameClock(0, null);

    assertThat(match.view().until()).isNull();
  }

  @Test
  void back_in_time_the_game_goes_on_where_it_was_after_a_countdown() {
    PongMatch match = PongMatch.with().startedWith(2).ball(0, 0, 150, 20).steps(5).at(10_000);
    match.disconnect("p2");
    Field before = match.state.field();

    assertThat(told(match.at(40_000).connect("p2"))).isEqualTo("PlayerBack Continued");
    assertThat(match.view().missing()).isEmpty();
    assertThat(match.field())
        .extracting(Field::waiting, Field::standing, Field::x, Field::dx)
        .containsExactly(180, true, before.x(), before.dx());
    assertThat(match.steps(180).field().x()).isEqualTo(before.x());
    assertThat(match.steps(1).field().x()).isEqualTo(before.x() + before.dx());
  }

  @Test
  void the_countdown_of_the_room_and_that_of_the_game_are_one() {
    PongMatch match = PongMatch.with().startedWith(2).ball(0, 0, 150, 20);
    match.disconnect("p2");
    match.connect("p2");
    match.steps(50);
    match.store();
    match.move(true);

    assertThat(match.field().waiting()).isEqualTo(180);
    match.move(false);
    assertThat(match.field().waiting()).isEqualTo(130);
  }

  @Test
  void a_countdown_takes_the_place_of_the_wait_before_a_serve() {
    PongMatch match = PongMatch.with().startedWith(2).ball(7_700, 2_000, 150, 0);
    match.untilGoal(1);
    match.steps(20);
    match.store();
    match.move(true);

    assertThat(match.steps(180).field().dx()).isZero();
    assertThat(match.steps(1).field().dx()).isPositive();
  }

  @Test
  void at_the_deadline_who_is_there_wins_by_forfeit_whatever_the_score() {
    PongMatch match = flying(0, 0, 150, 0).score(Edge.RIGHT, 6).at(10_000);
    match.disconnect("p2");

    assertThat(told(match.at(39_999).wake())).isEmpty();
    assertThat(told(match.at(40_000).wake())).isEqualTo("Finished");
    assertThat(match.view().result()).isEqualTo(new PongView.Result("forfeit", "p1", "left"));
    assertThat(match.placings()).containsExactly(new Placing("p1", 1, 0), new Placing("p2", 2, 6));
  }

  @Test
  void who_is_back_after_the_deadline_is_too_late_also_where_the_alarm_is_later_still() {
    PongMatch match = flying(0, 0, 150, 0).at(10_000);
    match.disconnect("p2");

    assertThat(told(match.at(40_001).connect("p2"))).isEqualTo("Finished");
    assertThat(match.view().result().winner()).isEqualTo("p1");
    assertThat(GAME.abandoned(match.state)).isFalse();
  }

  @Test
  void where_both_are_away_at_the_deadline_there_is_no_result() {
    PongMatch match = flying(0, 0, 150, 0).score(Edge.LEFT, 3).at(10_000);
    match.disconnect("p1");
    assertThat(told(match.at(12_000).disconnect("p2"))).isEqualTo("PlayerAway");
    assertThat(GAME.deadline(match.state)).hasValue(40_000);

    assertThat(GAME.abandoned(match.state)).isFalse();
    match.at(40_000).wake();
    assertThat(match.view().result()).isEqualTo(new PongView.Result("abandoned", null, null));
    assertThat(match.placings()).containsExactly(new Placing("p1", 1, 3), new Placing("p2", 1, 0));
    assertThat(GAME.abandoned(match.state)).isTrue();
  }

  @Test
  void each_who_is_away_has_the_whole_time() {
    PongMatch match = flying(0, 0, 150, 0).at(10_000);
    match.disconnect("p1");
    match.at(35_000).disconnect("p2");
    assertThat(told(match.at(38_000).connect("p1"))).isEqualTo("PlayerBack");

    assertThat(GAME.deadline(match.state)).hasValue(65_000);
    assertThat(told(match.at(40_000).wake())).isEmpty();
    assertThat(told(match.at(65_000).wake())).isEqualTo("Finished");
    assertThat(match.view().result().winner()).isEqualTo("p1");
  }

  @Test
  void an_alarm_that_finds_everybody_there_lets_the_game_go_on() {
    PongMatch match = flying(0, 0, 150, 0).at(10_000);
    match.disconnect("p2");
    match.connected.add("p2");

    assertThat(GAME.wakeAt(match.state, match.situation())).hasValue(10_000);
    assertThat(told(match.wake())).isEqualTo("PlayerBack Continued");
  }

  @Test
  void an_alarm_finds_who_went_while_nobody_asked() {
    PongMatch match = flying(0, 0, 150, 0).at(10_000);
    match.connected.remove("p1");

    assertThat(GAME.wakeAt(match.state, match.situation())).hasValue(10_000);
    assertThat(told(match.wake())).isEqualTo("PlayerAway Interrupted");
    assertThat(GAME.wakeAt(match.state, match.situation())).hasValue(40_000);
  }

  @Test
  void while_all_are_there_nobody_needs_an_alarm() {
    PongMatch match = flying(0, 0, 150, 0);

    assertThat(GAME.wakeAt(match.state, match.situation())).isEqualTo(OptionalLong.empty());
    assertThat(told(match.wake())).isEmpty();
    assertThat(told(match.decide(new Input.Presence<>()))).isEmpty();
    match.finish();
    assertThat(GAME.wakeAt(match.state, match.situation())).isEqualTo(OptionalLong.empty());
  }

  @Test
  void who_is_not_there_at_the_start_is_waited_for() {
    PongMatch match = PongMatch.with();
    match.connected.add("p1");
    String told = told(match.decide(new Input.Start<>(List.of(ANNA, new Seat("p2", "Bert", "b")))));

    assertThat(told).isEqualTo("Started PlayerAway Interrupted");
  }

  @Test
  void a_paddle_stops_when_its_player_goes_and_the_others_go_on() {
    PongMatch match = flying(0, 0, 50, 0);
    match.input("p1", "up");
    match.input("p2", "down");
    match.steps(3);
    match.disconnect("p2");
    match.connect("p2");

    assertThat(match.paddle(Edge.LEFT).direction()).isEqualTo(-1);
    assertThat(match.paddle(Edge.RIGHT).direction()).isZero();
  }

  @Test
  void among_four_play_goes_on_with_a_wall_until_they_are_back() {
    PongMatch match = flyingAmongFour(-5_700, 2_000, -150, 0).at(10_000);

    assertThat(told(match.disconnect("p1"))).isEqualTo("PlayerAway");
    assertThat(match.phase()).isEqualTo(Phase.PLAYING);
    assertThat(match.view().sides().getFirst().wall()).isTrue();
    assertThat(GAME.deadline(match.state)).isEmpty();
    assertThat(match.steps(2).field().dx()).isPositive();
    assertThat(told(match.at(500_000).connect("p1"))).isEqualTo("PlayerBack");
    assertThat(match.view().sides().getFirst().wall()).isFalse();
    assertThat(match.ball(-5_700, 2_000, -150, 0).untilGoal(2).goal().side()).isEqualTo(Edge.LEFT);
  }

  @Test
  void among_four_the_game_is_interrupted_when_one_is_alone() {
    PongMatch match = flyingAmongFour(0, 0, 150, 0).at(10_000);
    match.disconnect("p1");
    match.at(20_000).disconnect("p2");

    assertThat(told(match.at(30_000).disconnect("p4"))).isEqualTo("PlayerAway Interrupted");
    assertThat(match.view().missing()).containsExactly("p1", "p2", "p4");
    assertThat(GAME.deadline(match.state)).hasValue(60_000);
    assertThat(told(match.at(60_000).wake())).isEqualTo("Finished");
    assertThat(match.view().result()).isEqualTo(new PongView.Result("forfeit", "p3", "top"));
    assertThat(match.placings().getFirst().player()).isEqualTo("p3");
  }

  @Test
  void among_four_one_who_comes_back_is_enough_to_go_on() {
    PongMatch match = flyingAmongFour(0, 0, 150, 0);
    match.disconnect("p1");
    match.disconnect("p2");
    match.disconnect("p4");

    assertThat(told(match.connect("p2"))).isEqualTo("PlayerBack Continued");
    assertThat(match.view().missing()).containsExactly("p1", "p4");
  }

  @Test
  void a_goal_that_leaves_one_alone_with_people_who_are_away_interrupts_at_the_next_alarm() {
    PongMatch match =
        PongMatch.with("players", 4, "toWin", 1, "countdownSeconds", 0).startedWith(4);
    match.leave("p4");
    match.disconnect("p3");
    match.ball(5_700, 2_000, 150, 0).untilGoal(2);

    assertThat(match.phase()).isEqualTo(Phase.PLAYING);
    assertThat(GAME.wakeAt(match.state, match.situation())).hasValue(match.now);
    assertThat(told(match.wake())).isEqualTo("Interrupted");
  }

  @Test
  void who_leaves_between_two_forfeits() {
    PongMatch match = flying(0, 0, 150, 0);

    assertThat(told(match.leave("p1"))).isEqualTo("PlayerLeft Finished");
    assertThat(match.view().result()).isEqualTo(new PongView.Result("forfeit", "p2", "right"));
  }

  @Test
  void who_leaves_while_the_other_is_away_leaves_no_winner() {
    PongMatch match = flying(0, 0, 150, 0);
    match.disconnect("p2");
    match.leave("p1");

    assertThat(match.view().result().reason()).isEqualTo("abandoned");
  }

  @Test
  void who_is_removed_while_they_are_away_has_lost() {
    PongMatch match = flying(0, 0, 150, 0);
    match.disconnect("p2");
    match.leave("p2");

    assertThat(match.view().result()).isEqualTo(new PongView.Result("forfeit", "p1", "left"));
  }

  @Test
  void who_leaves_among_four_becomes_wall_for_good() {
    PongMatch match = flyingAmongFour(0, 0, 150, 0);

    assertThat(told(match.leave("p3"))).isEqualTo("PlayerLeft");
    assertThat(match.view().sides().get(2).wall()).isTrue();
    assertThat(told(match.connect("p3"))).isEmpty();
    assertThat(match.input("p3", "up").code()).isEqualTo("out");
    assertThat(told(match.leave("p3"))).isEmpty();
    assertThat(match.placings().getLast()).isEqualTo(new Placing("p3", 4, 0));
    match.leave("p1");
    assertThat(told(match.leave("p4"))).isEqualTo("PlayerLeft Finished");
    assertThat(match.view().result().winner()).isEqualTo("p2");
    assertThat(match.placings())
        .extracting(Placing::player)
        .containsExactly("p2", "p4", "p1", "p3");
  }

  @Test
  void who_leaves_may_leave_one_alone_who_waits_for_the_rest() {
    PongMatch match = flyingAmongFour(0, 0, 150, 0);
    match.disconnect("p1");
    match.leave("p2");

    assertThat(told(match.leave("p3"))).isEqualTo("PlayerLeft Interrupted");
  }

  @Test
  void the_computer_waits_for_its_only_rival_and_does_not_win_by_it() {
    PongMatch match = PongMatch.with("computer", "hard", "pauseSeconds", 5).startedWith(1);

    assertThat(told(match.disconnect("p1"))).isEqualTo("PlayerAway Interrupted");
    match.at(5_000).wake();
    assertThat(match.view().result()).isEqualTo(new PongView.Result("abandoned", null, null));
    assertThat(match.placings()).containsExactly(new Placing("p1", 1, 0));
  }

  @Test
  void who_leaves_the_computer_alone_ends_the_game() {
    PongMatch match = PongMatch.with("players", 4, "computer", "hard").startedWith(2);
    match.leave("p1");
    assertThat(match.phase()).isEqualTo(Phase.PLAYING);
    match.leave("p2");

    assertThat(match.view().result().reason()).isEqualTo("abandoned");
  }

  @Test
  void a_human_is_enough_for_computers_to_go_on() {
    PongMatch match = PongMatch.with("players", 4, "computer", "hard").startedWith(2);

    assertThat(told(match.disconnect("p1"))).isEqualTo("PlayerAway");
    assertThat(told(match.disconnect("p2"))).isEqualTo("PlayerAway Interrupted");
  }

  @Test
  void the_host_may_end_it_with_the_standing() {
    PongMatch match = flying(0, 0, 150, 0).score(Edge.RIGHT, 2);

    assertThat(told(match.finish())).isEqualTo("Finished");
    assertThat(match.view().result()).isEqualTo(new PongView.Result("ended", null, null));
    assertThat(match.placings()).containsExactly(new Placing("p2", 1, 2), new Placing("p1", 2, 0));
    assertThat(told(match.finish())).isEmpty();
    assertThat(told(match.leave("p1"))).isEmpty();
  }

  @Test
  void the_host_may_end_what_has_not_begun() {
    PongMatch match = PongMatch.with();

    assertThat(told(match.finish())).isEqualTo("Finished");
    assertThat(match.placings()).isEmpty();
    assertThat(told(GAME.decide(GAME.initial(), new Input.Finish<>(), match.situation())))
        .isEqualTo("Finished");
  }
}
