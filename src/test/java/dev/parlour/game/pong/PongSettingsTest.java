package dev.parlour.game.pong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.pong.PongSettings.Computer;
import dev.parlour.game.pong.PongSettings.GoalsTo;
import dev.parlour.game.pong.PongSettings.Speed;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PongSettingsTest {

  private static PongSettings good(Map<String, Object> raw) {
    assertThat(PongSettings.read(raw)).isInstanceOf(Checked.Good.class);
    return ((Checked.Good<PongSettings>) PongSettings.read(raw)).value();
  }

  private static Rejection bad(Map<String, Object> raw) {
    assertThat(PongSettings.read(raw)).isInstanceOf(Checked.Bad.class);
    return ((Checked.Bad<PongSettings>) PongSettings.read(raw)).rejection();
  }

  @Test
  void nothing_needs_to_be_said() {
    PongSettings usual =
        new PongSettings(2, 7, Computer.NONE, GoalsTo.CONCEDE, 30, Speed.NORMAL, 3);

    assertThat(good(Map.of())).isEqualTo(usual);
    assertThat(good(null)).isEqualTo(usual);
  }

  @Test
  void every_setting_can_be_chosen() {
    assertThat(
            good(
                Map.of(
                    "players",
                    4,
                    "toWin",
                    11L,
                    "computer",
                    "hard",
                    "goalsTo",
                    "toucher",
                    "pauseSeconds",
                    60,
                    "speed",
                    "fast",
                    "countdownSeconds",
                    0)))
        .isEqualTo(new PongSettings(4, 11, Computer.HARD, GoalsTo.TOUCHER, 60, Speed.FAST, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "toWin, 1, 21, bad_to_win",
    "pauseSeconds, 5, 120, bad_pause_seconds",
    "countdownSeconds, 0, 5, bad_countdown_seconds",
    "players, 2, 4, bad_players"
  })
  void numbers_keep_within_their_bounds(String name, int least, int most, String code) {
    assertThat(good(Map.of(name, least))).isNotNull();
    assertThat(good(Map.of(name, most))).isNotNull();
    for (Object wrong : List.of(least - 1, most + 1, least + 0.5, "3", true)) {
      assertThat(bad(Map.of(name, wrong)).code()).isEqualTo(code);
    }
  }

  @Test
  void there_is_no_court_for_three() {
    assertThat(bad(Map.of("players", 3)).code()).isEqualTo("bad_players");
    assertThat(bad(Map.of("players", 3)).message()).contains("2 or 4");
  }

  @ParameterizedTest
  @CsvSource({
    "computer, impossible, bad_computer",
    "computer, EASY, bad_computer",
    "goalsTo, nobody, bad_goals_to",
    "speed, light, bad_speed"
  })
  void words_outside_the_list_are_refused(String name, String word, String code) {
    assertThat(bad(Map.of(name, word)).code()).isEqualTo(code);
    assertThat(bad(Map.of(name, 1)).code()).isEqualTo(code);
  }

  @Test
  void an_unknown_name_is_refused_and_named() {
    assertThat(bad(Map.of("ballz", 3)).code()).isEqualTo("unknown_setting");
    assertThat(bad(Map.of("ballz", 3)).message()).contains("ballz").contains("toWin");
  }

  @Test
  void settings_made_in_code_keep_the_bounds_too() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PongSettings(3, 7, Computer.NONE, GoalsTo.CONCEDE, 30, Speed.NORMAL, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PongSettings(2, 22, Computer.NONE, GoalsTo.CONCEDE, 30, Speed.NORMAL, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PongSettings(2, 7, null, GoalsTo.CONCEDE, 30, Speed.NORMAL, 3));
  }

  @Property
  void anything_from_outside_is_read_or_refused_with_a_sentence(
      @ForAll("anySettings") Map<String, Object> raw) {
    if (PongSettings.read(raw) instanceof Checked.Bad<PongSettings> bad) {
      assertThat(bad.rejection().code()).matches("[a-z_]+");
      assertThat(bad.rejection().message()).endsWith(".").hasSizeBetween(10, 400);
    }
  }

  @Provide
  Arbitrary<Map<String, Object>> anySettings() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of("players", "toWin", "computer", "goalsTo", "pauseSeconds", "speed"),
            Arbitraries.strings().ofMaxLength(5));
    List<Arbitrary<?>> kinds =
        List.of(
            Arbitraries.strings().ofMaxLength(100),
            Arbitraries.integers(),
            Arbitraries.integers().between(0, 30),
            Arbitraries.doubles(),
            Arbitraries.of(true, false),
            Arbitraries.of("easy", "toucher", "slow"));
    Arbitrary<Object> values =
        Arbitraries.of(kinds).flatMap(kind -> kind.map(value -> (Object) value)).injectNull(0.05);
    return Arbitraries.maps(names, values).ofMaxSize(6);
  }
}
