package dev.parlour.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.shared.RoomCode;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnCodeTest {
  @ParameterizedTest
  @ValueSource(strings = {"ACDEFGHJ", "acde fghj", "ACDE-FGHJ", "  aCdE  fGhJ "})
  void is_read_however_it_is_typed(String typed) {
    assertThat(ReturnCode.parse(typed)).contains(new ReturnCode("ACDEFGHJ"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "ACDEFG", "ACDEFGHJK", "ACDEFGH0", "ACDEFGHI", "ÄCDEFGHJ", "a/b?c=d&"})
  void is_nothing_else(String typed) {
    assertThat(ReturnCode.parse(typed)).isEmpty();
  }

  @Test
  void is_not_read_out_of_a_very_long_text() {
    assertThat(ReturnCode.parse("ACDEFGHJ" + " ".repeat(100))).isEmpty();
  }

  @Test
  void has_eight_characters_without_look_alikes_in_two_groups_of_four() {
    ReturnCode code = ReturnCode.random(new SplittableRandom(7));
    assertThat(code.value()).hasSize(8).matches("[" + RoomCode.ALPHABET + "]+");
    assertThat(code.firstHalf()).hasSize(4);
    assertThat(code.firstHalf() + code.secondHalf()).isEqualTo(code.value());
    assertThatThrownBy(() -> new ReturnCode("ACDEFGH0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void is_drawn_anew_each_time() {
    SplittableRandom random = new SplittableRandom(7);
    Set<ReturnCode> drawn = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      drawn.add(ReturnCode.random(random));
    }
    assertThat(drawn).hasSize(10_000);
  }

  @Test
  void does_not_get_into_a_log_by_being_printed() {
    assertThat(new ReturnCode("ACDEFGHJ").toString()).doesNotContain("ACDE");
  }
}
