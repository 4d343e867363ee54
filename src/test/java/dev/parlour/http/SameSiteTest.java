package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SameSiteTest {
  private static final Caller HERE = new Caller("192.0.2.7", "http", "quiz.example:9080");
  private static final Caller SECURE = new Caller("192.0.2.7", "https", "quiz.example");

  @Test
  void our_own_pages_may() {
    assertThat(allows("http://quiz.example:9080", null, HERE)).isTrue();
    assertThat(allows("HTTP://QUIZ.example:9080", "same-origin", HERE)).isTrue();
    assertThat(allows("https://quiz.example", null, SECURE)).isTrue();
    assertThat(allows("https://quiz.example:443", null, SECURE)).isTrue();
  }

  @Test
  void pages_of_others_may_not() {
    assertThat(allows("http://evil.example", null, HERE)).isFalse();
    assertThat(allows("http://quiz.example", null, HERE)).isFalse();
    assertThat(allows("http://quiz.example:9081", null, HERE)).isFalse();
    assertThat(allows("https://quiz.example:9080", null, HERE)).isFalse();
    assertThat(allows("http://quiz.example", null, SECURE)).isFalse();
    assertThat(allows("http://quiz.example:9080.evil.example", null, HERE)).isFalse();
    assertThat(allows("http://evil.example", "same-origin", HERE)).isFalse();
    assertThat(allows("null", null, HERE)).isFalse();
    assertThat(allows("", null, HERE)).isFalse();
    assertThat(allows(null, "cross-site", HERE)).isFalse();
    assertThat(allows(null, "same-site", HERE)).isFalse();
  }

  @Test
  void whoever_is_no_browser_may() {
    assertThat(allows(null, null, HERE)).isTrue();
    assertThat(allows(null, "none", HERE)).isTrue();
  }

  @Test
  void further_origins_are_a_setting() {
    assertThat(
            SameSite.allows("https://other.example", null, HERE, Set.of("https://other.example")))
        .isTrue();
    assertThat(
            SameSite.allows("https://another.example", null, HERE, Set.of("https://other.example")))
        .isFalse();
  }

  private static boolean allows(String origin, String fetchSite, Caller caller) {
    return SameSite.allows(origin, fetchSite, caller, Set.of());
  }
}
