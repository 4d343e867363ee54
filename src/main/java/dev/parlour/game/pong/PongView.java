package dev.parlour.game.pong;

import java.util.List;

/** What people may see of a game of Pong besides its frames. A null field is absent on the wire. */
public sealed interface PongView {

  /**
   * The same for everybody.
   *
   * @param phase {@code lobby}, {@code playing}, {@code interrupted} or {@code final}
   * @param field the court's measures
   * @param rules how this game is played
   * @param sides empty in the lobby
   * @param missing ids of those who play and are away
   * @param until when an interruption ends without them, ISO-8601 in UTC; null outside of one and
   *     while the room is paused
   * @param result null until the end
   */
  record Shared(
      String phase,
      Measures field,
      Rules rules,
      List<Side> sides,
      List<String> missing,
      String until,
      Result result)
      implements PongView {}

  /**
   * What a browser must know to draw the court: lengths in units.
   *
   * @param paddleSpeed units a step
   */
  record Measures(
      int width,
      int height,
      int ballRadius,
      int paddleLength,
      int paddleThickness,
      int paddleSpeed,
      int stepsPerSecond) {}

  /**
   * What players may know before the first serve.
   *
   * @param computer {@code none}, {@code easy}, {@code normal} or {@code hard}
   * @param goalsTo {@code concede} or {@code toucher}; null between two
   */
  record Rules(int players, int toWin, String computer, String goalsTo) {}

  /**
   * A side of the court.
   *
   * @param side {@code left}, {@code right}, {@code top} or {@code bottom}
   * @param player null where it is the computer
   * @param computer true, or null where a player has it
   * @param wall whether there is no paddle: the player is out or away
   */
  record Side(String side, String player, Boolean computer, boolean wall, int score) {}

  /**
   * How it ended.
   *
   * @param reason {@code won}, {@code forfeit}, {@code abandoned} or {@code ended}
   * @param winner a player's id; null where nobody won, or the computer
   * @param side where the winner played; null where nobody won
   */
  record Result(String reason, String winner, String side) {}

  /**
   * One player's own part.
   *
   * @param side null for somebody who has none
   */
  record Own(String side, int score) implements PongView {}
}
