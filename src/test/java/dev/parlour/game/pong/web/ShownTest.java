package dev.parlour.game.pong.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.pong.PongView;
import dev.parlour.room.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ShownTest {
  private static PongView.Shared ended(String reason, String winner, String... players) {
    List<PongView.Side> sides = new ArrayList<>();
    List<String> words = List.of("left", "right", "top", "bottom");
    for (String player : players) {
      boolean computer = player.isEmpty();
      sides.add(
          new PongView.Side(
              words.get(sides.size()),
              computer ? null : player,
              computer ? Boolean.TRUE : null,
              false,
              0));
    }
    return new PongView.Shared(
        "final", null, null, sides, List.of(), null, new PongView.Result(reason, "p1", winner));
  }

  @Test
  void whoever_is_left_alone_by_one_is_not_said_to_be_left_by_several() {
    PongView.Shared two = ended("forfeit", "left", "p1", "p2");
    PongView.Shared twoAmongFour = ended("forfeit", "left", "p1", "p2", "", "");
    PongView.Shared four = ended("forfeit", "left", "p1", "p2", "p3", "p4");

    assertThat(Shown.ending(two)).isEqualTo("final.forfeit.two");
    assertThat(Shown.ending(twoAmongFour)).isEqualTo("final.forfeit.two");
    assertThat(Shown.ending(four)).isEqualTo("final.forfeit");
    for (Locale language : Texts.LANGUAGES) {
      Texts texts = Texts.of(language, "game/pong");
      assertThat(texts.get(Shown.ending(two), "Ada"))
          .startsWith("Ada ")
          .isNotEqualTo(texts.get(Shown.ending(four), "Ada"));
    }
  }

  @Test
  void the_end_is_told_by_how_it_came() {
    assertThat(Shown.ending(ended("won", "left", "p1", "p2"))).isEqualTo("final.won");
    assertThat(Shown.ending(ended("ended", "right", "p1", "p2"))).isEqualTo("final.ended");
    assertThat(Shown.ending(ended("forfeit", null, "p1", "p2"))).isEqualTo("final.nobody");
  }
}
