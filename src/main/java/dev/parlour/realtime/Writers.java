package dev.parlour.realtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs what may wait for a slow reader, on few virtual threads: to begin one for each task costs as
 * much as a tenth of sending a view. One thread goes from task to task; behind it, as long as tasks
 * wait, another has been begun and waits for a processor. Where the first has to wait, the
 * scheduler lets that one go on with the others, and so forth. So a task never waits for a reader
 * of another's, there are as many threads at work as processors, and where all readers are slow, as
 * many as readers.
 *
 * <p>Not the container's threads: a task needs nothing of what would be set up on them and taken
 * down again.
 */
final class Writers implements Executor {
  /** Then others than writers get the processor: below a millisecond. */
  private static final int AT_ONCE = 64;

  private final Executor threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
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
  }

  private void ensure() {
    if (!spare.get() && spare.compareAndSet(false, true)) {
      threads.execute(this::work);
    }
  }

  private void work() {
    spare.set(false); // before it looks, so that what comes behind its last look begins another
    for (int i = 0; i < AT_ONCE; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      if (!tasks.isEmpty()) {
        ensure(); // also for when this one is through with its share, or fails
      }
      task.run();
    }
  }
}
