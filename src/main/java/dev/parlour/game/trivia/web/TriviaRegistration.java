package dev.parlour.game.trivia.web;

import dev.parlour.game.GameRegistration;
import dev.parlour.game.trivia.TriviaGame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes trivia known to this server. */
@ApplicationScoped
class TriviaRegistration {
  @Produces
  GameRegistration trivia() {
    return new GameRegistration(new TriviaGame(), "game/trivia");
  }
}
