package dev.parlour.tournament;

/** Who is placed where at the start. */
public enum Seeding {
  /** In the order of entering. */
  ORDER,
  /** The best rating first; among equals, and without one, in the order of entering. */
  RATING,
  /** Drawn by lot. */
  RANDOM,
  /** As the organiser put them; whoever was not put follows in the order of entering. */
  BY_HAND
}
