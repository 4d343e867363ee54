package dev.parlour.realtime;

import dev.parlour.room.Frame;
import dev.parlour.room.Publication;
import dev.parlour.wire.ServerMessage;
import java.util.ArrayDeque;

/**
 * What waits for a connection's writer. Answers (acknowledgements, refusals, whatever must not be
 * lost) stand in a bounded line, in order. What is only news has one place for each role in a room,
 * where the newest wins. Answers go first, so that {@code attached} comes before the first view;
 * roles take turns. Rooms put in and never wait; the writer takes out.
 *
 * <p>The writer is called when something comes while it rests, works until it is told that it may
 * {@link #rest}, and is called again: so there is never more than one at work. Instead it may
 * {@link #hold} what waits for a moment. Then it is called only for what presses, and takes the
 * rest up again by {@link #resume}. Guarded by itself.
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

  /** What the writer does. */
  private enum Writer {
    RESTS,
    /** Has been called, and neither rests nor holds yet. */
    WORKS,
    /** Waits for more. */
    HOLDS
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
  private final Runnable writer;
  private final ArrayDeque<ServerMessage> answers = new ArrayDeque<>(2);
  private final ArrayDeque<Place> news = new ArrayDeque<>(1); // those where something waits
  private int frames; // among the news
  private boolean ping;
  private boolean ended;
  private long fullSince;
  private boolean full;
  private Writer state = Writer.RESTS;

  /**
   * @param bound how many answers may wait; four times as many are too much at once
   * @param writer begins to write and returns at once
   */
  Outbox(int bound, Runnable writer) {
    this.bound = bound;
    this.writer = writer;
  }

  /** False where the line is so long that the connection must be closed. */
  boolean answer(ServerMessage message, long nowNanos) {
    boolean rested;
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
      rested = wanted();
    }
    call(rested);
    return true;
  }

  /** True where an older view that nobody had sent yet was thrown away for it. */
  boolean show(Following following, Publication view) {
    boolean rested;
    boolean conflated;
    synchronized (this) {
      if (ended) {
        return false;
      }
      Place place = following.place();
      conflated = place.view != null;
      place.view = view;
      rested = queue(place);
    }
    call(rested);
    return conflated;
  }

  void show(Following following, ServerMessage.Countdown countdown) {
    boolean rested;
    synchronized (this) {
      if (ended) {
        return;
      }
      following.place().countdown = countdown;
      rested = queue(following.place());
    }
    call(rested);
  }

  /** True where an older frame that nobody had sent yet was thrown away for it. */
  boolean show(Following following, Frame frame) {
    boolean rested;
    boolean conflated;
    synchronized (this) {
      if (ended) {
        return false;
      }
      Place place = following.place();
      conflated = place.frame != null;
      frames += conflated ? 0 : 1;
      place.frame = frame;
      rested = queue(place);
    }
    call(rested);
    return conflated;
  }

  private boolean queue(Place place) {
    if (!place.queued) {
      place.queued = true;
      news.addLast(place);
    }
    return wanted();
  }

  /** Whether the writer is not at work and must be called. */
  private boolean wanted() {
    if (state == Writer.WORKS || state == Writer.HOLDS && !presses()) {
      return false;
    }
    state = Writer.WORKS;
    return true;
  }

  /** Outside of the lock, so that the writer need not wait for the caller. */
  private void call(boolean rested) {
    if (rested) {
      writer.run();
    }
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
    boolean rested;
    synchronized (this) {
      ended = true;
      news.clear();
      rested = wanted();
    }
    call(rested);
  }

  /** Asks for a sign of life, after what waits among the answers. */
  void ping() {
    boolean rested;
    synchronized (this) {
      ping = true;
      rested = wanted();
    }
    call(rested);
  }

  /**
   * Whether something must go out at once: a frame, or the end; what else there is can wait a
   * moment for more.
   */
  private boolean presses() {
    return ended || frames > 0;
  }

  /** The writer would wait for more. False where something presses, and it must go on. */
  synchronized boolean hold() {
    state = presses() ? Writer.WORKS : Writer.HOLDS;
    return state == Writer.HOLDS;
  }

  /** The moment is over. Whether the writer still holds, and now is at work again. */
  synchronized boolean resume() {
    if (state != Writer.HOLDS) {
      return false;
    }
    state = Writer.WORKS;
    return true;
  }

  /** The writer would rest. False where something waits, and it must go on. */
  synchronized boolean rest() {
    boolean more = ended || ping || !answers.isEmpty() || !news.isEmpty();
    state = more ? Writer.WORKS : Writer.RESTS;
    return !more;
  }

  /** The next thing to send; null where there is none. */
  synchronized Item poll() {
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
