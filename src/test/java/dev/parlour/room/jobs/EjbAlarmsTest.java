package dev.parlour.room.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EjbAlarmsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00.000300Z");

  @Test
  void an_alarm_rings_at_the_first_whole_millisecond_that_is_not_too_early() {
    assertThat(EjbAlarms.millis(NOW, NOW)).isZero();
    assertThat(EjbAlarms.millis(NOW, NOW.plusNanos(1))).isEqualTo(1);
    assertThat(EjbAlarms.millis(NOW, NOW.plusMillis(100))).isEqualTo(100);
    assertThat(EjbAlarms.millis(NOW, NOW.plusMillis(100).minusNanos(1))).isEqualTo(100);
    assertThat(EjbAlarms.millis(NOW, NOW.plusMillis(100).plusNanos(1))).isEqualTo(101);
  }

  @Test
  void one_that_is_overdue_rings_at_once() {
    assertThat(EjbAlarms.millis(NOW, NOW.minusNanos(1))).isZero();
    assertThat(EjbAlarms.millis(NOW, NOW.minusSeconds(100))).isZero();
  }
}
