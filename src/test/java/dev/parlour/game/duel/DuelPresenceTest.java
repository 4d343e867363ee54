package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Placing;
import dev.parlour.game.Seat;
import dev.parlour.game.duel.DuelEvent.Continued;
import dev.parlour.game.duel.DuelEvent.Interrupted;
import dev.parlour.game.duel.DuelEvent.Reason;
import dev.parlour.game.duel.DuelEvent.RunnerGone;
import dev.parlour.game.duel.DuelEvent.Settled;
import dev.parlour.game.duel.DuelEvent.Started;
import dev.parlour.game.duel.DuelState.Phase;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DuelPresenceTest {
  private static final DuelGame GAME = DuelMatch.GAME;

  private static DuelMatch underWay() {
    return DuelMatch.with("pauseSeconds", 20).started().skilled("p1", "p2").run(700);
  }

  @Test
  void a_duel_starts_with_two_and_practice_with_one() {
    assertThat(DuelMatch.with().started().log.getLast())
        .isEqualTo(new Started(List.of("p1", "p2")));
    assertThat(DuelMatch.with("mode", "practice").started().log.getLast())
        .isEqualTo(new Started(List.of("p1")));
  }

  @Test
  void it_does_not_start_with_another_number_or_twice() {
    DuelMatch match = DuelMatch.with();
    List<Seat> two = List.copyOf(match.seats.values());
    Seat third = new Seat("p3", "Player 3", "seed3");

    assertThat(start(match, List.of())).isEqualTo("too_few_players");
    assertThat(start(match, two.subList(0, 1))).isEqualTo("too_few_players");
    assertThat(start(match, List.of(two.get(0), two.get(1), third))).isEqualTo("too_many_players");
    assertThat(start(match, two)).isEqualTo("accepted");
    assertThat(start(match, two)).isEqualTo("already_started");
    match.finish();
    assertThat(start(match, two)).isEqualTo("game_over");
  }

  @Test
  void it_does_not_start_before_it_is_prepared() {
    assertThat(
            DuelMatch.code(
                GAME.decide(
                    GAME.initial(), new Input.Start<>(List.of()), DuelMatch.with().situation())))
        .isEqualTo("not_ready");
  }

  private static String start(DuelMatch match, List<Seat> seats) {
    return DuelMatch.code(match.decide(new Input.Start<>(seats)));
  }

  @Test
  void it_waits_for_somebody_who_is_not_there_at_the_start() {
    DuelMatch match = DuelMatch.with();
    match.connected.remove("p2");
    match.started();

    assertThat(match.phase()).isEqualTo(Phase.INTERRUPTED);
    assertThat(match.connect("p2")).isEqualTo(Decision.accepted(new Continued()));
  }

  @Test
  void a_lost_connection_interrupts_the_run_until_a_visible_deadline() {
    DuelMatch match = underWay();
    long now = match.now();

    assertThat(match.disconnect("p2"))
        .isEqualTo(Decision.accepted(new Interrupted(List.of("p2"), now + 20_000)));
    assertThat(match.motion).isNull();
    assertThat(match.view().phase()).isEqualTo("interrupted");
    assertThat(match.view().missing()).containsExactly("p2");
    assertThat(match.view().until())
        .isEqualTo(DuelMatch.EIGHT_O_CLOCK.plusMillis(now + 20_000).toString());
    assertThat(GAME.deadline(match.state)).isEqualTo(OptionalLong.of(now + 20_000));
    assertThat(GAME.wakeAt(match.state, match.situation()))
        .isEqualTo(OptionalLong.of(now + 20_000));
  }

  @Test
  void while_the_room_is_paused_the_view_says_how_much_of_the_interruption_is_left() {
    DuelMatch match = underWay();
    match.disconnect("p2");
    match.clock = new GameClock(match.now() + 5_000, null);

    assertThat(match.view().until()).isNull();
    assertThat(match.view().remainingMs()).isEqualTo(15_000);
  }

  @Test
  void whoever_comes_back_in_time_runs_on_after_a_countdown_from_where_they_were() {
    DuelMatch match = underWay();
    match.disconnect("p2");
    Runner before = match.state.runner("p2");

    assertThat(match.later(19_000).connect("p2")).isEqualTo(Decision.accepted(new Continued()));
    assertThat(match.frame().waiting()).isEqualTo(180);
    match.run(180);
    assertThat(match.body("p2").x()).isEqualTo(before.x());
    match.run(1);
    assertThat(match.body("p2").x()).isGreaterThan(before.x());
    assertThat(match.view().until()).isNull();
    assertThat(GAME.wakeAt(match.state, match.situation())).isEmpty();
  }

  @Test
  void commands_are_refused_while_the_run_stands_still() {
    DuelMatch match = underWay();
    match.disconnect("p2");

    assertThat(DuelMatch.code(match.decide(new Input.Play<>("p1", new DuelCommand.Jump(1)))))
        .isEqualTo("not_moving");
    assertThat(DuelMatch.code(match.decide(new Input.Play<>("p1", null)))).isEqualTo("not_moving");
  }

  @Test
  void before_the_start_and_from_the_host_commands_are_refused() {
    DuelMatch match = DuelMatch.with();
    assertThat(DuelMatch.code(match.decide(new Input.Play<>("p1", new DuelCommand.Jump(1)))))
        .isEqualTo("not_started");
    match.started();
    assertThat(DuelMatch.code(match.decide(new Input.Direct<>(new DuelCommand.Attack(1)))))
        .isEqualTo("players_only");
  }

  @Test
  void whoever_stays_away_loses_by_forfeit_whatever_the_points_say() {
    DuelMatch match = DuelMatch.running().skilled("p2").runUntilRings("p2", 1);
    match.skilled("p1").disconnect("p2");
    assertThat(DuelMatch.events(match.later(29_999).wake())).isEmpty();

    match.wakeWhenDue();
    assertThat(match.state.result().reason()).isEqualTo(Reason.FORFEIT);
    assertThat(match.state.result().placings())
        .containsExactly(new Placing("p1", 1, 0), new Placing("p2", 2, 1));
    assertThat(match.own("p1").result()).isEqualTo("win");
    assertThat(match.own("p2").result()).isEqualTo("lose");
  }

  @Test
  void when_both_stay_away_there_is_no_result() {
    DuelMatch match = underWay();
    match.disconnect("p2");
    assertThat(match.later(1_000).disconnect("p1"))
        .isEqualTo(Decision.accepted(new Interrupted(List.of("p1", "p2"), match.state.until())));

    assertThat(DuelMatch.GAME.abandoned(match.state)).isFalse();
    match.wakeWhenDue();
    assertThat(match.state.result().reason()).isEqualTo(Reason.ABANDONED);
    assertThat(match.state.result().outcomes()).isEmpty();
    assertThat(DuelMatch.GAME.abandoned(match.state)).isTrue();
    assertThat(match.state.placings()).extracting(Placing::rank).containsExactly(1, 1);
    assertThat(match.own("p1").result()).isNull();
  }

  @Test
  void a_second_loss_does_not_move_the_deadline() {
    DuelMatch match = underWay();
    match.disconnect("p2");
    long until = match.state.until();
    match.later(5_000).disconnect("p1");
    match.later(5_000).connect("p2");

    assertThat(match.state.until()).isEqualTo(until);
    assertThat(match.state.missing()).containsExactly("p1");
  }

  @Test
  void news_about_others_changes_nothing_while_interrupted() {
    DuelMatch match = underWay();
    match.disconnect("p2");

    assertThat(match.decide(new Input.Presence<>())).isEqualTo(Decision.accepted());
  }

  @Test
  void whoever_is_back_before_the_deadline_was_noticed_is_back_in_time() {
    DuelMatch match = underWay();
    match.disconnect("p2");
    match.connected.add("p2");

    assertThat(match.later(21_000).wake()).isEqualTo(Decision.accepted(new Continued()));
  }

  @Test
  void an_alarm_that_is_early_or_doubled_changes_nothing() {
    DuelMatch match = underWay();
    assertThat(match.wake()).isEqualTo(Decision.accepted());
    match.disconnect("p2");
    assertThat(match.wake()).isEqualTo(Decision.accepted());
    match.wakeWhenDue();
    assertThat(match.wake()).isEqualTo(Decision.accepted());
  }

  @Test
  void in_practice_whoever_stays_away_or_leaves_has_no_result() {
    DuelMatch away = DuelMatch.alone().run(10);
    away.disconnect("p1");
    away.wakeWhenDue();
    DuelMatch left = DuelMatch.alone().run(10);
    left.leave("p1");

    assertThat(away.state.result().reason()).isEqualTo(Reason.ABANDONED);
    assertThat(left.state.result().reason()).isEqualTo(Reason.ABANDONED);
  }

  @Test
  void whoever_leaves_a_run_loses_at_once() {
    DuelMatch match = underWay();

    assertThat(DuelMatch.events(match.leave("p1")).getFirst()).isInstanceOf(Settled.class);
    assertThat(match.state.result().reason()).isEqualTo(Reason.FORFEIT);
    assertThat(match.own("p2").result()).isEqualTo("win");
  }

  @Test
  void whoever_leaves_while_the_other_is_missing_loses_too() {
    DuelMatch match = underWay();
    match.disconnect("p1");
    match.leave("p2");

    assertThat(match.own("p1").result()).isEqualTo("win");
  }

  /** The second has fallen with this many points. */
  private static DuelMatch fallen(int points) {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").runUntilRings("p2", points);
    match.skilled.remove("p2");
    return match.runUntil(() -> match.body("p2").state().equals("fallen"));
  }

  @Test
  void whoever_has_fallen_may_go_and_the_other_runs_on_to_beat_the_score() {
    DuelMatch match = fallen(3);

    assertThat(match.disconnect("p2")).isEqualTo(Decision.accepted());
    assertThat(match.leave("p2")).isEqualTo(Decision.accepted(new RunnerGone("p2")));
    assertThat(match.body("p2").state()).isEqualTo("left");
    assertThat(match.jump("p2")).isEqualTo("not_playing");
    match.skilled.clear();
    match.runToTheEnd();
    assertThat(match.state.result().reason()).isEqualTo(Reason.SETTLED);
    assertThat(match.own("p2")).isEqualTo(new DuelView.Own("lose", 3));
  }

  @Test
  void whoever_runs_and_goes_loses_to_the_fallen_who_stayed() {
    DuelMatch match = fallen(1);
    match.disconnect("p1");
    match.wakeWhenDue();

    assertThat(match.own("p2").result()).isEqualTo("win");
  }

  @Test
  void when_the_fallen_has_gone_too_there_is_no_result() {
    DuelMatch away = fallen(1);
    away.disconnect("p2");
    away.disconnect("p1");
    away.wakeWhenDue();
    DuelMatch left = fallen(1);
    left.leave("p2");
    left.leave("p1");

    assertThat(away.state.result().reason()).isEqualTo(Reason.ABANDONED);
    assertThat(left.state.result().reason()).isEqualTo(Reason.ABANDONED);
  }

  @Test
  void somebody_who_comes_during_a_run_watches() {
    DuelMatch match = fallen(1);
    match.leave("p2");

    assertThat(match.decide(new Input.Join<>(new Seat("p3", "Third", "seed"))))
        .isEqualTo(Decision.accepted());
    assertThat(match.jump("p3")).isEqualTo("not_playing");
    assertThat(match.own("p3")).isEqualTo(new DuelView.Own(null, 0));
    assertThat(match.leave("p3")).isEqualTo(Decision.accepted());
  }

  @Test
  void after_a_pause_or_an_outage_there_is_a_countdown() {
    DuelMatch match = underWay();
    int x = match.body("p1").x();
    match.resumedWithCountdown();

    assertThat(match.frame().waiting()).isEqualTo(180);
    match.run(180);
    assertThat(match.body("p1").x()).isEqualTo(x);
  }
}
