package dev.parlour.game.trivia;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Places by score: equal scores share a rank and the next one counts on (1-2-2-4); within a rank in
 * the order of joining.
 */
final class Standings {
  private static final Comparator<Placing> BEST_FIRST =
      Comparator.comparingLong(Placing::score)
          .reversed()
          .thenComparing(Placing::player, Persistent.order());

  private Standings() {}

  /**
   * Everybody's place, from the beginning: O(n log n), so only where everybody's may have changed.
   */
  static List<Placing> of(Map<String, TriviaState.Player> players) {
    List<Placing> order = new ArrayList<>(players.size());
    players.forEach((id, player) -> order.add(new Placing(id, 0, player.score())));
    order.sort(BEST_FIRST);
    Placing before = null;
    for (int i = 0; i < order.size(); i++) {
      before = ranked(order.get(i), i, before);
      order.set(i, before);
    }
    return Persistent.list(order);
  }

  /** With somebody new, who has nothing yet and joined last, and so comes last: O(log n). */
  static List<Placing> joined(List<Placing> placings, String player) {
    int last = placings.size();
    return Persistent.with(
        placings,
        ranked(new Placing(player, 0, 0), last, last == 0 ? null : placings.get(last - 1)));
  }

  /**
   * Without somebody who had this score: costs O(log n) for each place behind whose rank changes.
   */
  static List<Placing> left(List<Placing> placings, String player, long score) {
    int index = indexOf(placings, player, score);
    List<Placing> rest = Persistent.without(placings, index);
    Placing before = index == 0 ? null : rest.get(index - 1);
    for (int i = index; i < rest.size(); i++) {
      Placing behind = rest.get(i);
      before = ranked(behind, i, before);
      if (before.rank() != behind.rank()) {
        rest = Persistent.with(rest, i, before);
      }
    }
    return rest;
  }

  private static Placing ranked(Placing placing, int index, Placing before) {
    int rank = before != null && before.score() == placing.score() ? before.rank() : index + 1;
    return rank == placing.rank() ? placing : new Placing(placing.player(), rank, placing.score());
  }

  /** The rank of somebody who has this score, in O(log² n). */
  static int rank(List<Placing> placings, String player, long score) {
    return placings.get(indexOf(placings, player, score)).rank();
  }

  private static int indexOf(List<Placing> placings, String player, long score) {
    // Not Collections.binarySearch: it walks a list that does not call itself RandomAccess.
    Placing wanted = new Placing(player, 0, score);
    int low = 0;
    int high = placings.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = BEST_FIRST.compare(placings.get(middle), wanted);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    throw new IllegalArgumentException("no place for " + player + " with " + score);
  }
}
