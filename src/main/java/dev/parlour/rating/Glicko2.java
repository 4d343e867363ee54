package dev.parlour.rating;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The computation of the paper, step by step and with its names. {@link StrictMath}, so that all
 * nodes come to the same digits. Total: no input makes it throw or run on.
 */
public final class Glicko2 {
  /**
   * The system constant, which bounds how fast the volatility changes; the paper's example has this
   * one and names 0.3 to 1.2 as sensible.
   */
  public static final double TAU = 0.5;

  /**
   * How long a rating period is where nobody plays. The paper collects the games of a period and
   * rates them together, best 10 to 15 of each player. People here want to see what a game was
   * worth when it is over, and most play far less regularly; so each game is a period of its own
   * with one game in it, and the growth of the deviation, which the paper adds once a period (step
   * 6), is added in proportion to the time since the player's last game: the variance grows by the
   * volatility's square for each period of time, whole or not. With five days somebody of deviation
   * 60 who stays away for a year comes back with about 107: unsure, but no beginner. Opponents are
   * taken as uncertain as they are at the moment of the game.
   */
  public static final Duration PERIOD = Duration.ofDays(5);

  /** Between the scales of Glicko and Glicko-2. */
  public static final double SCALE = 173.7178;

  /** The convergence tolerance of step 5. */
  private static final double EPSILON = 0.000_001;

  /** The bracket and the root are found within some ten steps; this ends the impossible. */
  private static final int MOST_STEPS = 200;

  private static final Comparator<Outcome> ANY_FIXED_ORDER =
      Comparator.<Outcome>comparingDouble(o -> o.opponent().rating())
          .thenComparingDouble(o -> o.opponent().deviation())
          .thenComparingDouble(Outcome::score);

  private Glicko2() {}

  /**
   * A game against somebody.
   *
   * @param score 1 won, 0.5 drawn, 0 lost; made to fit where it lies outside
   */
  public record Outcome(Rating opponent, double score) {
    public Outcome {
      score = Double.isNaN(score) ? 0.5 : Math.min(1, Math.max(0, score));
    }
  }

  /** A time as a number of periods; none where clocks say that it is negative. */
  public static double periods(Duration time) {
    return Math.max(0, time.toSeconds()) / (double) PERIOD.toSeconds();
  }

  /** Step 6 alone: what becomes of a rating in a time without games. */
  static Rating idle(Rating player, double periods) {
    double phi = grown(player.deviation() / SCALE, player.volatility(), periods);
    return new Rating(player.rating(), phi * SCALE, player.volatility());
  }

  /**
   * The rating after some games that count as played at once: their order does not matter.
   *
   * @param player as of their last game
   * @param periods the time since that game, see {@link #PERIOD}; 1 for the paper's own periods
   */
  public static Rating rate(Rating player, List<Outcome> outcomes, double periods) {
    if (outcomes.isEmpty()) {
      return idle(player, periods);
    }
    double mu = (player.rating() - Rating.MIDDLE) / SCALE; // step 2
    double phi = player.deviation() / SCALE;
    double information = 0;
    double surprise = 0;
    // In one order, as sums of floating-point numbers depend on it.
    for (Outcome outcome : outcomes.stream().sorted(ANY_FIXED_ORDER).toList()) {
      double g = g(outcome.opponent().deviation() / SCALE);
      double expected = expected(mu, (outcome.opponent().rating() - Rating.MIDDLE) / SCALE, g);
      information += g * g * expected * (1 - expected);
      surprise += g * (outcome.score() - expected);
    }
    double v = 1 / information; // step 3
    double delta = v * surprise; // step 4
    double sigma = volatility(player.volatility(), phi, v, delta); // step 5
    double star = grown(phi, sigma, periods); // step 6
    double after = 1 / StrictMath.sqrt(1 / (star * star) + information); // step 7
    return new Rating(
        Rating.MIDDLE + SCALE * (mu + after * after * surprise), SCALE * after, sigma); // step 8
  }

  private static double grown(double phi, double sigma, double periods) {
    double time = periods > 0 ? periods : 0; // what is no number is none
    return Math.min(
        Rating.MOST_DEVIATION / SCALE, StrictMath.sqrt(phi * phi + time * sigma * sigma));
  }

  /** How much a result against somebody of that deviation says. */
  private static double g(double phi) {
    return 1 / StrictMath.sqrt(1 + 3 * phi * phi / (StrictMath.PI * StrictMath.PI));
  }

  private static double expected(double mu, double opponent, double g) {
    return 1 / (1 + StrictMath.exp(-g * (mu - opponent)));
  }

  /**
   * Step 5: the root of the paper's f, by its variant of regula falsi (the "Illinois" algorithm).
   * Within the bounds of {@link Rating} f changes its sign once between A and B, so each turn keeps
   * the root between them.
   */
  private static double volatility(double sigma, double phi, double v, double delta) {
    double a = StrictMath.log(sigma * sigma);
    DoubleUnaryOperator f =
        x -> {
          double variance = phi * phi + v + StrictMath.exp(x);
          return StrictMath.exp(x) * (delta * delta - variance) / (2 * variance * variance)
              - (x - a) / (TAU * TAU);
        };
    double left = a;
    double right =
        delta * delta > phi * phi + v ? StrictMath.log(delta * delta - phi * phi - v) : below(f, a);
    double ofLeft = f.applyAsDouble(left);
    double ofRight = f.applyAsDouble(right);
    for (int i = 0; Math.abs(right - left) > EPSILON && i < MOST_STEPS; i++) {
      double next = left + (left - right) * ofLeft / (ofRight - ofLeft);
      double ofNext = f.applyAsDouble(next);
      if (ofNext * ofRight <= 0) {
        left = right;
        ofLeft = ofRight;
      } else {
        ofLeft /= 2;
      }
      right = next;
      ofRight = ofNext;
    }
    return StrictMath.exp(left / 2);
  }

  /** The first of a - tau, a - 2 tau, … at which f is not negative any more. */
  private static double below(DoubleUnaryOperator f, double a) {
    int k = 1;
    while (f.applyAsDouble(a - k * TAU) < 0 && k < MOST_STEPS) {
      k++;
    }
    return a - k * TAU;
  }
}
