package dev.parlour.realtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Keeps what a client sent to a room in order, although some of it must wait until the room is
 * loaded and may not keep the container's thread for that. Each room has a lane, so that rooms do
 * not wait for each other. What needs no waiting is done at once, on the caller's thread, unless
 * something waits before it in its lane.
 *
 * <p>A lane is there only while something is in it: a connection for which nothing waits holds
 * none.
 */
final class Lanes {
  private static final Logger LOG = System.getLogger(Lanes.class.getName());

  private final Executor threads;
  private final int mostLanes;
  private final int mostWaiting;
  private Map<String, ArrayDeque<Runnable>> lanes; // null while there is none
  private int waiting;

  /**
   * @param threads gives each task a thread of its own
   * @param mostLanes how many rooms may be waited for at the same time
   * @param mostWaiting how many tasks may wait, over all lanes
   */
  Lanes(Executor threads, int mostLanes, int mostWaiting) {
    this.threads = threads;
    this.mostLanes = mostLanes;
    this.mostWaiting = mostWaiting;
  }

  /** Whether there is a lane. Once false, it stays so until the next {@link #run}. */
  synchronized boolean busy() {
    return lanes != null;
  }

  /**
   * Only one thread at a time may call it. False where too much waits already; the task is not run
   * then.
   *
   * @param room null for what belongs to no room, which waits for nothing
   * @param slow whether the task may wait for something
   */
  boolean run(String room, Runnable task, boolean slow) {
    synchronized (this) {
      ArrayDeque<Runnable> lane = room == null || lanes == null ? null : lanes.get(room);
      if (lane != null || slow && room != null) {
        if (waiting >= mostWaiting || lane == null && lanes != null && lanes.size() >= mostLanes) {
          return false;
        }
        waiting++;
        if (lane != null) {
          lane.addLast(task);
          return true;
        }
        if (lanes == null) {
          lanes = new HashMap<>();
        }
        lane = new ArrayDeque<>();
        lane.addLast(task);
        lanes.put(room, lane);
      } else {
        slow = false;
      }
    }
    if (slow) {
      threads.execute(() -> drain(room));
    } else {
      task.run();
    }
    return true;
  }

  private void drain(String room) {
    for (Runnable task = next(room); task != null; task = next(room)) {
      try {
        task.run();
      } catch (RuntimeException | Error fault) {
        LOG.log(Level.ERROR, "what a client sent could not be dealt with", fault); // the rest can
      }
    }
  }

  /** Null where the lane is empty, and gone with that. */
  private synchronized Runnable next(String room) {
    Runnable task = lanes.get(room).pollFirst();
    if (task != null) {
      waiting--;
      return task;
    }
    lanes.remove(room);
    if (lanes.isEmpty()) {
      lanes = null;
    }
    return null;
  }
}
