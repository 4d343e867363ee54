package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.duel.DuelSettings.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuelSettingsTest {

  @Test
  void nothing_needs_to_be_chosen() {
    assertThat(good(Map.of()))
        .isEqualTo(new DuelSettings(Mode.DUEL, 300, 1000, 5000, 30, 3))
        .isEqualTo(good(null));
  }

  @Test
  void every_setting_can_be_chosen() {
    assertThat(
            good(
                Map.of(
                    "mode",
                    "practice",
                    "rings",
                    50,
                    "freezeMillis",
                    300L,
                    "cooldownMillis",
                    20_000.0,
                    "pauseSeconds",
                    120,
                    "countdownSeconds",
                    0)))
        .isEqualTo(new DuelSettings(Mode.PRACTICE, 50, 300, 20_000, 120, 0));
  }

  @Test
  void a_null_counts_as_absent() {
    Map<String, Object> raw = new HashMap<>();
    raw.put("mode", null);
    raw.put("rings", null);

    assertThat(good(raw)).isEqualTo(good(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "rings, 50, 1000, bad_rings",
    "freezeMillis, 300, 3000, bad_freeze_millis",
    "cooldownMillis, 1000, 20000, bad_cooldown_millis",
    "pauseSeconds, 5, 120, bad_pause_seconds",
    "countdownSeconds, 0, 5, bad_countdown_seconds"
  })
  void numbers_keep_within_their_bounds(String name, int least, int most, String code) {
    assertThat(good(Map.of(name, least))).isNotNull();
    assertThat(good(Map.of(name, most))).isNotNull();
    for (Object value : List.of(least - 1, most + 1, least + 0.5, "10", true, Double.NaN)) {
      Rejection bad = bad(Map.of(name, value));
      assertThat(bad.code()).as("%s", value).isEqualTo(code);
      assertThat(bad.message()).contains(least + " to " + most);
    }
  }

  @Test
  void the_mode_is_one_of_the_two() {
    for (Object value : List.of("DUEL", "four", "", 2, true)) {
      assertThat(bad(Map.of("mode", value)).code()).isEqualTo("bad_mode");
    }
  }

  @Test
  void what_an_attack_costs_cannot_be_chosen() {
    assertThat(bad(Map.of("attackCost", 1)))
        .extracting(Rejection::code)
        .isEqualTo("unknown_setting");
  }

  @Test
  void the_mode_says_how_many_run() {
    DuelGame game = DuelMatch.GAME;
    DuelSettings duel = good(Map.of("mode", "duel"));
    DuelSettings practice = good(Map.of("mode", "practice"));

    assertThat(game.minPlayers(duel)).isEqualTo(game.maxPlayers(duel)).isEqualTo(2);
    assertThat(game.minPlayers(practice)).isEqualTo(game.maxPlayers(practice)).isEqualTo(1);
  }

  @Test
  void times_become_steps_to_the_nearest() {
    DuelSettings settings = good(Map.of("freezeMillis", 310, "cooldownMillis", 1008));

    assertThat(settings.freezeSteps()).isEqualTo(19); // 18.6
    assertThat(settings.cooldownSteps()).isEqualTo(60); // 60.48
    assertThat(settings.countdownSteps()).isEqualTo(180);
  }

  @Test
  void values_out_of_bounds_cannot_be_made() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuelSettings(Mode.DUEL, 49, 1000, 5000, 30, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DuelSettings(null, 300, 1000, 5000, 30, 3));
  }

  private static DuelSettings good(Map<String, Object> raw) {
    return switch (DuelSettings.read(raw)) {
      case Checked.Good<DuelSettings> good -> good.value();
      case Checked.Bad<DuelSettings> bad -> throw new AssertionError(bad.rejection());
    };
  }

  private static Rejection bad(Map<String, Object> raw) {
    return switch (DuelSettings.read(raw)) {
      case Checked.Good<DuelSettings> good -> throw new AssertionError(good.value());
      case Checked.Bad<DuelSettings> bad -> bad.rejection();
    };
  }
}
