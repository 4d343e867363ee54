package dev.parlour.tournament;

import dev.parlour.game.Placing;
import dev.parlour.shared.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What anybody may see of a tournament: the same for all, in no need of looking anything up. Words
 * for states are the names of their enums in small letters.
 *
 * @param startsAt null where the organiser starts it
 * @param places how many may enter
 * @param entrants in the order of the seeds, before the start in that of entering
 * @param rounds in the order of the chart, stage by stage; empty before the start
 * @param allRounds how many rounds the main stage will have; 0 before the start
 * @param standings the best first; empty before the start
 * @param champion an entrant's id; null while there is none
 * @param cancelled why; null unless it was
 * @param message what the organiser said last; null for nothing
 */
public record Chart(
    String title,
    String game,
    Map<String, Object> settings,
    String format,
    String phase,
    boolean paused,
    int bestOf,
    int seats,
    int advance,
    int noShowSeconds,
    Instant startsAt,
    int places,
    List<Person> entrants,
    List<Round> rounds,
    int allRounds,
    List<Standing> standings,
    String champion,
    String cancelled,
    Said message) {

  /**
   * @param seed from 1; null before the start, and for somebody who did not start
   * @param claimed whether the entry is somebody's; not so for a name on an imported list
   */
  public record Person(
      String id, String name, Integer seed, boolean checkedIn, boolean claimed, boolean out) {}

  /**
   * @param round in its stage, from 1
   */
  public record Round(String stage, int round, List<Cell> matches) {}

  /**
   * A match.
   *
   * @param status {@code waiting} (for other matches), {@code ready} (its people are awaited),
   *     {@code playing}, {@code decided}, {@code bye}, {@code not_needed}
   * @param how {@link Outcome.How}; null until it is decided
   * @param room where it is played now; null while it is not
   * @param due when whoever is not there has lost; null where nobody is awaited
   */
  public record Cell(
      String id,
      String status,
      List<Place> places,
      String how,
      String room,
      Instant due,
      List<Played> games) {}

  /**
   * A place of a match. Without entrant and {@code from} nobody comes there.
   *
   * @param entrant null while it is open
   * @param score games won, or in a match of more than two the score of its game; null before, and
   *     where the organiser has said otherwise
   * @param rank in the result; null while there is none, and for somebody absent
   * @param won whether they won, or went on; null while it is not decided
   * @param from the match from which somebody will come; null where it is known who
   * @param fromRank whoever has this rank there: 1 for its winner
   */
  public record Place(
      String entrant,
      String name,
      Integer seed,
      Long score,
      Integer rank,
      Boolean won,
      String from,
      Integer fromRank) {}

  /**
   * A game of a match that is over.
   *
   * @param scores by entrant
   * @param winner null where nobody won alone
   */
  public record Played(int number, String room, Map<String, Long> scores, String winner) {}

  /** What the organiser said. */
  public record Said(String text, Instant at) {}

  public static Chart of(Tournament t) {
    Map<String, Integer> seeds = new HashMap<>();
    if (t.bracket() != null) {
      t.bracket().seeds().forEach(e -> seeds.put(e, seeds.size() + 1));
    }
    List<Person> entrants = new ArrayList<>();
    if (t.bracket() != null) {
      t.bracket().seeds().forEach(e -> entrants.add(person(t.entrant(e), seeds)));
    }
    t.entrants().values().stream()
        .filter(e -> !seeds.containsKey(e.id()))
        .forEach(e -> entrants.add(person(e, seeds)));
    Rules rules = t.rules();
    return new Chart(
        t.announced().title(),
        t.announced().game(),
        t.announced().settings(),
        Words.of(rules.format()),
        Words.of(t.phase()),
        t.paused(),
        rules.bestOf(),
        rules.seats(),
        rules.advance(),
        rules.noShowSeconds(),
        t.announced().startsAt(),
        rules.entrants(),
        List.copyOf(entrants),
        rounds(t, seeds),
        t.bracket() == null ? 0 : allRounds(t),
        Standings.of(t),
        t.champion(),
        t.cancelled(),
        t.message() == null ? null : new Said(t.message().text(), t.message().at()));
  }

  private static Person person(Entrant entrant, Map<String, Integer> seeds) {
    return new Person(
        entrant.id(),
        entrant.name(),
        seeds.get(entrant.id()),
        entrant.checkedIn(),
        entrant.key() != null,
        entrant.out());
  }

  private static int allRounds(Tournament t) {
    return t.rules().format() == Format.SWISS
        ? Referee.rounds(t)
        : t.bracket().plan().nodes().stream()
            .filter(n -> n.stage() == Stage.MAIN)
            .mapToInt(Node::round)
            .max()
            .orElse(0);
  }

  private static List<Round> rounds(Tournament t, Map<String, Integer> seeds) {
    if (t.bracket() == null) {
      return List.of();
    }
    Map<String, Tournament.Fixture> fixtures = new HashMap<>();
    t.fixtures().forEach(f -> fixtures.put(f.match().id(), f));
    Map<Stage, TreeMap<Integer, List<Cell>>> stages = new TreeMap<>();
    for (Match match : t.bracket().all()) {
      stages
          .computeIfAbsent(match.node().stage(), s -> new TreeMap<>())
          .computeIfAbsent(match.node().round(), r -> new ArrayList<>())
          .add(cell(t, match, fixtures.get(match.id()), seeds));
    }
    List<Round> rounds = new ArrayList<>();
    stages.forEach(
        (stage, all) ->
            all.forEach(
                (round, cells) ->
                    rounds.add(new Round(Words.of(stage), round, List.copyOf(cells)))));
    return List.copyOf(rounds);
  }

  private static Cell cell(
      Tournament t, Match match, Tournament.Fixture fixture, Map<String, Integer> seeds) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < match.slots().size(); i++) {
      places.add(place(t, match, i, seeds));
    }
    String room = match.running().map(MatchGame::room).orElse(null);
    boolean awaited = fixture != null && fixture.playable() && !t.paused();
    return new Cell(
        match.id(),
        status(match, awaited),
        List.copyOf(places),
        match.decided() ? Words.of(match.outcome().how()) : null,
        room,
        awaited && room == null ? fixture.since().plusSeconds(t.rules().noShowSeconds()) : null,
        match.games().stream().filter(MatchGame::over).map(Chart::played).toList());
  }

  private static String status(Match match, boolean awaited) {
    if (match.decided()) {
      return switch (match.outcome().how()) {
        case BYE -> "bye";
        case NOT_NEEDED -> "not_needed";
        case PLAYED, WALKOVER, NOBODY, DECREED -> "decided";
      };
    }
    if (match.running().isPresent()) {
      return "playing";
    }
    return awaited ? "ready" : "waiting";
  }

  private static Place place(Tournament t, Match match, int at, Map<String, Integer> seeds) {
    return switch (match.slots().get(at)) {
      case Slot.Vacant vacant -> new Place(null, null, null, null, null, null, null, null);
      case Slot.Open open -> {
        Source.Place from = (Source.Place) match.node().sources().get(at);
        yield new Place(null, null, null, null, null, null, from.match(), from.rank());
      }
      case Slot.Taken(String entrant) -> {
        int rank = match.decided() ? match.outcome().rank(entrant) : 0;
        yield new Place(
            entrant,
            t.entrant(entrant).name(),
            seeds.get(entrant),
            score(match, entrant),
            rank == 0 ? null : (Integer) rank,
            match.decided() ? (Boolean) (rank > 0 && rank <= match.node().advance()) : null,
            null,
            null);
      }
    };
  }

  private static Long score(Match match, String entrant) {
    boolean decreed = match.decided() && match.outcome().how() == Outcome.How.DECREED;
    if (decreed || match.games().stream().noneMatch(MatchGame::over)) {
      return null;
    }
    return match.lineUp().size() == 2
        ? (Long) (long) match.wins().get(entrant)
        : played(match.games().getLast()).scores().get(entrant);
  }

  private static Played played(MatchGame game) {
    Map<String, Long> scores = new TreeMap<>();
    for (Placing placing : game.result()) {
      scores.put(placing.player(), placing.score());
    }
    return new Played(game.number(), game.room(), scores, game.winner());
  }
}
