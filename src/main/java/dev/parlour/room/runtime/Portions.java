package dev.parlour.room.runtime;

import dev.parlour.room.Follower;
import java.util.List;

/**
 * A message to all followers of a big room, in portions: thousands at once would keep what is more
 * urgent, acknowledgements, waiting behind them. Belongs to the room's turn.
 */
final class Portions {
  private List<Follower> everybody = List.of();
  private int next;

  void begin(List<Follower> followers) {
    everybody = followers;
    next = 0;
  }

  boolean over() {
    return next == everybody.size();
  }

  /** The next ones, at most so many; some of them may have gone since the beginning. */
  List<Follower> take(int most) {
    int from = next;
    next = Math.min(everybody.size(), from + most);
    return everybody.subList(from, next);
  }

  void end() {
    begin(List.of());
  }
}
