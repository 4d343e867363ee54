package dev.parlour.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

  @Test
  void it_draws_what_the_published_algorithm_draws() {
    // The first outputs of the reference implementation (splitmix64.c) for the seed 1234567.
    SeededRandom first = new SeededRandom(1234567);

    assertThat(Long.toUnsignedString(first.bits())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(first.next().bits())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(first.next().next().bits())).isEqualTo("9817491932198370423");
  }

  @Property
  void a_draw_stays_below_its_bound(@ForAll long seed, @ForAll @Positive int bound) {
    assertThat(new SeededRandom(seed).below(bound)).isBetween(0, bound - 1);
  }

  @Test
  void a_bound_is_positive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SeededRandom(1).below(0));
  }

  @Property
  void shuffling_keeps_the_items_and_depends_on_the_seed_alone(
      @ForAll long seed, @ForAll List<Integer> items) {
    assertThat(new SeededRandom(seed).shuffled(items))
        .containsExactlyInAnyOrderElementsOf(items)
        .isEqualTo(new SeededRandom(seed).shuffled(items));
  }

  @Test
  void every_order_comes_about_equally_often() {
    Map<List<Integer>, Integer> orders = new HashMap<>();
    SeededRandom random = new SeededRandom(7);
    for (int i = 0; i < 6_000; i++) {
      orders.merge(random.shuffled(List.of(1, 2, 3)), 1, Integer::sum);
      random = random.next();
    }

    assertThat(orders).hasSize(6);
    assertThat(orders.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
  }
}
