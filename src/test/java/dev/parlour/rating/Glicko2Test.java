package dev.parlour.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parlour.rating.Glicko2.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class Glicko2Test {
  /** Of the paper's worked example. */
  private static final Rating PLAYER = new Rating(1_500, 200, 0.06);

  private static final List<Outcome> GAMES =
      List.of(
          new Outcome(new Rating(1_400, 30, 0.06), 1),
          new Outcome(new Rating(1_550, 100, 0.06), 0),
          new Outcome(new Rating(1_700, 300, 0.06), 0));

  @Test
  void the_worked_example_of_the_paper_comes_to_its_printed_digits() {
    Rating after = Glicko2.rate(PLAYER, GAMES, 1);
    assertThat(after.rating()).isCloseTo(1_464.06, within(0.01));
    assertThat(after.deviation()).isCloseTo(151.52, within(0.01));
    assertThat(after.volatility()).isCloseTo(0.05999, within(0.00001));
  }

  @Test
  void a_period_without_games_adds_the_square_of_the_volatility_as_step_6_does() {
    // on the paper's scale: sqrt(1.1513^2 + 0.06^2) = 1.152862
    assertThat(PLAYER.after(1).deviation() / 173.7178).isCloseTo(1.152862, within(0.0001));
    assertThat(PLAYER.after(1).rating()).isEqualTo(1_500);
    assertThat(PLAYER.after(1).volatility()).isEqualTo(0.06);
  }

  @Test
  void two_times_without_games_are_one_long_one() {
    assertThat(PLAYER.after(0.25).after(3.5).deviation())
        .isCloseTo(PLAYER.after(3.75).deviation(), within(1e-9));
  }

  @Test
  void a_year_away_leaves_somebody_unsure_but_no_beginner() {
    double deviation =
        new Rating(1_800, 60, 0.06).after(Glicko2.periods(Duration.ofDays(365))).deviation();
    assertThat(deviation).isCloseTo(107.4, within(0.1));
  }

  @Test
  void a_clock_that_went_back_is_no_time() {
    assertThat(Glicko2.periods(Duration.ofDays(-3))).isZero();
    assertThat(PLAYER.after(-1)).isEqualTo(PLAYER);
    assertThat(PLAYER.after(Double.NaN)).isEqualTo(PLAYER);
  }

  @Test
  void no_games_are_only_time() {
    assertThat(Glicko2.rate(PLAYER, List.of(), 2)).isEqualTo(PLAYER.after(2));
  }

  @Test
  void whoever_plays_as_expected_becomes_more_certain_and_moves_little() {
    Rating after = Glicko2.rate(PLAYER, List.of(new Outcome(PLAYER, 0.5)), 0);
    assertThat(after.rating()).isEqualTo(1_500);
    assertThat(after.deviation()).isLessThan(200);
  }

  @Test
  void results_against_all_expectation_make_the_play_more_volatile() {
    Rating strong = new Rating(2_000, 50, 0.06);
    Rating weak = new Rating(1_200, 50, 0.06);
    assertThat(Glicko2.rate(strong, List.of(new Outcome(weak, 0)), 1).volatility())
        .isGreaterThan(0.06);
    assertThat(Glicko2.rate(strong, List.of(new Outcome(weak, 1)), 1).volatility())
        .isLessThan(0.06);
  }

  @Test
  void what_is_no_rating_becomes_one() {
    assertThat(new Rating(Double.NaN, Double.NaN, Double.NaN)).isEqualTo(Rating.START);
    assertThat(new Rating(Double.NEGATIVE_INFINITY, -1, Double.POSITIVE_INFINITY))
        .isEqualTo(new Rating(Rating.LOWEST, Rating.LEAST_DEVIATION, 0.5));
  }

  @Test
  void a_list_is_in_the_order_of_what_people_play_at_least() {
    Rating lucky = new Rating(1_700, 280, 0.06);
    Rating proven = new Rating(1_650, 45, 0.06);
    assertThat(proven.low()).isGreaterThan(lucky.low());
  }
}
