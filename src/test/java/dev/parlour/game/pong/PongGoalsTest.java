package dev.parlour.game.pong;

import static dev.parlour.game.pong.PongMatch.flying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Placing;
import dev.parlour.game.pong.PongEvent.Goal;
import dev.parlour.game.pong.PongEvent.Played;
import dev.parlour.game.pong.PongState.Phase;
import org.junit.jupiter.api.Test;

/** Whose a goal is, who is out, and who has won. */
class PongGoalsTest {

  private static PongMatch four(String goalsTo, Object... more) {
    Object[] all = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"players", 4, "goalsTo", goalsTo, "countdownSeconds", 0}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return PongMatch.with(all).startedWith(4);
  }

  /** A goal at this side, which nobody but the one named before has touched. */
  private static Played concedes(PongMatch match, Edge side) {
    int sign = Court.sign(side.ordinal());
    return (Court.axis(side.ordinal()) == 0
            ? match.ball(sign * 5_700, 2_000, sign * 150, 0)
            : match.ball(2_000, sign * 5_700, 0, sign * 150))
        .untilGoal(3);
  }

  private static PongMatch touched(PongMatch match, Edge by) {
    Field f = match.field();
    return match.place(
        new Field(
            f.tick(),
            f.waiting(),
            f.standing(),
            f.x(),
            f.y(),
            f.dx(),
            f.dy(),
            f.speed(),
            by.ordinal(),
            f.serve(),
            f.random(),
            f.paddles()));
  }

  @Test
  void between_two_a_goal_is_the_others() {
    PongMatch match = flying(-7_700, 2_000, -150, 0);

    assertThat(match.untilGoal(1).goal()).isEqualTo(new Goal(Edge.LEFT, Edge.RIGHT));
    assertThat(match.scores()).containsExactly(0, 1);
    assertThat(match.placings()).containsExactly(new Placing("p2", 1, 1), new Placing("p1", 2, 0));
  }

  @Test
  void between_two_an_untouched_ball_counts_too_also_where_goals_are_the_touchers() {
    PongMatch match =
        PongMatch.with("goalsTo", "toucher", "countdownSeconds", 0)
            .startedWith(2)
            .ball(-7_700, 2_000, -150, 0);

    assertThat(match.untilGoal(1).goal().to()).isEqualTo(Edge.RIGHT);
  }

  @Test
  void whoever_has_enough_goals_first_wins() {
    PongMatch match = flying(7_700, 2_000, 150, 0).score(Edge.LEFT, 5).score(Edge.RIGHT, 6);
    match.untilGoal(1);
    assertThat(match.phase()).isEqualTo(Phase.PLAYING);
    match.ball(7_700, 2_000, 150, 0);
    match.untilGoal(1);

    assertThat(match.phase()).isEqualTo(Phase.FINAL);
    assertThat(match.motion).isNull();
    assertThat(match.view().result()).isEqualTo(new PongView.Result("won", "p1", "left"));
    assertThat(match.placings()).containsExactly(new Placing("p1", 1, 7), new Placing("p2", 2, 6));
  }

  @Test
  void a_short_game_needs_one_goal() {
    PongMatch match = PongMatch.with("toWin", 1).startedWith(2).ball(7_700, 2_000, 150, 0);
    match.untilGoal(1);

    assertThat(match.phase()).isEqualTo(Phase.FINAL);
  }

  @Test
  void the_end_is_told_by_the_motion_before_it_is_stored() {
    PongMatch match = PongMatch.with("toWin", 1).startedWith(2).ball(7_700, 2_000, 150, 0);

    assertThat(match.motion.step()).isTrue();
    assertThat(((PongFrame) match.motion.frame()).moving).isEqualTo(2);
    assertThat(match.input("p1", "up").code()).isEqualTo("not_moving");
  }

  @Test
  void the_computer_may_win_and_takes_the_first_place_with_it() {
    PongMatch match =
        PongMatch.with("toWin", 1, "computer", "easy").startedWith(1).ball(-7_700, 2_000, -150, 0);
    match.untilGoal(1);

    assertThat(match.view().result()).isEqualTo(new PongView.Result("won", null, "right"));
    assertThat(match.placings()).containsExactly(new Placing("p1", 2, 0));
  }

  @Test
  void among_four_a_goal_counts_against_who_conceded_it() {
    PongMatch match = four("concede");

    assertThat(concedes(match, Edge.TOP).goal()).isEqualTo(new Goal(Edge.TOP, null));
    assertThat(match.scores()).containsExactly(0, 0, 1, 0);
    assertThat(match.placings())
        .containsExactly(
            new Placing("p1", 1, 0),
            new Placing("p2", 1, 0),
            new Placing("p4", 1, 0),
            new Placing("p3", 4, 1));
  }

  @Test
  void who_has_conceded_enough_is_out_and_becomes_wall() {
    PongMatch match = four("concede", "toWin", 2);
    concedes(match, Edge.BOTTOM);
    concedes(match, Edge.BOTTOM);

    assertThat(match.phase()).isEqualTo(Phase.PLAYING);
    assertThat(match.view().sides().get(3).wall()).isTrue();
    assertThat(match.input("p4", "up").code()).isEqualTo("out");
    assertThat(match.ball(2_000, 5_700, 0, 150).steps(2).field().dy()).isNegative();
    assertThat(match.scores()).containsExactly(0, 0, 0, 2);
  }

  @Test
  void who_is_out_gets_no_serve() {
    PongMatch match = four("concede", "toWin", 1);
    concedes(match, Edge.BOTTOM);
    Field field = match.untilServed().field();

    boolean upOrDown = Math.abs(field.dy()) > Math.abs(field.dx());
    assertThat(upOrDown && field.dy() > 0).isFalse();
  }

  @Test
  void the_last_one_left_wins() {
    PongMatch match = four("concede", "toWin", 2);
    concedes(match, Edge.LEFT);
    for (Edge side : new Edge[] {Edge.BOTTOM, Edge.RIGHT, Edge.TOP}) {
      assertThat(match.phase()).isEqualTo(Phase.PLAYING);
      concedes(match, side);
      concedes(match, side);
    }

    assertThat(match.view().result()).isEqualTo(new PongView.Result("won", "p1", "left"));
    assertThat(match.placings())
        .containsExactly(
            new Placing("p1", 1, 1),
            new Placing("p3", 2, 2),
            new Placing("p2", 3, 2),
            new Placing("p4", 4, 2));
  }

  @Test
  void where_only_computers_are_left_the_game_is_over_without_a_winner() {
    PongMatch match =
        PongMatch.with("players", 4, "computer", "easy", "toWin", 1, "countdownSeconds", 0)
            .startedWith(1);
    concedes(match, Edge.LEFT);

    assertThat(match.view().result()).isEqualTo(new PongView.Result("won", null, null));
    assertThat(match.placings()).containsExactly(new Placing("p1", 4, 1));
  }

  @Test
  void where_goals_are_the_touchers_they_count_for_who_touched_last() {
    PongMatch match = touched(four("toucher"), Edge.RIGHT);

    assertThat(concedes(match, Edge.TOP).goal()).isEqualTo(new Goal(Edge.TOP, Edge.RIGHT));
    assertThat(match.scores()).containsExactly(0, 1, 0, 0);
  }

  @Test
  void an_own_goal_counts_for_nobody() {
    PongMatch match = touched(four("toucher"), Edge.TOP);

    assertThat(concedes(match, Edge.TOP).goal()).isEqualTo(new Goal(Edge.TOP, null));
    assertThat(match.scores()).containsExactly(0, 0, 0, 0);
    assertThat(match.untilServed().field().dy()).isNegative(); // but it is served again
  }

  @Test
  void a_ball_that_nobody_touched_counts_for_nobody() {
    PongMatch match = four("toucher");

    assertThat(concedes(match, Edge.LEFT).goal()).isEqualTo(new Goal(Edge.LEFT, null));
    assertThat(match.scores()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void a_ball_that_somebody_touched_who_has_left_counts_for_nobody() {
    PongMatch match = touched(four("toucher"), Edge.RIGHT);
    match.leave("p2");

    assertThat(concedes(match, Edge.TOP).goal()).isEqualTo(new Goal(Edge.TOP, null));
  }

  @Test
  void where_goals_are_the_touchers_the_first_to_have_enough_wins() {
    PongMatch match = touched(four("toucher", "toWin", 2), Edge.RIGHT);
    concedes(match, Edge.TOP);
    touched(match, Edge.RIGHT);
    concedes(match, Edge.LEFT);

    assertThat(match.view().result()).isEqualTo(new PongView.Result("won", "p2", "right"));
    assertThat(match.placings().getFirst()).isEqualTo(new Placing("p2", 1, 2));
  }

  @Test
  void a_hit_makes_a_toucher() {
    PongMatch match = four("toucher").ball(-5_500, 0, -150, 0).steps(1);

    assertThat(match.field().touched()).isEqualTo(Edge.LEFT.ordinal());
  }
}
