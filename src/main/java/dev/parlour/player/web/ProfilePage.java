package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.player.AccountId;
import dev.parlour.player.Friends;
import dev.parlour.player.GuestId;
import dev.parlour.player.Session;
import dev.parlour.player.app.Friendships;
import dev.parlour.player.app.Players;
import dev.parlour.player.app.Profile;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /players/<name or id>}: what anybody may see of somebody who registered, with what they
 * have played; and {@code /players/<id>/friend}, the form that asks for friendship, accepts it or
 * ends it.
 */
@WebServlet("/players/*")
public class ProfilePage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Players players;
  @Inject private transient Friendships friendships;
  @Inject private transient HistoryViews histories;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(request, response, named(request), null);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Session> me = browser.session();
    Optional<AccountId> other =
        named(request).endsWith("/friend")
            ? AccountId.parse(named(request).replaceFirst("/friend$", ""))
            : Optional.empty();
    if (other.isEmpty()) {
      message(response, page(request), 404, "404");
      return;
    }
    if (me.isEmpty()) {
      seeOther(response, "/sign-in?back=/players/" + other.get().value());
      return;
    }
    String back =
        request.getParameter("from") != null ? "/friends" : "/players/" + other.get().value();
    if ("part".equals(request.getParameter("do"))) {
      friendships.part(me.get().account(), other.get());
      seeOther(response, back);
      return;
    }
    switch (friendships.ask(me.get().account(), other.get())) {
      case Checked.Good<Friends.Standing> good -> seeOther(response, back);
      case Checked.Bad<Friends.Standing>(Rejection rejection) ->
          show(request, response, other.get().value(), rejection);
    }
  }

  /**
   * @param refused null for nothing
   */
  private void show(
      HttpServletRequest request, HttpServletResponse response, String named, Rejection refused)
      throws IOException {
    Page page = page(request).with(SignInPage.TEXTS);
    AccountId me = browser.session().map(Session::account).orElse(null);
    switch (players.profile(named, me)) {
      case Checked.Bad<Profile> bad -> message(response, page, 404, "player");
      case Checked.Good<Profile>(Profile profile) -> {
        String since =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(page.texts().locale())
                .format(LocalDate.ofInstant(profile.since(), ZoneOffset.UTC));
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("profile", profile);
        model.put("since", since);
        model.put("alert", refused == null ? "" : page.refusal(refused));
        model.put("history", history(request, page, profile.id()));
        html(
            response,
            refused == null ? 200 : Refusals.status(refused.code()),
            render("player/profile", model));
      }
    }
  }

  /** Null where it cannot be reached: the rest of the page is worth seeing. */
  private HistoryView history(HttpServletRequest request, Page page, AccountId whose) {
    return histories.of(
                GuestId.of(whose),
                browser.guest().orElse(null),
                request.getParameter("before"),
                page,
                "/players/" + whose.value())
            instanceof Checked.Good<HistoryView>(HistoryView history)
        ? history
        : null;
  }

  private static String named(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }
}
