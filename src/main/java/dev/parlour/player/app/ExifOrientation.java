package dev.parlour.player.app;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held, which telephones write beside the picture and not into it (CIPA DC-008,
 * tag 0x0112).
 */
final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int MOST_FIELDS = 500;

  private ExifOrientation() {}

  /** 1 to 8; 1, which is upright, where the file does not say. */
  static int of(byte[] jpeg) {
    ByteBuffer file = ByteBuffer.wrap(jpeg);
    if (jpeg.length < 4 || file.getShort() != (short) 0xFFD8) {
      return 1;
    }
    while (file.remaining() >= 4) {
      int marker = file.getShort() & 0xFFFF;
      int length = (file.getShort() & 0xFFFF) - 2;
      if (marker < 0xFFE0 && marker != 0xFFDB || length < 0 || length > file.remaining()) {
        return 1; // the pixels begin, or something is broken
      }
      if (marker == 0xFFE1 && length > 14 && file.getInt(file.position()) == 0x45786966) {
        return ofTiff(file.slice(file.position() + 6, length - 6)); // behind "Exif" and two zeros
      }
      file.position(file.position() + length);
    }
    return 1;
  }

  private static int ofTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = tiff.getInt(4);
    if (at < 8 || at > tiff.limit() - 2) {
      return 1;
    }
    int fields = Math.min(MOST_FIELDS, tiff.getShort(at) & 0xFFFF);
    for (int field = at + 2; fields > 0 && field <= tiff.limit() - 12; fields--, field += 12) {
      if ((tiff.getShort(field) & 0xFFFF) == TAG) {
        int value = tiff.getShort(field + 8);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }
}
