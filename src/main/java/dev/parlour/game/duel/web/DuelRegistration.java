package dev.parlour.game.duel.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.duel.DuelGame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes Duel known to this server. */
@ApplicationScoped
class DuelRegistration {
  @Produces
  GameRegistration duel() {
    return new GameRegistration(new DuelGame(), "game/duel");
  }
}
