package dev.parlour.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A steady beat that anything can be put off to, since a timer for each would cost more than the
 * waiting saves. It stands still while nothing waits. For many threads.
 */
final class Beat implements Runnable {
  private static final Logger LOG = Logger.getLogger(Beat.class.getName());

  private final Duration every;
  private List<Runnable> waiting = new ArrayList<>(); // guarded by this
  private boolean over; // guarded by this

  /**
   * @param every from one beat to the next
   */
  Beat(Duration every) {
    this.every = every;
  }

  /**
   * Puts something off to the next beat, hardly longer than from one to the next; not at all where
   * it has stopped for good.
   *
   * @param task must be short: all others wait for it
   */
  void next(Runnable task) {
    synchronized (this) {
      if (!over) {
        waiting.add(task);
        if (waiting.size() == 1) {
          notifyAll();
        }
        return;
      }
    }
    task.run();
  }

  /** One beat. */
  void strike() {
    List<Runnable> due;
    synchronized (this) {
      due = waiting;
      waiting = new ArrayList<>();
    }
    for (Runnable task : due) {
      try {
        task.run();
      } catch (RuntimeException | Error fault) {
        // the others wait for it, and for the next beat
        LOG.log(Level.SEVERE, "Something that was put off to a beat failed", fault);
      }
    }
  }

  /** Beats until the thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        synchronized (this) {
          while (waiting.isEmpty()) {
            wait();
          }
        }
        Thread.sleep(every);
        strike();
      }
    } catch (InterruptedException stopped) {
      LOG.log(Level.FINE, "The beat has stopped", stopped);
    } finally {
      synchronized (this) {
        over = true; // and stays, whatever ends it, so that nothing waits any more
      }
      strike();
    }
  }
}
