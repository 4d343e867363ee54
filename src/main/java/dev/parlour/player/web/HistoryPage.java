package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /history}: what one has played, also as a guest in this browser; {@code /history/<id>}:
 * what an account has.
 */
@WebServlet({"/history", "/history/*"})
public class HistoryPage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient HistoryViews views;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String id = path.replaceAll("^/+", "");
    GuestId viewer = browser.guest().orElse(null);
    if (id.isEmpty()) {
      show(request, response, browser.identity(), viewer, "/history");
      return;
    }
    Optional<AccountId> account = AccountId.parse(id);
    if (account.isPresent()) {
      show(request, response, GuestId.of(account.get()), viewer, "/history/" + id);
    } else {
      message(response, page(request), 404, "404");
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      GuestId whose,
      GuestId viewer,
      String address)
      throws IOException {
    Page page = page(request).with(HistoryViews.TEXTS);
    switch (views.of(whose, viewer, request.getParameter("before"), page, address)) {
      case Checked.Good<HistoryView>(HistoryView history) ->
          html(
              response,
              200,
              render(
                  "player/matches",
                  Map.of("page", page, "history", history, "guest", whose.account().isEmpty())));
      case Checked.Bad<HistoryView> bad -> message(response, page(request), 503, "503");
    }
  }
}
