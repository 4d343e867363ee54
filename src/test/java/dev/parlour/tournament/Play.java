package dev.parlour.tournament;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A tournament, played by hand. Entrant {@code e3} has the key {@code k3}, and so on. */
final class Play {
  static final Instant START = Instant.parse("2026-05-01T18:00:00Z");

  Tournament state = Tournament.NONE;
  Instant now = START;
  final List<TournamentEvent> log = new ArrayList<>();
  private int rooms;

  static Play announced(Rules rules) {
    return announced(rules, null);
  }

  static Play announced(Rules rules, Instant startsAt) {
    Play play = new Play();
    play.accepted(
        By.SERVER,
        new TournamentCommand.Announce(
            "Spring cup", "tally", Map.of(), rules, "organiser", startsAt, 7));
    return play;
  }

  static Play started(Rules rules, int entrants) {
    Play play = announced(rules).entered(entrants);
    play.accepted(By.ORGANISER, new TournamentCommand.Start());
    return play;
  }

  Play entered(int entrants) {
    for (int i = 0; i < entrants; i++) {
      int number = state.entered() + 1;
      accepted(new By.Person("k" + number), new TournamentCommand.Enter("Player " + number, null));
    }
    return this;
  }

  Decision<TournamentEvent> decide(By by, TournamentCommand command) {
    Decision<TournamentEvent> decision = Referee.decide(state, by, command, now);
    if (decision instanceof Decision.Accepted<TournamentEvent>(List<TournamentEvent> events)) {
      for (TournamentEvent event : events) {
        state = Referee.apply(state, event);
        log.add(event);
      }
    }
    return decision;
  }

  List<TournamentEvent> accepted(By by, TournamentCommand command) {
    return switch (decide(by, command)) {
      case Decision.Accepted<TournamentEvent> yes -> yes.events();
      case Decision.Rejected<TournamentEvent> no ->
          throw new AssertionError(command + " was refused: " + no.rejection());
    };
  }

  String refused(By by, TournamentCommand command) {
    Tournament before = state;
    Decision<TournamentEvent> decision = decide(by, command);
    assertThat(decision).isInstanceOf(Decision.Rejected.class);
    assertThat(state).isSameAs(before);
    Rejection rejection = ((Decision.Rejected<TournamentEvent>) decision).rejection();
    assertThat(rejection.message()).endsWith(".");
    return rejection.code();
  }

  Match match(String id) {
    return state.bracket().match(id);
  }

  /** Those that can be played now. */
  List<Match> playable() {
    return state.fixtures().stream()
        .filter(Tournament.Fixture::playable)
        .map(Tournament.Fixture::match)
        .toList();
  }

  /** Opens a room for the next game, with all who are still there; gives its code. */
  String open(String match) {
    String room = "room" + ++rooms;
    Map<String, String> seats = new LinkedHashMap<>();
    for (String entrant : match(match).lineUp()) {
      if (!state.entrant(entrant).out()) {
        seats.put(entrant, "p" + (seats.size() + 1));
      }
    }
    accepted(By.SERVER, new TournamentCommand.OpenGame(match, match(match).attempt(), room, seats));
    return room;
  }

  /** The room comes to its end, with these at the ranks from 1. */
  List<TournamentEvent> ends(String room, String... entrants) {
    MatchGame game =
        state.bracket().all().stream()
            .flatMap(m -> m.games().stream())
            .filter(g -> g.room().equals(room))
            .findFirst()
            .orElseThrow();
    List<Placing> result = new ArrayList<>();
    for (String entrant : entrants) {
      int rank = result.size() + 1;
      result.add(new Placing(game.seats().get(entrant), rank, 10 - rank));
    }
    return accepted(By.SERVER, new TournamentCommand.EndGame(room, result));
  }

  /** One game. */
  List<TournamentEvent> game(String match, String... entrants) {
    return ends(open(match), entrants);
  }

  /** Games until the match is decided. */
  Play won(String match, String winner) {
    while (!match(match).decided()) {
      List<String> order = new ArrayList<>(match(match).lineUp());
      order.remove(winner);
      order.addFirst(winner);
      game(match, order.toArray(String[]::new));
    }
    return this;
  }

  /** All that is still to be played, the best of each match by the order of the seeds. */
  Play toTheEnd() {
    return toTheEnd((match, lineUp) -> best(lineUp));
  }

  /** All that is still to be played. */
  Play toTheEnd(BiFunction<String, List<String>, String> winner) {
    while (state.phase() == Phase.RUNNING) {
      Match match = playable().getFirst();
      won(match.id(), winner.apply(match.id(), match.lineUp()));
    }
    return this;
  }

  String best(List<String> lineUp) {
    return state.bracket().seeds().stream().filter(lineUp::contains).findFirst().orElseThrow();
  }

  void noShow(String match, String... present) {
    accepted(By.SERVER, new TournamentCommand.NoShow(match, List.of(present), 2));
  }

  void timePasses() {
    now = now.plusSeconds(state.rules().noShowSeconds());
  }

  /**
   * Who is in which match, and who won: all that does not depend on rooms and times. Where there is
   * no bracket, the number of a match in its round means nothing.
   */
  List<String> drawn() {
    List<String> drawn = new ArrayList<>();
    boolean knockout = state.rules().format().knockout();
    for (Match match : state.bracket().all()) {
      drawn.add(
          (knockout
                  ? match.id() + " " + match.slots()
                  : match.node().round() + " " + new TreeSet<>(match.lineUp()))
              + " "
              + (match.decided() ? match.outcome().ranking() : "open"));
    }
    if (!knockout) {
      drawn.sort(null);
    }
    drawn.add(state.phase() + " " + state.champion());
    return drawn;
  }

  Map<String, Integer> places() {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Standing standing : Chart.of(state).standings()) {
      places.put(standing.entrant(), standing.place());
    }
    return places;
  }

  List<String> ids(Predicate<Match> which) {
    return state.bracket().all().stream().filter(which).map(Match::id).toList();
  }
}
