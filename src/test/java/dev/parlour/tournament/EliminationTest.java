package dev.parlour.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.tournament.Source.Place;
import dev.parlour.tournament.Source.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brackets against the tables in which they are published, and the laws of those tables. */
class EliminationTest {
  static IntStream sizes() {
    return IntStream.rangeClosed(4, 32);
  }

  private static List<Node> round(List<Node> nodes, Stage stage, int round) {
    return nodes.stream().filter(n -> n.stage() == stage && n.round() == round).toList();
  }

  private static List<Node> single(int entrants) {
    return Elimination.single(entrants, 2, 1, false);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1 2",
    "4, 1 4 2 3",
    "8, 1 8 4 5 2 7 3 6",
    "16, 1 16 8 9 4 13 5 12 2 15 7 10 3 14 6 11",
    "32, 1 32 16 17 8 25 9 24 4 29 13 20 5 28 12 21"
        + " 2 31 15 18 7 26 10 23 3 30 14 19 6 27 11 22"
  })
  void seeds_stand_as_the_published_tables_have_them(int size, String table) {
    assertThat(Elimination.order(size))
        .isEqualTo(java.util.Arrays.stream(table.split(" ")).map(Integer::valueOf).toList());
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void byes_are_as_many_as_are_missing_to_a_power_of_two_and_the_first_seeds_have_them(
      int entrants) {
    int power = Integer.highestOneBit(entrants - 1) * 2;
    List<Integer> resting = new ArrayList<>();
    for (Node node : single(entrants)) {
      if (node.sources().contains(new Source.Nobody())) {
        assertThat(node.round()).isEqualTo(1);
        resting.add(((Seed) node.sources().getFirst()).number());
      }
    }

    assertThat(resting)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, power - entrants).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void if_the_better_one_always_wins_the_best_that_are_left_meet_the_worst(int entrants) {
    Map<String, Integer> winner = new HashMap<>();
    for (Node node : single(entrants)) {
      List<Integer> here = new ArrayList<>();
      for (Source source : node.sources()) {
        switch (source) {
          case Seed(int number) -> here.add(number);
          case Place(String match, int rank) -> here.add(winner.get(match));
          default -> {}
        }
      }
      here.sort(null);
      winner.put(node.id(), here.getFirst());
      long left = 2L * single(entrants).stream().filter(n -> n.round() == node.round()).count();
      if (here.size() == 2) {
        assertThat(here.getFirst() + here.getLast()).isEqualTo((int) left + 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void one_and_two_can_meet_only_in_the_final(int entrants) {
    Map<String, TreeSet<Integer>> reach = new HashMap<>();
    List<Node> nodes = single(entrants);
    for (Node node : nodes) {
      TreeSet<Integer> here = reached(node, reach);
      boolean both = here.contains(1) && here.contains(2);
      assertThat(both).as(node.id()).isEqualTo(node.equals(nodes.getLast()));
    }
  }

  private static TreeSet<Integer> reached(Node node, Map<String, TreeSet<Integer>> reach) {
    TreeSet<Integer> here = new TreeSet<>();
    for (Source source : node.sources()) {
      switch (source) {
        case Seed(int number) -> here.add(number);
        case Place(String match, int rank) -> here.addAll(reach.get(match));
        default -> {}
      }
    }
    reach.put(node.id(), here);
    return here;
  }

  @Test
  void losers_of_the_semi_finals_play_for_the_third_place() {
    List<Node> nodes = Elimination.single(8, 2, 1, true);
    Node third = nodes.stream().filter(n -> n.id().equals("T1")).findFirst().orElseThrow();

    assertThat(third.sources()).containsExactly(new Place("B1", 2), new Place("B2", 2));
    assertThat(third.places()).containsExactly(3, 4);
    assertThat(nodes.getLast().id()).isEqualTo("C1");
  }

  @ParameterizedTest
  @CsvSource({"4, 1 1 2 1", "8, 2 2 1 1", "16, 4 4 2 2 1 1", "32, 8 8 4 4 2 2 1 1"})
  void the_losers_rounds_of_double_elimination_are_as_published(int entrants, String published) {
    List<Node> nodes = Elimination.twice(entrants);
    List<Integer> sizes = new ArrayList<>();
    for (int round = 1; !round(nodes, Stage.LOSERS, round).isEmpty(); round++) {
      sizes.add(round(nodes, Stage.LOSERS, round).size());
    }

    assertThat(sizes)
        .isEqualTo(
            entrants == 4
                ? List.of(1, 1)
                : java.util.Arrays.stream(published.split(" ")).map(Integer::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16, 32, 64, 128, 256, 512, 1024})
  void every_loser_of_the_winners_bracket_comes_to_one_place_of_the_other(int entrants) {
    List<Node> nodes = Elimination.twice(entrants);
    List<String> dropped = new ArrayList<>();
    for (Node node : nodes) {
      for (Source source : node.sources()) {
        if (node.stage() == Stage.LOSERS && source instanceof Place(String match, int rank)) {
          if (rank == 2) {
            dropped.add(match);
          }
        }
      }
    }

    assertThat(dropped)
        .containsExactlyInAnyOrderElementsOf(
            nodes.stream().filter(n -> n.stage() == Stage.MAIN).map(Node::id).toList());
    assertThat(nodes).hasSize(2 * entrants - 1); // 2n - 2, and the second leg of the final
  }

  @ParameterizedTest
  @CsvSource({"8, 2", "16, 3", "32, 4", "64, 6", "128, 7", "256, 7", "512, 7", "1024, 7"})
  void two_who_have_met_cannot_meet_again_before_that_losers_round(int entrants, int rounds) {
    List<Node> nodes = Elimination.twice(entrants);
    Map<String, Node> byId = new HashMap<>();
    nodes.forEach(n -> byId.put(n.id(), n));
    int first = Integer.MAX_VALUE;
    for (Node node : nodes) {
      if (node.stage() == Stage.LOSERS && again(node, byId)) {
        first = Math.min(first, node.round());
      }
    }

    assertThat(first).isGreaterThan(rounds);
  }

  /**
   * Whether two can be in it who can have met: one dropped from a winners' match at or above which
   * the other one had dropped out of the same tree.
   */
  private static boolean again(Node node, Map<String, Node> byId) {
    List<Set<String>> sides = new ArrayList<>();
    for (Source source : node.sources()) {
      Set<String> lost = new TreeSet<>(); // winners' matches that people of this side have lost
      drops(source, byId, lost);
      sides.add(lost);
    }
    for (String one : sides.get(0)) {
      for (String other : sides.get(1)) {
        if (below(one, other, byId) || below(other, one, byId)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void drops(Source source, Map<String, Node> byId, Set<String> lost) {
    if (source instanceof Place(String match, int rank)) {
      if (byId.get(match).stage() == Stage.MAIN) {
        lost.add(match);
      } else {
        byId.get(match).sources().forEach(s -> drops(s, byId, lost));
      }
    }
  }

  /** Whether who lost the lower match can have lost it to somebody who lost the upper one. */
  private static boolean below(String lower, String upper, Map<String, Node> byId) {
    return lower.equals(upper)
        || byId.get(upper).sources().stream()
            .anyMatch(s -> s instanceof Place(String from, int rank) && below(lower, from, byId));
  }

  @ParameterizedTest
  @CsvSource({"8, 4, 2", "13, 4, 2", "16, 8, 4", "20, 3, 1", "9, 5, 2", "30, 8, 4", "5, 8, 4"})
  void groups_take_everybody_once_and_the_strongest_are_apart(
      int entrants, int seats, int advance) {
    List<Node> nodes = Elimination.single(entrants, seats, advance, false);
    List<Integer> seeds = new ArrayList<>();
    for (Node node : nodes) {
      assertThat(node.sources()).hasSizeBetween(2, seats);
      node.sources()
          .forEach(
              s -> {
                if (s instanceof Seed(int number)) {
                  seeds.add(number);
                }
              });
    }
    Map<String, TreeSet<Integer>> reach = new HashMap<>();
    long first = round(nodes, Stage.MAIN, 1).size();
    for (Node node : round(nodes, Stage.MAIN, 1)) {
      assertThat(reached(node, reach).headSet((int) first + 1)).hasSizeLessThanOrEqualTo(1);
    }

    assertThat(seeds)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, entrants).boxed().toList());
    assertThat(nodes.getLast().advance()).isEqualTo(1);
  }
}
