package dev.parlour.shared;

/**
 * A limit on how often: {@code burst} at once, {@code perSecond} in the long run. Time is passed
 * in, in the nanoseconds of any one clock that never goes back. For many threads.
 */
public final class TokenBucket {
  private final double burst;
  private final double perNano;
  private double tokens;
  private long at;

  public TokenBucket(int burst, double perSecond, long nowNanos) {
    if (burst < 1 || perSecond <= 0) {
      throw new IllegalArgumentException(
          "a limit needs a burst of at least one and a rate above zero");
    }
    this.burst = burst;
    this.perNano = perSecond / 1e9;
    this.tokens = burst;
    this.at = nowNanos;
  }

  /** Takes one; false where none is left. */
  public synchronized boolean take(long nowNanos) {
    refill(nowNanos);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** Whether one could be taken; takes none. */
  public synchronized boolean any(long nowNanos) {
    refill(nowNanos);
    return tokens >= 1;
  }

  /** Whether it has recovered wholly, so that it may be forgotten. */
  public synchronized boolean full(long nowNanos) {
    refill(nowNanos);
    return tokens >= burst;
  }

  /** Whole seconds, at least one, until the next can be taken. */
  public synchronized long secondsToWait(long nowNanos) {
    refill(nowNanos);
    return Math.max(1, (long) Math.ceil((1 - tokens) / (perNano * 1e9)));
  }

  private void refill(long nowNanos) {
    tokens = Math.min(burst, tokens + Math.max(0, nowNanos - at) * perNano);
    at = nowNanos;
  }
}
