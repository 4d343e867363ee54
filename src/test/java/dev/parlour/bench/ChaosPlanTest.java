package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.bench.ChaosPlan.Event;
import dev.parlour.bench.ChaosPlan.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {
  private static List<Event> plan(long seed) {
    ChaosPlan plan = new ChaosPlan(seed, List.of(Kind.values()));
    return Stream.generate(plan::next).limit(12).toList();
  }

  @Test
  void the_same_seed_plans_the_same() {
    assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
  }

  @Test
  void every_kind_comes_before_any_comes_again() {
    assertThat(plan(7).subList(0, 6))
        .extracting(Event::kind)
        .containsExactlyInAnyOrder(Kind.values());
    assertThat(plan(7).subList(6, 12))
        .extracting(Event::kind)
        .containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void kinds_are_named_as_on_the_command_line() {
    assertThat(Kind.of("kill-node")).isEqualTo(Kind.KILL_NODE);
    assertThatThrownBy(() -> Kind.of("flood")).hasMessage("There is no event flood.");
  }
}
