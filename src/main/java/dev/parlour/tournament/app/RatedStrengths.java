package dev.parlour.tournament.app;

import dev.parlour.game.Checked;
import dev.parlour.player.GuestId;
import dev.parlour.player.app.PlayHistory;
import dev.parlour.player.app.PlayHistory.Strength;
import dev.parlour.tournament.Strengths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * By the ratings of those who have registered. Where they cannot be reached just now, nobody has
 * one: an entry is worth more than its place in the seeding.
 */
@ApplicationScoped
class RatedStrengths implements Strengths {
  @Inject PlayHistory history;

  @Override
  public Integer of(String key, String game) {
    GuestId guest = key == null ? null : new GuestId(key);
    if (guest == null
        || guest.account().isEmpty()
        || !(history.strengths(guest) instanceof Checked.Good<List<Strength>>(var strengths))) {
      return null;
    }
    return strengths.stream()
        .filter(s -> s.game().equals(game) && s.rating() != null)
        .findFirst()
        .map(s -> (int) Math.round(s.rating().rating()))
        .orElse(null);
  }
}
