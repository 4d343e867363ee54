package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.shared.Settings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void each_address_has_its_own() {
    Limits limits = new Limits(2, 1);
    assertThat(limits.take("192.0.2.1", 0)).isZero();
    assertThat(limits.take("192.0.2.1", 0)).isZero();
    assertThat(limits.take("192.0.2.1", 0)).isEqualTo(1);
    assertThat(limits.take("192.0.2.2", 0)).isZero();
    assertThat(limits.take("192.0.2.1", SECOND)).isZero();
  }

  @Test
  void a_hall_of_five_hundred_behind_one_router_joins_within_a_minute() {
    HttpSettings usual = HttpSettings.from(new Settings(n -> null, n -> null));
    Limits limits = new Limits(usual.postBurst(), usual.postsPerSecond());
    assertThat(
            IntStream.range(0, 500).mapToLong(i -> limits.take("192.0.2.1", i * 60 * SECOND / 500)))
        .allMatch(wait -> wait == 0);
  }

  @Test
  void asking_how_long_to_wait_takes_nothing() {
    Limits limits = new Limits(1, 1);
    assertThat(limits.wait("192.0.2.1", 0)).isZero();
    assertThat(limits.wait("192.0.2.1", 0)).isZero();
    limits.take("192.0.2.1", 0);
    assertThat(limits.wait("192.0.2.1", 0)).isEqualTo(1);
    assertThat(limits.wait("192.0.2.2", 0)).isZero();
    assertThat(limits.wait("192.0.2.1", SECOND)).isZero();
  }

  @Test
  void who_tries_codes_is_stopped_and_nobody_else() {
    Guesses guesses =
        new Guesses(
            new Settings(n -> n.equals("parlour.http.guess-burst") ? "2" : null, n -> null));
    assertThat(guesses.wait("192.0.2.1")).isZero();
    guesses.missed("192.0.2.1");
    guesses.missed("192.0.2.1");
    assertThat(guesses.wait("192.0.2.1")).isPositive();
    assertThat(guesses.wait("192.0.2.2")).isZero();
  }
}
