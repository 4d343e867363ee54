package dev.parlour.matchmaking.app;

import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.matchmaking.Queue;
import dev.parlour.room.app.Games;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which queues there are: the modes of all games. */
final class Modes {
  private final Games games;

  Modes(Games games) {
    this.games = games;
  }

  Optional<Mode> find(Queue queue) {
    return games.find(queue.game()).flatMap(g -> g.mode(queue.mode()));
  }

  List<GameRegistration> games() {
    return games.all().stream().filter(g -> !g.modes().isEmpty()).toList();
  }

  /** Every queue there is. */
  List<Queue> queues() {
    return games().stream()
        .flatMap(g -> g.modes().stream().map(m -> new Queue(g.game().id(), m.name())))
        .toList();
  }

  /** Refuses {@code unknown_game}, {@code unknown_mode} and {@code bad_settings}. */
  Checked<Queue> wanted(TicketWish wish) {
    Optional<GameRegistration> game = games.find(wish.game() == null ? "" : wish.game());
    if (game.isEmpty()) {
      return Checked.bad("unknown_game", "There is no game of that name here.");
    }
    if (game.get().modes().isEmpty()) {
      return Checked.bad(
          "unknown_mode", "This game is played by room codes only: create a room, or join one.");
    }
    if (wish.mode() != null && game.get().mode(wish.mode()).isEmpty()) {
      return Checked.bad("unknown_mode", "This game has no mode of that name.");
    }
    Map<String, Object> settings = wish.settings() == null ? Map.of() : wish.settings();
    return game.get().modes().stream()
        .filter(m -> wish.mode() == null || m.name().equals(wish.mode()))
        .filter(m -> m.settings().entrySet().containsAll(settings.entrySet()))
        .findFirst()
        .map(m -> Checked.good(new Queue(wish.game(), m.name())))
        .orElseGet(
            () ->
                Checked.bad(
                    "bad_settings",
                    "Nobody is brought together by such settings: leave them out, or create a room"
                        + " of your own."));
  }
}
