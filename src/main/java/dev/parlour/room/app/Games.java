package dev.parlour.room.app;

import dev.parlour.game.Game;
import dev.parlour.game.GameRegistration;
import java.util.List;
import java.util.Optional;

/** The games that this server knows, by {@link GameRegistration}s that CDI finds. */
public interface Games {
  Optional<GameRegistration> find(String id);

  /** All, ordered by id. */
  List<GameRegistration> all();

  default Optional<Game<?, ?, ?, ?, ?>> game(String id) {
    return find(id).map(GameRegistration::game);
  }
}
