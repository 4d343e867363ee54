package dev.parlour.game;

import java.util.ArrayList;
import java.util.List;

/**
 * A generator that is a value: it lives in a game's state, so that a replay draws what live play
 * drew. SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA
 * 2014).
 *
 * @param state the whole state; any value is a good seed
 */
public record SeededRandom(long state) {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /** The generator after this one's draw. */
  public SeededRandom next() {
    return new SeededRandom(state + GAMMA);
  }

  /**
   * This generator's draw: 64 bits. The same however often it is asked; {@link #next()} moves on.
   */
  public long bits() {
    long z = state + GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** This generator's draw, from 0 to {@code bound - 1}; the bias is below {@code bound / 2^64}. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(bits(), bound);
  }

  /**
   * The items in an order drawn from a stream split off this draw (Fisher and Yates); like any
   * draw, {@link #next()} moves on from it.
   */
  public <T> List<T> shuffled(List<T> items) {
    List<T> order = new ArrayList<>(items);
    SeededRandom draw = split();
    for (int i = order.size() - 1; i > 0; i--) {
      int j = draw.below(i + 1);
      T moved = order.set(i, order.get(j));
      order.set(j, moved);
      draw = draw.next();
    }
    return List.copyOf(order);
  }

  /** A generator with a stream of its own, taken from this one's draw. */
  public SeededRandom split() {
    return new SeededRandom(bits() ^ 0x632BE59BD9B4E019L);
  }
}
