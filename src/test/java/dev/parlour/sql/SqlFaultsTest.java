package dev.parlour.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "08006,true,true,false",
    "57P01,true,true,false",
    "57014,true,false,false",
    "53300,true,false,false",
    "22001,false,false,true",
    "23505,false,false,true",
    "42601,false,false,false"
  })
  void a_state_means_what_its_class_says(
      String state, boolean away, boolean lost, boolean unstorable) {
    Throwable thrown =
        new IllegalStateException(new RuntimeException(new SQLException("no", state)));
    assertThat(SqlFaults.away(thrown)).isEqualTo(away);
    assertThat(SqlFaults.connectionLost(thrown)).isEqualTo(lost);
    assertThat(SqlFaults.unstorable(thrown)).isEqualTo(unstorable);
  }

  @Test
  void what_has_no_state_means_nothing() {
    for (Throwable thrown :
        new Throwable[] {new IllegalStateException(), new SQLException("without a state")}) {
      assertThat(SqlFaults.away(thrown)).isFalse();
      assertThat(SqlFaults.connectionLost(thrown)).isFalse();
      assertThat(SqlFaults.unstorable(thrown)).isFalse();
    }
  }

  @Test
  void causes_that_go_round_in_a_circle_end() {
    RuntimeException one = new RuntimeException();
    RuntimeException other = new RuntimeException(one);
    one.initCause(other);
    assertThat(SqlFaults.away(one)).isFalse();
  }
}
