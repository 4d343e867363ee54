package dev.parlour.game;

import java.util.Arrays;

/**
 * Takes down a frame, number by number, big-endian. Used again for each frame; for one thread at a
 * time. A number that does not fit loses its higher bits.
 */
public final class FrameWriter {
  /** The longest frame, in bytes. */
  public static final int MOST_BYTES = 512;

  private final byte[] bytes = new byte[MOST_BYTES];
  private int length;

  /** Begins a new frame. */
  public FrameWriter clear() {
    length = 0;
    return this;
  }

  public FrameWriter u8(int value) {
    bytes[length++] = (byte) value;
    return this;
  }

  public FrameWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  public FrameWriter u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  /** A copy of the frame so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
