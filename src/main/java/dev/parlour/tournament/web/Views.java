package dev.parlour.tournament.web;

import dev.parlour.room.web.Texts;
import dev.parlour.shared.Words;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Entrant;
import dev.parlour.tournament.Format;
import dev.parlour.tournament.Match;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Rules;
import dev.parlour.tournament.Seeding;
import dev.parlour.tournament.Standing;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.tournament.web.TournamentView.Next;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What pages of one tournament show, made from its state. Pure but for its texts; made anew for
 * each request, while the chart itself comes from {@link Charts}.
 *
 * @param id of the tournament
 * @param chart of the same state
 * @param texts of tournaments
 * @param game the game's name, and its mode's, in the reader's language
 * @param viewer who looks
 * @param now for clocks
 */
record Views(
    String id, Tournament t, Chart chart, Texts texts, String game, Viewer viewer, Instant now) {
  /** So many entrants and rows of a table a page shows; all of them have pages of their own. */
  static final int SHOWN = 32;

  /** So many lines of the log a page shows. */
  static final int LINES = 12;

  /**
   * Whoever looks.
   *
   * @param key of the browser or account; null for none
   * @param organiser whether the tournament is theirs
   * @param present the entrants who are there, as far as somebody knows
   */
  record Viewer(String key, boolean organiser, Set<String> present) {}

  /**
   * What came of the last form.
   *
   * @param name what stood in the field for the name
   * @param nameError null for none
   * @param refused null for nothing to say
   */
  record Answer(String name, String nameError, String refused) {
    static final Answer NONE = new Answer("", null, null);
  }

  /** In a few words each. */
  List<String> facts() {
    Rules rules = t.rules();
    List<String> facts = new ArrayList<>(List.of(game, texts.get("format." + chart.format())));
    if (rules.seats() > 2) {
      facts.add(texts.get("seats.fact", rules.seats(), rules.advance()));
    } else {
      facts.add(texts.get("bestOf." + rules.bestOf()));
    }
    if (rules.thirdPlace()) {
      facts.add(texts.get("third.fact"));
    }
    if (t.phase().open() && rules.seeding() != Seeding.ORDER) {
      facts.add(texts.get("seeding." + Words.of(rules.seeding())));
    }
    return facts;
  }

  /**
   * The page of the tournament.
   *
   * @param drawing the chart as markup
   * @param log the newest first
   * @param claims where unclaimed entries are claimed
   */
  TournamentView page(
      Content drawing,
      List<TournamentEvent> log,
      List<TournamentView.Claim> claims,
      Answer answer) {
    Entrant me = me();
    return new TournamentView(
        id,
        chart.title(),
        facts(),
        chart.phase(),
        chart.paused(),
        t.phase().open() ? chart.startsAt() : null,
        t.rules().checkInMinutes(),
        chart.noShowSeconds(),
        t.phase().open()
            ? chart.entrants().size()
            : (int) chart.entrants().stream().filter(p -> p.seed() != null).count(),
        chart.places(),
        chart.cancelled(),
        chart.message() == null
            ? null
            : new TournamentView.Said(chart.message().text(), chart.message().at()),
        entry(me, answer),
        me == null ? null : next(me),
        me == null ? null : result(me),
        chart.champion() == null ? null : face(chart.champion()),
        chart.entrants().stream().limit(SHOWN).map(p -> person(p, me)).toList(),
        drawing,
        table(SHOWN),
        lines(log.stream().limit(LINES)),
        viewer.organiser() ? tools(claims) : null,
        answer.refused());
  }

  private Entrant me() {
    return t.ownedBy(viewer.key()).orElse(null);
  }

  private TournamentView.Entry entry(Entrant me, Answer answer) {
    boolean open = t.phase().open();
    boolean in = me != null && !me.out();
    boolean room = chart.entrants().size() < chart.places();
    return new TournamentView.Entry(
        open && !in && room,
        in,
        in && t.phase() == Phase.CHECK_IN && !me.checkedIn(),
        in && me.checkedIn(),
        in && (open || t.phase() == Phase.RUNNING && t.nextOf(me.id()).isPresent()),
        answer.name(),
        answer.nameError());
  }

  // ---- the reader's own

  /** Null for whoever plays no more. */
  Next next(Entrant me) {
    Optional<Match> found = me.out() ? Optional.empty() : t.nextOf(me.id());
    if (found.isEmpty()) {
      return null;
    }
    Match match = found.get();
    Chart.Round round = round(match.id());
    Chart.Cell cell = cell(round, match.id());
    List<Chart.Place> others =
        cell.places().stream().filter(p -> !me.id().equals(p.entrant())).toList();
    List<String> known = others.stream().map(Chart.Place::name).filter(n -> n != null).toList();
    String waitsFor =
        others.stream().map(Chart.Place::from).filter(f -> f != null).findFirst().orElse(null);
    String state =
        chart.paused() && cell.room() == null
            ? "paused"
            : match.running().filter(g -> g.seats().containsKey(me.id())).isPresent()
                ? "go"
                : cell.status().equals("ready") ? "ready" : "waiting";
    List<String> missing =
        state.equals("ready")
            ? match.lineUp().stream()
                .filter(e -> !e.equals(me.id()) && !viewer.present().contains(e))
                .map(e -> t.entrant(e).name())
                .toList()
            : List.of();
    boolean runs = state.equals("ready") && cell.due() != null;
    String room = state.equals("go") ? cell.room() : null;
    return new Next(
        match.id(),
        Painter.title(chart, texts, round),
        known.isEmpty() ? null : String.join(", ", known),
        waitsFor,
        chart.bestOf(),
        state,
        score(cell, me.id()),
        missing.isEmpty() ? null : String.join(", ", missing),
        runs ? cell.due() : null,
        runs ? Long.valueOf(Math.max(0, Duration.between(now, cell.due()).toMillis())) : null,
        room != null ? "/r/" + room : "/t/" + id + "/m/" + match.id(),
        Painter.sheetOf(chart, match.id()));
  }

  /** One's own games first. Null before any is over, and in matches of more than two. */
  private static String score(Chart.Cell cell, String me) {
    if (cell.places().size() != 2 || cell.places().stream().anyMatch(p -> p.score() == null)) {
      return null;
    }
    boolean first = me.equals(cell.places().getFirst().entrant());
    return cell.places().get(first ? 0 : 1).score()
        + ":"
        + cell.places().get(first ? 1 : 0).score();
  }

  private TournamentView.Result result(Entrant me) {
    Standing mine =
        chart.standings().stream()
            .filter(s -> s.entrant().equals(me.id()))
            .findFirst()
            .orElse(null);
    boolean through =
        mine != null
            && t.phase() != Phase.CANCELLED
            && (me.out() || t.phase() == Phase.FINISHED || t.nextOf(me.id()).isEmpty());
    // between the rounds of a Swiss tournament nobody is through
    boolean between = t.phase() == Phase.RUNNING && t.rules().format() == Format.SWISS;
    return !through || between && !me.out()
        ? null
        : new TournamentView.Result(
            t.phase() == Phase.FINISHED || t.rules().format().knockout() ? mine.place() : null,
            chart.standings().size(),
            me.id().equals(chart.champion()));
  }

  // ---- everybody's

  TournamentView.Face face(String entrant) {
    String name = t.entrant(entrant).name();
    return new TournamentView.Face(name, name);
  }

  private TournamentView.Person person(Chart.Person p, Entrant me) {
    String mark =
        me != null && me.id().equals(p.id())
            ? "you"
            : p.out()
                ? "out"
                : !p.claimed()
                    ? "unclaimed"
                    : t.phase() == Phase.CHECK_IN && p.checkedIn() ? "here" : null;
    return new TournamentView.Person(p.id(), p.name(), p.name(), p.seed(), mark);
  }

  /** All who have entered, where one page is theirs. */
  List<TournamentView.Person> everybody() {
    Entrant me = me();
    return chart.entrants().stream().map(p -> person(p, me)).toList();
  }

  TournamentView.Table table(int most) {
    Map<String, String> names = new HashMap<>();
    chart.entrants().forEach(p -> names.put(p.id(), p.name()));
    List<TournamentView.Row> rows =
        chart.standings().stream()
            .limit(most)
            .map(
                s ->
                    new TournamentView.Row(
                        s.place(),
                        s.entrant(),
                        names.get(s.entrant()),
                        s.wins(),
                        s.losses(),
                        s.points(),
                        s.buchholz(),
                        s.games(),
                        s.out()))
            .toList();
    String kind = t.rules().format().knockout() ? "places" : chart.format();
    return new TournamentView.Table(kind, rows, chart.standings().size() - rows.size());
  }

  List<TournamentView.Line> lines(Stream<TournamentEvent> log) {
    UnaryOperator<String> name =
        e -> t.entrant(e) == null ? "–" : t.entrant(e).name(); // left before the start
    return log.map(e -> LogLines.line(e, texts, name)).toList();
  }

  private TournamentView.Tools tools(List<TournamentView.Claim> claims) {
    boolean open = t.phase().open();
    List<TournamentView.Named> people =
        chart.entrants().stream()
            .filter(p -> !p.out())
            .map(p -> new TournamentView.Named(p.id(), p.name()))
            .toList();
    boolean byHand = open && t.rules().seeding() == Seeding.BY_HAND;
    return new TournamentView.Tools(
        open,
        t.phase() == Phase.ANNOUNCED,
        t.phase() == Phase.RUNNING,
        chart.paused(),
        t.phase().over(),
        people,
        claims,
        byHand ? String.join("\n", ordered()) : null);
  }

  private List<String> ordered() {
    return Stream.concat(t.byHand().stream(), t.entrants().keySet().stream())
        .distinct()
        .map(e -> t.entrant(e).name())
        .toList();
  }

  // ---- a match

  private Chart.Round round(String match) {
    return chart.rounds().stream().filter(r -> cell(r, match) != null).findFirst().orElse(null);
  }

  private static Chart.Cell cell(Chart.Round round, String match) {
    return round.matches().stream().filter(c -> c.id().equals(match)).findFirst().orElse(null);
  }

  /** The page of a match; empty where there is none of that name. */
  Optional<MatchView> match(String match, String refused) {
    Chart.Round round = round(match);
    if (round == null) {
      return Optional.empty();
    }
    Chart.Cell cell = cell(round, match);
    Match played = t.bracket().match(match);
    boolean organiser = viewer.organiser() && t.phase() != Phase.CANCELLED;
    boolean contested = played.complete() && played.lineUp().size() > played.node().advance();
    List<TournamentView.Named> lineUp =
        played.lineUp().stream()
            .map(e -> new TournamentView.Named(e, t.entrant(e).name()))
            .toList();
    List<String> facts = List.of(game, facts().get(2));
    return Optional.of(
        new MatchView(
            id,
            chart.title(),
            Painter.title(chart, texts, round),
            Painter.box(chart, texts, cell),
            facts,
            cell.games().stream().map(this::game).toList(),
            cell.room(),
            Painter.sheetOf(chart, match),
            organiser && contested ? lineUp : List.of(),
            organiser && contested && (played.decided() || !played.games().isEmpty()),
            refused));
  }

  private MatchView.Game game(Chart.Played game) {
    String line =
        game.winner() == null
            ? texts.get("match.none")
            : texts.get("say.won.played", t.entrant(game.winner()).name());
    return new MatchView.Game(game.number(), game.room(), line);
  }

  // ---- the champion

  /** Empty while there is none. */
  Optional<ChampionView> champion(String origin) {
    if (chart.champion() == null) {
      return Optional.empty();
    }
    List<ChampionView.Step> way = new ArrayList<>();
    for (Chart.Round round : chart.rounds()) {
      for (Chart.Cell cell : round.matches()) {
        if (cell.status().equals("decided")
            && cell.places().stream().anyMatch(p -> chart.champion().equals(p.entrant()))) {
          way.add(step(round, cell));
        }
      }
    }
    List<ChampionView.Placed> others =
        chart.standings().stream()
            .filter(s -> s.place() != null && (s.place() == 2 || s.place() == 3))
            .map(s -> new ChampionView.Placed(s.place(), name(s), name(s)))
            .toList();
    return Optional.of(
        new ChampionView(
            id,
            chart.title(),
            game,
            texts.get("format." + chart.format()),
            chart.standings().size(),
            t.since(),
            face(chart.champion()),
            way,
            others,
            origin));
  }

  private String name(Standing standing) {
    return t.entrant(standing.entrant()).name();
  }

  private ChampionView.Step step(Chart.Round round, Chart.Cell cell) {
    List<String> others =
        cell.places().stream()
            .filter(p -> p.entrant() != null && !p.entrant().equals(chart.champion()))
            .map(Chart.Place::name)
            .toList();
    return new ChampionView.Step(
        Painter.title(chart, texts, round),
        texts.get("next.against", String.join(", ", others)),
        score(cell, chart.champion()));
  }
}
