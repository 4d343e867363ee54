package dev.parlour.realtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady beat for which any number of threads can wait, since a timer for each would cost more
 * than the waiting saves. It stands still while nobody waits.
 */
final class Beat implements Runnable {
  private final long nanos;
  private volatile CompletableFuture<Void> next = new CompletableFuture<>();
  private volatile boolean awaited;
  private volatile boolean still;
  private volatile Thread thread;

  /**
   * @param every from one beat to the next
   */
  Beat(Duration every) {
    nanos = every.toNanos();
  }

  /**
   * Waits for the next beat, hardly longer than from one to the next; not at all where it has
   * stopped for good.
   */
  void await() throws InterruptedException {
    CompletableFuture<Void> mine =
        next; // first, or it might be one that nobody knows is waited for
    awaited = true;
    if (still) {
      LockSupport.unpark(thread);
    }
    try {
      mine.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a beat does not fail", e);
    }
  }

  /** Whether somebody waits, or has since the last beat. */
  boolean isAwaited() {
    return awaited;
  }

  /** One beat. */
  void strike() {
    awaited = false;
    CompletableFuture<Void> now = next;
    next = new CompletableFuture<>();
    now.complete(null);
  }

  /** Beats until the thread is interrupted. */
  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!Thread.currentThread().isInterrupted()) {
      if (awaited) {
        LockSupport.parkNanos(this, nanos);
        strike();
      } else {
        still = true;
        if (!awaited) {
          LockSupport.park(this);
        }
        still = false;
      }
    }
    next.complete(null); // and stays, so that nobody waits any more
  }
}
