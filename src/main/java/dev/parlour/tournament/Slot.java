package dev.parlour.tournament;

/** A place of a match, as far as it is known who comes there. */
public sealed interface Slot {
  /** That is not decided yet. */
  record Open() implements Slot {}

  record Taken(String entrant) implements Slot {}

  /** Nobody will come. */
  record Vacant() implements Slot {}
}
