package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.player.Friends;
import dev.parlour.player.Session;
import dev.parlour.player.app.Friendships;
import dev.parlour.player.app.Players;
import dev.parlour.player.app.Profile;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /friends}: who is here and where they play, who has asked, whom one has asked; and finding
 * somebody by name, which leads to their profile.
 */
@WebServlet("/friends")
public class FriendsPage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Players players;
  @Inject private transient Friendships friendships;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Session> me = browser.session();
    if (me.isEmpty()) {
      seeOther(response, "/sign-in?back=/friends");
      return;
    }
    Page page = page(request).with(SignInPage.TEXTS);
    String name = request.getParameter("name");
    if (name != null
        && players.profile(name, me.get().account())
            instanceof Checked.Good<Profile>(Profile found)) {
      seeOther(response, "/players/" + found.id().value());
      return;
    }
    List<Friendships.Shown> all = friendships.of(me.get().account());
    FriendsView view =
        new FriendsView(
            those(all, Friends.Standing.FRIENDS),
            those(all, Friends.Standing.WANTED),
            those(all, Friends.Standing.ASKED),
            name == null ? "" : name,
            name == null ? null : page.t("friends.nobody"));
    html(
        response,
        name == null ? 200 : 404,
        render("player/friends", Map.of("page", page, "view", view)));
  }

  private static List<Friendships.Shown> those(
      List<Friendships.Shown> all, Friends.Standing standing) {
    return all.stream().filter(s -> s.friend().standing() == standing).toList();
  }
}
