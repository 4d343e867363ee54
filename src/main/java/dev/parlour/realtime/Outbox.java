package dev.parlour.realtime;

import dev.parlour.room.Frame;
import dev.parlour.room.Publication;
import dev.parlour.wire.ServerMessage;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits for a connection's writer. Answers (acknowledgements, refusals, whatever must not be
 * lost) stand in a bounded line, in order. What is only news has one place for each role in a room,
 * where the newest wins. Answers go first, so that {@code attached} comes before the first view;
 * roles take turns. Rooms put in and never wait; one writer takes out.
 *
 * <p>Guarded by itself; the writer parks without a condition, since there are as many of them as
 * connections, and each would hold 200 bytes more.
 */
final class Outbox {
  /** Something to send. */
  sealed interface Item {
    record Answer(ServerMessage message) implements Item {}

    /** Each may be null, not all. */
    record News(
        Following following, Publication view, ServerMessage.Countdown countdown, Frame frame)
        implements Item {}

    /** A sign of life is due. */
    record Ping() implements Item {}

    /** Nothing will come any more. */
    record End() implements Item {}
  }

  /** Where a role's news wait. Everything in it is guarded by the outbox. */
  static final class Place {
    private final Following following;
    private Publication view;
    private ServerMessage.Countdown countdown;
    private Frame frame;
    private boolean queued;

    Place(Following following) {
      this.following = following;
    }
  }

  private final int bound;
  private final ArrayDeque<ServerMessage> answers = new ArrayDeque<>(2);
  private final ArrayDeque<Place> news = new ArrayDeque<>(1); // those where something waits
  private int frames; // among the news
  private boolean ping;
  private boolean ended;
  private long fullSince;
  private boolean full;
  private Thread waiting; // the writer, while there is nothing for it

  /**
   * @param bound how many answers may wait; four times as many are too much at once
   */
  Outbox(int bound) {
    this.bound = bound;
  }

  /** False where the line is so long that the connection must be closed. */
  boolean answer(ServerMessage message, long nowNanos) {
    Thread writer;
    synchronized (this) {
      if (ended) {
        return true; // it will not be read by anybody
      }
      if (answers.size() >= 4 * bound) {
        return false;
      }
      answers.addLast(message);
      if (answers.size() > bound && !full) {
        full = true;
        fullSince = nowNanos;
      }
      writer = wanted();
    }
    LockSupport.unpark(writer);
    return true;
  }

  /** True where an older view that nobody had sent yet was thrown away for it. */
  boolean show(Following following, Publication view) {
    Thread writer;
    boolean conflated;
    synchronized (this) {
      if (ended) {
        return false;
      }
      Place place = following.place();
      conflated = place.view != null;
      place.view = view;
      writer = queue(place);
    }
    LockSupport.unpark(writer);
    return conflated;
  }

  void show(Following following, ServerMessage.Countdown countdown) {
    Thread writer;
    synchronized (this) {
      if (ended) {
        return;
      }
      following.place().countdown = countdown;
      writer = queue(following.place());
    }
    LockSupport.unpark(writer);
  }

  /** True where an older frame that nobody had sent yet was thrown away for it. */
  boolean show(Following following, Frame frame) {
    Thread writer;
    boolean conflated;
    synchronized (this) {
      if (ended) {
        return false;
      }
      Place place = following.place();
      conflated = place.frame != null;
      frames += conflated ? 0 : 1;
      place.frame = frame;
      writer = queue(place);
    }
    LockSupport.unpark(writer);
    return conflated;
  }

  private Thread queue(Place place) {
    if (place.queued) {
      return null; // and so the writer is up, or about to be
    }
    place.queued = true;
    news.addLast(place);
    return wanted();
  }

  /** The writer, where it waits; to be woken outside, so that it need not wait for the caller. */
  private Thread wanted() {
    Thread writer = waiting;
    waiting = null;
    return writer;
  }

  /** Throws away the news of a role that is not followed any more. */
  synchronized void drop(Following following) {
    if (following.place().queued) {
      news.remove(following.place());
      given(following.place());
    }
  }

  /** The line of answers has been too long for this many nanoseconds; zero where it is not. */
  synchronized long fullFor(long nowNanos) {
    return full ? nowNanos - fullSince : 0;
  }

  /**
   * Nothing more is taken in; what waits among the answers is still given out, then {@link
   * Item.End}.
   */
  void end() {
    Thread writer;
    synchronized (this) {
      ended = true;
      news.clear();
      writer = wanted();
    }
    LockSupport.unpark(writer);
  }

  /** Asks for a sign of life, after what waits among the answers. */
  void ping() {
    Thread writer;
    synchronized (this) {
      ping = true;
      writer = wanted();
    }
    LockSupport.unpark(writer);
  }

  /**
   * Waits until there is something to send; without a limit, since a timer set and cleared for each
   * message costs more than all the rest here. For one thread.
   *
   * @return whether it must go out at once: a frame, or the end; what else there is can wait a
   *     moment for more
   */
  boolean await() throws InterruptedException {
    while (true) {
      synchronized (this) {
        if (ended || ping || !answers.isEmpty() || !news.isEmpty()) {
          waiting = null; // where it was woken by chance
          return ended || frames > 0;
        }
        waiting = Thread.currentThread();
      }
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** The next thing to send; null where there is none. */
  synchronized Item poll() {
    return next();
  }

  private Item next() {
    if (!answers.isEmpty()) {
      ServerMessage message = answers.removeFirst();
      if (answers.size() <= bound) {
        full = false;
      }
      return new Item.Answer(message);
    }
    if (ended) {
      return new Item.End();
    }
    if (ping) {
      ping = false;
      return new Item.Ping();
    }
    if (news.isEmpty()) {
      return null;
    }
    return given(news.pollFirst());
  }

  private Item given(Place place) {
    frames -= place.frame == null ? 0 : 1;
    Item given = new Item.News(place.following, place.view, place.countdown, place.frame);
    place.queued = false;
    place.view = null;
    place.countdown = null;
    place.frame = null;
    return given;
  }
}
