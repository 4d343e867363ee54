package dev.parlour.tournament;

/** Who comes into a place of a match. */
public sealed interface Source {
  /**
   * Whoever was seeded there.
   *
   * @param number from 1
   */
  record Seed(int number) implements Source {}

  /**
   * Whoever came to a rank in another match: 1 for its winner, and in a match of two 2 for its
   * loser.
   */
  record Place(String match, int rank) implements Source {}

  /** One entrant, as a round of a Swiss tournament was paired. */
  record Named(String entrant) implements Source {}

  /** Nobody: the other one has a bye. */
  record Nobody() implements Source {}
}
