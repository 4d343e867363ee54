package dev.parlour.player.web;

import dev.parlour.player.app.Entry;
import dev.parlour.player.app.Players;
import dev.parlour.room.web.LanguageChoice;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code /sign-in} and {@code /sign-out}. */
@WebServlet({"/sign-in", "/sign-out"})
public class SignInPage extends PageServlet {
  static final String TEXTS = "player";
  private static final long serialVersionUID = 1L;

  @Inject private transient Players players;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (browser.session().isPresent()) {
      seeOther(response, "/account");
    } else if (request.getServletPath().equals("/sign-out")) {
      seeOther(response, "/");
    } else {
      form(request, response, null);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/sign-out")) {
      players.leave(browser.visitor().token());
      browser.signedOut();
      seeOther(response, "/");
      return;
    }
    switch (players.signIn(
        Fields.text(request, "name"), request.getParameter("password"), browser.visitor())) {
      case Entry.In in -> {
        browser.signedIn(in.token());
        seeOther(response, LanguageChoice.inside(request.getParameter("back")));
      }
      case Entry.Refused refused -> form(request, response, refused);
    }
  }

  private void form(HttpServletRequest request, HttpServletResponse response, Entry.Refused refused)
      throws IOException {
    Page page = page(request).with(TEXTS);
    EntryForm form =
        new EntryForm(
            Fields.text(request, "name"),
            "",
            List.of(),
            null,
            LanguageChoice.inside(request.getParameter("back")),
            Map.of(),
            refused == null && request.getParameter("refused") != null
                ? page.t("refused.provider_failed")
                : said(page, refused),
            players.settings().provider() == null ? null : players.settings().provider().label());
    waits(response, refused);
    html(
        response,
        refused == null ? 200 : Refusals.status(refused.rejection().code()),
        render("player/sign-in", Map.of("page", page, "form", form)));
  }

  /** Null for nothing refused. */
  static String said(Page page, Entry.Refused refused) {
    if (refused == null) {
      return null;
    }
    return refused.rejection().code().equals("rate_limited")
        ? page.t("refused.wait", refused.retryAfter())
        : page.refusal(refused.rejection());
  }

  static void waits(HttpServletResponse response, Entry.Refused refused) {
    if (refused != null && refused.retryAfter() > 0) {
      response.setHeader("Retry-After", Long.toString(refused.retryAfter()));
    }
  }
}
