package dev.parlour.game.pong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parlour.game.pong.PongSettings.Computer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The computer at its three strengths. */
class PongComputerTest {
  private static final int MATCHES = 20;

  private static PongSettings against(Computer strength) {
    return PongMatch.settings("computer", strength.name().toLowerCase(Locale.ROOT), "toWin", 5);
  }

  /** How many of the matches the player at the left wins. */
  private static int won(PongSettings settings, Aims left) {
    int won = 0;
    for (long seed = 1; seed <= MATCHES; seed++) {
      PongMatch match = Aims.played(settings, seed, List.of(left));
      won += "p1".equals(match.state.result().winner()) ? 1 : 0;
    }
    return won;
  }

  @Test
  void it_takes_the_sides_that_nobody_has() {
    PongMatch match = PongMatch.with("players", 4, "computer", "easy").startedWith(2);

    assertThat(match.view().sides())
        .extracting(PongView.Side::side, PongView.Side::player, PongView.Side::computer)
        .containsExactly(
            tuple("left", "p1", null),
            tuple("right", "p2", null),
            tuple("top", null, true),
            tuple("bottom", null, true));
  }

  @Test
  void hard_beats_easy_clearly() {
    PongSettings settings = against(Computer.EASY);
    assertThat(won(settings, Aims.computer(settings, Computer.HARD))).isGreaterThanOrEqualTo(18);
  }

  @Test
  void hard_beats_normal_more_often_than_not() {
    PongSettings settings = against(Computer.NORMAL);
    assertThat(won(settings, Aims.computer(settings, Computer.HARD))).isGreaterThanOrEqualTo(14);
  }

  @Test
  void normal_beats_easy_more_often_than_not() {
    PongSettings settings = against(Computer.EASY);
    assertThat(won(settings, Aims.computer(settings, Computer.NORMAL))).isGreaterThanOrEqualTo(14);
  }

  @Test
  void who_only_follows_the_ball_beats_easy() {
    assertThat(won(against(Computer.EASY), Aims.following())).isGreaterThanOrEqualTo(16);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void every_strength_can_be_beaten(Computer strength) {
    PongSettings settings = against(strength);
    assertThat(won(settings, Aims.perfect(settings))).isGreaterThanOrEqualTo(18);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void it_cannot_act_on_what_it_could_not_see_yet(Computer strength) {
    for (int early = 0; early < strength.reaction(); early++) {
      PongMatch above = watching(strength, early).ball(0, 0, 150, -120);
      PongMatch below = watching(strength, early).ball(0, 0, 150, 120);
      for (int step = 1; step <= strength.reaction(); step++) {
        above.step();
        below.step();
        assertThat(above.paddle(Edge.RIGHT).direction())
            .isEqualTo(below.paddle(Edge.RIGHT).direction());
      }
      above.steps(strength.reaction());
      below.steps(strength.reaction());
      assertThat(above.paddle(Edge.RIGHT).aim()).isLessThan(below.paddle(Edge.RIGHT).aim());
    }
  }

  private static PongMatch watching(Computer strength, int steps) {
    return PongMatch.with(against(strength), 3).startedWith(1).steps(180 + steps);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void its_paddle_is_no_faster_than_anybodys(Computer strength) {
    PongMatch match = PongMatch.with(against(strength), 5).startedWith(1);
    int fastest = 0;
    for (int step = 0; step < 3_000 && match.motion != null; step++) {
      int before = match.paddle(Edge.RIGHT).at();
      match.step();
      fastest = Math.max(fastest, Math.abs(match.paddle(Edge.RIGHT).at() - before));
    }
    assertThat(fastest).isEqualTo(130 * Court.FINE);
  }

  @Test
  void nobody_can_move_a_computers_paddle() {
    PongMatch match = PongMatch.with(against(Computer.EASY), 5).startedWith(1);

    assertThat(match.input("p2", "up").code()).isEqualTo("not_playing");
    assertThat(match.input(null, "up").code()).isEqualTo("not_playing");
  }

  @Test
  void a_human_and_three_computers_play_to_the_end() {
    PongSettings settings =
        PongMatch.settings("players", 4, "computer", "hard", "goalsTo", "concede", "toWin", 3);
    PongMatch match = Aims.played(settings, 9, List.of(Aims.perfect(settings)));

    assertThat(match.phase()).isEqualTo(PongState.Phase.FINAL);
  }
}
