package dev.parlour.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlour.testkit.TallyGame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GameRegistrationTest {
  private static final Mode DUEL = new Mode("duel", 2, Map.of("max", 2));

  private static GameRegistration tally(Mode... modes) {
    return new GameRegistration(new TallyGame(), "game/tally", List.of(modes));
  }

  @Test
  void a_mode_is_found_by_its_name() {
    Mode four = new Mode("four", 4, Map.of("max", 4), Map.of("max", 1));
    assertThat(tally(DUEL, four).mode("four")).contains(four);
    assertThat(tally(DUEL, four).mode("five")).isEmpty();
  }

  @Test
  void a_game_needs_no_modes() {
    assertThat(new GameRegistration(new TallyGame(), "game/tally").modes()).isEmpty();
  }

  @Test
  void a_mode_by_whose_settings_more_could_sit_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tally(new Mode("duel", 2, Map.of("max", 3))));
  }

  @Test
  void a_mode_whose_settings_the_game_refuses_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tally(new Mode("duel", 2, Map.of("max", 2, "speed", 9))));
  }

  @Test
  void a_mode_that_its_players_could_not_start_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tally(new Mode("duel", 2, Map.of("max", 2, "min", 3))));
  }

  @Test
  void a_computer_against_whom_nobody_could_start_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tally(new Mode("duel", 2, Map.of("max", 2), Map.of("max", 2, "min", 2))));
  }

  @Test
  void two_modes_of_one_name_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> tally(DUEL, DUEL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Duel", "a b", "9", "for two", "ü"})
  void a_mode_has_a_name_that_fits_into_an_address(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Mode(name, 2, Map.of()));
  }

  @Test
  void one_alone_is_no_company() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Mode("alone", 1, Map.of()));
  }
}
