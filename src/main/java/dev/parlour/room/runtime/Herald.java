package dev.parlour.room.runtime;

import dev.parlour.room.Follower;
import dev.parlour.room.Publication;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Shows a new phase to a hall, beside the room's turn, which goes on with the answers of those who
 * have seen it already. It lets others run after every few, so that an acknowledgement does not
 * stand behind thousands of writers that have just been woken.
 *
 * <p>Begun and stopped by the room's turn; what it gives out may come to a follower after something
 * newer, and is ignored there.
 */
final class Herald {
  /** A few milliseconds of work for their writers. */
  private static final int AT_ONCE = 64;

  private final Executor threads;
  private volatile Publication giving; // null while there is nothing to do

  Herald(Executor threads) {
    this.threads = threads;
  }

  boolean over() {
    return giving == null;
  }

  /** Gives it out to all of them, and gives out no longer what it was still at. */
  void begin(Publication news, List<Follower> hall) {
    giving = news;
    try {
      threads.execute(() -> give(news, hall));
    } catch (RejectedExecutionException stopping) {
      giving = null; // and so does this server; its people look elsewhere
    }
  }

  void stop() {
    giving = null;
  }

  private void give(Publication news, List<Follower> hall) {
    int given = 0;
    for (Follower follower : hall) {
      if (giving != news) {
        return;
      }
      LiveRoom.safely(() -> follower.published(news));
      if (++given % AT_ONCE == 0) {
        Thread.yield();
      }
    }
    if (giving == news) {
      giving = null;
    }
  }
}
