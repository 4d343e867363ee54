package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.duel.DuelEvent.Frozen;
import dev.parlour.game.duel.DuelEvent.Played;
import org.junit.jupiter.api.Test;

class DuelAttackTest {

  /** Both with exactly so many points, in step with each other. */
  private static DuelMatch bothWith(int points, Object... settings) {
    return DuelMatch.with(settings).started().skilled("p1", "p2").runUntilRings("p1", points);
  }

  @Test
  void an_attack_costs_ten_points_and_freezes_the_rival() {
    DuelMatch match = bothWith(12);

    assertThat(match.attack("p1")).isEqualTo("taken");
    match.run(1);

    assertThat(match.body("p1").score()).isEqualTo(2);
    assertThat(match.body("p1").rings()).isEqualTo(12);
    assertThat(match.body("p2").score()).isEqualTo(12);
    assertThat(match.body("p2").state()).isEqualTo("frozen");
  }

  @Test
  void an_attack_is_stored_with_the_next_step() {
    DuelMatch match = bothWith(12);
    match.attack("p1");
    assertThat(match.happened()).isEmpty();

    match.run(1);
    assertThat(((Played) match.log.getLast()).happened())
        .containsExactly(new Frozen("p2", "p1", 2));
  }

  @Test
  void without_ten_points_there_is_no_attack() {
    DuelMatch match = bothWith(9);

    assertThat(match.attack("p1")).isEqualTo("not_enough_points");
    assertThat(match.body("p1").score()).isEqualTo(9);
    assertThat(match.body("p2").state()).isNotEqualTo("frozen");
  }

  @Test
  void ten_points_are_enough() {
    DuelMatch match = bothWith(10);

    assertThat(match.attack("p1")).isEqualTo("taken");
    assertThat(match.body("p1").score()).isZero();
  }

  @Test
  void every_command_of_the_frozen_is_refused() {
    DuelMatch match = bothWith(20);
    match.attack("p1");

    assertThat(match.jump("p2")).isEqualTo("frozen");
    assertThat(match.attack("p2")).isEqualTo("frozen");
    match.run(1);
    assertThat(match.jump("p2")).isEqualTo("frozen");
  }

  @Test
  void the_frozen_stands_still_for_the_set_time_and_then_runs_on() {
    DuelMatch match = bothWith(10, "freezeMillis", 500);
    int x = match.body("p2").x();
    match.attack("p1");

    match.run(30);
    assertThat(match.body("p2").x()).isEqualTo(x);
    match.run(1);
    assertThat(match.body("p2").x()).isGreaterThan(x);
    assertThat(match.body("p2").state()).isNotEqualTo("frozen");
  }

  @Test
  void whoever_is_frozen_in_the_air_stays_there_and_flies_on_afterwards() {
    DuelMatch match = bothWith(10);
    match.runUntil(() -> match.body("p2").state().equals("air")).run(10);
    DuelFrame.Body before = match.body("p2");
    match.attack("p1");

    match.run(60);
    assertThat(match.body("p2").x()).isEqualTo(before.x());
    assertThat(match.body("p2").y()).isEqualTo(before.y());
    assertThat(match.body("p2").state()).isEqualTo("air");
    match.run(Arc.STEPS);
    assertThat(match.body("p2").rings()).isEqualTo(before.rings() + 1);
  }

  @Test
  void after_an_attack_its_runner_must_wait_before_the_next() {
    DuelMatch match = bothWith(30, "cooldownMillis", 1500, "freezeMillis", 300);
    match.attack("p1");

    match.run(89);
    assertThat(match.body("p1").cooldown()).isEqualTo(1);
    assertThat(match.attack("p1")).isEqualTo("cooling_down");
    match.run(1);
    assertThat(match.attack("p1")).isEqualTo("taken");
    assertThat(match.body("p1").score()).isLessThanOrEqualTo(30 + 2 - 20);
  }

  @Test
  void two_attacks_between_the_same_steps_are_one() {
    DuelMatch match = bothWith(40);
    match.attack("p1");

    assertThat(match.attack("p1")).isEqualTo("cooling_down");
    match.run(1);
    assertThat(match.body("p1").score()).isEqualTo(30);
  }

  @Test
  void of_two_attacks_between_the_same_steps_the_first_to_arrive_counts() {
    DuelMatch match = bothWith(20);

    assertThat(match.attack("p2")).isEqualTo("taken");
    assertThat(match.attack("p1")).isEqualTo("frozen");
    match.run(1);
    assertThat(match.body("p1").score()).isEqualTo(20);
    assertThat(match.body("p2").score()).isEqualTo(10);
  }

  @Test
  void a_jump_that_arrived_before_the_attack_is_not_lost() {
    DuelMatch match = bothWith(10);
    match.runUntil(() -> match.body("p2").state().equals("ring"));
    match.skilled.remove("p2");
    assertThat(match.jump("p2")).isEqualTo("taken");
    match.attack("p1");

    match.run(61);
    assertThat(match.body("p2").state()).isEqualTo("air");
  }

  @Test
  void the_frozen_cannot_be_frozen_again_before_it_runs() {
    DuelMatch match = bothWith(30, "cooldownMillis", 1000, "freezeMillis", 3000);
    match.attack("p1");
    match.run(60);

    assertThat(match.attack("p1")).isEqualTo("rival_frozen");
    match.run(120);
    assertThat(match.attack("p1")).isEqualTo("taken");
  }

  @Test
  void the_time_to_the_next_attack_goes_on_while_frozen() {
    DuelMatch match = bothWith(20);
    match.attack("p1");
    match.run(60);
    match.attack("p2");
    int before = match.body("p1").cooldown();

    match.run(10);
    assertThat(match.body("p1").state()).isEqualTo("frozen");
    assertThat(match.body("p1").cooldown()).isEqualTo(before - 10);
  }

  @Test
  void whoever_has_fallen_cannot_be_attacked() {
    DuelMatch match = bothWith(20);
    match.skilled.remove("p2");
    match.runUntil(() -> match.body("p2").state().equals("fallen"));

    int score = match.body("p1").score();
    assertThat(match.attack("p1")).isEqualTo("rival_fallen");
    assertThat(match.body("p1").score()).isEqualTo(score);
  }

  @Test
  void whoever_is_at_the_end_cannot_be_attacked() {
    DuelMatch match = DuelMatch.running().aheadAtTheEnd();

    assertThat(match.attack("p2")).isEqualTo("rival_finished");
  }

  @Test
  void in_practice_there_is_nobody_to_attack() {
    DuelMatch match = DuelMatch.alone().skilled("p1").runUntilRings("p1", 12);

    assertThat(match.attack("p1")).isEqualTo("no_rival");
    assertThat(match.body("p1").score()).isEqualTo(12);
  }

  @Test
  void whoever_is_frozen_at_the_edge_is_held_there_and_falls_only_afterwards() {
    DuelMatch match = bothWith(12);
    match.skilled.remove("p2");
    match.runUntil(() -> match.body("p2").state().equals("ring"));
    int end = match.state.course().end(match.body("p2").rings());
    match.runUntil(() -> match.body("p2").x() + Arc.speed(match.body("p2").rings()) > end);
    match.attack("p1");

    match.run(60);
    assertThat(match.body("p2").state()).as("held at the edge").isEqualTo("ring");
    match.run(1);
    assertThat(match.body("p2").state()).isEqualTo("fallen");
    assertThat(match.body("p2").frozen()).isZero();
  }
}
