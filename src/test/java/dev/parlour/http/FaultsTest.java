package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
  void a_database_that_is_away_is_told_as_something_that_passes(String state) {
    Throwable thrown =
        new IllegalStateException(new RuntimeException(new SQLException("gone", state)));
    assertThat(Faults.problem(thrown).status()).isEqualTo(503);
    assertThat(Faults.problem(thrown).code()).isEqualTo("unavailable");
  }

  @Test
  void anything_else_is_a_fault() {
    for (Throwable thrown :
        new Throwable[] {
          new IllegalStateException(),
          new RuntimeException(new SQLException("twice", "23505")),
          new RuntimeException(new SQLException("without a state"))
        }) {
      assertThat(Faults.problem(thrown).status()).isEqualTo(500);
    }
  }
}
