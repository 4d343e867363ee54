package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  @Test
  void without_a_proxy_nobody_can_choose_their_address() {
    Caller caller =
        caller(
            0,
            "192.0.2.7",
            Map.of(
                "X-Forwarded-For",
                List.of("10.0.0.1"),
                "X-Forwarded-Proto",
                List.of("https"),
                "X-Forwarded-Host",
                List.of("evil.example")));
    assertThat(caller).isEqualTo(new Caller("192.0.2.7", "http", "quiz.example"));
  }

  @Test
  void behind_proxies_only_what_they_wrote_counts() {
    Map<String, List<String>> headers =
        Map.of(
            "X-Forwarded-For",
            List.of("6.6.6.6, 192.0.2.7", "10.0.0.2"),
            "X-Forwarded-Proto",
            List.of("https"),
            "X-Forwarded-Host",
            List.of("Outside.example:443"));
    assertThat(caller(2, "10.0.0.1", headers))
        .isEqualTo(new Caller("192.0.2.7", "https", "outside.example"));
    assertThat(caller(1, "10.0.0.1", headers).address()).isEqualTo("10.0.0.2");
    assertThat(caller(9, "10.0.0.1", headers).address()).isEqualTo("6.6.6.6");
    assertThat(caller(1, "10.0.0.1", Map.of()).address()).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "192.0.2.7:4711, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:0:1:2:3:4:5, 2001:db8:0:1::/64",
    "2001:db8:0:1::9, 2001:db8:0:1::/64",
    "'[2001:DB8:0:1::9]:4711', 2001:db8:0:1::/64",
    "2001:db8::1, 2001:db8:0:0::/64",
    "fe80::1%eth0, fe80:0:0:0::/64",
    "::1, 0:0:0:0::/64",
  })
  void an_address_is_what_one_household_has(String address, String bucket) {
    assertThat(caller(0, address, Map.of()).address()).isEqualTo(bucket);
  }

  private static Caller caller(int proxies, String peer, Map<String, List<String>> headers) {
    return Caller.of(
        peer, "http", "Quiz.example:80", name -> headers.getOrDefault(name, List.of()), proxies);
  }
}
