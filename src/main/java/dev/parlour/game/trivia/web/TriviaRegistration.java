package dev.parlour.game.trivia.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.game.trivia.TriviaGame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;

/** Makes trivia known to this server. */
@ApplicationScoped
class TriviaRegistration {
  @Produces
  GameRegistration trivia() {
    return new GameRegistration(
        new TriviaGame(),
        "game/trivia",
        List.of(new Mode("pair", 2, Map.of("topic", "mixed", "questions", 7, "maxPlayers", 2))));
  }
}
