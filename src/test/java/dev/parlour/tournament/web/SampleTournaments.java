package dev.parlour.tournament.web;

import dev.parlour.game.Decision;
import dev.parlour.game.Placing;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.TestPages;
import dev.parlour.tournament.By;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Format;
import dev.parlour.tournament.Match;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Referee;
import dev.parlour.tournament.Rules;
import dev.parlour.tournament.Seeding;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.TournamentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tournaments of made-up people, at any point, and the pages that show them. */
public final class SampleTournaments {
  static final String ID = "Zm9vYmFyYmF6cXV4Zm9vYg";
  static final Instant START = Instant.parse("2026-05-01T18:00:00Z");

  private static final List<String> NAMES =
      List.of(
          "Ada",
          "Grace",
          "Linus",
          "Margaret",
          "Dennis",
          "Katherine",
          "Barbara",
          "Edsger",
          "Hedy",
          "Maximiliane Hohenfels",
          "Donald",
          "Sophie",
          "Alan",
          "Joan",
          "Ken",
          "Frances");

  private static final Map<String, Map<String, String>> MADE = new ConcurrentHashMap<>();

  private Tournament state = Tournament.NONE;
  private final List<TournamentEvent> log = new ArrayList<>();
  private Instant now = START;
  private int rooms;

  private SampleTournaments(Rules rules) {
    command(
        By.SERVER,
        new TournamentCommand.Announce(
            "Spring cup", "pong", Map.of(), rules, "organiser", null, 7));
  }

  static SampleTournaments announced(Rules rules, int entrants) {
    SampleTournaments sample = new SampleTournaments(rules);
    for (int i = 0; i < entrants; i++) {
      String name =
          NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : " " + (i / NAMES.size() + 1));
      sample.command(new By.Person("k" + (i + 1)), new TournamentCommand.Enter(name, null));
    }
    return sample;
  }

  static SampleTournaments started(Rules rules, int entrants) {
    return announced(rules, entrants).command(By.ORGANISER, new TournamentCommand.Start());
  }

  static Rules rules(Format format, int bestOf, boolean third) {
    Rules usual = Rules.of(format);
    return new Rules(format, bestOf, usual.seeding(), 2, 1, third, 0, usual.entrants(), 120, 0);
  }

  SampleTournaments command(By by, TournamentCommand command) {
    switch (Referee.decide(state, by, command, now)) {
      case Decision.Accepted<TournamentEvent>(List<TournamentEvent> events) -> {
        for (TournamentEvent event : events) {
          state = Referee.apply(state, event);
          log.add(event);
        }
      }
      case Decision.Rejected<TournamentEvent> no ->
          throw new AssertionError(command + " was refused: " + no.rejection());
    }
    return this;
  }

  /** So many games, each of the match that can be played first; mostly the better seed wins. */
  SampleTournaments games(int count) {
    for (int i = 0; i < count && state.phase() == Phase.RUNNING; i++) {
      Match match =
          state.fixtures().stream()
              .filter(Tournament.Fixture::playable)
              .map(Tournament.Fixture::match)
              .findFirst()
              .orElseThrow();
      end(match.id(), open(match.id()));
    }
    return this;
  }

  SampleTournaments toTheEnd() {
    return games(Integer.MAX_VALUE);
  }

  /** Opens the room of a match. */
  String open(String id) {
    Match match = state.bracket().match(id);
    String room = "ROOM" + ++rooms;
    Map<String, String> seats = new LinkedHashMap<>();
    match.lineUp().forEach(e -> seats.put(e, "p" + (seats.size() + 1)));
    command(By.SERVER, new TournamentCommand.OpenGame(id, match.attempt(), room, seats));
    return room;
  }

  private void end(String id, String room) {
    Match match = state.bracket().match(id);
    List<String> order = new ArrayList<>(match.lineUp());
    order.sort(
        (one, other) ->
            Integer.compare(
                state.bracket().seeds().indexOf(one), state.bracket().seeds().indexOf(other)));
    if ((rooms * 7) % 5 == 0) { // an upset now and then
      order = order.reversed();
    }
    List<Placing> result = new ArrayList<>();
    for (String entrant : order) {
      result.add(
          new Placing(
              match.running().orElseThrow().seats().get(entrant),
              result.size() + 1,
              10 - result.size()));
    }
    now = now.plusSeconds(60);
    command(By.SERVER, new TournamentCommand.EndGame(room, result));
  }

  Tournament state() {
    return state;
  }

  Chart chart() {
    return Chart.of(state);
  }

  Drawing drawing(Page page, String sheet) {
    return Painter.draw(chart(), page.texts(), sheet);
  }

  String chart(Page page, String sheet) {
    return TestPages.render(
        "tournament/chart", Map.of("page", page, "drawing", drawing(page, sheet), "id", ID));
  }

  Views views(Page page, String key, String... present) {
    return views(page, chart(), key, present);
  }

  Views views(Page page, Chart chart, String key, String... present) {
    return new Views(
        ID,
        state,
        chart,
        page.texts(),
        "Pong · For two",
        new Views.Viewer(key, "organiser".equals(key), Set.of(present)),
        now.plusSeconds(27));
  }

  /** The whole page. */
  String page(Page page, String key, Views.Answer answer, String... present) {
    String chart = chart(page, null);
    TournamentView view =
        views(page, key, present)
            .page(out -> out.writeContent(chart), log.reversed(), List.of(), answer);
    return TestPages.render("tournament/tournament", Map.of("page", page, "t", view));
  }

  /** Every kind of page in many states, by a name for each; made once for each language. */
  public static Map<String, String> all(Page plain) {
    return MADE.computeIfAbsent(plain.lang(), l -> made(plain));
  }

  private static Map<String, String> made(Page plain) {
    Page page = plain.with("tournament");
    Map<String, String> pages = new LinkedHashMap<>();
    Views.Answer none = Views.Answer.NONE;
    Rules single = rules(Format.SINGLE_ELIMINATION, 1, false);
    Rules best = rules(Format.SINGLE_ELIMINATION, 3, true);
    Rules twice = rules(Format.DOUBLE_ELIMINATION, 1, false);

    pages.put("tournament-announced", announced(best, 6).page(page, "nobody", none));
    pages.put(
        "tournament-announced-wrong",
        announced(best, 6)
            .page(page, "nobody", new Views.Answer("Ada", page.t("refused.name_taken"), null)));
    pages.put("tournament-announced-organiser", announced(best, 6).page(page, "organiser", none));
    pages.put(
        "tournament-check-in",
        announced(best, 6)
            .command(By.ORGANISER, new TournamentCommand.OpenCheckIn())
            .command(new By.Person("k2"), new TournamentCommand.CheckIn())
            .page(page, "k1", none));
    pages.put("tournament-4", started(single, 4).games(1).page(page, "k2", none, "e2", "e3"));
    pages.put("tournament-4-ready", started(single, 4).games(1).page(page, "k2", none, "e2"));
    SampleTournaments go = started(single, 4);
    go.open("A1");
    pages.put("tournament-4-go", go.page(page, "k1", none, "e1", "e4"));
    pages.put("tournament-4-over", started(best, 4).toTheEnd().page(page, "k2", none));
    pages.put("tournament-5", started(single, 5).page(page, "k1", none));
    SampleTournaments eight = started(best, 8).games(9);
    eight.open(eight.playable());
    pages.put("tournament-8", eight.page(page, "organiser", none));
    pages.put(
        "tournament-8-message",
        started(best, 8)
            .games(3)
            .command(By.ORGANISER, new TournamentCommand.Message("Lunch at one.\nBe back at two."))
            .command(By.ORGANISER, new TournamentCommand.Pause())
            .page(page, "k1", none));
    SampleTournaments sixtyFour = started(single, 64).games(41);
    sixtyFour.open(sixtyFour.playable());
    pages.put("tournament-64", sixtyFour.page(page, "k1", none));
    SampleTournaments double8 = started(twice, 8).games(7);
    double8.open(double8.playable());
    pages.put("tournament-double-8", double8.page(page, "k3", none));
    pages.put("tournament-double-8-over", started(twice, 8).toTheEnd().page(page, "k1", none));
    pages.put("tournament-double-5", started(twice, 5).games(2).page(page, "k1", none));
    pages.put("tournament-double-2", started(twice, 2).page(page, "k1", none));
    pages.put("tournament-double-64", started(twice, 64).games(70).page(page, "k1", none));
    pages.put(
        "tournament-round-robin",
        started(rules(Format.ROUND_ROBIN, 1, false), 7).games(8).page(page, "k1", none));
    pages.put(
        "tournament-swiss",
        started(rules(Format.SWISS, 3, false), 9).games(14).page(page, "k1", none));
    pages.put(
        "tournament-six-a-match",
        started(
                new Rules(Format.SINGLE_ELIMINATION, 1, Seeding.ORDER, 6, 2, false, 0, 54, 120, 0),
                30)
            .games(3)
            .page(page, "k1", none));
    pages.put("tournament-1024", started(single, 1024).games(40).page(page, "k1", none));
    pages.put(
        "tournament-cancelled",
        announced(best, 3)
            .command(By.ORGANISER, new TournamentCommand.Cancel())
            .page(page, "k1", none));

    SampleTournaments over = started(best, 8).toTheEnd();
    pages.put(
        "tournament-champion",
        TestPages.render(
            "tournament/champion",
            Map.of("page", page, "c", over.views(page, "nobody").champion("").orElseThrow())));
    for (String who : List.of("nobody", "organiser")) {
      pages.put(
          "tournament-match-" + who,
          TestPages.render(
              "tournament/match",
              Map.of("page", page, "m", eight.views(page, who).match("A1", null).orElseThrow())));
    }
    pages.put(
        "tournament-list",
        TestPages.render(
            "tournament/list",
            Map.of(
                "page",
                page,
                "list",
                new TournamentsView(
                    List.of(row("announced", null, true), row("check_in", null, false)),
                    List.of(row("running", null, false)),
                    List.of(row("finished", "Ada", false), row("cancelled", null, false))))));
    pages.put(
        "tournament-list-empty",
        TestPages.render(
            "tournament/list",
            Map.of("page", page, "list", new TournamentsView(List.of(), List.of(), List.of()))));
    List<TournamentForm.Choice> choices =
        List.of(
            new TournamentForm.Choice("pong/duel", "Pong", "For two"),
            new TournamentForm.Choice("duel/duel", "Duel", "One against one"));
    pages.put(
        "tournament-new",
        TestPages.render(
            "tournament/new",
            Map.of(
                "page",
                page,
                "form",
                new TournamentForm(Map.of(), Map.of(), null, choices, "key"))));
    pages.put(
        "tournament-new-wrong",
        TestPages.render(
            "tournament/new",
            Map.of(
                "page",
                page,
                "form",
                new TournamentForm(
                    Map.of(
                        "title", "", "game", "duel/duel", "format", "swiss", "thirdPlace", "true"),
                    Map.of("title", page.t("refused.bad_title")),
                    page.t("refused.bad_rules"),
                    choices,
                    "key"))));
    return pages;
  }

  private static TournamentsView.Row row(String phase, String champion, boolean mine) {
    return new TournamentsView.Row(
        ID,
        "Spring cup",
        "Pong · Knockout",
        phase,
        6,
        phase.equals("announced") ? START : null,
        champion,
        mine);
  }

  private String playable() {
    return state.fixtures().stream()
        .filter(Tournament.Fixture::playable)
        .map(f -> f.match().id())
        .findFirst()
        .orElseThrow();
  }
}
