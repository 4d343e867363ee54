package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortraitTest {
  /** Left half red, right half blue. */
  private static BufferedImage halves(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return image;
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage drawn(byte[] upload) throws IOException {
    return switch (Portrait.png(upload)) {
      case Checked.Good<byte[]>(byte[] png) -> ImageIO.read(new ByteArrayInputStream(png));
      case Checked.Bad<byte[]> bad -> throw new AssertionError(bad.rejection());
    };
  }

  private static String refused(byte[] upload) {
    return Portrait.png(upload) instanceof Checked.Bad<byte[]> bad
        ? bad.rejection().code()
        : "none";
  }

  private static boolean red(BufferedImage image, int x, int y) {
    Color colour = new Color(image.getRGB(x, y));
    return colour.getRed() > 150 && colour.getBlue() < 100;
  }

  @ParameterizedTest
  @CsvSource({"png,16,16", "png,3000,2000", "jpeg,2000,3000", "gif,300,200", "gif,20,500"})
  void whatever_comes_leaves_as_a_square_png_of_the_same_size(String format, int width, int height)
      throws IOException {
    BufferedImage image = drawn(file(halves(width, height), format));
    assertThat(image.getWidth()).isEqualTo(256);
    assertThat(image.getHeight()).isEqualTo(256);
    assertThat(red(image, 40, 128)).isTrue();
    assertThat(red(image, 215, 128)).isFalse();
  }

  @Test
  void the_middle_of_a_wide_picture_is_kept() throws IOException {
    BufferedImage wide = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = wide.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(300, 0, 300, 300);
    pen.dispose();
    BufferedImage image = drawn(file(wide, "png"));
    for (int x : new int[] {5, 128, 250}) {
      assertThat(red(image, x, 128)).isTrue();
    }
  }

  /** A JPEG with an EXIF part that says how the camera was held, and a secret behind it. */
  private static byte[] held(int orientation) throws IOException {
    byte[] jpeg = file(halves(400, 400), "jpeg");
    byte[] secret = "GPS 52.5 N 13.4 E".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + secret.length);
    exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
    exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8});
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0);
    exif.putInt(0).put(secret);
    ByteBuffer all = ByteBuffer.allocate(jpeg.length + exif.capacity());
    return all.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2).array();
  }

  @ParameterizedTest
  @CsvSource({
    "1,left",
    "2,right",
    "3,right",
    "4,left",
    "5,top",
    "6,top",
    "7,bottom",
    "8,bottom",
    "9,left"
  })
  void what_was_up_when_it_was_taken_is_up(int orientation, String where) throws IOException {
    BufferedImage image = drawn(held(orientation));
    assertThat(red(image, 30, 30)).isEqualTo(where.equals("left") || where.equals("top"));
    assertThat(red(image, 225, 30)).isEqualTo(where.equals("right") || where.equals("top"));
    assertThat(red(image, 30, 225)).isEqualTo(where.equals("left") || where.equals("bottom"));
    assertThat(red(image, 225, 225)).isEqualTo(where.equals("right") || where.equals("bottom"));
  }

  @Test
  void nothing_of_the_file_but_its_pixels_is_kept() throws IOException {
    byte[] upload = held(1);
    assertThat(new String(upload, StandardCharsets.ISO_8859_1)).contains("GPS 52.5");
    byte[] png = ((Checked.Good<byte[]>) Portrait.png(upload)).value();
    assertThat(new String(png, StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif", "eXIf");
  }

  /** A PNG that claims a size, with as many black pixels as wanted behind it. */
  private static byte[] claiming(int width, int height, long zeros) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(9);
    byte[] block = new byte[65_536];
    byte[] out = new byte[65_536];
    for (long done = 0; done < zeros; done += block.length) {
      deflater.setInput(block);
      while (!deflater.needsInput()) {
        packed.write(out, 0, deflater.deflate(out));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      packed.write(out, 0, deflater.deflate(out));
    }
    deflater.end();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    chunk(
        png,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 0, 0, 0, 0})
            .array());
    chunk(png, "IDAT", packed.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(name);
    png.writeBytes(data);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  @Test
  void a_small_file_that_unpacks_to_a_huge_picture_is_refused_by_its_claim() {
    byte[] bomb = claiming(30_000, 30_000, 1_000_000);
    assertThat(bomb.length).isLessThan(100_000);
    assertThat(refused(bomb)).isEqualTo("bad_picture");
    assertThat(refused(claiming(100, 20_001, 0))).isEqualTo("bad_picture");
    assertThat(refused(claiming(Integer.MAX_VALUE, Integer.MAX_VALUE, 0))).isEqualTo("bad_picture");
  }

  @Test
  void the_largest_picture_that_is_taken_is_read_without_keeping_its_pixels() throws IOException {
    byte[] large = claiming(7_700, 7_700, 7_701L * 7_700);
    assertThat(drawn(large).getWidth()).isEqualTo(256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "GIF89a",
        "%PDF-1.7"
      })
  void what_is_no_picture_is_refused(String text) {
    assertThat(refused(text.getBytes(StandardCharsets.UTF_8))).isEqualTo("bad_picture");
  }

  /** A BMP of 54 bytes with a PNG inside of it, which claims to have as many bytes as wanted. */
  private static byte[] wrapped(int claimed) {
    return ByteBuffer.allocate(54)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'B', 'M'})
        .putInt(54)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(100)
        .putInt(100)
        .putShort((short) 1)
        .putShort((short) 0)
        .putInt(5)
        .putInt(claimed)
        .array();
  }

  @Test
  void no_bmp_is_read_whatever_it_claims() throws IOException {
    assertThat(refused(file(halves(20, 500), "bmp"))).isEqualTo("bad_picture");
    assertThat(refused(wrapped(100))).isEqualTo("bad_picture");
    assertThat(refused(wrapped(Integer.MAX_VALUE))).isEqualTo("bad_picture");
  }

  @Test
  void a_picture_of_which_the_end_is_missing_has_an_answer() throws IOException {
    byte[] whole = file(halves(300, 300), "png");
    for (int length = 0; length < whole.length; length += 7) {
      assertThat(refused(java.util.Arrays.copyOf(whole, length))).isIn("bad_picture", "none");
    }
    assertThat(refused(file(halves(15, 300), "png"))).isEqualTo("bad_picture");
  }

  @Property(tries = 300)
  void any_bytes_behind_the_head_of_a_jpeg_have_an_answer(@ForAll byte[] tail) {
    byte[] upload =
        ByteBuffer.allocate(tail.length + 4)
            .put(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1})
            .put(tail)
            .array();
    assertThat(refused(upload)).isEqualTo("bad_picture");
  }
}
