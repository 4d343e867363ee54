package dev.parlour.tournament;

import java.time.Instant;
import java.util.List;

/**
 * How a match ended.
 *
 * @param ranking entrants, the best first; those who went on or won are its head
 * @param absent who gets no rank, as too few were there for ranks to be given
 * @param at when
 */
public record Outcome(How how, List<String> ranking, List<String> absent, Instant at) {
  /** What made a match end. */
  public enum How {
    PLAYED,
    /** Only so many were there as can go on. */
    WALKOVER,
    /** Nobody was there. */
    NOBODY,
    /** There was nobody to play against from the start. */
    BYE,
    /** The second leg of a grand final whose first one has decided it. */
    NOT_NEEDED,
    /** The organiser's word. */
    DECREED
  }

  public Outcome {
    ranking = List.copyOf(ranking);
    absent = List.copyOf(absent);
  }

  /** Null where nobody won. */
  public String winner() {
    return ranking.isEmpty() ? null : ranking.getFirst();
  }

  /** From 1; 0 for no rank. */
  int rank(String entrant) {
    return ranking.indexOf(entrant) + 1;
  }

  /** Whether people decided it who might have decided it otherwise. */
  public boolean contested() {
    return how != How.BYE && how != How.NOT_NEEDED;
  }
}
