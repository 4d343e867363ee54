package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.bench.Options.Misunderstood;
import dev.parlour.bench.Options.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final List<Option> KNOWN =
      List.of(
          new Option("players", "5000", ""),
          new Option("check", "no", ""),
          new Option("set", "", ""));

  private static Options read(String... arguments) {
    return Options.read(arguments, KNOWN);
  }

  @Test
  void values_come_behind_a_space_or_an_equals_sign() {
    assertThat(read("--players", "15_000").chosen(KNOWN).whole("players")).isEqualTo(15_000);
    assertThat(read("--players=7").chosen(KNOWN).whole("players")).isEqualTo(7);
    assertThat(read().chosen(KNOWN).whole("players")).isEqualTo(5000);
  }

  @Test
  void a_flag_takes_no_word_for_its_value() {
    Options options = read("--check", "burst", "--set", "a=1", "--set=b=2");
    assertThat(options.words()).containsExactly("burst");
    assertThat(options.chosen(KNOWN).flag("check")).isTrue();
    assertThat(options.settings()).containsExactly("a=1", "b=2");
  }

  @Test
  void what_is_not_understood_is_said() {
    assertThatThrownBy(() -> read("--plyers", "1"))
        .isInstanceOf(Misunderstood.class)
        .hasMessageContaining("--plyers");
    assertThatThrownBy(() -> read("--players")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> read("--players", "many").chosen(KNOWN).whole("players"))
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> read("--players", "0").chosen(KNOWN).positive("players"))
        .hasMessageContaining("at least 1");
  }
}
