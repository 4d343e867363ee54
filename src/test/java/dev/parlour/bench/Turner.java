package dev.parlour.bench;

import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Message;
import dev.parlour.bench.client.Recorder;
import java.nio.charset.StandardCharsets;

/** Says something, and the next thing as soon as all that comes for it is there. */
final class Turner implements Link.Listener {
  /** As long as the answer to a question; nobody looks into it. */
  private static final byte[] ANSWER = "x".repeat(115).getBytes(StandardCharsets.US_ASCII);

  private final Recorder recorder;
  private final int views;
  private int awaited; // messages of this turn
  private long saidAt;

  /**
   * @param views how many come after the acknowledgement
   */
  Turner(Recorder recorder, int views) {
    this.recorder = recorder;
    this.views = views;
  }

  /** On the link's own thread. */
  void turn(Link link) {
    awaited = 1 + views;
    saidAt = System.nanoTime();
    link.send(ANSWER);
  }

  @Override
  public void message(Link link, Message message, long nanos) {
    if (awaited == 1 + views) {
      recorder.acknowledged(nanos - saidAt);
    } else {
      recorder.view(message.length());
    }
    if (--awaited == 0) {
      turn(link);
    }
  }

  @Override
  public void closed(Link link, int code, String reason) {
    if (code != 1000) {
      recorder.error("closed: " + code);
    }
  }
}
