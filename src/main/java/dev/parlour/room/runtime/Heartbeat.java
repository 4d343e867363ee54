package dev.parlour.room.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Beats again and again until it is interrupted, on a thread of its own: a node whose pools are
 * busy is alive, and must not be taken for dead. What follows from a beat is done on a second
 * thread ({@link #attendant}), at once but never twice at a time, so that the next beat need not
 * wait for it. What fails is reported and tried again with the next beat.
 */
final class Heartbeat implements Runnable {
  private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

  /** Behind its time; a little more, and others take the node for dead. */
  private static final Duration LATE = Duration.ofMillis(1_500);

  private final Runnable beat;
  private final Runnable attend;
  private final Duration every;
  private final Semaphore beats = new Semaphore(0);

  Heartbeat(Runnable beat, Runnable attend, Duration every) {
    this.beat = beat;
    this.attend = attend;
    this.every = every;
  }

  @Override
  public void run() {
    long due = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      long began = System.nanoTime();
      reported("the heartbeat", beat);
      beats.release();
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

  /** For the second thread: does what follows from each beat, until it is interrupted. */
  Runnable attendant() {
    return () -> {
      try {
        while (true) {
          beats.acquire();
          beats.drainPermits(); // of several beats the last one counts
          reported("what follows from a heartbeat", attend);
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void reported(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      // Whatever it was: a node without a heart loses its rooms.
      LOG.log(Level.WARNING, "{0} failed: {1}", what, e);
    }
  }
}
