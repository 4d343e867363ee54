package dev.parlour.game.pong;

import static dev.parlour.game.pong.PongMatch.flying;
import static dev.parlour.game.pong.PongMatch.flyingAmongFour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.pong.PongEvent.Goal;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How ball and paddles move. On the court for two the ball's centre meets a paddle's front 7,610
 * units from the centre and the line of the goal at 7,850, and the walls at 4,350; it meets a
 * paddle 1,050 units from its centre.
 */
class PongFlightTest {

  private static double degrees(Field field) {
    return Math.toDegrees(Math.atan2(Math.abs(field.dy()), Math.abs(field.dx())));
  }

  @Test
  void the_ball_flies_straight_on() {
    assertThat(flying(0, 0, 150, -40).steps(10).field())
        .extracting(Field::x, Field::y)
        .containsExactly(1_500 * Court.FINE, -400 * Court.FINE);
  }

  @Test
  void a_wall_sends_the_ball_back_as_it_came() {
    Field field = flying(0, 4_300, 150, 100).steps(1).field();

    assertThat(field.y()).isEqualTo((4_350 - 50) * Court.FINE);
    assertThat(field.dx()).isEqualTo(150 * Court.FINE);
    assertThat(field.dy()).isEqualTo(-100 * Court.FINE);
  }

  @Test
  void a_paddle_sends_the_ball_back() {
    Field field = flying(7_500, 0, 150, 0).steps(1).field();

    assertThat(field.dx()).isNegative();
    assertThat(field.touched()).isEqualTo(Edge.RIGHT.ordinal());
  }

  @Test
  void a_ball_that_no_paddle_meets_is_a_goal_when_it_touches_the_line() {
    PongMatch match = flying(7_600, 1_100, 100, 0).steps(2);
    assertThat(match.field().x()).isEqualTo(7_800 * Court.FINE);

    assertThat(match.untilGoal(1).goal()).isEqualTo(new Goal(Edge.RIGHT, Edge.LEFT));
  }

  @Test
  void a_ball_meets_a_paddle_up_to_its_very_end() {
    assertThat(flying(7_500, 1_050, 150, 0).steps(1).field().dx()).isNegative();
    assertThat(flying(7_500, 1_051, 150, 0).steps(1).field().dx()).isPositive();
  }

  @Test
  void where_the_ball_hits_gives_the_angle() {
    double before = -1;
    for (int at = 0; at <= 1_050; at += 150) {
      Field field = flying(7_600, at, 150, 0).steps(1).field();
      assertThat(degrees(field)).isGreaterThan(before).isLessThanOrEqualTo(60.01);
      assertThat(field.dy()).isPositive();
      before = degrees(field);
    }
    assertThat(before).isGreaterThan(53);
    assertThat(degrees(flying(7_600, 0, 150, 0).steps(1).field())).isBetween(1.2, 5.0);
  }

  @Test
  void above_its_middle_a_paddle_sends_the_ball_up() {
    assertThat(flying(7_600, -400, 150, 50).steps(1).field().dy()).isNegative();
  }

  @ParameterizedTest
  @EnumSource(PongSettings.Speed.class)
  void each_hit_makes_the_ball_faster_up_to_a_limit(PongSettings.Speed speed) {
    PongMatch match =
        PongMatch.with("speed", speed.name().toLowerCase(Locale.ROOT), "countdownSeconds", 0)
            .startedWith(2)
            .untilServed();
    int before = match.field().speed();
    assertThat(before).isEqualTo(speed.first());
    for (int hit = 0; hit < 40; hit++) {
      Field f = match.field();
      match.finely(7_600 * Court.FINE, 0, Math.abs(f.dx()), f.dy(), f.speed()).steps(1);
      int now = match.field().speed();
      assertThat(now).isBetween(before, speed.most());
      assertThat(now > before || now == speed.most()).isTrue();
      before = now;
    }
    assertThat(before).isEqualTo(speed.most());
  }

  @Test
  void no_speed_is_high_enough_to_jump_over_a_paddle() {
    Field field = flying(0, 0, 16_000, 0).steps(1).field();

    assertThat(field.touched()).isEqualTo(Edge.RIGHT.ordinal());
    assertThat(field.x()).isBetween(-900 * Court.FINE, -700 * Court.FINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {16_000, 100_000, 1_000_000})
  void no_speed_is_high_enough_to_jump_over_a_goal(int dx) {
    assertThat(flying(0, 2_000, dx, 0).untilGoal(1).goal().side()).isEqualTo(Edge.RIGHT);
  }

  @Test
  void a_ball_may_touch_a_wall_and_a_paddle_in_one_step() {
    PongMatch match = flying(7_500, 4_250, 200, 200).paddle(Edge.RIGHT, 3_600).steps(1);

    assertThat(match.field().touched()).isEqualTo(Edge.RIGHT.ordinal());
    assertThat(match.field().dx()).isNegative();
    assertThat(match.field().dy()).isNegative();
  }

  @Test
  void a_ball_may_bounce_more_than_once_in_one_step() {
    Field field = flying(-7_000, 0, 6_000, 20_000).steps(1).field();

    // 4,350 down, 8,700 up, and what is left down again
    assertThat(field.y() / Court.FINE).isBetween(2_599, 2_601);
    assertThat(field.dy()).isEqualTo(20_000 * Court.FINE);
    assertThat(field.x() / Court.FINE).isBetween(-1_001, -999);
  }

  @Test
  void a_ball_that_is_past_a_paddle_can_be_saved_with_its_edge() {
    PongMatch match = flying(7_700, 1_300, 50, 0);
    match.input("p2", "down");
    match.steps(2);

    assertThat(match.field().touched()).isEqualTo(Edge.RIGHT.ordinal());
    assertThat(match.field().dx()).isNegative();
    assertThat(degrees(match.field())).isGreaterThan(50);
  }

  @Test
  void an_edge_that_comes_too_late_saves_nothing() {
    PongMatch match = flying(7_700, 1_400, 90, 0);
    match.input("p2", "down");

    assertThat(match.untilGoal(2).goal().side()).isEqualTo(Edge.RIGHT);
  }

  @Test
  void a_paddle_does_not_turn_a_ball_that_flies_away_from_its_wall() {
    PongMatch match = flying(7_700, 1_100, -50, 0);
    match.input("p2", "down");

    assertThat(match.steps(1).field().dx()).isEqualTo(-50 * Court.FINE);
    assertThat(match.field().touched()).isEqualTo(-1);
  }

  @Test
  void a_paddle_that_comes_in_time_meets_the_ball_within_the_step() {
    PongMatch match = flying(7_590, 1_100, 150, 0);
    match.input("p2", "down");
    // In 20/150 of the step the paddle has come 17 units, which is not enough for its front; but
    // its edge meets the ball before the line.
    assertThat(match.steps(1).field().touched()).isEqualTo(Edge.RIGHT.ordinal());
    assertThat(match.field().dx()).isNegative();
  }

  @Test
  void between_two_walls_the_ball_comes_back_to_the_paddles() {
    PongMatch match = flyingAmongFour(0, 0, 150, 0);
    match.leave("p1");
    match.leave("p2");
    match.ball(0, 0, 150, 0).paddle(Edge.TOP, 4_800).paddle(Edge.BOTTOM, -4_800);
    match.steps(60);

    assertThat(Math.abs(match.field().dy())).isGreaterThanOrEqualTo(match.field().speed() / 4);
    assertThat(match.untilGoal(600).goal().side()).isIn(Edge.TOP, Edge.BOTTOM);
  }

  @Test
  void two_paddles_cannot_hold_the_ball_in_their_corner() {
    PongMatch match =
        flyingAmongFour(-5_500, -5_520, -150, -150)
            .paddle(Edge.LEFT, -4_800)
            .paddle(Edge.TOP, -4_800)
            .steps(1);
    assertThat(match.field().touched()).isIn(Edge.LEFT.ordinal(), Edge.TOP.ordinal());
    match.steps(2);
    assertThat(match.field().dx()).isPositive();
    assertThat(match.field().dy()).isPositive();
  }

  @Test
  void a_paddle_moves_until_it_is_stopped_and_not_through_the_wall() {
    PongMatch match = flying(0, 0, 20, 0);
    match.input("p1", "up");
    match.input("p2", "down");
    match.steps(1);
    assertThat(match.paddle(Edge.LEFT).at()).isEqualTo(-130 * Court.FINE);
    match.steps(9);
    match.input("p1", "stop");
    match.steps(40);

    assertThat(match.paddle(Edge.LEFT).at()).isEqualTo(-1_300 * Court.FINE);
    assertThat(match.paddle(Edge.RIGHT).at()).isEqualTo(3_600 * Court.FINE);
  }

  @Test
  void in_the_countdown_nothing_moves_but_inputs_are_taken() {
    PongMatch match = PongMatch.with().startedWith(2);
    assertThat(match.input("p1", "up", 7)).isNull();
    match.steps(179);

    assertThat(match.paddle(Edge.LEFT).at()).isZero();
    assertThat(match.paddle(Edge.LEFT).ack()).isEqualTo(7);
    assertThat(match.field())
        .extracting(Field::waiting, Field::standing, Field::x, Field::y, Field::dx)
        .containsExactly(1, true, 0, 0, 0);
    match.steps(2);
    assertThat(match.paddle(Edge.LEFT).at()).isEqualTo(-130 * Court.FINE);
    assertThat(match.field().dx()).isNotZero();
  }

  @Test
  void without_a_countdown_the_first_serve_waits_a_second() {
    PongMatch match = PongMatch.with("countdownSeconds", 0).startedWith(2);
    match.input("p1", "down");

    assertThat(match.steps(60).field().dx()).isZero();
    assertThat(match.paddle(Edge.LEFT).at()).isEqualTo(3_600 * Court.FINE); // paddles move
    assertThat(match.steps(1).field().dx()).isNotZero();
  }

  @Test
  void after_a_goal_the_ball_waits_in_the_middle_and_is_served_to_who_conceded() {
    PongMatch match = flying(7_700, 2_000, 150, 0);
    match.untilGoal(1);
    match.input("p2", "up");

    assertThat(match.steps(60).field())
        .extracting(Field::x, Field::y, Field::dx, Field::dy, Field::waiting)
        .containsExactly(0, 0, 0, 0, 0);
    assertThat(match.paddle(Edge.RIGHT).at()).isEqualTo(-3_600 * Court.FINE);
    assertThat(match.steps(1).field().dx()).isPositive();
    assertThat(match.field().touched()).isEqualTo(-1);
  }

  @Test
  void the_first_serve_is_drawn_and_no_serve_is_level() {
    TreeSet<Integer> ways = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      Field field = PongMatch.with(PongMatch.settings(), seed).startedWith(2).untilServed().field();
      ways.add(Integer.signum(field.dx()) * 10 + Integer.signum(field.dy()));
      assertThat(degrees(field)).isBetween(3.0, 30.0);
    }
    assertThat(ways).containsExactly(-11, -9, 9, 11);
  }

  @Test
  void among_four_the_first_serve_may_go_to_each() {
    TreeSet<Edge> served = new TreeSet<>();
    PongSettings settings = PongMatch.settings("players", 4);
    for (long seed = 0; seed < 60; seed++) {
      Field f = PongMatch.with(settings, seed).startedWith(4).untilServed().field();
      boolean level = Math.abs(f.dx()) > Math.abs(f.dy());
      served.add(level ? f.dx() < 0 ? Edge.LEFT : Edge.RIGHT : f.dy() < 0 ? Edge.TOP : Edge.BOTTOM);
    }
    assertThat(served).containsExactly(Edge.values());
  }

  @Test
  void half_a_minute_without_a_goal_is_stored_all_the_same() {
    PongMatch match = flying(0, 0, 150, 0);
    int events = match.log.size();
    for (int step = 1; step < PongMotion.MOST_STEPS; step++) {
      assertThat(match.motion.step()).isFalse();
      if (step % 5 == 0) {
        keepInPlay(match);
      }
    }
    assertThat(match.motion.step()).isTrue();
    assertThat(match.motion.step()).isTrue(); // and is not stepped again
    match.store();
    assertThat(match.log).hasSize(events + 1);
    assertThat(((PongEvent.Played) match.log.getLast()).steps()).isEqualTo(PongMotion.MOST_STEPS);
    assertThat(((PongEvent.Played) match.log.getLast()).goal()).isNull();
  }

  /** Moves both paddles towards where the ball will come. */
  private static void keepInPlay(PongMatch match) {
    Field field = match.field();
    Court court = Court.of(match.state.settings());
    for (Edge side : new Edge[] {Edge.LEFT, Edge.RIGHT}) {
      int ends = Aims.landing(field, court, side.ordinal());
      int at = field.paddles().get(side.ordinal()).at();
      match.input(
          "p" + (side.ordinal() + 1),
          Lookout.way(court, at, ends) < 0
              ? "up"
              : Lookout.way(court, at, ends) > 0 ? "down" : "stop");
    }
  }
}
