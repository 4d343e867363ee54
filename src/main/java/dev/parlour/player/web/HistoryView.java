package dev.parlour.player.web;

import java.time.Instant;
import java.util.List;

/**
 * What somebody has played and how well: the model of the part {@code player/history}, which a
 * profile includes.
 *
 * @param strengths by game
 * @param matches the newest first
 * @param older the address of the page with older ones; null where there are none
 * @param newest the address of the first page; null on it
 */
public record HistoryView(
    List<Strength> strengths, List<Match> matches, String older, String newest) {
  /**
   * @param game its name in the reader's language
   * @param ranking the address of the game's ranking
   * @param rating such as {@code 1650 ± 90}, which is two deviations; null where none was rated
   */
  public record Strength(
      String game, String ranking, int won, int drawn, int lost, String rating) {}

  /**
   * @param game its name in the reader's language
   * @param date in the reader's language, by UTC
   * @param outcome {@code won}, {@code drawn}, {@code lost}, {@code ended} by the host before its
   *     end, or {@code uncounted}
   * @param change of the rating, with its sign; null where it was not rated
   * @param others those placed best besides them, in the reader's language
   * @param more how many more there were
   * @param replay its address; null for none
   * @param room the address of its result; null for none
   */
  public record Match(
      String game,
      Instant at,
      String date,
      String outcome,
      int rank,
      int players,
      String change,
      List<String> others,
      int more,
      String replay,
      String room) {}
}
