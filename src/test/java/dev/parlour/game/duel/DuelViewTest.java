package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DuelViewTest {

  @Test
  void the_lobby_shows_the_rules_and_no_course() {
    DuelView.Shared view = DuelMatch.with("freezeMillis", 1500).view();

    assertThat(view)
        .isEqualTo(
            new DuelView.Shared(
                "lobby",
                new DuelView.Rules("duel", 300, 10, 1500, 5000, 30, 3),
                null,
                List.of(),
                null,
                null,
                null,
                null));
  }

  @Test
  void before_it_is_prepared_there_is_nothing_to_see() {
    DuelMatch match = DuelMatch.with();
    DuelView.Shared view =
        DuelMatch.GAME.shared(DuelMatch.GAME.initial(), Role.SPECTATOR, match.table());

    assertThat(view.rules()).isNull();
    assertThat(view.phase()).isEqualTo("lobby");
  }

  @Test
  void the_run_shows_the_whole_course_and_the_runners_at_the_last_event() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").runUntilRings("p1", 11);
    match.attack("p1");
    match.run(1);
    DuelView.Shared view = match.view();

    assertThat(view.phase()).isEqualTo("playing");
    assertThat(view.course().starts()).hasSize(51).isEqualTo(match.state.course().starts());
    assertThat(view.course().widths()).isEqualTo(match.state.course().widths());
    assertThat(view.course().speeds()).hasSize(51).startsWith(100).contains(Arc.speed(50));
    assertThat(view.course())
        .extracting(
            DuelView.Track::takeOff,
            DuelView.Track::gravity,
            DuelView.Track::ringHeight,
            DuelView.Track::jumpHeight,
            DuelView.Track::depth,
            DuelView.Track::stepsPerSecond)
        .containsExactly(410, 20, 20_000, 4_410, 12_000, 60);
    assertThat(view.runners())
        .containsExactly(
            new DuelView.Racer("p1", 11, 1, false, false, false),
            new DuelView.Racer("p2", 11, 11, false, false, true));
  }

  @Test
  void the_end_shows_the_reason_and_how_it_came_out_for_each() {
    DuelMatch match = DuelMatch.running().skilled("p2").runUntilRings("p2", 1);
    match.skilled.clear();
    match.runToTheEnd();

    assertThat(match.view().phase()).isEqualTo("final");
    assertThat(match.view().result())
        .isEqualTo(new DuelView.Result("settled", Map.of("p1", "lose", "p2", "win")));
    assertThat(match.view().runners()).allMatch(DuelView.Racer::fallen);
  }

  @Test
  void everybody_sees_the_same() {
    DuelMatch match = DuelMatch.running().skilled("p1").run(500);

    for (Role role : Role.values()) {
      assertThat(DuelMatch.GAME.shared(match.state, role, match.table())).isEqualTo(match.view());
    }
  }

  @Test
  void a_phase_changes_when_everybody_should_look() {
    DuelMatch match = DuelMatch.with();
    String lobby = DuelMatch.GAME.phase(match.state);
    String playing = DuelMatch.GAME.phase(match.started().state);
    match.run(10).store();
    assertThat(DuelMatch.GAME.phase(match.state)).isEqualTo(playing);
    match.disconnect("p2");
    String one = DuelMatch.GAME.phase(match.state);
    match.disconnect("p1");
    String both = DuelMatch.GAME.phase(match.state);
    match.finish();

    assertThat(List.of(lobby, playing, one, both, DuelMatch.GAME.phase(match.state)))
        .doesNotHaveDuplicates();
  }
}
