package dev.parlour.player;

import java.util.Collection;
import java.util.List;

/**
 * All that is kept of who had which seat, behind {@link GuestSeats}: to tell its owner of it, and
 * to delete it when its room is no more. Waits for the database; each call is a transaction.
 */
public interface SeatRecords {
  /**
   * @param givenUp it is not theirs any more
   */
  record Kept(HeldSeat seat, boolean givenUp) {}

  /** Everything, newest first, also what was given up. */
  List<Kept> all(GuestId guest);

  /**
   * Codes by which a seat was taken over a day ago, in their order: a room that is younger may have
   * been stored a moment after who sits there.
   *
   * @param after only codes behind this one; empty for all
   */
  List<String> rooms(String after, int most);

  /** Deletes what was taken by these codes over a day ago. */
  void forget(Collection<String> rooms);

  /** Deletes browsers that are older than a day and have nothing; who comes again is made anew. */
  void forgetEmptyHanded();
}
