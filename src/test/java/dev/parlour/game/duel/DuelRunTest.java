package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.duel.DuelEvent.Arrived;
import dev.parlour.game.duel.DuelEvent.Fell;
import dev.parlour.game.duel.DuelEvent.Played;
import dev.parlour.game.duel.DuelMatch.Shown;
import org.junit.jupiter.api.Test;

class DuelRunTest {

  @Test
  void nothing_moves_while_it_counts_down() {
    DuelMatch match = DuelMatch.with("countdownSeconds", 2).started();

    assertThat(match.frame().moving()).isZero();
    match.run(119);
    assertThat(match.frame())
        .extracting(Shown::tick, Shown::moving, Shown::waiting)
        .containsExactly(119, 0, 1);
    assertThat(match.body("p1").x()).isZero();
    match.run(2);
    assertThat(match.frame().moving()).isEqualTo(1);
    assertThat(match.body("p1").x()).isEqualTo(Arc.speed(0));
  }

  @Test
  void a_jump_in_the_countdown_leaves_the_ring_with_the_first_step_behind_it() {
    DuelMatch match = DuelMatch.with("countdownSeconds", 1).started();

    assertThat(match.jump("p1")).isEqualTo("taken");
    match.run(60);
    assertThat(match.body("p1").y()).isEqualTo(DuelMotion.RING_HEIGHT);
    match.run(1);
    assertThat(match.body("p1").y()).isEqualTo(DuelMotion.RING_HEIGHT + Arc.TAKE_OFF);
  }

  @Test
  void a_runner_runs_on_by_the_speed_of_its_ring_with_each_step() {
    DuelMatch match = DuelMatch.running().skilled("p1").run(10);
    assertThat(match.body("p1").x()).isEqualTo(10 * Arc.speed(0));

    match.runUntilRings("p1", 30);
    int before = match.body("p1").x();
    match.run(1);
    assertThat(match.body("p1").x() - before).isEqualTo(Arc.speed(30)).isGreaterThan(Arc.speed(0));
  }

  @Test
  void a_jump_is_as_long_and_as_high_as_it_should_be() {
    DuelMatch match = DuelMatch.running();
    int from = match.body("p1").x();

    match.jump("p1");
    int top = 0;
    for (int i = 1; i < Arc.STEPS; i++) {
      match.run(1);
      assertThat(match.body("p1").state()).isEqualTo("air");
      top = Math.max(top, match.body("p1").y() - DuelMotion.RING_HEIGHT);
    }
    match.run(1);

    assertThat(top).isEqualTo(Arc.HEIGHT);
    assertThat(match.body("p1"))
        .extracting(DuelFrame.Body::state, DuelFrame.Body::x, DuelFrame.Body::y)
        .containsExactly("ring", from + Arc.length(0), DuelMotion.RING_HEIGHT);
  }

  @Test
  void a_ring_counts_when_it_is_landed_on() {
    DuelMatch match = DuelMatch.running().skilled("p1");
    match.runUntil(() -> match.body("p1").state().equals("air"));
    assertThat(match.body("p1").score()).isZero();

    match.run(Arc.STEPS);
    assertThat(match.body("p1"))
        .extracting(DuelFrame.Body::state, DuelFrame.Body::rings, DuelFrame.Body::score)
        .containsExactly("ring", 1, 1);
  }

  @Test
  void a_jump_that_comes_down_on_the_same_ring_earns_nothing() {
    DuelMatch match = DuelMatch.running();
    match.jump("p1");
    match.run(Arc.STEPS);

    assertThat(match.body("p1").score()).isZero();
    assertThat(match.body("p1").state()).isEqualTo("ring");
  }

  @Test
  void a_second_jump_in_the_air_is_refused() {
    DuelMatch match = DuelMatch.running();
    match.jump("p1");

    assertThat(match.jump("p1")).isEqualTo("in_the_air");
    match.run(Arc.STEPS / 2);
    assertThat(match.jump("p1")).isEqualTo("in_the_air");
    match.run(Arc.STEPS);
    assertThat(match.jump("p1")).isEqualTo("taken");
  }

  @Test
  void ten_thousand_jumps_at_once_are_one() {
    DuelMatch once = DuelMatch.running();
    once.jump("p1");
    DuelMatch often = DuelMatch.running();
    for (int i = 0; i < 10_000; i++) {
      often.jump("p1");
    }

    assertThat(often.run(5).store()).isEqualTo(once.run(5).store());
  }

  @Test
  void whoever_never_jumps_falls_off_the_first_ring() {
    DuelMatch match = DuelMatch.alone();
    int end = match.state.course().end(0);

    match.runUntil(() -> match.body("p1").state().equals("fallen"));

    assertThat(match.body("p1").x()).isBetween(end + 1, end + Arc.speed(0));
    assertThat(match.happened()).containsExactly(new Fell("p1", 0, 0));
  }

  @Test
  void whoever_jumps_too_early_falls_into_the_gap() {
    DuelMatch match = DuelMatch.alone();
    int start = match.state.course().starts().get(1);
    match.runUntil(() -> match.body("p1").x() + Arc.length(0) + Arc.speed(0) >= start);

    match.jump("p1");
    match.run(Arc.STEPS);

    assertThat(match.body("p1").state()).isEqualTo("fallen");
    assertThat(match.body("p1").x()).isBetween(match.state.course().end(0), start);
    assertThat(match.happened(Fell.class)).hasSize(1);
  }

  @Test
  void a_jump_off_the_last_place_of_a_ring_is_in_time() {
    DuelMatch match = DuelMatch.alone();
    int end = match.state.course().end(0);
    match.runUntil(() -> match.body("p1").x() + Arc.speed(0) > end);

    match.jump("p1");
    match.run(Arc.STEPS);

    assertThat(match.body("p1").rings()).isEqualTo(1);
  }

  @Test
  void a_fall_is_stored_at_once_and_ends_the_run() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").run(500);
    match.skilled.remove("p2");
    match.runUntil(() -> match.body("p2").state().equals("fallen"));

    assertThat(match.log.getLast()).isInstanceOf(Played.class);
    assertThat(match.happened())
        .containsExactly(new Fell("p2", match.body("p2").rings(), match.body("p2").score()));
    int score = match.body("p2").score();
    int x = match.body("p2").x();
    match.run(100);
    assertThat(match.body("p2").score()).isEqualTo(score);
    assertThat(match.body("p2").x()).isEqualTo(x);
    assertThat(match.body("p1").state()).isNotEqualTo("fallen");
  }

  @Test
  void whoever_fell_sinks_out_of_sight() {
    DuelMatch match = DuelMatch.running().skilled("p1");
    match.runUntil(() -> match.body("p2").state().equals("fallen"));
    int before = match.body("p2").y();
    match.run(5);
    assertThat(match.body("p2").y()).isLessThan(before);

    match.run(100);
    assertThat(match.body("p2").y()).isEqualTo(DuelMotion.RING_HEIGHT - Arc.DEPTH);
  }

  @Test
  void nothing_is_taken_after_a_fall() {
    DuelMatch match = DuelMatch.running().skilled("p1");
    match.runUntil(() -> match.body("p2").state().equals("fallen"));

    assertThat(match.jump("p2")).isEqualTo("fallen");
    assertThat(match.attack("p2")).isEqualTo("fallen");
  }

  @Test
  void whoever_lands_on_the_last_ring_has_run_the_course_and_stands_with_all_its_points() {
    DuelMatch match = DuelMatch.alone().skilled("p1").runToTheEnd();

    assertThat(match.happened(Arrived.class)).containsExactly(new Arrived("p1", 50));
    assertThat(match.view().runners())
        .containsExactly(new DuelView.Racer("p1", 50, 50, false, true, false));
    assertThat(match.body("p1").state()).isEqualTo("ring");
  }

  @Test
  void the_one_who_is_at_the_end_stands_there_and_does_nothing_more_while_the_other_runs() {
    DuelMatch match = DuelMatch.running().aheadAtTheEnd();
    int x = match.body("p1").x();

    match.run(20);
    assertThat(match.body("p1").x()).isEqualTo(x);
    assertThat(match.jump("p1")).isEqualTo("finished");
    assertThat(match.attack("p1")).isEqualTo("finished");
    assertThat(match.phase()).isEqualTo(DuelState.Phase.PLAYING);
  }

  @Test
  void without_any_event_how_far_they_are_is_stored_every_five_seconds() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2");
    int before = match.log.size();
    match.run(DuelMotion.CHECKPOINT_STEPS - 1);
    assertThat(match.log).hasSize(before);

    match.run(1);
    assertThat(match.log).hasSize(before + 1);
    assertThat(((Played) match.log.getLast()).happened()).isEmpty();
    assertThat(match.state.runner("p1").x()).isEqualTo(match.body("p1").x()).isPositive();
  }

  @Test
  void both_run_over_the_same_rings_from_the_same_place() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2");
    for (int i = 0; i < 2_000; i++) {
      match.run(1);
      assertThat(match.body("p2")).isEqualTo(match.body("p1"));
    }
    assertThat(match.body("p1").rings()).isGreaterThan(10);
  }

  @Test
  void the_last_tick_that_was_taken_comes_back_in_the_frames() {
    DuelMatch match = DuelMatch.running();
    assertThat(match.body("p1").ack()).isZero();

    match.input("p1", new DuelCommand.Jump(0x12345));
    assertThat(match.body("p1").ack()).isEqualTo(0x2345);
    match.input("p1", new DuelCommand.Jump(7));
    assertThat(match.body("p1").ack()).as("refused in the air").isEqualTo(0x2345);
    match.run(Arc.STEPS).jump("p1");
    assertThat(match.body("p1").ack()).as("without a tick").isEqualTo(0x2345);
    assertThat(match.body("p2").ack()).isZero();
  }

  @Test
  void strangers_and_empty_commands_are_refused() {
    DuelMatch match = DuelMatch.running();

    assertThat(match.jump("p3")).isEqualTo("not_playing");
    assertThat(match.attack(null)).isEqualTo("not_playing");
    assertThat(match.input("p1", null)).isEqualTo("bad_command");
  }
}
