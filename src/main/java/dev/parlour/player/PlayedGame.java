package dev.parlour.player;

import java.time.Instant;
import java.util.List;

/**
 * A finished game, as it stands in somebody's history.
 *
 * @param id goes up with every game; a page of the history begins before one
 * @param room its code; null where it is nobody else's business
 * @param number which game of that room it was, from 1
 * @param endedByHost before its own end, so that it counts for nobody
 * @param outcome null where it does not count
 * @param gained what the rating changed by; null where it was not rated
 * @param players how many had a place, they themselves too
 * @param others those that are placed best besides them, {@value #OTHERS} at most
 */
public record PlayedGame(
    long id,
    String room,
    int number,
    String game,
    Instant at,
    boolean open,
    boolean endedByHost,
    int rank,
    long score,
    Outcome outcome,
    Double gained,
    int players,
    List<Other> others) {
  public static final int OTHERS = 3;

  public PlayedGame {
    others = List.copyOf(others);
  }

  /**
   * Somebody who played as well.
   *
   * @param name as they were called there; null where they have been deleted
   * @param account null for a guest
   */
  public record Other(String name, AccountId account, int rank, long score) {}

  /** Without the room, for whoever may not come into it. */
  public PlayedGame withoutRoom() {
    return new PlayedGame(
        id,
        null,
        number,
        game,
        at,
        open,
        endedByHost,
        rank,
        score,
        outcome,
        gained,
        players,
        others);
  }
}
