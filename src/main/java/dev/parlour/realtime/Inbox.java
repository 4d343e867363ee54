package dev.parlour.realtime;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Keeps what a client sent in order, although some of it must wait for rooms and the database and
 * may not keep the container's thread for that. What needs no waiting is done at once, on the
 * caller's thread, unless something waits before it.
 */
final class Inbox {
  private final Executor threads;
  private final int bound;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  Inbox(Executor threads, int bound) {
    this.threads = threads;
    this.bound = bound;
  }

  /**
   * Only one thread at a time may call it. False where too much waits already.
   *
   * @param slow whether the task may wait for something
   */
  boolean run(Runnable task, boolean slow) {
    synchronized (this) {
      if (busy || slow) {
        if (waiting.size() >= bound) {
          return false;
        }
        waiting.addLast(task);
        if (busy) {
          return true;
        }
        busy = true;
      }
    }
    if (slow) {
      threads.execute(this::drain);
    } else {
      task.run();
    }
    return true;
  }

  private void drain() {
    while (true) {
      Runnable task;
      synchronized (this) {
        task = waiting.pollFirst();
        if (task == null) {
          busy = false;
          return;
        }
      }
      task.run();
    }
  }
}
