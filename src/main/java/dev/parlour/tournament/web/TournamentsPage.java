package dev.parlour.tournament.web;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.Rejection;
import dev.parlour.http.ServerSecret;
import dev.parlour.player.GuestId;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.room.web.Texts;
import dev.parlour.shared.Words;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.TournamentBook.Listed;
import dev.parlour.tournament.app.TournamentWish;
import dev.parlour.tournament.app.Tournaments;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** {@code /tournaments}: all of them; {@code /tournaments/new}: the form that makes one. */
@WebServlet({"/tournaments", "/tournaments/*"})
public class TournamentsPage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final List<String> NUMBERS =
      List.of("bestOf", "entrants", "noShowSeconds", "checkInMinutes");

  @Inject private transient Tournaments tournaments;
  @Inject private transient ServerSecret secret;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (path(request)) {
      case "" -> list(request, response);
      case "new" -> {
        if (browser.session().isEmpty() && !tournaments.mayAnnounce(browser.identity().key())) {
          seeOther(response, "/sign-in?back=/tournaments/new");
        } else {
          form(request, response, 200, Map.of(), Map.of(), null, Secrets.token());
        }
      }
      default -> message(response, page(request), 404, "404");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (path(request).equals("new")) {
      make(request, response);
    } else {
      message(response, page(request), 404, "404");
    }
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Page page = page(request).with(TournamentPage.TEXTS);
    if (!(tournaments.list() instanceof Checked.Good<List<Listed>>(List<Listed> all))) {
      message(response, page(request), 503, "503");
      return;
    }
    Set<String> mine = new TreeSet<>();
    String key = browser.guest().map(GuestId::key).orElse(null);
    if (key != null && tournaments.of(key) instanceof Checked.Good<List<Listed>>(var own)) {
      own.forEach(t -> mine.add(t.id()));
    }
    TournamentsView list =
        new TournamentsView(
            rows(page, all, mine, Phase::open),
            rows(page, all, mine, p -> p == Phase.RUNNING),
            rows(page, all, mine, Phase::over));
    html(response, 200, render("tournament/list", Map.of("page", page, "list", list)));
  }

  private List<TournamentsView.Row> rows(
      Page page, List<Listed> all, Set<String> mine, Predicate<Phase> which) {
    return all.stream()
        .filter(t -> which.test(t.phase()))
        .map(t -> row(page, t, mine.contains(t.id())))
        .toList();
  }

  private TournamentsView.Row row(Page page, Listed t, boolean mine) {
    String format = Words.of(t.format());
    return new TournamentsView.Row(
        t.id(),
        t.title(),
        game(page, t.game()) + " · " + page.t("format." + format),
        Words.of(t.phase()),
        t.entrants(),
        t.phase().open() ? t.startsAt() : null,
        t.champion() != null && t.champion().isEmpty() ? page.t("entrant.deleted") : t.champion(),
        mine);
  }

  private String game(Page page, String id) {
    return tournaments.games().stream()
        .filter(g -> g.game().id().equals(id))
        .map(g -> page.with(g.templates()).texts().orElse("game.name", id))
        .findFirst()
        .orElse(id);
  }

  // ---- making one

  private void make(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, values) -> fields.put(name, values[0].strip()));
    fields.remove("csrf");
    String key = fields.getOrDefault("key", "");
    Page page = page(request).with(TournamentPage.TEXTS);
    Map<String, String> errors = new LinkedHashMap<>();
    for (String number : NUMBERS) {
      if (!fields.getOrDefault(number, "").matches("\\d{0,6}")) {
        errors.put(number, page.t("refused.bad_number"));
      }
    }
    Instant startsAt = null;
    try {
      startsAt = at(fields.getOrDefault("startsAt", ""), fields.getOrDefault("zone", "UTC"));
    } catch (DateTimeException e) {
      errors.put("startsAt", page.t("refused.bad_time"));
    }
    if (!errors.isEmpty()) {
      form(request, response, 422, fields, errors, null, key);
      return;
    }
    String[] choice = fields.getOrDefault("game", "").split("/", 2);
    TournamentWish wish =
        new TournamentWish(
            fields.getOrDefault("title", ""),
            choice[0],
            choice.length > 1 ? choice[1] : null,
            null,
            fields.get("format"),
            number(fields, "bestOf"),
            fields.get("seeding"),
            null,
            null,
            "true".equals(fields.get("thirdPlace")),
            null,
            number(fields, "entrants"),
            number(fields, "noShowSeconds"),
            number(fields, "checkInMinutes"),
            startsAt);
    String mine = browser.identity().key();
    // The same form sent twice makes one tournament: its key is in the secrets.
    Secrets secrets =
        Secrets.derived(secret.bytes(), "tournament|" + mine + "|" + key + "|" + fields.hashCode());
    switch (tournaments.announce(wish, mine, secrets)) {
      case Checked.Good<Tournaments.Made>(Tournaments.Made made) ->
          seeOther(response, "/t/" + made.tournament().id());
      case Checked.Bad<Tournaments.Made>(Rejection rejection) -> {
        String said = page.refusal(rejection);
        String field = field(rejection.code());
        form(
            request,
            response,
            Refusals.status(rejection.code()),
            fields,
            field == null ? Map.of() : Map.of(field, said),
            field == null ? said : null,
            key);
      }
    }
  }

  private static Integer number(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "");
    return text.isEmpty() ? null : Integer.valueOf(text);
  }

  /** Null for no time at all. */
  private static Instant at(String text, String zone) {
    return text.isEmpty() ? null : LocalDateTime.parse(text).atZone(ZoneId.of(zone)).toInstant();
  }

  /** The field that a refusal speaks of; null for none. */
  private static String field(String code) {
    return switch (code) {
      case "bad_title" -> "title";
      case "unknown_game", "unknown_mode", "bad_settings" -> "game";
      default -> null;
    };
  }

  private void form(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      Map<String, String> fields,
      Map<String, String> errors,
      String general,
      String key)
      throws IOException {
    Page page = page(request).with(TournamentPage.TEXTS);
    List<TournamentForm.Choice> games = choices(page);
    if (games.isEmpty()) {
      message(response, page(request), 404, "404");
      return;
    }
    TournamentForm form = new TournamentForm(fields, errors, general, games, key);
    html(response, status, render("tournament/new", Map.of("page", page, "form", form)));
  }

  private List<TournamentForm.Choice> choices(Page page) {
    return tournaments.games().stream()
        .flatMap(g -> g.modes().stream().map(m -> choice(page, g, m)))
        .toList();
  }

  private static TournamentForm.Choice choice(Page page, GameRegistration game, Mode mode) {
    Texts texts = Texts.of(page.texts().locale(), game.templates());
    String id = game.game().id();
    return new TournamentForm.Choice(
        id + "/" + mode.name(),
        texts.orElse("game.name", id),
        texts.orElse("mode." + mode.name(), mode.name()));
  }

  /** What stands behind {@code /tournaments}, without slashes around it. */
  private static String path(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo().replaceAll("^/+|/+$", "");
  }
}
