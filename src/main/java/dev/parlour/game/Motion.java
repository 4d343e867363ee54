package dev.parlour.game;

/**
 * What moves in an {@link ArcadeGame} between two of its events. The same state and the same inputs
 * at the same steps give the same movement on every machine: integers or {@link StrictMath}, no
 * clock, no randomness but what is in the state. Changes in place, allocates little, and belongs to
 * one thread at a time.
 */
public interface Motion<C, E> {
  /**
   * A player's input; it takes effect with the next step. Never throws for any input.
   *
   * @return null where it was taken; otherwise why not, and nothing has changed
   */
  Rejection input(String player, C command);

  /**
   * Moves everything by one step.
   *
   * @return true where something has happened that must be stored before play goes on; it is not
   *     stepped again then
   */
  boolean step();

  /**
   * What has happened since the motion began, as one event. A motion from the state after this
   * event, without a countdown, goes on exactly as this one would.
   */
  E played();

  /**
   * How things stand, for those who ask for {@code parlour.v1.bin}: the tick as four bytes, and
   * then the game's own.
   */
  void frame(FrameWriter out);

  /** The same for JSON: a record, whose first component is the {@code tick}. */
  Object frame();
}
