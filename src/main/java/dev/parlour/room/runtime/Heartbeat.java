package dev.parlour.room.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Beats again and again until it is interrupted, on a thread of its own: a node whose pools are
 * busy is alive, and must not be taken for dead. A beat that fails is reported, and the next one
 * tries again.
 */
final class Heartbeat implements Runnable {
  private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

  /** Behind its time; a little more, and others take the node for dead. */
  private static final Duration LATE = Duration.ofMillis(1_500);

  private final Runnable beat;
  private final Duration every;

  Heartbeat(Runnable beat, Duration every) {
    this.beat = beat;
    this.every = every;
  }

  @Override
  public void run() {
    long due = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      long began = System.nanoTime();
      try {
        beat.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the heartbeat failed: {0}", e);
      }
      long now = System.nanoTime();
      if (now - due > LATE.toNanos()) {
        LOG.log(
            Level.WARNING,
            "the heartbeat was late: it began {0} ms behind its time and took {1} ms",
            Duration.ofNanos(began - due).toMillis(),
            Duration.ofNanos(now - began).toMillis());
      }
      due = Math.max(due + every.toNanos(), now);
      while (System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(this, due - System.nanoTime());
      }
    }
  }
}
