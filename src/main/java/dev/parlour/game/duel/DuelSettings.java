package dev.parlour.game.duel;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.SettingsReader;
import dev.parlour.game.SettingsReader.Limit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a duel is run, chosen when its room is created.
 *
 * @param mode duel or practice; duel
 * @param rings the length of the course, 50 to 1000; 300, which is about four minutes
 * @param freezeMillis how long an attack freezes the rival, 300 to 3000; 1000
 * @param cooldownMillis how long after an attack its runner cannot attack again, 1000 to 20000;
 *     5000
 * @param pauseSeconds how long a run waits for somebody without a connection, 5 to 120; 30
 * @param countdownSeconds before a run begins or goes on, 0 to 5; 3
 */
public record DuelSettings(
    Mode mode,
    int rings,
    int freezeMillis,
    int cooldownMillis,
    int pauseSeconds,
    int countdownSeconds) {

  /** What an attack costs, in points. */
  public static final int ATTACK_COST = 10;

  /** DUEL is for exactly two; PRACTICE for one, who has nobody to attack. */
  public enum Mode {
    DUEL,
    PRACTICE
  }

  private static final Limit RINGS = new Limit("rings", 50, 1000, 300);
  private static final Limit FREEZE_MILLIS = new Limit("freezeMillis", 300, 3000, 1000);
  private static final Limit COOLDOWN_MILLIS = new Limit("cooldownMillis", 1000, 20_000, 5000);
  private static final Limit PAUSE_SECONDS = new Limit("pauseSeconds", 5, 120, 30);
  private static final Limit COUNTDOWN_SECONDS = new Limit("countdownSeconds", 0, 5, 3);
  private static final List<String> NAMES =
      List.of(
          "mode",
          RINGS.name(),
          FREEZE_MILLIS.name(),
          COOLDOWN_MILLIS.name(),
          PAUSE_SECONDS.name(),
          COUNTDOWN_SECONDS.name());

  /**
   * Throws {@link IllegalArgumentException} for a value out of bounds; what comes from clients goes
   * through {@link #read}, which answers with a sentence.
   */
  public DuelSettings {
    RINGS.checked(rings);
    FREEZE_MILLIS.checked(freezeMillis);
    COOLDOWN_MILLIS.checked(cooldownMillis);
    PAUSE_SECONDS.checked(pauseSeconds);
    COUNTDOWN_SECONDS.checked(countdownSeconds);
    if (mode == null) {
      throw new IllegalArgumentException("a mode is required");
    }
  }

  /**
   * Settings from what a client sent. The first thing wrong is refused, unknown names before all
   * else, then in the order of the fields; a null counts as absent.
   */
  public static Checked<DuelSettings> read(Map<String, Object> raw) {
    SettingsReader in = new SettingsReader("duel", NAMES, raw);
    Mode mode =
        in.oneOf("mode", List.of("duel", "practice"), "The mode") instanceof String s
            ? Mode.valueOf(s.toUpperCase(Locale.ROOT))
            : Mode.DUEL;
    int rings = in.number(RINGS, "The number of rings");
    int freeze = in.number(FREEZE_MILLIS, "The time that an attack freezes in milliseconds");
    int cooldown = in.number(COOLDOWN_MILLIS, "The time between two attacks in milliseconds");
    int pause = in.number(PAUSE_SECONDS, "The longest interruption in seconds");
    int countdown = in.number(COUNTDOWN_SECONDS, "The countdown in seconds");
    return in.result(() -> new DuelSettings(mode, rings, freeze, cooldown, pause, countdown));
  }

  /** How many run. */
  int players() {
    return mode == Mode.DUEL ? 2 : 1;
  }

  int freezeSteps() {
    return steps(freezeMillis);
  }

  int cooldownSteps() {
    return steps(cooldownMillis);
  }

  int countdownSteps() {
    return countdownSeconds * ArcadeGame.STEPS_PER_SECOND;
  }

  /** To the nearest step. */
  private static int steps(int millis) {
    return (millis * ArcadeGame.STEPS_PER_SECOND + 500) / 1000;
  }
}
