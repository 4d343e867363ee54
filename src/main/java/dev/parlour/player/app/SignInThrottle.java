package dev.parlour.player.app;

import dev.parlour.shared.TokenBucket;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down those who try passwords; each node for itself. An address has a budget of failures.
 * Where somebody at an address has failed some times at a name, in browsers that the name does not
 * know, that address must rest with it, for a time that doubles with each further failure, but for
 * a minute at most. All strangers together may fail at a name at a rate: those who come from
 * everywhere get no further by it, and nobody keeps its owner waiting for longer than the next try
 * takes to come. And in a browser in which somebody has signed in to that name before, strangers do
 * not count at all: such a browser has failures of its own. Time in the nanoseconds of any one
 * clock. For many threads.
 */
final class SignInThrottle {
  /** Failures at a name before one must rest: fingers slip. */
  static final int FREE = 5;

  /** Longest rest, in seconds. */
  static final long LONGEST = 60;

  /** Failures of all strangers together at one name: so many at once, and a minute. */
  static final int STRANGERS_BURST = 10;

  static final int STRANGERS_PER_MINUTE = 20;

  private static final int MANY = 20_000;
  private static final long FORGOTTEN_NANOS = 900_000_000_000L;

  /**
   * Somebody who tries to sign in.
   *
   * @param nameKey whose password they try
   * @param knownBrowser in which that name has signed in before; null for any other
   */
  record Attempt(String address, String nameKey, String knownBrowser) {
    private boolean ofStranger() {
      return knownBrowser == null;
    }

    /** What is counted together: an address of strangers, each known browser alone. */
    private String key() {
      return (ofStranger() ? "?" + address : knownBrowser) + " " + nameKey;
    }
  }

  private record Failures(int count, long at) {
    long restNanos() {
      return count < FREE ? 0 : Math.min(LONGEST, 1L << Math.min(count - FREE, 6)) * 1_000_000_000L;
    }
  }

  private final int burst;
  private final double perSecond;
  private final ConcurrentHashMap<String, TokenBucket> addresses = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, TokenBucket> strangers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Failures> failed = new ConcurrentHashMap<>();

  SignInThrottle(int burst, double perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  /** Seconds to wait for an address whatever the name, zero for none; counts nothing. */
  long restOf(String address, long now) {
    return rest(addresses.get(address), now);
  }

  private static long rest(TokenBucket bucket, long now) {
    return bucket == null || bucket.any(now) ? 0 : bucket.secondsToWait(now);
  }

  /** Seconds to wait, zero for none; counts nothing. */
  long rest(Attempt attempt, long now) {
    Failures failures = failed.get(attempt.key());
    long rest = failures == null ? 0 : failures.restNanos() - (now - failures.at());
    long ofStrangers = attempt.ofStranger() ? rest(strangers.get(attempt.nameKey()), now) : 0;
    return Math.max(
        Math.max(restOf(attempt.address(), now), ofStrangers),
        rest <= 0 ? 0 : Math.ceilDiv(rest, 1_000_000_000L));
  }

  /** A password was wrong. */
  void missed(Attempt attempt, long now) {
    if (failed.size() > MANY) {
      failed.values().removeIf(f -> now - f.at() > 2 * LONGEST * 1_000_000_000L);
    }
    take(addresses, attempt.address(), burst, perSecond, now);
    if (attempt.ofStranger()) {
      take(strangers, attempt.nameKey(), STRANGERS_BURST, STRANGERS_PER_MINUTE / 60.0, now);
    }
    failed.merge(
        attempt.key(),
        new Failures(1, now),
        (before, one) ->
            now - before.at() > FORGOTTEN_NANOS ? one : new Failures(before.count() + 1, now));
  }

  private static void take(
      ConcurrentHashMap<String, TokenBucket> buckets,
      String key,
      int burst,
      double perSecond,
      long now) {
    if (buckets.size() > MANY) {
      buckets.values().removeIf(b -> b.full(now));
    }
    buckets.computeIfAbsent(key, k -> new TokenBucket(burst, perSecond, now)).take(now);
  }

  /** A password was right: whoever gave it begins anew, the address and all strangers do not. */
  void right(Attempt attempt) {
    failed.remove(attempt.key());
  }
}
