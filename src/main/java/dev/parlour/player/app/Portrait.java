package dev.parlour.player.app;

import dev.parlour.game.Checked;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures that people upload are never passed on: each is decoded, cut to a square and drawn anew,
 * so that neither what is hidden in a file nor where it was taken reaches anybody. Sizes are read
 * before pixels: a small file may claim to be a huge picture, so the claim is bounded, and no more
 * than is needed of the pixels is kept.
 */
final class Portrait {
  /** Edge of the result, in pixels: what the largest place on a page shows on a sharp screen. */
  static final int EDGE = 256;

  /** More than any telephone makes. */
  static final long MOST_PIXELS = 60_000_000L;

  private static final int LONGEST_EDGE = 20_000;
  private static final int SHORTEST_EDGE = 16;

  /** No BMP: its reader believes a size in the header before it has seen a byte of it. */
  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif");

  /** One at a time, since each takes some ten megabytes and a core for a moment. */
  private static final Semaphore TURN = new Semaphore(1, true);

  private static final long PATIENCE_SECONDS = 5;

  private Portrait() {}

  /** A PNG of {@value #EDGE} by {@value #EDGE}. Refuses {@code bad_picture} and {@code busy}. */
  static Checked<byte[]> png(byte[] upload) {
    try {
      if (!TURN.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Checked.bad("busy", "Many pictures come at this moment; try again.");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Checked.bad("busy", "The server is about to stop; try again.");
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
      return png(in, ExifOrientation.of(upload));
    } catch (IOException | RuntimeException broken) { // decoders throw both at broken files
      return bad();
    } catch (OutOfMemoryError tooLarge) { // what the file claims and no bound of ours has seen
      return bad();
    } finally {
      TURN.release();
    }
  }

  private static Checked<byte[]> png(ImageInputStream in, int orientation) throws IOException {
    ImageReader reader = reader(in);
    if (reader == null) {
      return bad();
    }
    try {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      int shorter = Math.min(width, height);
      if (shorter < SHORTEST_EDGE
          || Math.max(width, height) > LONGEST_EDGE
          || (long) width * height > MOST_PIXELS) {
        return Checked.bad(
            "bad_picture",
            "A picture has "
                + SHORTEST_EDGE
                + " to "
                + LONGEST_EDGE
                + " pixels each way, and "
                + MOST_PIXELS / 1_000_000
                + " millions at most.");
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(
          new java.awt.Rectangle((width - shorter) / 2, (height - shorter) / 2, shorter, shorter));
      int step = Math.max(1, shorter / (2 * EDGE));
      param.setSourceSubsampling(step, step, 0, 0);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(drawn(reader.read(0, param), orientation), "png", out);
      return Checked.good(out.toByteArray());
    } finally {
      reader.dispose();
    }
  }

  /** Null for a format that we do not read. */
  private static ImageReader reader(ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    return null;
  }

  private static BufferedImage drawn(BufferedImage square, int orientation) {
    BufferedImage result = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = result.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
      pen.transform(upright(orientation));
      pen.drawImage(square, 0, 0, EDGE, EDGE, null);
    } finally {
      pen.dispose();
    }
    return result;
  }

  /** Turns and mirrors within the square, so that what was up when it was taken is up. */
  private static AffineTransform upright(int orientation) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, EDGE, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, EDGE, EDGE);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, EDGE);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, EDGE, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, EDGE, EDGE);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, EDGE);
      default -> new AffineTransform();
    };
  }

  private static <T> Checked<T> bad() {
    return Checked.bad("bad_picture", "This is no picture that can be read: PNG, JPEG or GIF.");
  }
}
