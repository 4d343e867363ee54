package dev.parlour.room.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.room.NodeMessage;
import dev.parlour.shared.NodePost;
import dev.parlour.wire.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The line to one other node. {@link #run} sends, on a thread of its own, what {@link #add} has put
 * there, as many messages in a letter as wait; once a second at the least, so that the other end
 * knows that all has come. {@link #takes} looks at what comes from there, on the one thread on
 * which letters arrive.
 */
final class Line implements Runnable {
  private static final Logger LOG = System.getLogger(Line.class.getName());

  /** Messages in one letter: it should stay below what the broker takes for large, 100 KB. */
  private static final int MOST = 300;

  /** Messages that wait while the broker is away; beyond it the line breaks. */
  private static final int QUEUE = 50_000;

  private static final long BEAT_MILLIS = 1_000;
  private static final long RETRY_NANOS = 300_000_000L;

  private final String self;
  private final String peer;
  private final RelayCodec codec;
  private final NodePost post;
  private final Runnable broken;
  private final LongSupplier nanos;
  private final BlockingQueue<NodeMessage> queue = new LinkedBlockingQueue<>(QUEUE);
  private final String name = UUID.randomUUID().toString();

  private volatile boolean stopped;
  private volatile boolean overflown;
  private volatile boolean missed; // something from there; to be told with the next letter
  private volatile long heardAt;

  // ---- the sender's own
  private long sent;
  private boolean failing;

  // ---- the receiver's own
  private String theirs;
  private long received;

  /**
   * @param broken is to be told that something was lost in either direction
   */
  Line(
      String self,
      String peer,
      RelayCodec codec,
      NodePost post,
      Runnable broken,
      LongSupplier nanos) {
    this.self = self;
    this.peer = peer;
    this.codec = codec;
    this.post = post;
    this.broken = broken;
    this.nanos = nanos;
    this.heardAt = nanos.getAsLong(); // a new line has the time to be heard
  }

  void add(NodeMessage message) {
    if (message instanceof NodeMessage.Moved && queue.size() > MOST) {
      return; // a frame is of the present, which is not where this line is
    }
    if (!queue.offer(message)) {
      overflown = true;
    }
  }

  boolean heardWithin(long span) {
    return nanos.getAsLong() - heardAt < span;
  }

  /** The other end is to hear that something of it was lost. */
  void forgot() {
    missed = true;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        NodeMessage first = queue.poll(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        sendWhatWaits(first);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "letters to node " + peer + " failed", e);
        overflown = true; // what they said is lost: both ends begin anew
      }
    }
  }

  /**
   * @param first null where nothing waits
   */
  void sendWhatWaits(NodeMessage first) {
    List<JsonNode> messages = new ArrayList<>();
    for (NodeMessage m = first; m != null; m = messages.size() < MOST ? queue.poll() : null) {
      try {
        messages.add(codec.encode(m));
      } catch (IllegalArgumentException e) {
        LOG.log(Level.ERROR, "a message to node " + peer + " cannot be written", e);
        overflown = true; // who waits for it must ask again
      }
    }
    if (overflown) {
      overflown = false;
      sent++; // the other end sees a number missing
      broken.run();
    }
    boolean told = missed;
    if (told) { // and not where it is set only now, by the thread that receives
      missed = false;
    }
    if (!messages.isEmpty()) {
      sent++;
    }
    try {
      post.send(
          peer, Json.mapper().writeValueAsString(new Letter(self, name, sent, told, messages)));
      if (failing) {
        failing = false;
        LOG.log(Level.INFO, "letters to node {0} are sent again", peer);
        broken.run();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a letter cannot be written", e);
    } catch (RuntimeException e) {
      missed |= told;
      if (!failing && !stopped) {
        LOG.log(Level.WARNING, "no letters can be sent to node {0}: {1}", peer, e);
      }
      failing = true;
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /** Whether what stands in the letter is to be dealt with: not where it came before. */
  boolean takes(Letter letter) {
    heardAt = nanos.getAsLong();
    boolean empty = letter.messages().isEmpty();
    boolean lost;
    if (!letter.line().equals(theirs)) {
      lost = theirs != null || letter.number() > 1;
      theirs = letter.line();
    } else if (letter.number() <= received && !empty) {
      return false;
    } else {
      lost = letter.number() > received + (empty ? 0 : 1);
    }
    received = letter.number();
    if (lost) {
      LOG.log(Level.INFO, "something of node {0} was lost", peer);
      missed = true;
    }
    if (lost || letter.lost()) {
      broken.run();
    }
    return !empty;
  }
}
