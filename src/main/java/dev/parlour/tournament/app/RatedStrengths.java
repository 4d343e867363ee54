package dev.parlour.tournament.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.Results;
import dev.parlour.tournament.Strengths;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * By the ratings of those who have registered. Where they cannot be reached just now, nobody has
 * one: an entry is worth more than its place in the seeding.
 */
@ApplicationScoped
class RatedStrengths implements Strengths {
  @Inject Results results;

  @Override
  public Integer of(String key, String game) {
    Optional<AccountId> account =
        Optional.ofNullable(key).map(GuestId::new).flatMap(GuestId::account);
    try {
      return account.stream()
          .flatMap(a -> results.ratings(a).stream())
          .filter(r -> r.game().equals(game))
          .findFirst()
          .map(r -> (int) Math.round(r.rating().rating()))
          .orElse(null);
    } catch (Results.Unavailable away) {
      return null;
    }
  }
}
