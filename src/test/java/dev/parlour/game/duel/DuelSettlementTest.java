package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Input;
import dev.parlour.game.Placing;
import dev.parlour.game.duel.DuelEvent.Fell;
import dev.parlour.game.duel.DuelEvent.Outcome;
import dev.parlour.game.duel.DuelEvent.Played;
import dev.parlour.game.duel.DuelEvent.Reason;
import dev.parlour.game.duel.DuelEvent.Settled;
import dev.parlour.game.duel.DuelState.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuelSettlementTest {

  @Test
  void when_both_have_fallen_the_higher_score_wins() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").runUntilRings("p1", 3);
    match.skilled.remove("p2");
    match.runUntilRings("p1", 6);
    match.skilled.remove("p1");
    match.runToTheEnd();

    assertThat(match.state.result())
        .isEqualTo(
            new Settled(
                Reason.SETTLED,
                Map.of("p1", Outcome.WIN, "p2", Outcome.LOSE),
                List.of(new Placing("p1", 1, 6), new Placing("p2", 2, 3))));
    assertThat(match.own("p1")).isEqualTo(new DuelView.Own("win", 6));
    assertThat(match.own("p2")).isEqualTo(new DuelView.Own("lose", 3));
  }

  @Test
  void the_same_score_is_a_draw_for_both() {
    DuelMatch match = DuelMatch.running().runToTheEnd();

    assertThat(match.state.result().outcomes())
        .isEqualTo(Map.of("p1", Outcome.DRAW, "p2", Outcome.DRAW));
    assertThat(DuelMatch.GAME.placings(match.state))
        .containsExactly(new Placing("p1", 1, 0), new Placing("p2", 1, 0));
    assertThat(match.own("p2").result()).isEqualTo("draw");
  }

  @Test
  void what_was_spent_on_attacks_is_missing_in_the_end() {
    DuelMatch match = DuelMatch.running().aheadAtTheEnd().runToTheEnd();

    assertThat(match.state.result().placings())
        .containsExactly(new Placing("p2", 1, 50), new Placing("p1", 2, 40));
    assertThat(match.own("p2").result()).isEqualTo("win");
  }

  @Test
  void it_is_settled_when_the_last_has_sunk_and_not_before() {
    DuelMatch match = DuelMatch.running();
    match.runUntil(() -> match.happened(Fell.class).size() == 2);
    assertThat(match.phase()).isEqualTo(Phase.PLAYING);
    assertThat(match.frame().moving()).isEqualTo(1);

    match.runToTheEnd();
    assertThat(match.body("p1").y()).isEqualTo(DuelMotion.RING_HEIGHT - Arc.DEPTH);
    assertThat(((Played) match.log.getLast()).happened()).containsExactly(match.state.result());
  }

  @Test
  void the_last_frame_says_that_it_is_over() {
    DuelMatch match = DuelMatch.alone();
    match.runUntil(() -> match.happened(Fell.class).size() == 1);
    while (!match.motion.step()) {
      assertThat(match.frame().moving()).isEqualTo(1);
    }

    assertThat(match.frame().moving()).isEqualTo(2);
  }

  @Test
  void a_run_alone_is_neither_won_nor_lost() {
    DuelMatch match = DuelMatch.alone().skilled("p1").runUntilRings("p1", 4);
    match.skilled.clear();
    match.runToTheEnd();

    assertThat(match.state.result())
        .isEqualTo(new Settled(Reason.SETTLED, Map.of(), List.of(new Placing("p1", 1, 4))));
    assertThat(match.own("p1")).isEqualTo(new DuelView.Own(null, 4));
  }

  @Test
  void a_run_that_the_host_breaks_off_is_won_by_nobody() {
    DuelMatch match = DuelMatch.running().skilled("p1").runUntilRings("p1", 2);
    match.finish();

    assertThat(match.state.result())
        .isEqualTo(
            new Settled(
                Reason.ENDED, Map.of(), List.of(new Placing("p1", 1, 2), new Placing("p2", 2, 0))));
    assertThat(match.own("p1").result()).isNull();
    assertThat(match.motion).isNull();
  }

  @Test
  void a_host_who_ends_it_when_all_runs_are_over_only_settles_it_sooner() {
    DuelMatch match = DuelMatch.running();
    match.runUntil(() -> match.happened(Fell.class).size() == 2);
    match.finish();

    assertThat(match.state.result().reason()).isEqualTo(Reason.SETTLED);
    assertThat(match.own("p1").result()).isEqualTo("draw");
  }

  @Test
  void before_the_end_the_placings_are_the_standing_at_the_last_event() {
    DuelMatch match = DuelMatch.running().skilled("p2").runUntilRings("p2", 2);
    match.store();

    assertThat(DuelMatch.GAME.placings(match.state))
        .containsExactly(new Placing("p2", 1, 2), new Placing("p1", 2, 0));
    assertThat(match.own("p2").result()).isNull();
  }

  @Test
  void after_the_end_nothing_moves_and_nothing_counts() {
    DuelMatch match = DuelMatch.running().runToTheEnd();
    DuelState end = match.state;

    assertThat(DuelMatch.GAME.motion(end, true)).isEmpty();
    assertThat(DuelMatch.code(match.decide(new Input.Play<>("p1", new DuelCommand.Jump(null)))))
        .isEqualTo("game_over");
    match.finish();
    match.leave("p1");
    match.wake();
    assertThat(match.state).isEqualTo(end);
  }
}
