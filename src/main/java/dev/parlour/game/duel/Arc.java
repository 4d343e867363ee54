package dev.parlour.game.duel;

/**
 * How a runner moves: whole units of length, per step of the simulation. A jump rises by {@link
 * #TAKE_OFF} in its first step and by {@link #GRAVITY} less in each that follows, so that it is
 * back at the height of the rings after exactly {@link #STEPS} steps, at its top after half of
 * them; how far it goes depends only on the speed, which does not change in the air.
 */
final class Arc {
  static final int TAKE_OFF = 410;
  static final int GRAVITY = 20;
  static final int STEPS = 2 * TAKE_OFF / GRAVITY + 1;

  private static final int STEPS_UP = TAKE_OFF / GRAVITY + 1;

  /** The top of a jump. */
  static final int HEIGHT = STEPS_UP * TAKE_OFF - GRAVITY * STEPS_UP * (STEPS_UP - 1) / 2;

  /** Whoever falls comes to rest so far below the rings. */
  static final int DEPTH = 12_000;

  private static final int SLOWEST = 100;
  private static final int FASTEST = 160;
  private static final int RINGS_FOR_ONE_MORE = 5;

  private Arc() {}

  /** The speed of whoever stands on this ring, or has jumped off it. */
  static int speed(int ring) {
    return Math.min(FASTEST, SLOWEST + ring / RINGS_FOR_ONE_MORE);
  }

  /** How far a jump off this ring goes. */
  static int length(int ring) {
    return speed(ring) * STEPS;
  }
}
