package dev.parlour.quiz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance. Only {@code nextLong} of {@link SplittableRandom} is used, the part whose values
 * its algorithm fixes, and bounds are reduced here; so a seed means the same questions on every
 * JDK. Not thread-safe: each request makes its own.
 */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  long seed() {
    return random.nextLong();
  }

  /**
   * A number from 0 to {@code bound - 1}. The bias is below one in four billion, which no quiz
   * notices.
   */
  int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  /** A number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  boolean coin() {
    return below(2) == 0;
  }

  <T> T oneOf(List<T> items) {
    return items.get(below(items.size()));
  }

  <T> List<T> shuffled(List<T> items) {
    List<T> mixed = new ArrayList<>(items);
    for (int last = mixed.size() - 1; last > 0; last--) {
      int other = below(last + 1);
      T moved = mixed.get(last);
      mixed.set(last, mixed.get(other));
      mixed.set(other, moved);
    }
    return mixed;
  }

  /**
   * Three whole numbers from {@code least} to {@code most}, distinct from each other and from the
   * right one.
   *
   * @param slips what a person would get by a typical mistake; unfit ones are passed over, missing
   *     ones replaced by near numbers
   */
  List<Integer> wrongNumbers(int right, int least, int most, List<Integer> slips) {
    List<Integer> wrong = new ArrayList<>();
    for (int slip : shuffled(slips)) {
      if (wrong.size() < 3
          && slip != right
          && slip >= least
          && slip <= most
          && !wrong.contains(slip)) {
        wrong.add(slip);
      }
    }
    for (int distance = 1; wrong.size() < 3; distance++) {
      for (int near : shuffled(List.of(right - distance, right + distance))) {
        if (wrong.size() < 3 && near >= least && near <= most && !wrong.contains(near)) {
          wrong.add(near);
        }
      }
    }
    return wrong;
  }
}
