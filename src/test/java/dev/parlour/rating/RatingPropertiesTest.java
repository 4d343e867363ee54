package dev.parlour.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parlour.rating.Glicko2.Outcome;
import dev.parlour.rating.RatedGame.Entrant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** Laws of the ratings for whoever plays whom, how often and how well. */
class RatingPropertiesTest {
  @Provide
  Arbitrary<Rating> ratings() {
    return Combinators.combine(
            Arbitraries.doubles().between(500, 2_500),
            Arbitraries.doubles().between(30, 350),
            Arbitraries.doubles().between(0.03, 0.1))
        .as(Rating::new);
  }

  /** Any numbers at all, and what is none. */
  @Provide
  Arbitrary<Rating> nonsense() {
    Arbitrary<Double> any =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0.0,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE));
    return Combinators.combine(any, any, any).as(Rating::new);
  }

  @Provide
  Arbitrary<Outcome> outcomes() {
    return Combinators.combine(ratings(), Arbitraries.of(0.0, 0.5, 1.0)).as(Outcome::new);
  }

  @Provide
  Arbitrary<Entrant> entrants() {
    return Combinators.combine(
            ratings(), Arbitraries.doubles().between(0, 100), Arbitraries.integers().between(1, 9))
        .as(Entrant::new);
  }

  private static boolean sound(Rating rating) {
    return rating.rating() >= Rating.LOWEST
        && rating.rating() <= Rating.HIGHEST
        && rating.deviation() >= Rating.LEAST_DEVIATION
        && rating.deviation() <= Rating.MOST_DEVIATION
        && rating.volatility() > 0
        && rating.volatility() < 1;
  }

  @Property
  void whatever_goes_in_a_rating_comes_out(
      @ForAll("nonsense") Rating player,
      @ForAll @Size(max = 20) List<@From("nonsense") Rating> opponents,
      @ForAll double score,
      @ForAll double periods) {
    List<Outcome> outcomes = opponents.stream().map(o -> new Outcome(o, score)).toList();
    assertThat(sound(Glicko2.rate(player, outcomes, periods))).isTrue();
    assertThat(sound(player.after(periods))).isTrue();
  }

  @Property
  void the_order_within_a_period_does_not_matter(
      @ForAll("ratings") Rating player,
      @ForAll @Size(max = 12) List<@From("outcomes") Outcome> outcomes,
      @ForAll Random random) {
    List<Outcome> otherwise = new ArrayList<>(outcomes);
    Collections.shuffle(otherwise, random);
    assertThat(Glicko2.rate(player, otherwise, 1)).isEqualTo(Glicko2.rate(player, outcomes, 1));
  }

  @Property
  void the_order_of_the_entrants_does_not_matter(
      @ForAll @Size(min = 2, max = 17) List<@From("entrants") Entrant> entrants,
      @ForAll Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<Rating> after = RatedGame.after(entrants);
    assertThat(RatedGame.after(order.stream().map(entrants::get).toList()))
        .isEqualTo(order.stream().map(after::get).toList());
  }

  @Property
  void what_equals_win_and_lose_is_the_same(
      @ForAll("ratings") Rating equal, @ForAll @DoubleRange(min = 0, max = 50) double periods) {
    Rating middle = new Rating(Rating.MIDDLE, equal.deviation(), equal.volatility());
    List<Rating> after =
        RatedGame.after(List.of(new Entrant(middle, periods, 1), new Entrant(middle, periods, 2)));
    assertThat(after.get(0).rating() - Rating.MIDDLE)
        .isCloseTo(Rating.MIDDLE - after.get(1).rating(), within(1e-6));
    assertThat(after.get(0).deviation()).isCloseTo(after.get(1).deviation(), within(1e-6));
    assertThat(after.get(0).volatility()).isCloseTo(after.get(1).volatility(), within(1e-9));
  }

  @Property
  void a_better_result_is_a_higher_rating(
      @ForAll("ratings") Rating player,
      @ForAll("ratings") Rating opponent,
      @ForAll @Size(max = 8) List<@From("outcomes") Outcome> others) {
    double before = Double.NEGATIVE_INFINITY;
    for (double score : new double[] {0, 0.5, 1}) {
      List<Outcome> outcomes = new ArrayList<>(others);
      outcomes.add(new Outcome(opponent, score));
      double now = Glicko2.rate(player, outcomes, 0).rating();
      assertThat(now).isGreaterThanOrEqualTo(before);
      if (now > Rating.LOWEST && now < Rating.HIGHEST) {
        assertThat(now).isGreaterThan(before);
      }
      before = now;
    }
  }

  @Property
  void whoever_wins_rises_and_whoever_loses_falls(
      @ForAll("ratings") Rating one, @ForAll("ratings") Rating two) {
    List<Rating> after = RatedGame.after(List.of(new Entrant(one, 0, 1), new Entrant(two, 0, 2)));
    assertThat(after.get(0).rating()).isGreaterThan(one.rating());
    assertThat(after.get(1).rating()).isLessThan(two.rating());
  }

  @Property
  void more_games_at_once_make_surer(
      @ForAll("ratings") Rating player,
      @ForAll("ratings") Rating opponent,
      @ForAll @NotEmpty @Size(max = 12) List<@From("outcomes") Outcome> outcomes) {
    // Drawn against an equal, which surprises nobody and so leaves the volatility to the others.
    List<Outcome> more = new ArrayList<>(outcomes);
    more.add(new Outcome(opponent, 0.5));
    assertThat(Glicko2.rate(player, more, 0).deviation())
        .isLessThanOrEqualTo(Glicko2.rate(player, outcomes, 0).deviation());
  }

  @Property
  void time_makes_less_sure_and_changes_nothing_else(
      @ForAll("ratings") Rating player,
      @ForAll @DoubleRange(min = 0, max = 5_000) double some,
      @ForAll @DoubleRange(min = 0, max = 5_000) double more) {
    Rating later = player.after(some);
    assertThat(later.deviation())
        .isBetween(player.deviation() - 1e-9, Rating.MOST_DEVIATION)
        .isLessThanOrEqualTo(player.after(some + more).deviation() + 1e-9);
    assertThat(later.rating()).isEqualTo(player.rating());
    assertThat(later.volatility()).isEqualTo(player.volatility());
  }
}
