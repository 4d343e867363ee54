package dev.parlour.tournament;

/** How a tournament finds its champion. */
public enum Format {
  /** Whoever loses is out. */
  SINGLE_ELIMINATION(1_024),
  /** Whoever loses twice is out; the final is played again where its first loser had not lost. */
  DOUBLE_ELIMINATION(1_024),
  /** Everybody meets everybody once. */
  ROUND_ROBIN(64),
  /** A fixed number of rounds, in each of which those play each other who stand alike. */
  SWISS(1_024);

  private final int most;

  Format(int most) {
    this.most = most;
  }

  /** The most entrants that it takes: a round robin of more would never end. */
  public int most() {
    return most;
  }

  /** Whether losing ends it, so that there is a bracket to be drawn. */
  public boolean knockout() {
    return this == SINGLE_ELIMINATION || this == DOUBLE_ELIMINATION;
  }
}
