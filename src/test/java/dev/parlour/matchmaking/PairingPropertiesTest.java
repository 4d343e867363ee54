package dev.parlour.matchmaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.shared.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for any queue, and for whatever people want to be called. */
class PairingPropertiesTest {
  @Property
  void every_group_is_complete_and_nobody_is_in_two(
      @ForAll @Size(max = 60) List<Integer> waiting,
      @ForAll @IntRange(min = 2, max = 8) int players) {
    List<List<Integer>> groups = Pairing.inOrder(waiting, players);
    assertThat(groups).allMatch(g -> g.size() == players);
    // Put together again they are the head of the queue: nobody is lost, doubled or overtaken.
    assertThat(groups.stream().flatMap(List::stream).toList())
        .isEqualTo(waiting.subList(0, groups.size() * players));
  }

  @Property
  void fewer_wait_on_than_make_a_group(
      @ForAll @Size(max = 60) List<Integer> waiting,
      @ForAll @IntRange(min = 2, max = 8) int players) {
    assertThat(waiting.size() - Pairing.inOrder(waiting, players).size() * players)
        .isBetween(0, players - 1);
  }

  @Property
  void who_comes_later_changes_nothing_for_those_before(
      @ForAll @Size(max = 40) List<Integer> waiting,
      @ForAll Integer late,
      @ForAll @IntRange(min = 2, max = 8) int players) {
    List<List<Integer>> before = Pairing.inOrder(waiting, players);
    List<Integer> more = new ArrayList<>(waiting);
    more.add(late);
    assertThat(Pairing.inOrder(more, players).subList(0, before.size())).isEqualTo(before);
  }

  @Provide
  Arbitrary<List<String>> wishes() {
    Arbitrary<String> few = Arbitraries.of("Ada", "ada", "ＡＤＡ", "Ada 2", "Player", "Player 2");
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(30)
            .map(Names::clean)
            .filter(Optional::isPresent)
            .map(Optional::get);
    Arbitrary<String> long24 = Arbitraries.of("abcdefghijklmnopqrstuvwx", "🦊".repeat(24));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, few),
            net.jqwik.api.Tuple.of(2, any),
            net.jqwik.api.Tuple.of(2, long24))
        .list()
        .ofMaxSize(12);
  }

  @Property
  void no_two_at_a_table_have_one_name_and_each_name_is_one(@ForAll("wishes") List<String> wishes) {
    List<String> names = TableNames.of(wishes);
    assertThat(names).hasSameSizeAs(wishes);
    assertThat(names.stream().map(Names::key).distinct()).hasSameSizeAs(wishes);
    assertThat(names).allSatisfy(n -> assertThat(Names.clean(n)).contains(n));
  }

  @Property
  void whoever_has_a_name_first_keeps_it(@ForAll("wishes") List<String> wishes) {
    List<String> names = TableNames.of(wishes);
    if (!names.isEmpty()) {
      assertThat(names.getFirst()).isEqualTo(wishes.getFirst());
    }
    assertThat(TableNames.of(names)).isEqualTo(names);
  }
}
