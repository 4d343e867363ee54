package dev.parlour.tournament;

import dev.parlour.game.Placing;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A game of a match.
 *
 * @param room where it is played
 * @param seats players' ids in the room, by entrant
 * @param result by entrant instead of player; null until it is over
 * @param at when its room was opened, and later when it was over
 */
public record MatchGame(
    int number, String room, Map<String, String> seats, List<Placing> result, Instant at) {
  public boolean over() {
    return result != null;
  }

  /** Who won it alone; null for nobody. */
  String winner() {
    List<Placing> first =
        result == null ? List.of() : result.stream().filter(p -> p.rank() == 1).toList();
    return first.size() == 1 ? first.getFirst().player() : null;
  }
}
