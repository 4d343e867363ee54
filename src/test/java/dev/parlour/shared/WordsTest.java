package dev.parlour.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  private enum Phase {
    LOBBY,
    IN_PROGRESS {
      @Override
      public String toString() {
        return "runs";
      }
    }
  }

  @Test
  void a_constant_is_told_by_its_name_in_small_letters() {
    assertThat(Words.of(Phase.LOBBY)).isEqualTo("lobby");
    assertThat(Words.of(Phase.IN_PROGRESS)).isEqualTo("in_progress");
  }
}
