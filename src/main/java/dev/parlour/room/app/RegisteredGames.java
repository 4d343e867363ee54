package dev.parlour.room.app;

import dev.parlour.game.GameRegistration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The games of all {@link GameRegistration} beans; two of one name end the start. */
@ApplicationScoped
class RegisteredGames implements Games {
  private final TreeMap<String, GameRegistration> games = new TreeMap<>();

  protected RegisteredGames() {}

  @Inject
  RegisteredGames(@Any Instance<GameRegistration> registrations) {
    for (GameRegistration registration : registrations) {
      if (games.put(registration.game().id(), registration) != null) {
        throw new IllegalStateException("two games are called " + registration.game().id());
      }
    }
  }

  @Override
  public Optional<GameRegistration> find(String id) {
    return Optional.ofNullable(games.get(id));
  }

  @Override
  public List<GameRegistration> all() {
    return List.copyOf(games.values());
  }
}
