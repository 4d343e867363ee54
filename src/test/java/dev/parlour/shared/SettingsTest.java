package dev.parlour.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Settings settings =
      new Settings(
          Map.of(
                  "parlour.a.count",
                  "7",
                  "parlour.a.both",
                  "property",
                  "parlour.a.blank",
                  " ",
                  "parlour.a.wrong",
                  "many",
                  "parlour.a.flag",
                  "TRUE",
                  "parlour.a.list",
                  "x, ,y ")
              ::get,
          Map.of("PARLOUR_A_BOTH", "environment", "PARLOUR_A_LONG_NAME", "30")::get);

  @Test
  void a_system_property_comes_before_the_environment_and_that_before_what_is_usual() {
    assertThat(settings.text("a.both", "usual")).isEqualTo("property");
    assertThat(settings.seconds("a.long-name", 5, 1, 60)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.whole("a.count", 1, 0, 10)).isEqualTo(7);
    assertThat(settings.whole("a.none", 1, 0, 10)).isEqualTo(1);
  }

  @Test
  void a_blank_one_counts_as_none() {
    assertThat(settings.text("a.blank", "usual")).isEqualTo("usual");
  }

  @Test
  void flags_and_lists_are_read_as_people_write_them() {
    assertThat(settings.flag("a.flag", false)).isTrue();
    assertThat(settings.flag("a.none", true)).isTrue();
    assertThat(settings.list("a.list", List.of())).containsExactly("x", "y");
  }

  @Test
  void a_wrong_one_is_refused_by_name() {
    assertThatThrownBy(() -> settings.whole("a.wrong", 1, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("parlour.a.wrong", "many", "from 0 to 10");
    assertThatThrownBy(() -> settings.whole("a.count", 1, 0, 6))
        .hasMessageContaining("from 0 to 6");
    assertThatThrownBy(() -> settings.flag("a.wrong", true)).hasMessageContaining("true or false");
  }
}
