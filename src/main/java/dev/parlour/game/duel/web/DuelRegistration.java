package dev.parlour.game.duel.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.duel.DuelGame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;

/** Makes Duel known to this server. */
@ApplicationScoped
class DuelRegistration {
  @Produces
  GameRegistration duel() {
    return new GameRegistration(
        new DuelGame(), "game/duel", List.of(new Mode("duel", 2, Map.of())));
  }
}
