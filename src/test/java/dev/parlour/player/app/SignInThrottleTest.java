package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.app.SignInThrottle.Attempt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String ADDRESS = "192.0.2.7";
  private static final Attempt ADA = new Attempt(ADDRESS, "ada", null);

  private final SignInThrottle throttle = new SignInThrottle(1_000, 1_000);

  private void misses(Attempt attempt, int times, long now) {
    for (int i = 0; i < times; i++) {
      throttle.missed(attempt, now);
    }
  }

  private static Attempt from(String address) {
    return new Attempt(address, "ada", null);
  }

  @Test
  void fingers_may_slip_five_times() {
    misses(ADA, SignInThrottle.FREE - 1, 0);
    assertThat(throttle.rest(ADA, 0)).isZero();
    throttle.missed(ADA, 0);
    assertThat(throttle.rest(ADA, 0)).isEqualTo(1);
  }

  @Test
  void each_further_failure_doubles_the_rest_up_to_a_minute() {
    misses(ADA, SignInThrottle.FREE, 0);
    for (long expected : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(throttle.rest(ADA, 0)).isEqualTo(expected);
      throttle.missed(ADA, 0);
    }
  }

  @Test
  void the_rest_ends_by_itself() {
    misses(ADA, SignInThrottle.FREE + 3, 0);
    assertThat(throttle.rest(ADA, 8 * SECOND - 1)).isEqualTo(1);
    assertThat(throttle.rest(ADA, 8 * SECOND)).isZero();
  }

  @Test
  void a_stranger_at_another_address_keeps_nobody_from_signing_in() {
    Attempt stranger = from("198.51.100.1");
    for (int i = 0; i < 600; i++) { // as soon as they may, for an hour
      if (throttle.rest(stranger, i * 6 * SECOND) == 0) {
        throttle.missed(stranger, i * 6 * SECOND);
      }
      assertThat(throttle.rest(ADA, i * 6 * SECOND)).isZero();
    }
    assertThat(throttle.rest(stranger, 600 * 6 * SECOND - 1)).isPositive();
  }

  @Test
  void strangers_of_all_addresses_together_fail_at_a_name_at_a_rate() {
    int failed = 0;
    for (int tenth = 0; tenth < 6_000; tenth++) { // ten minutes, ten tries a second
      Attempt stranger = from("198.51.100." + tenth);
      if (throttle.rest(stranger, tenth * SECOND / 10) == 0) {
        throttle.missed(stranger, tenth * SECOND / 10);
        failed++;
      }
    }
    assertThat(failed)
        .isBetween(
            10 * SignInThrottle.STRANGERS_PER_MINUTE,
            10 * SignInThrottle.STRANGERS_PER_MINUTE + SignInThrottle.STRANGERS_BURST);
    // Its owner, at a new device, has the next try as soon as anybody.
    assertThat(throttle.rest(ADA, 600 * SECOND)).isLessThanOrEqualTo(3);
    assertThat(throttle.rest(new Attempt(ADDRESS, "ben", null), 600 * SECOND)).isZero();
  }

  @Property
  void strangers_lock_nobody_out_for_longer_than_a_minute(@ForAll @IntRange(max = 400) int tries) {
    SignInThrottle stormed = new SignInThrottle(1_000_000, 1_000);
    for (int i = 0; i < tries; i++) {
      stormed.missed(from("198.51.100." + i % 250), i * SECOND);
    }
    assertThat(stormed.rest(ADA, tries * SECOND)).isLessThanOrEqualTo(60);
    assertThat(stormed.rest(ADA, (tries + 60) * SECOND)).isZero();
  }

  @Test
  void a_browser_in_which_one_has_signed_in_before_is_not_slowed_down_by_strangers() {
    misses(from("198.51.100.1"), 500, 0);
    Attempt own = new Attempt(ADDRESS, "ada", "her laptop");
    assertThat(throttle.rest(own, 0)).isZero();
    misses(own, SignInThrottle.FREE, 0);
    assertThat(throttle.rest(own, 0)).isEqualTo(1);
  }

  @Test
  void an_address_has_a_budget_for_all_names_together() {
    SignInThrottle strict = new SignInThrottle(30, 10 / 60.0);
    for (int i = 0; i < 30; i++) {
      Attempt one = new Attempt(ADDRESS, "name" + i, null);
      assertThat(strict.rest(one, 0)).isZero();
      strict.missed(one, 0);
    }
    Attempt another = new Attempt(ADDRESS, "another", null);
    assertThat(strict.rest(another, 0)).isEqualTo(6);
    assertThat(strict.rest(new Attempt("192.0.2.8", "another", null), 0)).isZero();
    assertThat(strict.rest(another, 6 * SECOND)).isZero();
  }

  @Test
  void the_right_password_begins_the_name_anew_and_not_the_address() {
    SignInThrottle strict = new SignInThrottle(7, 1);
    for (int i = 0; i < 7; i++) {
      strict.missed(ADA, 0);
    }
    assertThat(strict.rest(ADA, 0)).isEqualTo(4);
    strict.right(ADA);
    assertThat(strict.rest(ADA, 0)).isEqualTo(1);
  }

  @Test
  void failures_of_a_quarter_of_an_hour_ago_are_forgotten() {
    misses(ADA, 20, 0);
    throttle.missed(ADA, 901 * SECOND);
    assertThat(throttle.rest(ADA, 901 * SECOND)).isZero();
  }
}
