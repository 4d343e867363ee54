package dev.parlour.room.app;

import dev.parlour.game.Rejection;
import java.util.List;

/** What anybody who knows the code may know of a room. */
public record RoomFacts(
    String code,
    String game,
    String title,
    String status,
    String visibility,
    Rejection failure,
    boolean locked,
    int maxPlayers,
    int playerCount,
    List<Player> players) {
  /**
   * @param presence {@link dev.parlour.room.Presence}, in lower case
   */
  public record Player(String id, String name, String avatar, boolean connected, String presence) {}
}
