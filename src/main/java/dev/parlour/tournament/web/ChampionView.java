package dev.parlour.tournament.web;

import java.time.Instant;
import java.util.List;

/**
 * The page of a champion, to be shared and printed.
 *
 * @param at when the last match ended
 * @param game its name in the reader's language
 * @param way their matches, the first one first
 * @param others second and third, where known
 * @param origin where this server is for those who open the page
 */
public record ChampionView(
    String id,
    String title,
    String game,
    String format,
    int entrants,
    Instant at,
    TournamentView.Face champion,
    List<Step> way,
    List<Placed> others,
    String origin) {
  /**
   * @param sentence the match as it ended for them
   */
  public record Step(String round, String sentence, String score) {}

  public record Placed(int place, String name, String avatar) {}
}
