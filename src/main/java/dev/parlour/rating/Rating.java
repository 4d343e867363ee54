package dev.parlour.rating;

/**
 * How well somebody is held to play one game, on the scale of the first Glicko. Every value of this
 * type is a finite number within its bounds, whatever it is made of, so that no row of a store,
 * however it came there, can spoil the ratings of those who play against it.
 *
 * @param rating {@value #MIDDLE} for somebody of whom nothing is known
 * @param deviation the rating's standard deviation ("RD"): with 95 % certainty they play within two
 *     deviations of their rating
 * @param volatility how much their play is expected to change, on the scale of Glicko-2
 */
public record Rating(double rating, double deviation, double volatility) {
  public static final double MIDDLE = 1_500;
  public static final double LOWEST = 100;
  public static final double HIGHEST = 4_000;

  /** Of somebody of whom nothing is known; nobody's is greater. */
  public static final double MOST_DEVIATION = 350;

  /**
   * Nobody's is smaller, or whoever plays very much could hardly move any more when their play
   * changes (Glickman, "The Glicko system", proposes this very number).
   */
  public static final double LEAST_DEVIATION = 30;

  public static final double START_VOLATILITY = 0.06;

  /** What the paper proposes for somebody who has not played yet. */
  public static final Rating START = new Rating(MIDDLE, MOST_DEVIATION, START_VOLATILITY);

  private static final double LEAST_VOLATILITY = 0.001;
  private static final double MOST_VOLATILITY = 0.5;

  public Rating {
    rating = within(rating, LOWEST, HIGHEST, MIDDLE);
    deviation = within(deviation, LEAST_DEVIATION, MOST_DEVIATION, MOST_DEVIATION);
    volatility = within(volatility, LEAST_VOLATILITY, MOST_VOLATILITY, START_VOLATILITY);
  }

  /** The same player after a time without a game: less is known of them. */
  public Rating after(double periods) {
    return Glicko2.idle(this, periods);
  }

  /**
   * What they play at least, with 97.5 % certainty. Lists are in this order: who has won one game
   * by luck does not stand above who has won fifty.
   */
  public double low() {
    return rating - 2 * deviation;
  }

  private static double within(double value, double least, double most, double otherwise) {
    return Double.isNaN(value) ? otherwise : Math.min(most, Math.max(least, value));
  }
}
