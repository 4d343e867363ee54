package dev.parlour.tournament.web;

import dev.parlour.game.Checked;
import dev.parlour.room.web.HomeNotices;
import dev.parlour.room.web.HomeView;
import dev.parlour.room.web.Page;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.TournamentBook.Listed;
import dev.parlour.tournament.app.Own;
import dev.parlour.tournament.app.Snapshot;
import dev.parlour.tournament.app.Tournaments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where somebody plays next, for the front page. */
@ApplicationScoped
class NextMatches implements HomeNotices {
  private static final int MOST = 3;

  @Inject Tournaments tournaments;

  private record Found(Own own, HomeView.Notice notice) {}

  @Override
  public List<HomeView.Notice> of(String key, Page plain) {
    if (!(tournaments.of(key) instanceof Checked.Good<List<Listed>>(List<Listed> mine))) {
      return List.of();
    }
    Page page = plain.with(TournamentPage.TEXTS);
    List<Found> found = new ArrayList<>();
    for (Listed listed : mine) {
      if (listed.phase() == Phase.RUNNING
          && tournaments.look(listed.id()) instanceof Checked.Good<Snapshot>(Snapshot now)) {
        now.own(key)
            .filter(own -> own.status() != null)
            .ifPresent(own -> found.add(new Found(own, notice(now, own, page))));
      }
    }
    return found.stream()
        .sorted(Comparator.comparingInt(f -> urgency(f.own())))
        .map(Found::notice)
        .limit(MOST)
        .toList();
  }

  private static int urgency(Own own) {
    return List.of("playing", "ready", "waiting").indexOf(own.status());
  }

  private static HomeView.Notice notice(Snapshot now, Own own, Page page) {
    return new HomeView.Notice(
        own.room() == null ? "/t/" + now.id() : "/r/" + own.room(),
        page.t("next.home", now.chart().title()),
        page.t(
            "next.home." + (now.state().paused() && own.room() == null ? "paused" : own.status())));
  }
}
