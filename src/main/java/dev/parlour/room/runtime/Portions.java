package dev.parlour.room.runtime;

import dev.parlour.room.Follower;
import java.util.List;

/**
 * A message to all followers of a big room, in portions: thousands at once would keep what is more
 * urgent, acknowledgements, waiting behind them. Belongs to the room's turn.
 */
final class Portions {
  /** Of a portion, a tenth. */
  private static final int FEW = 10;

  private final Audience audience;
  private List<Follower> everybody = List.of();
  private int next;
  private long departures;

  /**
   * @param audience of the room
   */
  Portions(Audience audience) {
    this.audience = audience;
  }

  /**
   * @param followers all in the audience
   */
  void begin(List<Follower> followers) {
    everybody = followers;
    next = 0;
    departures = audience.departures();
  }

  boolean over() {
    return next == everybody.size();
  }

  /**
   * The next ones, about so many, but for those who have gone since the beginning. A few who would
   * be left over go with the last portion, so that nobody waits for the host of a thousand players.
   */
  List<Follower> take(int most) {
    int from = next;
    int rest = everybody.size() - from - most;
    next = rest <= most / FEW ? everybody.size() : from + most;
    List<Follower> portion = everybody.subList(from, next);
    // to look for each of thousands costs as much as to tell them
    return audience.departures() == departures
        ? portion
        : portion.stream().filter(audience::has).toList();
  }

  void end() {
    begin(List.of());
  }
}
