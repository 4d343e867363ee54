package dev.parlour.game.duel;

import dev.parlour.game.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * The rings of a run, from left to right, all at the same height. A run begins at the left edge of
 * ring 0, a long one that earns nothing.
 *
 * <p>Every course can be run to its end, and no ring can be left out: a jump off the very end of a
 * ring still comes down on the next one, so what can go wrong is to jump too early or not at all.
 * Rings come closer to the limit as the run goes on: the time in which a jump succeeds shrinks from
 * about 27 steps to 9.
 *
 * @param starts the left edge of each ring, in units of length
 * @param widths how long each ring is
 */
public record Course(List<Integer> starts, List<Integer> widths) {
  /** From this ring on it does not get harder. */
  private static final int HARDEST_FROM = 200;

  public Course {
    starts = List.copyOf(starts);
    widths = List.copyOf(widths);
    if (starts.size() != widths.size()) {
      throw new IllegalArgumentException(
          starts.size() + " rings begin, but " + widths.size() + " have a width");
    }
  }

  /** Before a game is prepared. */
  static final Course NONE = new Course(List.of(), List.of());

  /** A course of so many rings behind the first. */
  static Course drawn(int rings, SeededRandom random) {
    List<Integer> starts = new ArrayList<>(rings + 1);
    List<Integer> widths = new ArrayList<>(rings + 1);
    starts.add(0);
    widths.add(3 * Arc.length(0)); // two seconds to look around
    SeededRandom draw = random;
    int end = widths.getFirst();
    for (int ring = 1; ring <= rings; ring++) {
      int hardness = Math.min(ring, HARDEST_FROM);
      int least = 35 + 20 * hardness / HARDEST_FROM; // percent of a jump
      int most = 55 + 23 * hardness / HARDEST_FROM;
      int jump = Arc.length(ring - 1);
      int gap = jump * (least + draw.below(most - least + 1)) / 100;
      draw = draw.next();
      int furthest = jump - gap; // where the latest jump comes down
      int rest = Arc.speed(ring) * (30 - 18 * hardness / HARDEST_FROM + draw.below(20));
      draw = draw.next();
      starts.add(end + gap);
      widths.add(furthest + rest);
      end += gap + furthest + rest;
    }
    return new Course(starts, widths);
  }

  /** How many rings can be earned. */
  int rings() {
    return starts.size() - 1;
  }

  /** The last place on this ring. */
  int end(int ring) {
    return starts.get(ring) + widths.get(ring);
  }

  /** Whether this ring is under that place. */
  boolean under(int x, int ring) {
    return ring <= rings() && x >= starts.get(ring) && x <= end(ring);
  }
}
