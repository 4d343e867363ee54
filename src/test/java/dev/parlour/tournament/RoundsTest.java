package dev.parlour.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.tournament.Outcome.How;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tournaments without a bracket: round robin and Swiss. */
class RoundsTest {
  private static Rules swiss(int rounds) {
    return new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, rounds, 1_024, 120, 0);
  }

  private static Map<String, Integer> points(String... entrants) {
    Map<String, Integer> points = new HashMap<>();
    for (String entrant : entrants) {
      points.put(entrant, 0);
    }
    return points;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 16, 33, 64})
  void in_a_round_robin_everybody_meets_everybody_once_and_plays_once_a_round(int entrants) {
    List<Node> nodes = Circle.rounds(entrants);
    TreeSet<String> pairs = new TreeSet<>();
    Map<Integer, Set<Source>> busy = new HashMap<>();
    for (Node node : nodes) {
      assertThat(pairs.add(node.sources().toString())).isTrue();
      for (Source source : node.sources()) {
        assertThat(busy.computeIfAbsent(node.round(), r -> new java.util.HashSet<>()).add(source))
            .isTrue();
      }
    }

    assertThat(pairs).hasSize(entrants * (entrants - 1) / 2);
    assertThat(nodes.getLast().round()).isEqualTo(entrants - 1 + entrants % 2);
  }

  @Test
  void the_circle_of_four_is_the_published_one() {
    assertThat(Circle.rounds(4))
        .extracting(n -> n.id() + " " + n.sources().get(0) + n.sources().get(1))
        .extracting(s -> s.replaceAll("[^0-9-]+", " ").strip())
        .containsExactly("1-1 1 4", "1-2 2 3", "2-1 1 3", "2-2 2 4", "3-1 1 2", "3-2 3 4");
  }

  @Test
  void in_a_round_robin_equal_points_are_parted_by_who_beat_whom() {
    Play play = Play.started(Rules.of(Format.ROUND_ROBIN), 4);
    // e3 and e1 win two each, and e3 has beaten e1
    play.toTheEnd(
        (match, lineUp) ->
            switch (String.join(" ", new TreeSet<>(lineUp))) {
              case "e1 e3" -> "e3";
              case "e2 e3" -> "e2";
              case "e2 e4" -> "e4";
              default -> play.best(lineUp);
            });

    assertThat(play.state.champion()).isEqualTo("e3");
  }

  @Test
  void whoever_waits_for_their_match_of_a_round_robin_is_not_kept_by_others_rounds() {
    Play play = Play.started(Rules.of(Format.ROUND_ROBIN), 6);
    play.won("1-1", "e1").won("1-2", "e2");

    assertThat(play.playable()).extracting(Match::id).contains("1-3").hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "3, 2", "4, 2", "5, 3", "8, 3", "9, 4", "64, 6", "1024, 10"})
  void a_swiss_tournament_has_as_many_rounds_as_a_bracket(int entrants, int rounds) {
    assertThat(Swiss.rounds(entrants)).isEqualTo(rounds);
  }

  @Test
  void the_upper_half_meets_the_lower_half_of_those_who_stand_alike() {
    Play play = Play.started(swiss(0), 8);
    assertThat(play.state.bracket().round(1))
        .extracting(Match::lineUp)
        .containsExactly(
            List.of("e1", "e5"), List.of("e2", "e6"), List.of("e3", "e7"), List.of("e4", "e8"));
    for (Match match : play.playable()) {
      play.won(match.id(), play.best(match.lineUp()));
    }

    assertThat(play.state.bracket().round(2))
        .extracting(Match::lineUp)
        .containsExactly(
            List.of("e1", "e3"), List.of("e2", "e4"), List.of("e5", "e7"), List.of("e6", "e8"));
  }

  @Test
  void the_last_one_has_a_bye_which_counts_as_won_and_nobody_has_two() {
    Play play = Play.started(swiss(5), 5).toTheEnd();
    List<String> byes = new ArrayList<>();
    for (Match match : play.state.bracket().all()) {
      if (match.outcome().how() == How.BYE) {
        byes.addAll(match.lineUp());
      }
    }

    assertThat(byes).startsWith("e5").doesNotHaveDuplicates().hasSize(5);
  }

  @Test
  void the_next_round_waits_for_the_last_match_of_this_one() {
    Play play = Play.started(swiss(0), 4);
    play.won("1-1", "e1");
    assertThat(play.state.bracket().rounds()).isEqualTo(1);
    play.won("1-2", "e2");

    assertThat(play.state.bracket().rounds()).isEqualTo(2);
  }

  @Test
  void nobody_meets_again_while_a_round_can_be_paired_otherwise() {
    // the usual order would have e1 meet e3 and then leave e2 and e4, who have met
    Swiss.Round round =
        Swiss.pair(
            List.of("e1", "e2", "e3", "e4"),
            points("e1", "e2", "e3", "e4"),
            Set.of(Swiss.Pair.key("e2", "e4")),
            Set.of());

    assertThat(round.pairs())
        .containsExactly(new Swiss.Pair("e1", "e4"), new Swiss.Pair("e2", "e3"));
  }

  @Test
  void where_it_cannot_be_as_few_meet_again_as_possible() {
    // of four, three have met e4 and two of them each other
    Set<String> met =
        Set.of(Swiss.Pair.key("e1", "e4"), Swiss.Pair.key("e2", "e4"), Swiss.Pair.key("e3", "e4"));
    Swiss.Round round =
        Swiss.pair(List.of("e1", "e2", "e3", "e4"), points("e1", "e2", "e3", "e4"), met, Set.of());

    assertThat(round.pairs()).hasSize(2);
    assertThat(round.pairs().stream().filter(p -> met.contains(Swiss.Pair.key(p.one(), p.other()))))
        .hasSize(1);
  }

  @Test
  void the_bye_goes_up_where_the_rest_could_not_be_paired_without_meeting_again() {
    // e1 and e2 have met: with e3 at rest they would have to meet again
    Swiss.Round round =
        Swiss.pair(
            List.of("e1", "e2", "e3"),
            points("e1", "e2", "e3"),
            Set.of(Swiss.Pair.key("e1", "e2")),
            Set.of());

    assertThat(round.bye()).isEqualTo("e2");
    assertThat(round.pairs()).containsExactly(new Swiss.Pair("e1", "e3"));
  }

  @Test
  void equal_points_are_parted_by_the_points_of_those_whom_somebody_met() {
    Play play = Play.started(swiss(0), 8).toTheEnd();
    List<Standing> standings = Chart.of(play.state).standings();

    assertThat(standings.getFirst().entrant()).isEqualTo("e1");
    assertThat(standings.getFirst().points()).isEqualTo(3);
    for (int i = 1; i < standings.size(); i++) {
      Standing before = standings.get(i - 1);
      Standing after = standings.get(i);
      assertThat(before.points() * 1_000 + before.buchholz())
          .isGreaterThanOrEqualTo(after.points() * 1_000 + after.buchholz());
    }
    assertThat(standings.stream().mapToInt(Standing::buchholz).sum())
        .isEqualTo(3 * standings.stream().mapToInt(Standing::points).sum());
  }

  @Test
  void a_corrected_result_pairs_the_rounds_behind_it_anew_and_keeps_pairs_that_are_the_same() {
    Play play = Play.started(swiss(0), 8);
    play.won("1-1", "e1").won("1-2", "e2").won("1-3", "e3").won("1-4", "e4");
    play.won("2-1", "e1").won("2-2", "e2").won("2-3", "e5").won("2-4", "e6");
    play.accepted(By.ORGANISER, new TournamentCommand.Correct("1-4", List.of("e8", "e4")));

    assertThat(play.state.bracket().rounds()).isEqualTo(2);
    List<List<String>> kept =
        play.state.bracket().round(2).stream().filter(Match::decided).map(Match::lineUp).toList();
    assertThat(kept).contains(List.of("e1", "e3")).doesNotContain(List.of("e2", "e4"));
  }

  @Test
  void one_who_withdraws_is_not_paired_any_more() {
    Play play = Play.started(swiss(0), 8);
    play.accepted(new By.Person("k8"), new TournamentCommand.Withdraw());
    play.won("1-1", "e1").won("1-2", "e2").won("1-3", "e3");

    assertThat(play.state.bracket().round(2)).noneMatch(m -> m.has("e8"));
  }
}
