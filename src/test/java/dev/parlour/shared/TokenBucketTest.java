package dev.parlour.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  private final TokenBucket bucket = new TokenBucket(3, 2, 0);

  @Test
  void a_burst_and_no_more() {
    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isTrue();
    assertThat(bucket.take(0)).isFalse();
  }

  @Test
  void it_recovers_with_time_up_to_the_burst() {
    for (int i = 0; i < 3; i++) {
      bucket.take(0);
    }
    assertThat(bucket.take(SECOND / 2)).isTrue();
    assertThat(bucket.take(SECOND / 2)).isFalse();
    assertThat(bucket.full(100 * SECOND)).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(100 * SECOND)).isTrue();
    }
    assertThat(bucket.take(100 * SECOND)).isFalse();
  }

  @Test
  void it_says_how_long_to_wait() {
    for (int i = 0; i < 3; i++) {
      bucket.take(0);
    }
    assertThat(bucket.secondsToWait(0)).isEqualTo(1);
    TokenBucket slow = new TokenBucket(1, 0.1, 0);
    slow.take(0);
    assertThat(slow.secondsToWait(0)).isEqualTo(10);
  }
}
