package dev.parlour.game;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A way in which strangers can be brought together for a game: how many they are, and by which
 * settings they play.
 *
 * @param name on the wire and in the store: small letters, digits and hyphens
 * @param players how many play, at least two
 * @param settings raw, as a client would send them; by these the game seats exactly so many
 * @param withComputer the settings for one person who will not wait any longer and plays against
 *     the computer; null where there is none
 */
public record Mode(
    String name, int players, Map<String, Object> settings, Map<String, Object> withComputer) {
  public Mode {
    if (!name.matches("[a-z][a-z0-9-]{0,31}") || players < 2) {
      throw new IllegalArgumentException(
          "a mode has a name of small letters, digits and hyphens, and two players or more");
    }
    settings = ordered(settings);
    withComputer = withComputer == null ? null : ordered(withComputer);
  }

  /** Without the computer. */
  public Mode(String name, int players, Map<String, Object> settings) {
    this(name, players, settings, null);
  }

  private static Map<String, Object> ordered(Map<String, Object> settings) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
