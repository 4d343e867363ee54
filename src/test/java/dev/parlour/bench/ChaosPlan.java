package dev.parlour.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong when: the same for the same seed. Every kind comes once before any comes again,
 * so that a short run has all of them.
 */
final class ChaosPlan {
  /** What may go wrong. */
  enum Kind {
    KILL_NODE,
    KILL_DATABASE,
    KILL_BROKER,
    CUT_SOCKETS,
    DRAIN_NODE,
    STOP_NODE;

    /** As it is called on the command line. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return kind;
        }
      }
      throw new Options.Misunderstood("There is no event " + word + ".");
    }

    boolean ofNode() {
      return this == KILL_NODE || this == DRAIN_NODE || this == STOP_NODE;
    }
  }

  /**
   * @param afterMillis since the one before
   * @param downMillis until what was ended is started again
   * @param share from 0 to 1: how many sockets, and which of the nodes that may be meant
   */
  record Event(Kind kind, long afterMillis, long downMillis, double share) {}

  private static final int SOONEST_MILLIS = 2_000;
  private static final int SPREAD_MILLIS = 6_000;
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 10_000;

  private final Random random;
  private final List<Kind> kinds;
  private final List<Kind> bag = new ArrayList<>();

  ChaosPlan(long seed, List<Kind> kinds) {
    this.random = new Random(seed);
    this.kinds = List.copyOf(kinds);
  }

  Event next() {
    if (bag.isEmpty()) {
      bag.addAll(kinds);
      Collections.shuffle(bag, random);
    }
    return new Event(
        bag.removeLast(),
        SOONEST_MILLIS + random.nextInt(SPREAD_MILLIS),
        SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS),
        random.nextDouble());
  }
}
