package dev.parlour.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.Placing;
import dev.parlour.game.SeededRandom;
import dev.parlour.tournament.Outcome.How;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Laws that hold whoever wins, stays away or leaves. */
class TournamentPropertiesTest {
  /**
   * @param chance from which winners and deeds are drawn
   */
  record Cup(Rules rules, int entrants, long chance) {}

  @Provide
  Arbitrary<Cup> cups() {
    Arbitrary<Rules> rules =
        Combinators.combine(
                Arbitraries.of(Format.values()),
                Arbitraries.of(1, 3),
                Arbitraries.of(Seeding.ORDER, Seeding.RANDOM),
                Arbitraries.of(true, false))
            .as(
                (format, bestOf, seeding, third) ->
                    new Rules(
                        format,
                        bestOf,
                        seeding,
                        2,
                        1,
                        third && format == Format.SINGLE_ELIMINATION,
                        0,
                        64,
                        120,
                        0));
    return Combinators.combine(rules, Arbitraries.integers().between(2, 19), Arbitraries.longs())
        .as(Cup::new);
  }

  @Provide
  Arbitrary<Cup> groups() {
    return Combinators.combine(
            Arbitraries.integers().between(2, 8),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(2, 40),
            Arbitraries.longs())
        .filter((seats, advance, entrants, chance) -> advance <= seats / 2)
        .as(
            (seats, advance, entrants, chance) ->
                new Cup(
                    new Rules(
                        Format.SINGLE_ELIMINATION,
                        1,
                        Seeding.ORDER,
                        seats,
                        advance,
                        false,
                        0,
                        64,
                        120,
                        0),
                    entrants,
                    chance));
  }

  /** A draw that depends on what is asked alone, so that the same question has the same answer. */
  private static int drawn(long chance, String question, int bound) {
    return new SeededRandom(chance ^ 0x9E3779B97F4A7C15L * question.hashCode()).below(bound);
  }

  /** Who wins between these, wherever they meet. */
  private static BiFunction<String, List<String>, String> by(long chance) {
    return (match, lineUp) -> {
      List<String> people = new ArrayList<>(lineUp);
      Collections.sort(people);
      return people.get(drawn(chance, people.toString(), people.size()));
    };
  }

  private static boolean played(Match match) {
    return match.decided() && match.outcome().how() == How.PLAYED;
  }

  @Property(tries = 300)
  void every_tournament_ends_with_one_champion(@ForAll("cups") Cup cup) {
    Play play = Play.started(cup.rules(), cup.entrants()).toTheEnd(by(cup.chance()));

    assertThat(play.state.phase()).isEqualTo(Phase.FINISHED);
    assertThat(play.state.champion()).isNotNull();
    assertThat(play.places()).doesNotContainValue(null).hasSize(cup.entrants());
    assertThat(play.places().entrySet().stream().filter(e -> e.getValue() == 1))
        .extracting(Map.Entry::getKey)
        .containsExactly(play.state.champion());
    Statistics.label("format").collect(cup.rules().format());
  }

  @Property(tries = 300)
  void everybody_plays_as_often_as_the_format_says(@ForAll("cups") Cup cup) {
    Play play = Play.started(cup.rules(), cup.entrants()).toTheEnd(by(cup.chance()));
    Map<String, Integer> matches = new TreeMap<>();
    Map<String, Integer> losses = new TreeMap<>();
    Map<String, Integer> byes = new TreeMap<>();
    for (Match match : play.state.bracket().all()) {
      for (String entrant : match.lineUp()) {
        (played(match) ? matches : byes).merge(entrant, 1, Integer::sum);
        if (played(match)
            && match.node().stage() != Stage.THIRD_PLACE
            && !entrant.equals(match.outcome().winner())) {
          losses.merge(entrant, 1, Integer::sum);
        }
      }
    }
    for (String entrant : play.state.bracket().seeds()) {
      int played = matches.getOrDefault(entrant, 0);
      int lost = losses.getOrDefault(entrant, 0);
      boolean champion = entrant.equals(play.state.champion());
      switch (cup.rules().format()) {
        case SINGLE_ELIMINATION -> assertThat(lost).isEqualTo(champion ? 0 : 1);
        case DOUBLE_ELIMINATION -> {
          if (champion) {
            assertThat(lost).isLessThanOrEqualTo(1);
          } else {
            assertThat(lost).isEqualTo(2);
          }
        }
        case ROUND_ROBIN -> assertThat(played).isEqualTo(cup.entrants() - 1);
        case SWISS ->
            assertThat(played + byes.getOrDefault(entrant, 0))
                .isEqualTo(Referee.rounds(play.state));
      }
    }
  }

  @Property(tries = 300)
  void nobody_is_in_two_matches_at_once(@ForAll("cups") Cup cup) {
    Play play = Play.started(cup.rules(), cup.entrants());
    BiFunction<String, List<String>, String> winner = by(cup.chance());
    int step = 0;
    while (play.state.phase() == Phase.RUNNING) {
      List<Match> playable = play.playable();
      List<String> busy = playable.stream().flatMap(m -> m.lineUp().stream()).toList();
      assertThat(busy).doesNotHaveDuplicates();
      Match match = playable.get(drawn(cup.chance(), "step" + step++, playable.size()));
      play.won(match.id(), winner.apply(match.id(), match.lineUp()));
    }
  }

  @Property(tries = 300)
  void byes_are_only_where_they_must_be(@ForAll("cups") Cup cup) {
    Play play = Play.started(cup.rules(), cup.entrants()).toTheEnd(by(cup.chance()));
    List<Match> byes =
        play.state.bracket().all().stream()
            .filter(m -> m.outcome().how() == How.BYE && !m.lineUp().isEmpty())
            .toList();
    int power = Integer.highestOneBit(cup.entrants() - 1) * 2;
    switch (cup.rules().format()) {
      case SINGLE_ELIMINATION, DOUBLE_ELIMINATION -> {
        List<Match> first = byes.stream().filter(m -> m.node().stage() == Stage.MAIN).toList();
        assertThat(first).hasSize(power - cup.entrants());
        assertThat(first).allMatch(m -> m.node().round() == 1);
        assertThat(first.stream().flatMap(m -> m.lineUp().stream()))
            .containsExactlyInAnyOrderElementsOf(
                play.state.bracket().seeds().subList(0, power - cup.entrants()));
      }
      case ROUND_ROBIN -> assertThat(byes).isEmpty();
      case SWISS -> {
        assertThat(byes).hasSize(cup.entrants() % 2 * Referee.rounds(play.state));
        assertThat(byes.stream().flatMap(m -> m.lineUp().stream())).doesNotHaveDuplicates();
      }
    }
  }

  @Property(tries = 300)
  void in_a_swiss_tournament_nobody_meets_again_while_that_can_be(
      @ForAll @IntRange(min = 2, max = 17) int entrants, @ForAll long chance) {
    int most = entrants - 1 + entrants % 2;
    Rules rules = new Rules(Format.SWISS, 1, Seeding.ORDER, 2, 1, false, most, 64, 120, 0);
    Play play = Play.started(rules, entrants).toTheEnd(by(chance));
    TreeSet<String> met = new TreeSet<>();
    for (int round = 1; round <= play.state.bracket().rounds(); round++) {
      List<Match> matches = play.state.bracket().round(round);
      long again =
          matches.stream()
              .filter(m -> m.lineUp().size() == 2)
              .filter(m -> met.contains(key(m)))
              .count();
      assertThat((int) again).isEqualTo(fewest(play.state.bracket(), round, met));
      matches.stream().filter(m -> m.lineUp().size() == 2).forEach(m -> met.add(key(m)));
      Statistics.label("again").collect(again > 0);
    }
  }

  private static String key(Match match) {
    return Swiss.Pair.key(match.lineUp().get(0), match.lineUp().get(1));
  }

  /** How many pairs must meet again, found by trying all pairings; a bye at most once each. */
  private static int fewest(Bracket bracket, int round, TreeSet<String> met) {
    List<String> people = bracket.seeds();
    TreeSet<String> rested = new TreeSet<>();
    for (Match match : bracket.all()) {
      if (match.node().round() < round && match.lineUp().size() == 1) {
        rested.addAll(match.lineUp());
      }
    }
    return fewest(people, (1 << people.size()) - 1, met, rested, new HashMap<>());
  }

  private static int fewest(
      List<String> people,
      int left,
      TreeSet<String> met,
      TreeSet<String> rested,
      Map<Integer, Integer> known) {
    if (left == 0) {
      return 0;
    }
    Integer before = known.get(left);
    if (before != null) {
      return before;
    }
    int first = Integer.numberOfTrailingZeros(left);
    int rest = left & ~(1 << first);
    int least = 1_000;
    if (Integer.bitCount(left) % 2 == 1 && !rested.contains(people.get(first))) {
      least = fewest(people, rest, met, rested, known);
    }
    for (int other = first + 1; other < people.size(); other++) {
      if ((rest & 1 << other) != 0) {
        int again = met.contains(Swiss.Pair.key(people.get(first), people.get(other))) ? 1 : 0;
        least = Math.min(least, again + fewest(people, rest & ~(1 << other), met, rested, known));
      }
    }
    known.put(left, least);
    return least;
  }

  /** Plays so many matches in an order that is drawn. */
  private static void someMatches(Play play, long chance, int matches) {
    for (int i = 0; i < matches && play.state.phase() == Phase.RUNNING; i++) {
      List<Match> playable = play.playable();
      Match match = playable.get(drawn(chance, "order" + i, playable.size()));
      play.won(match.id(), by(chance).apply(match.id(), match.lineUp()));
    }
  }

  @Property(tries = 300)
  void undoing_a_match_restores_exactly_what_was_before_it(
      @ForAll("cups") Cup cup, @ForAll @IntRange(min = 0, max = 40) int matches) {
    Play play = Play.started(cup.rules(), cup.entrants());
    someMatches(play, cup.chance(), matches);
    if (play.state.phase() != Phase.RUNNING) {
      return;
    }
    List<String> before = play.drawn();
    Match match = play.playable().getLast();
    play.won(match.id(), by(cup.chance()).apply(match.id(), match.lineUp()));
    assertThat(play.drawn()).isNotEqualTo(before);
    play.accepted(By.ORGANISER, new TournamentCommand.Restart(match.id()));

    assertThat(play.drawn()).isEqualTo(before);
  }

  @Property(tries = 300)
  void undoing_a_match_long_after_leaves_what_does_not_depend_on_it(
      @ForAll("cups") Cup cup, @ForAll @IntRange(min = 0, max = 1_000) int which) {
    if (cup.rules().format() == Format.SWISS) {
      return; // there, every later round depends on it
    }
    Play play = Play.started(cup.rules(), cup.entrants()).toTheEnd(by(cup.chance()));
    List<String> contested = play.ids(TournamentPropertiesTest::played);
    String undone = contested.get(which % contested.size());
    play.accepted(By.ORGANISER, new TournamentCommand.Restart(undone));

    Play without = Play.started(cup.rules(), cup.entrants());
    for (boolean went = true; went; ) {
      went = false;
      for (Match match : without.playable()) {
        if (!match.id().equals(undone) && !without.match(match.id()).decided()) {
          without.won(match.id(), by(cup.chance()).apply(match.id(), match.lineUp()));
          went = true;
        }
      }
    }
    if (cup.rules().format().knockout()) { // in a round robin their next matches wait for it
      assertThat(play.drawn()).isEqualTo(without.drawn());
    } else {
      assertThat(play.ids(m -> !m.decided())).containsExactly(undone);
    }
  }

  @Property(tries = 300)
  void a_correction_comes_to_what_would_be_had_it_been_so_at_once(
      @ForAll("cups") Cup cup,
      @ForAll @IntRange(min = 1, max = 60) int matches,
      @ForAll @IntRange(min = 0, max = 1_000) int which) {
    Play play = Play.started(cup.rules(), cup.entrants());
    someMatches(play, cup.chance(), matches);
    List<String> contested = play.ids(TournamentPropertiesTest::played);
    Match wrong = play.match(contested.get(which % contested.size()));
    List<String> right = wrong.outcome().ranking().reversed();
    play.accepted(By.ORGANISER, new TournamentCommand.Correct(wrong.id(), right));
    play.toTheEnd(by(cup.chance()));

    Play other = Play.started(cup.rules(), cup.entrants());
    other.toTheEnd(
        (match, lineUp) ->
            match.charAt(0) == wrong.id().charAt(0)
                    && new TreeSet<>(lineUp).equals(new TreeSet<>(wrong.lineUp()))
                    && (match.equals(wrong.id()) || !cup.rules().format().knockout())
                ? right.getFirst()
                : by(cup.chance()).apply(match, lineUp));
    assertThat(play.drawn()).isEqualTo(other.drawn());
  }

  @Property(tries = 300)
  void of_more_than_two_everybody_plays_until_they_do_not_go_on(@ForAll("groups") Cup cup) {
    Play play = Play.started(cup.rules(), cup.entrants()).toTheEnd(by(cup.chance()));

    assertThat(play.state.champion()).isNotNull();
    assertThat(play.places()).doesNotContainValue(null).hasSize(cup.entrants());
    Map<String, Integer> left = new TreeMap<>();
    for (Match match : play.state.bracket().all()) {
      for (String entrant : match.lineUp()) {
        int rank = match.outcome().rank(entrant);
        if (rank > match.node().advance()) {
          left.merge(entrant, 1, Integer::sum);
        }
      }
    }
    left.values().forEach(times -> assertThat(times).isEqualTo(1));
    assertThat(left).hasSize(cup.entrants() - 1).doesNotContainKey(play.state.champion());
  }

  // ---- whatever is asked

  private static final int DEEDS = 19;

  /** Something drawn, by somebody drawn; much of it makes no sense. */
  private static Decision<TournamentEvent> anything(Play play, long chance, int step) {
    String draw = "deed" + step;
    int who = 1 + drawn(chance, draw + "who", 22);
    String entrant = "e" + who;
    By person = new By.Person("k" + who);
    By boss = drawn(chance, draw + "boss", 8) == 0 ? person : By.ORGANISER;
    List<Match> all = play.state.bracket() == null ? List.of() : play.state.bracket().all();
    List<Match> open = play.playable();
    Match any = all.isEmpty() ? null : all.get(drawn(chance, draw + "any", all.size()));
    Match next = open.isEmpty() ? any : open.get(drawn(chance, draw + "next", open.size()));
    String id = next == null ? "A1" : next.id();
    List<String> people = next == null ? List.of() : new ArrayList<>(next.lineUp());
    List<String> mixed =
        new SeededRandom(chance + step).shuffled(any == null ? List.<String>of() : any.lineUp());
    play.now = play.now.plusSeconds(drawn(chance, draw + "time", 100));
    return switch (drawn(chance, draw, DEEDS)) {
      case 0 -> play.decide(person, new TournamentCommand.Enter("New " + who, who * 10));
      case 1 -> play.decide(person, new TournamentCommand.Withdraw());
      case 2 -> play.decide(person, new TournamentCommand.CheckIn());
      case 3 -> play.decide(boss, new TournamentCommand.Remove(entrant));
      case 4 ->
          play.decide(
              By.SERVER,
              new TournamentCommand.NoShow(
                  id, people.isEmpty() ? List.of() : List.of(people.getFirst()), 2));
      case 5 -> play.decide(By.SERVER, new TournamentCommand.NoShow(id, List.of(), 2));
      case 6 ->
          play.decide(boss, new TournamentCommand.Correct(any == null ? "A1" : any.id(), mixed));
      case 7 -> play.decide(boss, new TournamentCommand.Restart(any == null ? "A1" : any.id()));
      case 8 -> play.decide(boss, new TournamentCommand.Pause());
      case 9, 10 -> play.decide(boss, new TournamentCommand.Resume());
      case 11 -> play.decide(boss, new TournamentCommand.Start());
      case 12 -> play.decide(By.SERVER, new TournamentCommand.Tick());
      case 13 ->
          play.decide(
              By.SERVER, new TournamentCommand.Move("k" + who, drawn(chance, draw, 3) + "m"));
      case 14, 15 -> {
        Map<String, String> seats = new TreeMap<>();
        people.forEach(e -> seats.put(e, "p" + (seats.size() + 1)));
        yield play.decide(
            By.SERVER,
            new TournamentCommand.OpenGame(
                id, next == null ? 0 : next.attempt(), "R" + step, seats));
      }
      case 16 ->
          play.decide(
              By.SERVER,
              new TournamentCommand.EndGame(
                  "R" + (step - 1 - drawn(chance, draw + "back", 4)),
                  List.of(new Placing("p2", 1, 3), new Placing("p1", 2, 1))));
      case 17 ->
          play.decide(
              By.SERVER,
              new TournamentCommand.ForgoRoom(id, next == null ? 0 : next.attempt(), "R" + step));
      default -> play.decide(By.SERVER, new TournamentCommand.VoidGame("R" + (step - 1)));
    };
  }

  private static Play wild(Cup cup, int steps) {
    Play play = Play.announced(cup.rules(), Play.START.plusSeconds(500)).entered(cup.entrants());
    for (int step = 0; step < steps; step++) {
      anything(play, cup.chance(), step);
    }
    return play;
  }

  @Property(tries = 300)
  void folding_the_log_gives_the_live_state(@ForAll("cups") Cup cup) {
    Play play = wild(cup, 80);
    Tournament folded = Tournament.NONE;
    for (TournamentEvent event : play.log) {
      folded = Referee.apply(folded, event);
    }

    assertThat(folded).isEqualTo(play.state);
    Statistics.label("phase").collect(play.state.phase());
  }

  @Property(tries = 300)
  void a_rejection_says_why_and_nothing_throws(@ForAll("cups") Cup cup) {
    Play play = Play.announced(cup.rules()).entered(cup.entrants());
    for (int step = 0; step < 80; step++) {
      Tournament before = play.state;
      if (anything(play, cup.chance(), step)
          instanceof Decision.Rejected<TournamentEvent>(var rejection)) {
        assertThat(play.state).isSameAs(before);
        assertThat(rejection.code()).matches("[a-z_]+");
        assertThat(rejection.message()).endsWith(".");
      }
      assertThat(Chart.of(play.state).entrants()).hasSameSizeAs(play.state.entrants().values());
    }
  }

  @Property(tries = 300)
  void a_tournament_that_runs_always_has_somebody_to_play_and_comes_to_its_end(
      @ForAll("cups") Cup cup) {
    Play play = wild(cup, 60);
    if (play.state.phase().open()) {
      return;
    }
    if (play.state.paused()) {
      play.accepted(By.ORGANISER, new TournamentCommand.Resume());
    }
    play.now = play.now.plusSeconds(500);
    while (play.state.phase() == Phase.RUNNING) {
      assertThat(play.playable()).isNotEmpty();
      Match match = play.playable().getFirst();
      if (match.running().isPresent()) {
        play.accepted(By.SERVER, new TournamentCommand.VoidGame(match.running().get().room()));
      }
      play.won(match.id(), by(cup.chance()).apply(match.id(), match.lineUp()));
    }
    assertThat(play.state.bracket() == null || play.state.phase().over()).isTrue();
  }
}
