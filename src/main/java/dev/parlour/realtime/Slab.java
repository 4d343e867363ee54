package dev.parlour.realtime;

import java.nio.ByteBuffer;

/**
 * Memory outside of the heap for small messages that are sent to many. Of a buffer on the heap the
 * container makes a copy outside of it, a block of its own with a cleaner, for each socket and
 * frame. Here pieces are cut from one big block after the other; a block goes when nobody holds a
 * piece of it any more, so a reader who is slow never sees a later message in its place.
 */
final class Slab {
  private static final int BLOCK_BYTES = 64 * 1024;

  private ByteBuffer block = ByteBuffer.allocate(0);

  /** A copy that is not to be changed; read it by {@link ByteBuffer#duplicate}. */
  synchronized ByteBuffer copyOf(byte[] bytes) {
    if (bytes.length > block.remaining()) {
      block = ByteBuffer.allocateDirect(Math.max(BLOCK_BYTES, bytes.length));
    }
    ByteBuffer piece = block.slice(block.position(), bytes.length).put(bytes).flip();
    block.position(block.position() + bytes.length);
    return piece;
  }
}
