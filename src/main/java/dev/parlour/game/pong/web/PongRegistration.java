package dev.parlour.game.pong.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.pong.PongGame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;

/** Makes Pong known to this server. */
@ApplicationScoped
class PongRegistration {
  @Produces
  GameRegistration pong() {
    return new GameRegistration(
        new PongGame(),
        "game/pong",
        List.of(
            new Mode("duel", 2, Map.of(), Map.of("computer", "normal")),
            new Mode(
                "four", 4, Map.of("players", 4), Map.of("players", 4, "computer", "normal"))));
  }
}
