package dev.parlour.tournament.app;

import dev.parlour.game.Checked;
import dev.parlour.game.Game;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Mode;
import dev.parlour.room.app.Games;
import dev.parlour.tournament.Rules;
import dev.parlour.tournament.Tournament;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is played in the matches of a tournament.
 *
 * @param settings raw, of the game
 * @param seats how many play
 */
record Contest(Map<String, Object> settings, int seats) {
  /**
   * By a mode of the game, or by settings of one's own. Refuses {@code unknown_game}, {@code
   * unknown_mode}, {@code bad_settings} and whatever the game says of the settings.
   */
  static Checked<Contest> of(Games games, TournamentWish wish) {
    Optional<GameRegistration> game = games.find(wish.game() == null ? "" : wish.game());
    if (game.isEmpty()) {
      return Checked.bad("unknown_game", "There is no game of that name here.");
    }
    if (wish.settings() != null) {
      return ofSettings(game.get().game(), wish);
    }
    List<Mode> modes =
        game.get().modes().stream()
            .filter(m -> wish.mode() == null || m.name().equals(wish.mode()))
            .toList();
    if (modes.isEmpty()) {
      return Checked.bad("unknown_mode", "This game has no mode of that name.");
    }
    return modes.stream()
        .filter(m -> wish.seats() == null || m.players() == wish.seats())
        .findFirst()
        .map(m -> Checked.good(new Contest(m.settings(), m.players())))
        .orElseGet(
            () -> Checked.bad("bad_settings", "So many do not play this game in that mode."));
  }

  private static <P> Checked<Contest> ofSettings(Game<P, ?, ?, ?, ?> game, TournamentWish wish) {
    return switch (game.settings(wish.settings())) {
      case Checked.Bad<P> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<P>(P settings) -> {
        int most = game.maxPlayers(settings);
        int seats = wish.seats() != null ? wish.seats() : Math.min(most, Rules.MOST_SEATS);
        yield seats < 2 || seats > most || seats < game.minPlayers(settings)
            ? Checked.bad("bad_settings", "By these settings not so many play a match.")
            : Checked.good(new Contest(wish.settings(), seats));
      }
    };
  }

  /**
   * With how many a game can be played at least, which may be more than a match has; so many as
   * that where this node does not know the game, which then refuses the room and decides nothing.
   */
  static int least(Games games, Tournament t, int seats) {
    return games
        .find(t.announced().game())
        .map(
            g ->
                Math.min(
                    fewest(g.game(), t.announced().settings()),
                    withComputer(g, t).map(s -> fewest(g.game(), s)).orElse(Integer.MAX_VALUE)))
        .filter(n -> n < Integer.MAX_VALUE)
        .orElse(seats);
  }

  /** With how many a game can be played at least, by the tournament's settings as they are. */
  static int fewest(Games games, Tournament t) {
    return games
        .find(t.announced().game())
        .map(g -> fewest(g.game(), t.announced().settings()))
        .orElse(Integer.MAX_VALUE);
  }

  /** By what so many play: with the computer in the place of those who are missing. */
  static Map<String, Object> settings(Games games, Tournament t, int players) {
    return games
        .find(t.announced().game())
        .filter(g -> fewest(g.game(), t.announced().settings()) > players)
        .flatMap(g -> withComputer(g, t))
        .orElse(t.announced().settings());
  }

  private static Optional<Map<String, Object>> withComputer(GameRegistration game, Tournament t) {
    return game.modes().stream()
        .filter(m -> m.settings().equals(t.announced().settings()) && m.withComputer() != null)
        .map(Mode::withComputer)
        .findFirst();
  }

  private static <P> int fewest(Game<P, ?, ?, ?, ?> game, Map<String, Object> raw) {
    return game.settings(raw) instanceof Checked.Good<P>(P settings)
        ? game.minPlayers(settings)
        : Integer.MAX_VALUE;
  }
}
