package dev.parlour.realtime;

import dev.parlour.room.Publication;
import dev.parlour.wire.ServerMessage;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a connection's writer. Answers (acknowledgements, refusals, whatever must not be
 * lost) stand in a bounded line, in order. What is only news has one place for each role in a room,
 * where the newest wins. Answers go first, so that {@code attached} comes before the first view;
 * roles take turns. Rooms put in and never wait; one writer takes out.
 */
final class Outbox {
  /** Something to send. */
  sealed interface Item {
    record Answer(ServerMessage message) implements Item {}

    /** Either may be null, not both. */
    record News(Following following, Publication view, ServerMessage.Countdown countdown)
        implements Item {}

    /** A sign of life is due. */
    record Ping() implements Item {}

    /** Nothing will come any more. */
    record End() implements Item {}
  }

  /** Where a role's news wait. Everything in it is guarded by the outbox's lock. */
  static final class Place {
    private final Following following;
    private Publication view;
    private ServerMessage.Countdown countdown;
    private boolean queued;

    Place(Following following) {
      this.following = following;
    }
  }

  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final ArrayDeque<ServerMessage> answers = new ArrayDeque<>(2);
  private final ArrayDeque<Place> news = new ArrayDeque<>(1); // those where something waits
  private boolean ping;
  private boolean ended;
  private long fullSince;
  private boolean full;

  /**
   * @param bound how many answers may wait; four times as many are too much at once
   */
  Outbox(int bound) {
    this.bound = bound;
  }

  /** False where the line is so long that the connection must be closed. */
  boolean answer(ServerMessage message, long nowNanos) {
    lock.lock();
    try {
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
      something.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** True where an older view that nobody had sent yet was thrown away for it. */
  boolean show(Following following, Publication view) {
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      Place place = following.place();
      boolean conflated = place.view != null;
      place.view = view;
      queue(place);
      return conflated;
    } finally {
      lock.unlock();
    }
  }

  void show(Following following, ServerMessage.Countdown countdown) {
    lock.lock();
    try {
      if (!ended) {
        following.place().countdown = countdown;
        queue(following.place());
      }
    } finally {
      lock.unlock();
    }
  }

  private void queue(Place place) {
    if (!place.queued) {
      place.queued = true;
      news.addLast(place);
      something.signal();
    }
  }

  /** Throws away the news of a role that is not followed any more. */
  void drop(Following following) {
    lock.lock();
    try {
      if (following.place().queued) {
        news.remove(following.place());
        given(following.place());
      }
    } finally {
      lock.unlock();
    }
  }

  /** The line of answers has been too long for this many nanoseconds; zero where it is not. */
  long fullFor(long nowNanos) {
    lock.lock();
    try {
      return full ? nowNanos - fullSince : 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing more is taken in; what waits among the answers is still given out, then {@link
   * Item.End}.
   */
  void end() {
    lock.lock();
    try {
      ended = true;
      news.clear();
      something.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Asks for a sign of life, after what waits among the answers. */
  void ping() {
    lock.lock();
    try {
      ping = true;
      something.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next thing to send; waits for it without a limit, since a timer set and cleared for each
   * message costs more than all the rest here.
   */
  Item take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Item next = next();
        if (next != null) {
          return next;
        }
        something.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The next thing to send; null where there is none. */
  Item poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
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

  private static Item given(Place place) {
    Item given = new Item.News(place.following, place.view, place.countdown);
    place.queued = false;
    place.view = null;
    place.countdown = null;
    return given;
  }
}
