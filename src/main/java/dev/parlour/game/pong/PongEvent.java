package dev.parlour.game.pong;

import java.util.List;

/** What happened in a game of Pong. All times are game time in milliseconds. */
public sealed interface PongEvent {
  /** The game has all that it will ever need. */
  record Prepared(PongSettings settings, long seed) implements PongEvent {}

  /**
   * The game began.
   *
   * @param players who plays, by side; the computer has the sides behind them
   */
  record Started(List<String> players) implements PongEvent {
    public Started {
      players = List.copyOf(players);
    }
  }

  /**
   * The ball was in play for a while.
   *
   * @param steps how many
   * @param countdown whether the room had asked for one before them
   * @param inputs what players did, as {@link Inputs} writes it
   * @param field where everything stands after them; the goal is counted in it
   * @param goal what ended them; null without one
   * @param result how the game ended by this goal; null where it goes on
   */
  record Played(int steps, boolean countdown, String inputs, Field field, Goal goal, Result result)
      implements PongEvent {}

  /**
   * A goal.
   *
   * @param side where it fell
   * @param to the side for which it counts; null for none
   */
  record Goal(Edge side, Edge to) {}

  /** Somebody who plays has lost their connection; their paddle stops. */
  record PlayerAway(String player, long at) implements PongEvent {}

  /** Somebody who was away is back. */
  record PlayerBack(String player) implements PongEvent {}

  /** Somebody left for good; their side is a wall from now on. */
  record PlayerLeft(String player) implements PongEvent {}

  /** The game waits for those who are away. */
  record Interrupted(long at) implements PongEvent {}

  /** The game goes on, after a countdown. */
  record Continued() implements PongEvent {}

  /** Why a game is over. */
  enum Reason {
    WON,
    /** All others left, or did not come back in time. */
    FORFEIT,
    /** Nobody was left who could win. */
    ABANDONED,
    /** By the host. */
    ENDED
  }

  /**
   * How a game ended.
   *
   * @param winner null where nobody won, or the computer
   * @param side where the winner played, also where it was the computer; null where nobody won
   */
  record Result(Reason reason, String winner, Edge side) {}

  /** The game is over by something else than a goal. */
  record Finished(long at, Result result) implements PongEvent {}
}
