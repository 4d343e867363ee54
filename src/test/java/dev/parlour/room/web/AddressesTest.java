package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "css/parlour.css",
        "vendor/idiomorph.esm.js",
        "fonts/OFL.txt",
        "fonts/bricolage-grotesque-latin-opsz-normal.woff2"
      })
  void ourFilesAreServed(String file) {
    assertThat(AssetFiles.type(file)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../WEB-INF/web.txt",
        "js/../../WEB-INF/a.js",
        "js\\..\\a.js",
        "js/a\u0000.js",
        ".js",
        "js/",
        "WEB-INF/web.xml"
      })
  void nothingElseIs(String file) {
    assertThat(AssetFiles.type(file)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "screen", "results", "command", "qr.svg"})
  void theNamesOfPagesAreWords(String what) {
    assertThat(RoomPages.word(what)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nSet-Cookie: a=b", "host\n", "a/b", "\u00e4", "//example.org", "?a"})
  void whatIsNoWordComesIntoNoHeader(String what) {
    assertThat(RoomPages.word(what)).isFalse();
  }
}
