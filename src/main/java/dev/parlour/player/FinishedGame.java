package dev.parlour.player;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A game that is over, and who played it; by these rules it counts.
 *
 * <ul>
 *   <li>Somebody has <b>won</b> who is placed before all others, <b>lost</b> who is placed behind
 *       any of them, and <b>drawn</b> else.
 *   <li>A game that its host ended before its own end counts for nobody: it stands in the history,
 *       and no more. Otherwise whoever hosts and plays could win by ending, or not lose.
 *   <li>A game that came to nothing, as all had gone, counts for nobody either: whoever was in
 *       front when the last one went has not won it.
 *   <li>Whoever the host removed is left out, for themselves and for the others, for the same
 *       reason. Who leaves or stays away keeps their place: leaving is no way not to lose.
 *   <li>Who sits on several seats (two at one keyboard) is one person, for whom the worst of them
 *       counts, and whose seats do not play against each other. Alone, or against the computer
 *       alone, nobody wins or loses.
 *   <li>Ratings change where two or more accounts have counted; only among themselves. An account
 *       that got its seat from somebody else in the middle of the game is not rated by it, or
 *       people could play as guests and sign in where they are about to win.
 * </ul>
 *
 * @param room its code
 * @param seq of the event in the room's log that ended it
 * @param number which game of that room it was, from 1
 * @param open whether the room was public
 * @param lines in the order of the places
 */
public record FinishedGame(
    String room,
    long seq,
    int number,
    String game,
    Instant at,
    boolean open,
    Ending ending,
    List<Line> lines) {
  public FinishedGame {
    lines = List.copyOf(lines);
  }

  /** How it came to be over. */
  public enum Ending {
    /** By its own rules. */
    OWN,
    /** By its host, before that. */
    BY_HOST,
    /** Nobody was left who could win it. */
    ABANDONED
  }

  /**
   * Somebody's place.
   *
   * @param holder null for a client that keeps its seat by itself: nobody knows whose it is
   * @param name null where the holder has deleted their account
   * @param rank from 1, equals share one
   * @param removed by the host
   * @param tookOver whether the holder got the seat from somebody else, or from themselves as a
   *     guest, while the game was on
   */
  public record Line(
      String seat,
      GuestId holder,
      String name,
      int rank,
      long score,
      boolean removed,
      boolean tookOver) {}

  private boolean counts() {
    return ending == Ending.OWN;
  }

  /** What it was to each, in the order of the lines; null where it does not count. */
  public List<Outcome> outcomes() {
    // The best place of anybody, and the best one of somebody else: each line is held against the
    // first of the two that is another person's.
    Line best = null;
    Line second = null;
    for (Line line : lines) {
      if (line.removed() || !counts()) {
        continue;
      }
      if (best == null || line.rank() < best.rank()) {
        second = best != null && !same(best, line) ? best : second;
        best = line;
      } else if (!same(best, line) && (second == null || line.rank() < second.rank())) {
        second = line;
      }
    }
    List<Outcome> outcomes = new ArrayList<>(lines.size());
    for (Line line : lines) {
      boolean counts = second != null && !line.removed();
      outcomes.add(counts ? against(line, same(best, line) ? second : best) : null);
    }
    return outcomes;
  }

  private static Outcome against(Line line, Line other) {
    return line.rank() < other.rank()
        ? Outcome.WON
        : line.rank() == other.rank() ? Outcome.DRAWN : Outcome.LOST;
  }

  private static boolean same(Line one, Line other) {
    return one == other || one.holder() != null && one.holder().equals(other.holder());
  }

  /**
   * The ranks by which accounts are rated, in the order of their first lines; empty where it is not
   * rated.
   */
  public Map<AccountId, Integer> rated() {
    Map<AccountId, Integer> ranks = new LinkedHashMap<>();
    for (Line line : lines) {
      if (!line.removed() && !line.tookOver() && counts() && line.holder() != null) {
        line.holder().account().ifPresent(account -> ranks.merge(account, line.rank(), Math::max));
      }
    }
    return ranks.size() < 2 ? Map.of() : ranks;
  }
}
