package dev.parlour.tournament;

/** Who wants something of a tournament. Who that is was found out before. */
public sealed interface By {
  record Organiser() implements By {}

  /** Somebody with this key, whether they have entered or not. */
  record Person(String key) implements By {}

  /** Parlour itself: clocks, rooms and their results. */
  record Server() implements By {}

  By ORGANISER = new Organiser();
  By SERVER = new Server();
}
