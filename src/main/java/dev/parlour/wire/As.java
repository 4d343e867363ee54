package dev.parlour.wire;

import dev.parlour.game.Viewer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The word that says in which role somebody follows a room: {@code host}, {@code spectator}, or a
 * player's id.
 */
public final class As {
  private static final Pattern PLAYER = Pattern.compile("p[1-9]\\d{0,8}");

  private As() {}

  /** Empty for a word that names no role. */
  public static Optional<Viewer> viewer(String as) {
    if (as == null) {
      return Optional.empty();
    }
    return switch (as) {
      case "host" -> Optional.of(new Viewer.Host());
      case "spectator" -> Optional.of(new Viewer.Spectator());
      default ->
          PLAYER.matcher(as).matches() ? Optional.of(new Viewer.Player(as)) : Optional.empty();
    };
  }

  public static String of(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Host h -> "host";
      case Viewer.Player p -> p.id();
      case Viewer.Spectator s -> "spectator";
    };
  }
}
