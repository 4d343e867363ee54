package dev.parlour.tournament.app;

import dev.parlour.player.GuestId;
import dev.parlour.player.app.Players;
import dev.parlour.shared.Settings;
import dev.parlour.tournament.Organisers;
import dev.parlour.tournament.TournamentSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Whoever has registered makes tournaments, or those of them whom the operator has named; anybody
 * where the operator says so. Waits for the database.
 */
@ApplicationScoped
class RegisteredOrganise implements Organisers {
  private final boolean anybody = TournamentSettings.from(Settings.ofProcess()).guestsOrganise();

  @Inject Players players;

  @Override
  public boolean may(String key) {
    return anybody
        || key != null && new GuestId(key).account().filter(players::mayHost).isPresent();
  }
}
