package dev.parlour.realtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs what may wait for a slow reader, on few virtual threads: to begin one for each task costs as
 * much as a tenth of sending a view. One thread goes from task to task; behind it, as long as tasks
 * wait, another has been begun and waits for a processor. Where the first has to wait, the
 * scheduler lets that one go on with the others, and so forth. So a task never waits for another
 * task's reader; where many readers are slow, or many connections are saying goodbye, there are as
 * many threads as they are.
 *
 * <p>Not the container's threads: a task needs nothing of what would be set up on them and taken
 * down again.
 */
final class Writers implements Executor {
  private static final Logger LOG = Logger.getLogger(Writers.class.getName());

  /**
   * After so many, others than writers get the processor; with a ready view each, in less than a
   * millisecond. And for each so many, one more thread stands in the scheduler's line, so that
   * their backlog does not outgrow that of others.
   */
  private static final int SHARE = 64;

  private final Executor threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger added = new AtomicInteger();
  private final AtomicBoolean spare = new AtomicBoolean(); // one has begun that has not looked yet

  /**
   * @param threads gives each task a virtual thread of its own
   */
  Writers(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    ensure();
    if (added.incrementAndGet() % SHARE == 0) {
      begin(this::share);
    }
  }

  /** Goes on where no thread could be begun; to be called now and then. */
  void look() {
    if (!tasks.isEmpty()) {
      ensure();
    }
  }

  private void ensure() {
    if (!spare.get() && spare.compareAndSet(false, true) && !begin(this::work)) {
      spare.set(false); // the next one tries again
    }
  }

  /** False where the machine has no thread to give: what waits must not be lost for that. */
  private boolean begin(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RuntimeException | Error none) {
      LOG.log(Level.SEVERE, "No thread could be begun to write to connections", none);
      return false;
    }
  }

  private void work() {
    spare.set(false); // before it looks, so that what comes behind its last look begins another
    share();
  }

  private void share() {
    for (int i = 0; i < SHARE; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      look(); // also for when this one is through with its share, or fails
      task.run();
    }
  }
}
