package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String ADDRESS = "192.0.2.7";
  private static final String ADA = SignInThrottle.key("ada", null);

  private final SignInThrottle throttle = new SignInThrottle(1_000, 1_000);

  private void misses(String address, String key, int times, long now) {
    for (int i = 0; i < times; i++) {
      throttle.missed(address, key, now);
    }
  }

  @Test
  void fingers_may_slip_five_times() {
    misses(ADDRESS, ADA, SignInThrottle.FREE - 1, 0);
    assertThat(throttle.rest(ADDRESS, ADA, 0)).isZero();
    throttle.missed(ADDRESS, ADA, 0);
    assertThat(throttle.rest(ADDRESS, ADA, 0)).isEqualTo(1);
  }

  @Test
  void each_further_failure_doubles_the_rest_up_to_a_minute() {
    misses(ADDRESS, ADA, SignInThrottle.FREE, 0);
    for (long expected : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(throttle.rest(ADDRESS, ADA, 0)).isEqualTo(expected);
      throttle.missed(ADDRESS, ADA, 0);
    }
  }

  @Test
  void the_rest_ends_by_itself() {
    misses(ADDRESS, ADA, SignInThrottle.FREE + 3, 0);
    assertThat(throttle.rest(ADDRESS, ADA, 8 * SECOND - 1)).isEqualTo(1);
    assertThat(throttle.rest(ADDRESS, ADA, 8 * SECOND)).isZero();
  }

  @Property
  void strangers_lock_nobody_out_for_longer_than_a_minute(@ForAll @IntRange(max = 400) int tries) {
    SignInThrottle stormed = new SignInThrottle(1_000_000, 1_000);
    for (int i = 0; i < tries; i++) {
      stormed.missed("198.51.100." + i % 250, ADA, i * SECOND);
    }
    assertThat(stormed.rest(ADDRESS, ADA, tries * SECOND)).isLessThanOrEqualTo(60);
    assertThat(stormed.rest(ADDRESS, ADA, (tries + 60) * SECOND)).isZero();
  }

  @Test
  void a_browser_in_which_one_has_signed_in_before_is_not_slowed_down_by_strangers() {
    misses("198.51.100.1", ADA, 500, 0);
    String own = SignInThrottle.key("ada", "her laptop");
    assertThat(throttle.rest(ADDRESS, own, 0)).isZero();
    misses(ADDRESS, own, SignInThrottle.FREE, 0);
    assertThat(throttle.rest(ADDRESS, own, 0)).isEqualTo(1);
  }

  @Test
  void an_address_has_a_budget_for_all_names_together() {
    SignInThrottle strict = new SignInThrottle(30, 10 / 60.0);
    for (int i = 0; i < 30; i++) {
      assertThat(strict.rest(ADDRESS, SignInThrottle.key("name" + i, null), 0)).isZero();
      strict.missed(ADDRESS, SignInThrottle.key("name" + i, null), 0);
    }
    assertThat(strict.rest(ADDRESS, SignInThrottle.key("another", null), 0)).isEqualTo(6);
    assertThat(strict.rest("192.0.2.8", SignInThrottle.key("another", null), 0)).isZero();
    assertThat(strict.rest(ADDRESS, SignInThrottle.key("another", null), 6 * SECOND)).isZero();
  }

  @Test
  void the_right_password_begins_the_name_anew_and_not_the_address() {
    SignInThrottle strict = new SignInThrottle(5, 1);
    for (int i = 0; i < 5; i++) {
      strict.missed(ADDRESS, ADA, 0);
    }
    strict.right(ADA);
    assertThat(strict.rest("192.0.2.8", ADA, 0)).isZero();
    assertThat(strict.rest(ADDRESS, ADA, 0)).isEqualTo(1);
  }

  @Test
  void failures_of_a_quarter_of_an_hour_ago_are_forgotten() {
    misses(ADDRESS, ADA, 20, 0);
    throttle.missed(ADDRESS, ADA, 901 * SECOND);
    assertThat(throttle.rest(ADDRESS, ADA, 901 * SECOND)).isZero();
  }
}
