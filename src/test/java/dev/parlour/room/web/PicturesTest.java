package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PicturesTest {
  @Test
  void theSameSeedIsTheSameFace() {
    assertThat(Avatar.draw("ada")).isEqualTo(Avatar.draw("ada")).isNotEqualTo(Avatar.draw("adb"));
  }

  @Test
  void aThousandSeedsAreAThousandFaces() {
    assertThat(IntStream.range(0, 1000).mapToObj(i -> Avatar.draw("guest" + i)).distinct().count())
        .isGreaterThan(995);
  }

  @Test
  void anySeedMakesWellFormedSvgAndNeverComesThrough() {
    for (String seed : new String[] {"", "<script>alert(1)</script>", "ÄÖÜ 🎲", "x".repeat(500)}) {
      String svg = Avatar.draw(seed);
      assertThat(svg).doesNotContain("script", "#\"", "@", "%");
      assertThatCode(
              () ->
                  DocumentBuilderFactory.newInstance()
                      .newDocumentBuilder()
                      .parse(new InputSource(new StringReader(svg))))
          .doesNotThrowAnyException();
    }
    assertThat(Avatar.address("a b/ü")).isEqualTo("/avatar/a%20b%2F%C3%BC.svg");
  }

  @Test
  void theQrCodeCanBeRead() throws Exception {
    String address = "https://parlour.example.org/join/ACD347";
    assertThat(
            new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(pixels(QrPicture.of(address)))))
                .getText())
        .isEqualTo(address);
  }

  /** Draws the path of the picture, eight pixels for a module. */
  private static RGBLuminanceSource pixels(String svg) {
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
    assertThat(box.find()).isTrue();
    int size = Integer.parseInt(box.group(1)) * 8;
    int[] pixels = new int[size * size];
    Arrays.fill(pixels, 0xffffff);
    Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1").matcher(svg);
    while (run.find()) {
      int x = Integer.parseInt(run.group(1)) * 8;
      int y = Integer.parseInt(run.group(2)) * 8;
      int width = Integer.parseInt(run.group(3)) * 8;
      for (int row = y; row < y + 8; row++) {
        Arrays.fill(pixels, row * size + x, row * size + x + width, 0);
      }
    }
    return new RGBLuminanceSource(size, size, pixels);
  }
}
