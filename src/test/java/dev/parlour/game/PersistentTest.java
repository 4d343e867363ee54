package dev.parlour.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersistentTest {

  @Test
  void maps_iterate_in_the_order_of_joining() {
    Map<String, Integer> plain =
        new HashMap<>(Map.of("p10", 10, "p2", 2, "p1", 1, "p9", 9, "p11", 11));

    assertThat(Persistent.map(plain).keySet()).containsExactly("p1", "p2", "p9", "p10", "p11");
  }

  @Test
  void a_change_leaves_the_map_before_as_it_was() {
    Map<String, Integer> before = Persistent.map(Map.of("p1", 1));

    assertThat(Persistent.with(before, "p2", 2)).isEqualTo(Map.of("p1", 1, "p2", 2));
    assertThat(Persistent.without(before, "p1")).isEmpty();
    assertThat(before).isEqualTo(Map.of("p1", 1));
  }

  @Test
  void a_change_leaves_the_list_before_as_it_was() {
    List<String> before = Persistent.list(List.of("a", "b"));

    assertThat(Persistent.with(before, "c")).containsExactly("a", "b", "c");
    assertThat(Persistent.with(before, 0, "x")).containsExactly("x", "b");
    assertThat(Persistent.without(before, 0)).containsExactly("b");
    assertThat(before).containsExactly("a", "b");
  }

  @Test
  void what_is_persistent_already_is_not_copied() {
    Map<String, Integer> map = Persistent.map(Map.of("p1", 1));
    List<String> list = Persistent.list(List.of("a"));

    assertThat(Persistent.map(map)).isSameAs(map);
    assertThat(Persistent.list(list)).isSameAs(list);
  }

  @Test
  void nothing_is_an_empty_collection() {
    assertThat(Persistent.map(null)).isEmpty();
    assertThat(Persistent.list(null)).isEmpty();
  }
}
