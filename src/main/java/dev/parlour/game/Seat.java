package dev.parlour.game;

/**
 * A player's place in a room, as everybody may see it.
 *
 * @param id stable within the room ({@code p1}, {@code p2}, … in the order of joining); public,
 *     gives no rights
 * @param name unique in the room, cleaned by {@code shared.Names}
 * @param avatar the seed from which the server draws the picture
 */
public record Seat(String id, String name, String avatar) {
  /** The number in the id: the order of joining. */
  public int number() {
    return Integer.parseInt(id, 1, id.length(), 10);
  }
}
