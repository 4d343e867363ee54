package dev.parlour.tournament;

/** The part of a tournament to which a match belongs. */
public enum Stage {
  /** The bracket of those who have not lost; in round robin and Swiss every match. */
  MAIN,
  /** Double elimination: those who have lost once. */
  LOSERS,
  /** The losers of the semi-finals. */
  THIRD_PLACE,
  /** Double elimination: the best of both brackets, and where needed once more. */
  GRAND_FINAL
}
