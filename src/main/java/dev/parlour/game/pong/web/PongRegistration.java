package dev.parlour.game.pong.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.pong.PongGame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes Pong known to this server. */
@ApplicationScoped
class PongRegistration {
  @Produces
  GameRegistration pong() {
    return new GameRegistration(new PongGame(), "game/pong");
  }
}
