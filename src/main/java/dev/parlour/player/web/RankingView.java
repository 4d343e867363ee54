package dev.parlour.player.web;

import java.util.List;

/**
 * The best of a game.
 *
 * @param game its name in the reader's language
 * @param others rankings of the other games
 */
public record RankingView(String game, List<Other> others, List<Line> lines) {
  public record Other(String game, String address) {}

  /**
   * @param rating such as {@code 1650 ± 90}, which is two deviations
   */
  public record Line(int place, String name, String rating, int games) {}
}
