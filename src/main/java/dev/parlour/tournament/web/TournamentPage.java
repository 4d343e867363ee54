package dev.parlour.tournament.web;

import dev.parlour.game.Checked;
import dev.parlour.game.Mode;
import dev.parlour.game.Rejection;
import dev.parlour.http.ServerSecret;
import dev.parlour.player.GuestId;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.room.web.Texts;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Entrant;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.tournament.app.Proof;
import dev.parlour.tournament.app.Snapshot;
import dev.parlour.tournament.app.Tournaments;
import dev.parlour.wire.Refusals;
import gg.jte.Content;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code /t/<id>}: a tournament, with all that entrants and its organiser can do; below it {@code
 * /people}, {@code /log}, {@code /champion}, {@code /m/<match>} and {@code /claim/<word>}. Works
 * without scripts: the page asks again every few seconds, which is also the sign that an entrant is
 * there.
 */
@WebServlet("/t/*")
public class TournamentPage extends PageServlet {
  /** The folder of templates and texts. */
  static final String TEXTS = "tournament";

  private static final long serialVersionUID = 1L;

  /** The longest list of names that is read, in lines. */
  private static final int MOST_NAMES = 2_000;

  @Inject private transient Tournaments tournaments;
  @Inject private transient Charts charts;
  @Inject private transient ServerSecret secret;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = path(request);
    switch (tournaments.look(path[0])) {
      case Checked.Bad<Snapshot>(Rejection rejection) -> absent(request, response, rejection);
      case Checked.Good<Snapshot>(Snapshot now) -> {
        switch (path.length == 1 ? "" : path[1]) {
          case "" -> show(request, response, now, 200, Views.Answer.NONE);
          case "people" -> people(request, response, now);
          case "log" -> log(request, response, now);
          case "champion" -> champion(request, response, now);
          case "m" -> match(request, response, now, path.length > 2 ? path[2] : "", 200, null);
          case "claim" -> claim(request, response, now, path.length > 2 ? path[2] : "");
          default -> message(response, page(request), 404, "404");
        }
      }
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = path(request);
    switch (tournaments.look(path[0])) {
      case Checked.Bad<Snapshot>(Rejection rejection) -> absent(request, response, rejection);
      case Checked.Good<Snapshot>(Snapshot now) -> act(request, response, now, path);
    }
  }

  private void act(
      HttpServletRequest request, HttpServletResponse response, Snapshot now, String[] path)
      throws IOException {
    String id = now.id();
    switch (String.join("/", Arrays.asList(path).subList(1, Math.min(path.length, 2)))) {
      case "enter" -> enter(request, response, now);
      case "withdraw" -> answer(request, response, now, tournaments.withdraw(id, proof()));
      case "check-in" -> answer(request, response, now, tournaments.checkIn(id, proof()));
      case "start" -> direct(request, response, now, new TournamentCommand.Start());
      case "open-check-in" -> direct(request, response, now, new TournamentCommand.OpenCheckIn());
      case "pause" -> direct(request, response, now, new TournamentCommand.Pause());
      case "resume" -> direct(request, response, now, new TournamentCommand.Resume());
      case "cancel" -> direct(request, response, now, new TournamentCommand.Cancel());
      case "message" ->
          direct(request, response, now, new TournamentCommand.Message(text(request, "text")));
      case "remove" ->
          direct(request, response, now, new TournamentCommand.Remove(text(request, "entrant")));
      case "import" -> direct(request, response, now, new TournamentCommand.Import(names(request)));
      case "seeds" ->
          direct(
              request,
              response,
              now,
              new TournamentCommand.Seed(entrants(now.state(), names(request))));
      case "m" -> decree(request, response, now, path);
      case "claim" -> {
        Secrets secrets = Secrets.derived(secret.bytes(), "claims|" + key());
        switch (tournaments.claim(
            id, path.length > 2 ? path[2] : "", browser.identity().key(), secrets)) {
          case Checked.Good<Tournaments.Entry> good -> seeOther(response, "/t/" + id);
          case Checked.Bad<Tournaments.Entry>(Rejection rejection) ->
              refused(request, response, now, rejection);
        }
      }
      default -> message(response, page(request), 404, "404");
    }
  }

  // ---- entrants

  private void enter(HttpServletRequest request, HttpServletResponse response, Snapshot now)
      throws IOException {
    String name = text(request, "name");
    String key = browser.identity().key();
    Secrets secrets = Secrets.derived(secret.bytes(), "enter|" + now.id() + "|" + key);
    switch (tournaments.enter(now.id(), name, key, secrets)) {
      case Checked.Good<Tournaments.Entry> good -> seeOther(response, "/t/" + now.id());
      case Checked.Bad<Tournaments.Entry>(Rejection rejection) -> {
        String said = page(request).with(TEXTS).refusal(rejection);
        boolean ofName = rejection.code().contains("name");
        show(
            request,
            response,
            now,
            Refusals.status(rejection.code()),
            new Views.Answer(name, ofName ? said : null, ofName ? null : said));
      }
    }
  }

  /** Asks first: a link that somebody only looks at must not take a place. */
  private void claim(
      HttpServletRequest request, HttpServletResponse response, Snapshot now, String word)
      throws IOException {
    Entrant entrant = now.state().entrant(word.split("\\.", 2)[0]);
    if (entrant == null || entrant.key() != null) {
      seeOther(response, "/t/" + now.id());
      return;
    }
    Page page = page(request).with(TEXTS);
    html(
        response,
        200,
        render(
            "tournament/claim",
            Map.of(
                "page", page,
                "id", now.id(),
                "title", now.chart().title(),
                "name", entrant.name(),
                "claim", word)));
  }

  // ---- the organiser

  private void direct(
      HttpServletRequest request,
      HttpServletResponse response,
      Snapshot now,
      TournamentCommand command)
      throws IOException {
    answer(request, response, now, tournaments.direct(now.id(), proof(), command));
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      Snapshot now,
      Checked<Snapshot> done)
      throws IOException {
    switch (done) {
      case Checked.Good<Snapshot> good -> seeOther(response, "/t/" + now.id());
      case Checked.Bad<Snapshot>(Rejection rejection) -> refused(request, response, now, rejection);
    }
  }

  private void refused(
      HttpServletRequest request, HttpServletResponse response, Snapshot now, Rejection rejection)
      throws IOException {
    String said = page(request).with(TEXTS).refusal(rejection);
    show(
        request,
        response,
        now,
        Refusals.status(rejection.code()),
        new Views.Answer("", null, said));
  }

  private void decree(
      HttpServletRequest request, HttpServletResponse response, Snapshot now, String[] path)
      throws IOException {
    String match = path.length == 4 ? path[2] : "";
    TournamentCommand command =
        switch (path.length == 4 ? path[3] : "") {
          case "correct" -> new TournamentCommand.Correct(match, ranking(request, now, match));
          case "restart" -> new TournamentCommand.Restart(match);
          default -> null;
        };
    if (command == null) {
      message(response, page(request), 404, "404");
      return;
    }
    switch (tournaments.direct(now.id(), proof(), command)) {
      case Checked.Good<Snapshot> good -> seeOther(response, "/t/" + now.id() + "/m/" + match);
      case Checked.Bad<Snapshot>(Rejection rejection) ->
          match(
              request,
              response,
              now,
              match,
              Refusals.status(rejection.code()),
              page(request).with(TEXTS).refusal(rejection));
    }
  }

  /** As it was sent; of two, whoever was not named comes second. */
  private static List<String> ranking(HttpServletRequest request, Snapshot now, String match) {
    String[] said = request.getParameterValues("rank");
    List<String> ranking = new ArrayList<>(said == null ? List.of() : List.of(said));
    Tournament t = now.state();
    if (t.bracket() != null && t.bracket().match(match) != null && ranking.size() == 1) {
      List<String> lineUp = t.bracket().match(match).lineUp();
      if (lineUp.size() == 2) {
        lineUp.stream().filter(e -> !ranking.contains(e)).forEach(ranking::add);
      }
    }
    return ranking;
  }

  private static List<String> names(HttpServletRequest request) {
    return text(request, "names")
        .lines()
        .map(String::strip)
        .filter(n -> !n.isEmpty())
        .limit(MOST_NAMES)
        .toList();
  }

  /** Ids of those who are called so; a name that nobody has stays, and is refused as an id. */
  private static List<String> entrants(Tournament t, List<String> names) {
    Map<String, String> ids = new HashMap<>();
    t.entrants().values().forEach(e -> ids.put(e.name(), e.id()));
    return names.stream().map(n -> ids.getOrDefault(n, n)).toList();
  }

  // ---- pages

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Snapshot now,
      int status,
      Views.Answer answer)
      throws IOException {
    Page page = page(request).with(TEXTS);
    if (key() != null) {
      tournaments.own(now.id(), proof()); // whoever looks is there
    }
    Views views = views(page, now, true);
    String sheet = request.getParameter("sheet");
    Content chart =
        charts.once(
            new Charts.Key(now.id(), now.seq(), page.texts().locale(), sheet(sheet)),
            () ->
                render(
                    "tournament/chart",
                    Map.of(
                        "page", page,
                        "drawing", Painter.draw(chart(page, now), page.texts(), sheet),
                        "id", now.id())));
    List<TournamentView.Claim> claims = views.viewer().organiser() ? claims(now) : List.of();
    Views.Answer said =
        answer == Views.Answer.NONE && page.who() != null
            ? new Views.Answer(page.who().name(), null, null)
            : answer;
    TournamentView view = views.page(chart, tail(now, now.seq() + 1, Views.LINES), claims, said);
    html(response, status, render("tournament/tournament", Map.of("page", page, "t", view)));
  }

  /** Only what can be a sheet's key, so that nobody fills the memory with drawings of nothing. */
  private static String sheet(String asked) {
    return asked != null && asked.matches("[1-9]\\d{0,3}|" + Painter.FINALS) ? asked : null;
  }

  private List<TournamentView.Claim> claims(Snapshot now) {
    List<TournamentView.Claim> claims = new ArrayList<>();
    if (tournaments.claims(now.id(), proof())
        instanceof Checked.Good<Map<String, String>>(Map<String, String> words)) {
      words.forEach(
          (entrant, word) ->
              claims.add(
                  new TournamentView.Claim(
                      now.state().entrant(entrant).name(),
                      origin() + "/t/" + now.id() + "/claim/" + word)));
    }
    return claims;
  }

  /** So many before that place in the log, the newest first. */
  private List<TournamentEvent> tail(Snapshot now, long before, int most) {
    long after = Math.max(0, before - 1 - most);
    return tournaments.log(now.id(), after, (int) (before - 1 - after))
            instanceof Checked.Good<List<Logged>>(List<Logged> log)
        ? log.reversed().stream().map(Logged::event).toList()
        : List.of(); // what people came for is still there
  }

  private void people(HttpServletRequest request, HttpServletResponse response, Snapshot now)
      throws IOException {
    Page page = page(request).with(TEXTS);
    Views views = views(page, now, false);
    Content table =
        content(
            render(
                "tournament/table",
                Map.of("page", page, "table", views.table(Integer.MAX_VALUE), "id", now.id())));
    Content people =
        content(render("tournament/everybody", Map.of("page", page, "people", views.everybody())));
    all(
        response,
        page,
        now,
        page.t("people.title"),
        out -> {
          table.writeTo(out);
          people.writeTo(out);
        });
  }

  private void log(HttpServletRequest request, HttpServletResponse response, Snapshot now)
      throws IOException {
    Page page = page(request).with(TEXTS);
    Views views = views(page, now, false);
    long newest = now.seq() + 1;
    long before = before(request.getParameter("before"), newest);
    Supplier<String> draw =
        () -> {
          Map<String, Object> model = new HashMap<>();
          model.put("page", page);
          model.put("lines", views.lines(tail(now, before, Tournaments.LOG_PAGE).stream()));
          if (before - 1 > Tournaments.LOG_PAGE) {
            model.put("more", "/t/" + now.id() + "/log?before=" + (before - Tournaments.LOG_PAGE));
            model.put("link", page.t("log.older"));
          }
          return render("tournament/log", model);
        };
    // What is older few ask for, and whoever does must not push out what all look at.
    Content lines =
        before == newest
            ? charts.once(new Charts.Key(now.id(), now.seq(), page.texts().locale(), "log"), draw)
            : content(draw.get());
    all(response, page, now, page.t("log.title"), lines);
  }

  /** What was asked for as far as there is such a place. */
  private static long before(String asked, long newest) {
    return asked != null && asked.matches("[1-9][0-9]{0,17}")
        ? Math.min(Long.parseLong(asked), newest)
        : newest;
  }

  private void all(
      HttpServletResponse response, Page page, Snapshot now, String heading, Content list)
      throws IOException {
    html(
        response,
        200,
        render(
            "tournament/all",
            Map.of(
                "page", page,
                "id", now.id(),
                "title", now.chart().title(),
                "heading", heading,
                "list", list)));
  }

  private static Content content(String markup) {
    return out -> out.writeContent(markup);
  }

  private void champion(HttpServletRequest request, HttpServletResponse response, Snapshot now)
      throws IOException {
    Page page = page(request).with(TEXTS);
    Optional<ChampionView> champion = views(page, now, false).champion(origin());
    if (champion.isEmpty()) {
      seeOther(response, "/t/" + now.id());
      return;
    }
    html(response, 200, render("tournament/champion", Map.of("page", page, "c", champion.get())));
  }

  private void match(
      HttpServletRequest request,
      HttpServletResponse response,
      Snapshot now,
      String match,
      int status,
      String refused)
      throws IOException {
    Page page = page(request).with(TEXTS);
    Optional<MatchView> view = views(page, now, false).match(match, refused);
    if (view.isEmpty()) {
      message(response, page(request), 404, "404");
      return;
    }
    html(response, status, render("tournament/match", Map.of("page", page, "m", view.get())));
  }

  // ---- whoever asks

  /**
   * @param presence whether it matters who is there
   */
  private Views views(Page page, Snapshot now, boolean presence) {
    boolean awaited = presence && key() != null && now.own(key()).isPresent();
    Set<String> present =
        awaited && tournaments.present(now) instanceof Checked.Good<Set<String>>(Set<String> there)
            ? there
            : Set.of();
    return new Views(
        now.id(),
        worded(page, now),
        chart(page, now),
        page.texts(),
        game(page, now.chart()),
        new Views.Viewer(key(), tournaments.organises(now, proof()), present),
        Instant.now());
  }

  private static Chart chart(Page page, Snapshot now) {
    Tournament worded = worded(page, now);
    return worded == now.state() ? now.chart() : Chart.of(worded);
  }

  /** Whoever is nobody any more is called so in the reader's language. */
  private static Tournament worded(Page page, Snapshot now) {
    return now.state().calling(page.t("entrant.deleted"));
  }

  /** The game's name, and its mode's where it is one. */
  private String game(Page page, Chart chart) {
    return tournaments.games().stream()
        .filter(g -> g.game().id().equals(chart.game()))
        .findFirst()
        .map(
            g -> {
              Texts texts = page.with(g.templates()).texts();
              String name = texts.orElse("game.name", chart.game());
              return g.modes().stream()
                  .filter(m -> m.settings().equals(chart.settings()))
                  .map(Mode::name)
                  .findFirst()
                  .map(m -> name + " · " + texts.orElse("mode." + m, m))
                  .orElse(name);
            })
        .orElse(chart.game());
  }

  private String key() {
    return browser.guest().map(GuestId::key).orElse(null);
  }

  private Proof proof() {
    return new Proof(null, key());
  }

  private String origin() {
    return browser.caller().scheme() + "://" + browser.caller().host();
  }

  private void absent(HttpServletRequest request, HttpServletResponse response, Rejection rejection)
      throws IOException {
    boolean away = Refusals.status(rejection.code()) == 503;
    message(
        response, page(request).with(TEXTS), away ? 503 : 404, away ? "503" : "unknown_tournament");
  }

  private static String text(HttpServletRequest request, String field) {
    String text = request.getParameter(field);
    return text == null ? "" : text;
  }

  /** What stands behind {@code /t}; the first is the id, empty where there is none. */
  private static String[] path(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    return path.replaceAll("^/+|/+$", "").split("/", 5);
  }
}
