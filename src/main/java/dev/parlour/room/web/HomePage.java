package dev.parlour.room.web;

import dev.parlour.game.Checked;
import dev.parlour.player.HeldSeat;
import dev.parlour.room.Actor;
import dev.parlour.room.GameOptions;
import dev.parlour.room.RoomLog;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.RoomCode;
import dev.parlour.shared.Words;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The front page, and its form: {@code /join?code=…} leads on to the room. */
@WebServlet(urlPatterns = {"", "/join"})
public class HomePage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final int ROOMS_SHOWN = 6;
  private static final Set<String> GOING_ON = Set.of("building", "ready", "in_progress");
  private static final List<String> PORTRAITS =
      List.of(
          "parlour-1",
          "parlour-2",
          "parlour-3",
          "parlour-4",
          "parlour-5",
          "parlour-6",
          "parlour-7",
          "parlour-8",
          "parlour-9");

  @Inject private transient Rooms rooms;
  @Inject private transient Games games;
  @Inject @Any private transient Instance<GameOptions> options;
  @Inject @Any private transient Instance<HomeNotices> notices;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String typed = request.getParameter("code");
    Optional<RoomCode> code = RoomCode.parse(typed);
    if (code.isPresent()) {
      seeOther(response, "/join/" + code.get());
      return;
    }
    Page page = page(request);
    String error = typed == null ? null : page.t("home.badCode");
    List<GameOptions.Option> topics =
        options.stream()
            .filter(o -> o.setting().equals("topic"))
            .flatMap(o -> o.options(page.texts().locale()).stream())
            .limit(12)
            .toList();
    List<HomeView.Game> others =
        games.all().stream()
            .map(g -> shown(page.with(g.templates()), g.game().id()))
            .filter(g -> g.line() != null)
            .toList();
    HomeView home =
        new HomeView(
            typed == null ? "" : typed,
            error,
            PORTRAITS,
            mine(page),
            topics,
            others,
            watch(page),
            games.all().stream().anyMatch(g -> !g.modes().isEmpty()),
            notices(page));
    html(
        response,
        error == null ? 200 : 422,
        site.templates().render("home", Map.of("page", page, "home", home)));
  }

  private List<HomeView.Notice> notices(Page page) {
    return browser
        .guest()
        .map(g -> notices.stream().flatMap(n -> n.of(g.key(), page).stream()).toList())
        .orElse(List.of());
  }

  private List<HomeView.Watch> watch(Page page) {
    return rooms.listed(ROOMS_SHOWN) instanceof Checked.Good<List<RoomLog.Listed>>(var listed)
        ? listed.stream()
            .flatMap(
                r ->
                    games.find(r.game()).stream()
                        .map(
                            g ->
                                new HomeView.Watch(
                                    r.code(),
                                    r.title() == null ? page.t("room.untitled") : r.title(),
                                    page.with(g.templates()).t("game.name"),
                                    Words.of(r.status()))))
            .toList()
        : List.of(); // what people came for is still there
  }

  private static HomeView.Game shown(Page own, String id) {
    return new HomeView.Game(id, own.t("game.name"), own.texts().orElse("home.line", null));
  }

  /** What this browser has to do with rooms that still go on, each room once. */
  private List<HomeView.Mine> mine(Page page) {
    Map<String, Actor> held = new LinkedHashMap<>();
    for (HeldSeat seat : browser.rooms()) {
      held.merge(
          seat.room(), seat.actor(), (one, other) -> one instanceof Actor.Host ? one : other);
    }
    List<HomeView.Mine> mine = new ArrayList<>();
    for (Map.Entry<String, Actor> room : held.entrySet()) {
      if (mine.size() == ROOMS_SHOWN) {
        break;
      }
      if (rooms.facts(room.getKey()) instanceof Checked.Good<RoomFacts>(RoomFacts facts)
          && GOING_ON.contains(facts.status())) {
        mine.add(
            new HomeView.Mine(
                facts.code(),
                facts.title() == null ? page.t("room.untitled") : facts.title(),
                facts.status(),
                room.getValue() instanceof Actor.Host));
      }
    }
    return mine;
  }
}
