package dev.parlour.shared;

/**
 * Fired once, as a CDI event, when this node is about to stop: it takes nothing new and hands over
 * what it has. Observers may wait, each for a few seconds at most; rooms come before connections,
 * by the priorities here.
 */
public record Draining() {
  /** Rooms are handed over first. */
  public static final int ROOMS = 1_000;

  /** Then people are asked to connect elsewhere. */
  public static final int CONNECTIONS = 2_000;
}
