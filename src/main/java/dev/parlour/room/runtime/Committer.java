package dev.parlour.room.runtime;

import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Joins what the rooms of this node have ready into one transaction, so that durability costs one
 * flush for many commands instead of one each. While a transaction runs the next one fills up;
 * nobody waits for a timer.
 *
 * <p>One thread runs {@link #run} for the node's life. Rooms call {@link #submit} and wait on the
 * future; at most one append a room is under way.
 */
final class Committer implements Runnable {
  /**
   * Rows in one transaction: beyond this a bigger one saves nothing and only makes everybody wait
   * longer.
   */
  static final int MOST_ROWS = 10_000;

  private record Pending(Append append, CompletableFuture<Outcome> outcome) {}

  private final RoomLog log;
  private final RoomMeter meter;
  private final BlockingQueue<Pending> queue =
      new LinkedBlockingQueue<>(); // bounded by the number of rooms in memory
  private volatile boolean stopped;

  Committer(RoomLog log, RoomMeter meter) {
    this.log = log;
    this.meter = meter;
  }

  /**
   * Completes with the outcome after the commit, or exceptionally where it is not known whether the
   * append was stored.
   */
  CompletableFuture<Outcome> submit(Append append) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    queue.add(new Pending(append, outcome));
    if (stopped) {
      failRest();
    }
    return outcome;
  }

  @Override
  public void run() {
    List<Pending> batch = new ArrayList<>();
    try {
      while (!stopped) {
        batch.clear();
        batch.add(queue.take());
        try {
          commit(batch, more(batch));
        } catch (RuntimeException | Error fault) { // its rooms wait, and all that come after them
          batch.forEach(p -> p.outcome().completeExceptionally(fault));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the way in which the server ends it
    } finally {
      stopped = true;
      failRest();
    }
  }

  /** Takes what else is there; how many rows all of them have. */
  private int more(List<Pending> batch) {
    int rows = batch.getFirst().append().entries().size();
    for (Pending more = queue.poll(); more != null; more = rows < MOST_ROWS ? queue.poll() : null) {
      batch.add(more);
      rows += more.append().entries().size();
    }
    return rows;
  }

  private void commit(List<Pending> batch, int rows) {
    List<Outcome> outcomes;
    try {
      long began = System.nanoTime();
      outcomes = log.append(batch.stream().map(Pending::append).toList());
      meter.committed(rows, System.nanoTime() - began);
    } catch (RuntimeException
        | Error e) { // an error too: the rooms wait, and so would everybody behind them
      meter.commitFailed();
      if (batch.size() > 1
          && e instanceof RuntimeException
          && !(e instanceof RoomLog.LogUnavailable)) {
        // one of these rooms has something that cannot be stored; the transaction is rolled back,
        // so each can be tried alone
        batch.forEach(p -> commit(List.of(p), p.append().entries().size()));
      } else {
        batch.forEach(p -> p.outcome().completeExceptionally(e));
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).outcome().complete(outcomes.get(i));
    }
  }

  private void failRest() {
    for (Pending p = queue.poll(); p != null; p = queue.poll()) {
      p.outcome().completeExceptionally(new RoomLog.LogUnavailable("the server is stopping", null));
    }
  }
}
