package dev.parlour.game;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a game makes itself known: a CDI bean of this type, produced in the game's {@code web}
 * package.
 *
 * @param game the rules
 * @param templates the folder of its templates, below {@code WEB-INF/templates}
 * @param modes how strangers can be brought together for it; the first one is meant where nobody
 *     says which; empty for a game that is played by room codes only
 */
public record GameRegistration(Game<?, ?, ?, ?, ?> game, String templates, List<Mode> modes) {
  /**
   * @throws IllegalArgumentException for a mode that its game refuses: a server must not bring
   *     people together for a room that cannot be
   */
  public GameRegistration {
    modes = List.copyOf(modes);
    TreeSet<String> names = new TreeSet<>();
    for (Mode mode : modes) {
      if (!names.add(mode.name()) || !plays(game, mode)) {
        throw new IllegalArgumentException(
            "the mode " + mode.name() + " of " + game.id() + " is there twice, or does not fit");
      }
    }
  }

  /** A game without matchmaking. */
  public GameRegistration(Game<?, ?, ?, ?, ?> game, String templates) {
    this(game, templates, List.of());
  }

  public Optional<Mode> mode(String name) {
    return modes.stream().filter(m -> m.name().equals(name)).findFirst();
  }

  private static <P> boolean plays(Game<P, ?, ?, ?, ?> game, Mode mode) {
    return game.settings(mode.settings()) instanceof Checked.Good<P>(P settings)
        && game.maxPlayers(settings) == mode.players()
        && game.minPlayers(settings) <= mode.players()
        && (mode.withComputer() == null
            || game.settings(mode.withComputer()) instanceof Checked.Good<P>(P alone)
                && game.minPlayers(alone) <= 1);
  }
}
