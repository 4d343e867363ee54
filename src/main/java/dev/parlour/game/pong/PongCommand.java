package dev.parlour.game.pong;

/**
 * What people may ask of a game of Pong. Nothing here is checked: {@link PongMotion#input} and
 * {@link PongGame#decide} answer every value.
 */
public sealed interface PongCommand {
  /**
   * From now on a player's paddle moves this way, until they say something else.
   *
   * @param paddle {@code up} (towards the smaller coordinate: for the top and the bottom side, to
   *     the left), {@code down} or {@code stop}; a text, because the wire has it in small letters
   * @param tick the client's own count, told back in the frames as an acknowledgement; may be null
   */
  record Move(String paddle, Integer tick) implements PongCommand {}
}
