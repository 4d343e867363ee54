package dev.parlour.player;

import static dev.parlour.player.FinishedGameTest.game;
import static dev.parlour.player.FinishedGameTest.line;
import static dev.parlour.player.FinishedGameTest.removed;
import static dev.parlour.player.Outcome.DRAWN;
import static dev.parlour.player.Outcome.LOST;
import static dev.parlour.player.Outcome.WON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.FinishedGame.Line;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FinishedGamePropertiesTest {
  /** The rule as it is said, line against line, which would cost too much for a big room. */
  @Property
  void outcomes_are_what_comparing_each_with_all_others_gives(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 59) Integer> drawn) {
    List<Line> lines = new ArrayList<>();
    for (int number : drawn) { // of six people, one of them unknown, on five ranks, some removed
      Line line = line(number % 6 == 0 ? null : "g" + number % 6, 1 + number / 6 % 5);
      lines.add(number >= 50 ? removed(line) : line);
    }
    FinishedGame game = game(lines.toArray(Line[]::new));
    List<Outcome> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line self = lines.get(i);
      Outcome outcome = null;
      for (int j = 0; j < lines.size(); j++) {
        Line other = lines.get(j);
        boolean same = i == j || self.holder() != null && self.holder().equals(other.holder());
        if (!same && !self.removed() && !other.removed()) {
          Outcome against =
              self.rank() < other.rank() ? WON : self.rank() == other.rank() ? DRAWN : LOST;
          outcome = outcome == null || against.compareTo(outcome) > 0 ? against : outcome;
        }
      }
      expected.add(outcome);
    }
    assertThat(game.outcomes()).isEqualTo(expected);
  }
}
