package dev.parlour.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The other end of a connection, as far as a connection needs it; the endpoint wraps the
 * container's session in one.
 */
interface Peer {
  /** Whether it has asked for frames as bytes. */
  boolean readsBinary();

  /** Whether it takes several messages in one text, one a line. */
  boolean readsLines();

  /** Blocks until it is written. Only the connection's writer calls it. */
  void send(String text) throws IOException;

  /** The same for bytes, which many send at once: neither they nor the buffer's position change. */
  void send(ByteBuffer bytes) throws IOException;

  /** Asks the peer for a sign. Only the connection's writer calls it. */
  void ping() throws IOException;

  /**
   * Says goodbye and ends the connection; may block for seconds where the peer does not read;
   * idempotent.
   */
  void close(int code, String reason);
}
