package dev.parlour.game;

import java.util.List;

/**
 * What can happen to a game. The room turns everything that concerns a game in progress into one of
 * these.
 */
public sealed interface Input<C> {
  /** The room was started with these players, in the order of joining. Game time is 0. */
  record Start<C>(List<Seat> seats) implements Input<C> {}

  /** Somebody took a seat after the start. */
  record Join<C>(Seat seat) implements Input<C> {}

  /** A player left for good, or was removed. */
  record Leave<C>(String player) implements Input<C> {}

  /** A player's command. */
  record Play<C>(String player, C command) implements Input<C> {}

  /** The host's command. */
  record Direct<C>(C command) implements Input<C> {}

  /** Who is connected has changed, or the host came or went; look at the situation. */
  record Presence<C>() implements Input<C> {}

  /**
   * An alarm. It may come late, twice or not at all: the situation's time decides, not the alarm.
   */
  record Wake<C>() implements Input<C> {}

  /** The host ended the game early: settle what is settled and finish. */
  record Finish<C>() implements Input<C> {}
}
