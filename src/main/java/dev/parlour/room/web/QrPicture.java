package dev.parlour.room.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A QR code as SVG: one path, dark on light in every colour scheme, because many readers fail on
 * light on dark.
 */
final class QrPicture {
  /** The blank margin that the standard asks for, in modules. */
  private static final int QUIET = 4;

  private QrPicture() {}

  static String of(String text) {
    ByteMatrix modules;
    try {
      modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y) == 0) {
          continue;
        }
        int from = x;
        while (x < modules.getWidth() && modules.get(x, y) != 0) {
          x++;
        }
        path.append('M')
            .append(from + QUIET)
            .append(' ')
            .append(y + QUIET)
            .append('h')
            .append(x - from)
            .append("v1h-")
            .append(x - from)
            .append('z');
      }
    }
    int size = modules.getWidth() + 2 * QUIET;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + size
        + " "
        + size
        + "\" shape-rendering=\"crispEdges\">"
        + "<path fill=\"#fffdf8\" d=\"M0 0h"
        + size
        + "v"
        + size
        + "H0z\"/><path fill=\"#12302a\" d=\""
        + path
        + "\"/></svg>";
  }
}
