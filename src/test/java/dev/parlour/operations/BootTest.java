package dev.parlour.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that the database has closed while they lay in the pool stop no start. */
class BootTest {
  private final AtomicInteger calls = new AtomicInteger();

  /** Fails so many times, as it comes out of Hibernate and EJB. */
  private Supplier<String> failing(int times, String state) {
    return () -> {
      if (calls.incrementAndGet() <= times) {
        throw new IllegalStateException(
            new RuntimeException(new SQLException("terminating connection", state)));
      }
      return "done";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "08006", "08003"})
  void a_closed_connection_is_passed_over_as_often_as_a_pool_may_hold_one(String state) {
    assertThat(Boot.reaching(failing(20, state))).isEqualTo("done");
    assertThat(calls).hasValue(21);
  }

  @Test
  void anything_else_stops_the_start_at_once() {
    assertThatThrownBy(() -> Boot.reaching(failing(1, "42P01")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void a_database_that_closes_every_connection_stops_the_start_in_the_end() {
    assertThatThrownBy(() -> Boot.reaching(failing(Integer.MAX_VALUE, "57P01")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(calls.get()).isLessThan(100);
  }
}
