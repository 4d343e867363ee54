package dev.parlour.game.trivia;

/**
 * What a right answer earns; a wrong one and none earn nothing. Whole numbers only, so that every
 * machine and every replay gets the same sum.
 */
public enum Scoring {
  /**
   * Quick answers earn more: {@code round((1 - (t / T) / 2) * P)}, all of P below half a second
   * (the formula that Kahoot publishes in its help pages, "How points work"). Halves round up.
   *
   * <p>An answer after T, which only an extension by the host allows, counts as given at T: T stays
   * what it was when the question opened, because a T that grew would raise the points of those who
   * already answered, and a share that fell below one half would punish people for the very time
   * that the host gave them.
   */
  SPEED {
    @Override
    public int points(int worth, long tookMillis, long timeMillis) {
      if (tookMillis < FULL_BELOW_MILLIS) {
        return worth;
      }
      long took = Math.min(tookMillis, timeMillis);
      // round(P (2T - t) / 2T), with the half that rounds up added before the division
      return Math.toIntExact((worth * (2 * timeMillis - took) + timeMillis) / (2 * timeMillis));
    }
  },

  /** Every right answer earns all of P. */
  FLAT {
    @Override
    public int points(int worth, long tookMillis, long timeMillis) {
      return worth;
    }
  };

  static final long FULL_BELOW_MILLIS = 500;

  /**
   * The points of a right answer.
   *
   * @param worth P, what the question is worth
   * @param tookMillis t, game time from the question's opening to the answer's arrival; not
   *     negative
   * @param timeMillis T, the time that the question was opened with; positive
   */
  public abstract int points(int worth, long tookMillis, long timeMillis);
}
