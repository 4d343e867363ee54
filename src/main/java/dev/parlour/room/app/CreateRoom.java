package dev.parlour.room.app;

import dev.parlour.room.Visibility;
import java.util.Map;

/**
 * A wish for a room.
 *
 * @param game id of the game
 * @param title null for none
 * @param settings raw, as the client sent them; null for all defaults
 * @param visibility null for private
 * @param host the seat of a host who plays too; null where the host does not
 * @param secrets the code and tokens to use
 * @param startsWith the game starts by itself as soon as so many have a seat and all of them are
 *     connected; null where the host starts it
 */
public record CreateRoom(
    String game,
    String title,
    Map<String, Object> settings,
    Visibility visibility,
    HostSeat host,
    Secrets secrets,
    Integer startsWith) {
  /** A room whose host starts the game. */
  public CreateRoom(
      String game,
      String title,
      Map<String, Object> settings,
      Visibility visibility,
      HostSeat host,
      Secrets secrets) {
    this(game, title, settings, visibility, host, secrets, null);
  }

  /**
   * @param avatar null for one drawn from the name
   */
  public record HostSeat(String name, String avatar) {}
}
