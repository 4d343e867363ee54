package dev.parlour.player.web;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.player.Results;
import dev.parlour.player.app.PlayHistory;
import dev.parlour.room.app.Games;
import dev.parlour.room.web.Page;
import dev.parlour.room.web.PageServlet;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /ranking/<game>}: the best of a game; {@code /ranking}: of the first one. */
@WebServlet({"/ranking", "/ranking/*"})
public class RankingPage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient PlayHistory history;
  @Inject private transient Games games;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String game = path.replaceAll("^/+", "");
    if (game.isEmpty() && !games.all().isEmpty()) {
      seeOther(response, "/ranking/" + games.all().getFirst().game().id());
      return;
    }
    switch (history.ranking(game)) {
      case Checked.Bad<List<Results.Ranked>> bad -> {
        boolean away = Refusals.status(bad.rejection().code()) == 503;
        message(response, page(request), away ? 503 : 404, away ? "503" : "404");
      }
      case Checked.Good<List<Results.Ranked>>(List<Results.Ranked> best) -> {
        Page page = page(request).with(HistoryViews.TEXTS);
        html(
            response,
            200,
            render("player/ranking", Map.of("page", page, "ranking", view(game, best, page))));
      }
    }
  }

  private RankingView view(String game, List<Results.Ranked> best, Page page) {
    List<RankingView.Other> others = new ArrayList<>();
    for (GameRegistration other : games.all()) {
      String id = other.game().id();
      if (!id.equals(game)) {
        others.add(new RankingView.Other(HistoryViews.name(games, id, page), "/ranking/" + id));
      }
    }
    List<RankingView.Line> lines = new ArrayList<>();
    for (Results.Ranked ranked : best) {
      lines.add(
          new RankingView.Line(
              lines.size() + 1,
              ranked.name(),
              HistoryViews.shown(ranked.rating()),
              ranked.games()));
    }
    return new RankingView(HistoryViews.name(games, game, page), others, lines);
  }
}
