package dev.parlour.bench;

import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Message;
import dev.parlour.bench.client.Recorder;
import io.netty.buffer.ByteBuf;

/** Counts what a socket without a room receives, as a player counts views. */
final class Eye implements Link.Listener {
  private final Recorder recorder;
  private long seenAt;

  Eye(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void message(Link link, Message message, long nanos) {
    seen(message.length(), nanos);
  }

  @Override
  public void bytes(Link link, ByteBuf bytes, long nanos) {
    seen(bytes.readableBytes(), nanos);
  }

  private void seen(int bytes, long nanos) {
    recorder.view(bytes);
    if (seenAt != 0) {
      recorder.gap(nanos - seenAt);
    }
    seenAt = nanos;
  }

  @Override
  public void closed(Link link, int code, String reason) {
    recorder.closed(code);
  }
}
