package dev.parlour.game.pong;

import dev.parlour.game.Checked;
import dev.parlour.game.SettingsReader;
import dev.parlour.game.SettingsReader.Limit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a game of Pong is played, chosen when its room is created.
 *
 * @param players how many sides the court has, 2 or 4; 2
 * @param toWin 1 to 21; 7. How many goals win, or, where goals count against those who concede
 *     them, how many put out
 * @param computer who plays sides that nobody has taken at the start; none, which means that all
 *     must be taken
 * @param goalsTo whose goals are, for four; concede. Between two a goal is always the other's
 * @param pauseSeconds how long the game waits for somebody whom it cannot go on without, 5 to 120;
 *     30
 * @param speed of the ball; normal
 * @param countdownSeconds before the first serve, and before play goes on after an interruption, 0
 *     to 5; 3
 */
public record PongSettings(
    int players,
    int toWin,
    Computer computer,
    GoalsTo goalsTo,
    int pauseSeconds,
    Speed speed,
    int countdownSeconds) {

  /**
   * How well the computer plays. It moves its paddles by the same three inputs as everybody, at the
   * same speed, and knows nothing but where the ball is and where it flies, as everybody sees.
   */
  public enum Computer {
    NONE(1, 0, false),
    EASY(18, 1_050, false),
    NORMAL(12, 800, true),
    HARD(8, 560, true);

    private final int reaction;
    private final int error;
    private final boolean returns;

    Computer(int reaction, int error, boolean returns) {
      this.reaction = reaction;
      this.error = error;
      this.returns = returns;
    }

    /**
     * Steps between two looks at the court. What it saw moves its paddle only from the next look
     * on, so that it acts on what is one to two of these old.
     */
    int reaction() {
      return reaction;
    }

    /**
     * How far it may err when it guesses where a ball of the first speed will come, in units; more
     * for a faster ball.
     */
    int error() {
      return error;
    }

    /** Whether it goes back to the middle while the ball flies away from it. */
    boolean returns() {
      return returns;
    }
  }

  /** Whose a goal is among four. */
  public enum GoalsTo {
    /** It counts against the side that it fell on; who has conceded enough of them is out. */
    CONCEDE,
    /** It counts for whoever touched the ball last. */
    TOUCHER
  }

  /** How fast the ball is. */
  public enum Speed {
    SLOW(110),
    NORMAL(150),
    FAST(200);

    private final int units;

    Speed(int units) {
      this.units = units;
    }

    /** At the serve, in 1/{@value Court#FINE} of a unit a step. */
    int first() {
      return units * Court.FINE;
    }

    /** The most that it comes to by being hit. */
    int most() {
      return first() * 5 / 2;
    }
  }

  private static final Limit PLAYERS = new Limit("players", 2, 4, 2);
  private static final Limit TO_WIN = new Limit("toWin", 1, 21, 7);
  private static final Limit PAUSE_SECONDS = new Limit("pauseSeconds", 5, 120, 30);
  private static final Limit COUNTDOWN_SECONDS = new Limit("countdownSeconds", 0, 5, 3);
  private static final List<String> NAMES =
      List.of(
          PLAYERS.name(),
          TO_WIN.name(),
          "computer",
          "goalsTo",
          PAUSE_SECONDS.name(),
          "speed",
          COUNTDOWN_SECONDS.name());

  /**
   * Throws {@link IllegalArgumentException} for a value out of bounds; what comes from clients goes
   * through {@link #read}, which answers with a sentence.
   */
  public PongSettings {
    TO_WIN.checked(toWin);
    PAUSE_SECONDS.checked(pauseSeconds);
    COUNTDOWN_SECONDS.checked(countdownSeconds);
    if ((players != 2 && players != 4) || computer == null || goalsTo == null || speed == null) {
      throw new IllegalArgumentException(
          "2 or 4 players, not " + players + "; computer, goalsTo and speed are required");
    }
  }

  /** Settings from what a client sent; the first thing wrong is refused. */
  public static Checked<PongSettings> read(Map<String, Object> raw) {
    SettingsReader in = new SettingsReader("pong", NAMES, raw);
    int players = in.number(PLAYERS, "The number of players");
    if (players == 3) {
      in.refuse("bad_players", "The number of players must be 2 or 4.");
    }
    int toWin = in.number(TO_WIN, "The number of goals");
    Computer computer =
        in.oneOf("computer", List.of("none", "easy", "normal", "hard"), "The computer")
                instanceof String s
            ? Computer.valueOf(s.toUpperCase(Locale.ROOT))
            : Computer.NONE;
    GoalsTo goalsTo =
        in.oneOf("goalsTo", List.of("concede", "toucher"), "Whose goals are") instanceof String s
            ? GoalsTo.valueOf(s.toUpperCase(Locale.ROOT))
            : GoalsTo.CONCEDE;
    int pause = in.number(PAUSE_SECONDS, "The time that the game waits in seconds");
    Speed speed =
        in.oneOf("speed", List.of("slow", "normal", "fast"), "The speed") instanceof String s
            ? Speed.valueOf(s.toUpperCase(Locale.ROOT))
            : Speed.NORMAL;
    int countdown = in.number(COUNTDOWN_SECONDS, "The countdown in seconds");
    return in.result(
        () -> new PongSettings(players, toWin, computer, goalsTo, pause, speed, countdown));
  }

  /** Whether goals count against those who concede them. */
  boolean conceding() {
    return players == 4 && goalsTo == GoalsTo.CONCEDE;
  }
}
