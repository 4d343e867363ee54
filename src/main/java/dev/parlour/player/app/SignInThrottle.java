package dev.parlour.player.app;

import dev.parlour.shared.TokenBucket;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down those who try passwords; each node for itself. An address has a budget of failures. A
 * name, after some failures from browsers that it does not know, must rest for a time that doubles
 * with each further one, but for a minute at most: strangers cannot lock anybody out for long. And
 * in a browser in which somebody has signed in to that name before, strangers do not count at all:
 * such a browser has failures of its own. Time in the nanoseconds of any one clock. For many
 * threads.
 */
final class SignInThrottle {
  /** Failures of a name before it must rest: fingers slip. */
  static final int FREE = 5;

  /** Longest rest, in seconds. */
  static final long LONGEST = 60;

  private static final int MANY = 20_000;
  private static final long FORGOTTEN_NANOS = 900_000_000_000L;

  private record Failures(int count, long at) {
    long restNanos() {
      return count < FREE ? 0 : Math.min(LONGEST, 1L << Math.min(count - FREE, 6)) * 1_000_000_000L;
    }
  }

  private final int burst;
  private final double perSecond;
  private final ConcurrentHashMap<String, TokenBucket> addresses = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Failures> names = new ConcurrentHashMap<>();

  SignInThrottle(int burst, double perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  /** What is counted for a name: tries in an unknown browser together, each known one alone. */
  static String key(String nameKey, String knownBrowser) {
    return knownBrowser == null ? "?" + nameKey : knownBrowser + " " + nameKey;
  }

  /** Seconds to wait for an address whatever the name, zero for none; counts nothing. */
  long restOf(String address, long now) {
    TokenBucket bucket = addresses.get(address);
    return bucket == null || bucket.any(now) ? 0 : bucket.secondsToWait(now);
  }

  /** Seconds to wait, zero for none; counts nothing. */
  long rest(String address, String key, long now) {
    Failures failures = names.get(key);
    long rest = failures == null ? 0 : failures.restNanos() - (now - failures.at());
    return Math.max(restOf(address, now), rest <= 0 ? 0 : Math.ceilDiv(rest, 1_000_000_000L));
  }

  /** A password was wrong. */
  void missed(String address, String key, long now) {
    if (addresses.size() > MANY) {
      addresses.values().removeIf(b -> b.full(now));
    }
    if (names.size() > MANY) {
      names.values().removeIf(f -> now - f.at() > 2 * LONGEST * 1_000_000_000L);
    }
    addresses.computeIfAbsent(address, a -> new TokenBucket(burst, perSecond, now)).take(now);
    names.merge(
        key,
        new Failures(1, now),
        (before, one) ->
            now - before.at() > FORGOTTEN_NANOS ? one : new Failures(before.count() + 1, now));
  }

  /** A password was right: the name begins anew, the address does not. */
  void right(String key) {
    names.remove(key);
  }
}
