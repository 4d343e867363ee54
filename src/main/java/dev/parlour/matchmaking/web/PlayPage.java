package dev.parlour.matchmaking.web;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.Rejection;
import dev.parlour.http.ServerSecret;
import dev.parlour.matchmaking.app.Matchmaking;
import dev.parlour.matchmaking.app.Proof;
import dev.parlour.matchmaking.app.Shown;
import dev.parlour.matchmaking.app.TicketWish;
import dev.parlour.player.Session;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.room.web.Texts;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code /play}: choose a game and look for somebody to play with; {@code /play/<ticket>}: wait.
 * Works without scripts: the page asks again every few seconds, and leads to the room when there is
 * one.
 */
@WebServlet({"/play", "/play/*"})
public class PlayPage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final String TEXTS = "matchmaking";

  @Inject private transient Matchmaking matchmaking;
  @Inject private transient ServerSecret secret;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = path(request);
    switch (path.length) {
      case 0 -> {
        Shown living = matchmaking.livingOf(browser.identity().key());
        if (living != null) {
          seeOther(response, "/play/" + living.id());
        } else {
          form(request, response, 200, null, Secrets.token());
        }
      }
      case 1 -> ticket(request, response, path[0]);
      default -> message(response, page(request), 404, "404");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = path(request);
    if (path.length == 0) {
      enter(request, response);
    } else if (path.length == 2 && path[1].equals("leave")) {
      switch (matchmaking.leave(path[0], proof())) {
        case Checked.Good<Shown> good -> seeOther(response, "/play");
        case Checked.Bad<Shown>(Rejection rejection) -> refused(request, response, rejection);
      }
    } else if (path.length == 2 && path[1].equals("computer")) {
      switch (matchmaking.computer(path[0], proof())) {
        case Checked.Good<Shown>(Shown shown) -> seeOther(response, "/play/" + shown.id());
        case Checked.Bad<Shown>(Rejection rejection) when rejection.code().equals("not_offered") ->
            seeOther(response, "/play/" + path[0]); // which shows how things stand
        case Checked.Bad<Shown>(Rejection rejection) -> refused(request, response, rejection);
      }
    } else {
      message(response, page(request), 404, "404");
    }
  }

  private void enter(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String[] choice = text(request, "choice").split("/", 2);
    String key = text(request, "key");
    String name = text(request, "name");
    TicketWish wish =
        new TicketWish(
            choice[0],
            choice.length > 1 ? choice[1] : null,
            null,
            name,
            browser.session().map(Session::avatar).orElse(null));
    Secrets secrets =
        Secrets.derived(
            secret.bytes(), "play|" + browser.identity().key() + "|" + key + "|" + wish.hashCode());
    switch (matchmaking.enter(
        wish, browser.identity().key(), browser.caller().address(), secrets)) {
      case Checked.Good<Matchmaking.Entry>(Matchmaking.Entry entry) ->
          seeOther(response, "/play/" + entry.ticket().id());
      case Checked.Bad<Matchmaking.Entry>(Rejection rejection) ->
          form(request, response, Refusals.status(rejection.code()), rejection, key);
    }
  }

  /**
   * @param rejection of what was sent; null for a fresh form
   */
  private void form(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      Rejection rejection,
      String key)
      throws IOException {
    Page page = page(request).with(TEXTS);
    List<PlayForm.Choice> choices = choices(page);
    if (choices.isEmpty()) {
      message(response, page(request), 404, "404");
      return;
    }
    String said = rejection == null ? null : page.refusal(rejection);
    boolean ofName = rejection != null && rejection.code().equals("bad_name");
    String chosen = text(request, "choice");
    PlayForm form =
        new PlayForm(
            choices,
            choices.stream().anyMatch(c -> c.value().equals(chosen))
                ? chosen
                : choices.getFirst().value(),
            request.getParameter("name") == null && page.who() != null
                ? page.who().name()
                : text(request, "name"),
            request.getParameter("missed") != null,
            ofName ? said : null,
            ofName ? null : said,
            key);
    html(response, status, render("matchmaking/play", Map.of("page", page, "form", form)));
  }

  private void ticket(HttpServletRequest request, HttpServletResponse response, String id)
      throws IOException {
    switch (matchmaking.look(id, proof())) {
      case Checked.Bad<Shown>(Rejection rejection) -> refused(request, response, rejection);
      case Checked.Good<Shown>(Shown shown) when shown.room() != null ->
          seeOther(response, "/r/" + shown.room());
      case Checked.Good<Shown>(Shown shown) -> {
        Page page = page(request).with(TEXTS);
        String choice =
            choices(page).stream()
                .filter(c -> c.value().equals(shown.game() + "/" + shown.mode()))
                .map(c -> c.game() + " · " + c.mode())
                .findFirst()
                .orElse(shown.game());
        WaitView wait =
            new WaitView(
                shown.id(),
                shown.status(),
                choice,
                shown.place() == null ? 0 : shown.place(),
                shown.waitedMs(),
                shown.computerOffered(),
                shown.note());
        html(response, 200, render("matchmaking/wait", Map.of("page", page, "wait", wait)));
      }
    }
  }

  /** Somebody else's ticket is nobody's business, so it is as if it were not there. */
  private void refused(
      HttpServletRequest request, HttpServletResponse response, Rejection rejection)
      throws IOException {
    int status = Refusals.status(rejection.code());
    if (status == 503) {
      message(response, page(request), 503, "503");
    } else {
      message(response, page(request), 404, "404");
    }
  }

  private List<PlayForm.Choice> choices(Page page) {
    List<PlayForm.Choice> choices = new ArrayList<>();
    for (GameRegistration game : matchmaking.games()) {
      Texts texts = Texts.of(page.texts().locale(), game.templates());
      String id = game.game().id();
      for (Mode mode : game.modes()) {
        choices.add(
            new PlayForm.Choice(
                id + "/" + mode.name(),
                texts.orElse("game.name", id),
                texts.orElse("mode." + mode.name(), mode.name())));
      }
    }
    return choices;
  }

  private Proof proof() {
    return new Proof(null, browser.identity().key());
  }

  private static String text(HttpServletRequest request, String field) {
    String text = request.getParameter(field);
    return text == null ? "" : text;
  }

  /** What stands behind {@code /play}, without empty parts. */
  private static String[] path(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    return path.replaceAll("^/+|/+$", "").isEmpty()
        ? new String[0]
        : path.substring(1).split("/", 3);
  }
}
