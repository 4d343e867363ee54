package dev.parlour.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time in the test's hand. */
public final class ManualClock implements InstantSource {
  public static final Instant EIGHT_O_CLOCK = Instant.parse("2026-03-01T20:00:00Z");

  private volatile Instant now = EIGHT_O_CLOCK;

  @Override
  public Instant instant() {
    return now;
  }

  public Instant pass(Duration time) {
    now = now.plus(time);
    return now;
  }

  public Instant passMillis(long millis) {
    return pass(Duration.ofMillis(millis));
  }

  public void set(Instant instant) {
    now = instant;
  }
}
