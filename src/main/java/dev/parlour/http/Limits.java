package dev.parlour.http;

import dev.parlour.shared.TokenBucket;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A limit for each address. Those that have recovered are forgotten when there are many, so that
 * strangers cannot fill the memory. For many threads.
 */
final class Limits {
  private static final int MANY = 20_000;

  private final int burst;
  private final double perSecond;
  private final ConcurrentHashMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  Limits(int burst, double perSecond) {
    this.burst = burst;
    this.perSecond = perSecond;
  }

  /** Zero where it is allowed, else the seconds to wait. */
  long take(String address, long nowNanos) {
    if (buckets.size() > MANY) {
      buckets.values().removeIf(b -> b.full(nowNanos));
    }
    TokenBucket bucket =
        buckets.computeIfAbsent(address, a -> new TokenBucket(burst, perSecond, nowNanos));
    return bucket.take(nowNanos) ? 0 : bucket.secondsToWait(nowNanos);
  }

  /** The seconds to wait until something can be taken, zero where it can be now; takes nothing. */
  long wait(String address, long nowNanos) {
    TokenBucket bucket = buckets.get(address);
    return bucket == null || bucket.any(nowNanos) ? 0 : bucket.secondsToWait(nowNanos);
  }
}
