package dev.parlour.tournament.app;

import dev.parlour.shared.Words;
import dev.parlour.tournament.TournamentEvent;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Counts what happens in tournaments, for {@code /metrics}: each node what it stored itself. Labels
 * are words of ours, so no client can make new series.
 */
@ApplicationScoped
public class TournamentMeter {
  private Counter tournaments;
  private Counter matches;
  private Counter games;
  private Counter failures;

  protected TournamentMeter() {}

  @Inject
  public TournamentMeter(PrometheusRegistry registry) {
    tournaments =
        Counter.builder()
            .name("parlour_tournaments_total")
            .help("Tournaments that were announced, started, finished or cancelled.")
            .labelNames("step")
            .register(registry);
    matches =
        Counter.builder()
            .name("parlour_tournament_matches_total")
            .help("Matches by how they were decided.")
            .labelNames("how")
            .register(registry);
    games =
        Counter.builder()
            .name("parlour_tournament_games_total")
            .help("Games of matches: opened, ended with a result, or without one.")
            .labelNames("step")
            .register(registry);
    failures =
        Counter.builder()
            .name("parlour_tournament_failures_total")
            .help("Rooms of matches that could not be made or asked at once and were tried again.")
            .register(registry);
  }

  void stored(List<TournamentEvent> events) {
    for (TournamentEvent event : events) {
      switch (event) {
        case TournamentEvent.Announced e -> tournaments.labelValues("announced").inc();
        case TournamentEvent.Started e -> tournaments.labelValues("started").inc();
        case TournamentEvent.Finished e -> tournaments.labelValues("finished").inc();
        case TournamentEvent.Cancelled e -> tournaments.labelValues("cancelled").inc();
        case TournamentEvent.MatchDecided e -> matches.labelValues(Words.of(e.how())).inc();
        case TournamentEvent.MatchCorrected e -> matches.labelValues("decreed").inc();
        case TournamentEvent.GameOpened e -> games.labelValues("opened").inc();
        case TournamentEvent.GameEnded e -> games.labelValues("ended").inc();
        case TournamentEvent.GameVoided e -> games.labelValues("voided").inc();
        default -> {}
      }
    }
  }

  void failed() {
    failures.inc();
  }
}
