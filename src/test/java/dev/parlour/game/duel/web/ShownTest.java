package dev.parlour.game.duel.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.duel.DuelView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownTest {
  private static final Map<String, String> NAMES = Map.of("p1", "Ada", "p2", "Ben");
  private static final DuelView.Racer RUNNING = new DuelView.Racer("p1", 5, 5, false, false, false);
  private static final DuelView.Racer FALLEN = new DuelView.Racer("p2", 3, 3, true, false, false);
  private static final DuelView.Racer AT_THE_END =
      new DuelView.Racer("p1", 50, 50, false, true, false);
  private static final DuelView.Racer FROZEN = new DuelView.Racer("p1", 5, 5, false, false, true);

  private static DuelView.Shared view(
      String mode, String phase, DuelView.Result result, DuelView.Racer... racers) {
    return new DuelView.Shared(
        phase,
        new DuelView.Rules(mode, 50, 10, 1000, 5000, 30, 3),
        null,
        List.of(racers),
        phase.equals("interrupted") ? List.of("p1", "p9") : null,
        null,
        null,
        result);
  }

  private static DuelView.Shared ended(String reason, Map<String, String> outcomes) {
    return view("duel", "final", new DuelView.Result(reason, outcomes), RUNNING, FALLEN);
  }

  @Test
  void the_end_is_told_by_how_it_came() {
    DuelView.Shared won = ended("settled", Map.of("p1", "win", "p2", "lose"));

    assertThat(Shown.ending(won)).isEqualTo("final.won");
    assertThat(Shown.winner(won, NAMES::get)).isEqualTo("Ada");
    assertThat(Shown.ending(ended("settled", Map.of("p1", "draw", "p2", "draw"))))
        .isEqualTo("final.draw");
    assertThat(Shown.ending(ended("forfeit", Map.of("p1", "win", "p2", "lose"))))
        .isEqualTo("final.forfeit");
    assertThat(Shown.ending(ended("abandoned", Map.of()))).isEqualTo("final.abandoned");
    assertThat(Shown.winner(ended("abandoned", Map.of()), NAMES::get)).isEmpty();
    assertThat(Shown.ending(view("duel", "playing", null, RUNNING, FALLEN))).isEmpty();
  }

  @Test
  void practice_ends_at_the_end_or_before() {
    DuelView.Result result = new DuelView.Result("settled", Map.of());

    assertThat(Shown.ending(view("practice", "final", result, AT_THE_END)))
        .isEqualTo("final.finished");
    assertThat(Shown.ending(view("practice", "final", result, FALLEN))).isEqualTo("final.fallen");
  }

  @Test
  void a_player_runs_or_watches_and_in_the_end_has_won_or_not() {
    DuelView.Shared playing = view("duel", "playing", null, RUNNING, FALLEN);
    DuelView.Own mine = new DuelView.Own(null, 5);

    assertThat(Shown.state(playing, mine, "p1")).isEqualTo("runs");
    assertThat(Shown.state(playing, mine, "p2")).isEqualTo("fallen");
    assertThat(Shown.state(playing, mine, "p3")).isEqualTo("watches");
    assertThat(Shown.state(view("duel", "playing", null, AT_THE_END, FALLEN), mine, "p1"))
        .isEqualTo("finished");
    assertThat(Shown.state(ended("settled", Map.of()), new DuelView.Own("lose", 3), "p2"))
        .isEqualTo("lose");
    assertThat(Shown.state(ended("ended", Map.of()), mine, "p1")).isEqualTo("over");
  }

  @Test
  void what_has_become_of_a_runner_is_said_and_that_it_runs_is_not() {
    assertThat(Shown.fate(RUNNING)).isNull();
    assertThat(Shown.fate(FROZEN)).isEqualTo("say.frozen");
    assertThat(Shown.fate(FALLEN)).isEqualTo("say.fallen");
    assertThat(Shown.fate(AT_THE_END)).isEqualTo("say.finished");
  }

  @Test
  void somebody_whom_the_room_does_not_know_has_no_name() {
    assertThat(Shown.name("p9", NAMES::get)).isEqualTo("?");
    assertThat(Shown.missing(view("duel", "interrupted", null, RUNNING, FALLEN), NAMES::get))
        .isEqualTo("Ada");
    assertThat(Shown.missing(view("duel", "playing", null, RUNNING), NAMES::get)).isEmpty();
  }

  @Test
  void numbers_stand_in_an_attribute_with_spaces_between() {
    assertThat(Shown.numbers(List.of(0, 12_600, 7))).isEqualTo("0 12600 7");
  }
}
