package dev.parlour.bench;

import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Message;
import dev.parlour.bench.client.Recorder;
import java.nio.charset.StandardCharsets;

/**
 * One of a group that goes on as a room does: says something, and the next thing as soon as all
 * that comes for it is there.
 */
final class Turner implements Link.Listener {
  /** As long as the answer to a question; nobody looks into it. */
  private static final byte[] ANSWER = "x".repeat(115).getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NEXT = "next".getBytes(StandardCharsets.US_ASCII);

  private final Recorder recorder;
  private final int views;
  private final boolean leads;
  private int awaited; // messages of this turn
  private long saidAt;

  /**
   * @param views how many come after the acknowledgement
   * @param leads whether it asks for the next view when it has one, as a host does
   */
  Turner(Recorder recorder, int views, boolean leads) {
    this.recorder = recorder;
    this.views = views;
    this.leads = leads;
  }

  /** On the link's own thread. */
  void turn(Link link) {
    awaited = 1 + views;
    saidAt = System.nanoTime();
    link.send(ANSWER);
  }

  @Override
  public void message(Link link, Message message, long nanos) {
    boolean view = awaited <= views;
    if (view) {
      recorder.view(message.length());
    } else {
      recorder.acknowledged(nanos - saidAt);
    }
    if (--awaited == 0) {
      turn(link);
    } else if (view && leads) {
      link.send(NEXT);
    }
  }

  @Override
  public void closed(Link link, int code, String reason) {
    recorder.closed(code);
  }
}
