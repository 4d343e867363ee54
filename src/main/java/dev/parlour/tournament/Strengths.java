package dev.parlour.tournament;

/** How strong people are, for seeding. */
public interface Strengths {
  /**
   * The rating of whoever has that key, in that game; null where none is known. May wait for
   * storage.
   */
  Integer of(String key, String game);
}
