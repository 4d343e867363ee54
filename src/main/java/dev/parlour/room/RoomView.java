package dev.parlour.room;

import dev.parlour.game.Rejection;
import java.util.List;

/** The room's own part of what viewers see; the game's part stands beside it. */
public final class RoomView {
  private RoomView() {}

  /**
   * The same for everybody in a role.
   *
   * @param status {@link Status}, in lower case
   * @param failure null unless the room failed
   * @param reason why it was closed; null unless it is
   * @param rematch who wants to play once more; null unless the game is over and can be played again
   * @param startsWith how many must be there for the game to start by itself; null where the host
   *     starts it
   */
  public record Shared(
      String code,
      String game,
      String title,
      String status,
      String visibility,
      boolean paused,
      boolean locked,
      boolean hostConnected,
      Rejection failure,
      String reason,
      List<String> rematch,
      Integer startsWith,
      Roster players) {}

  /**
   * Never more than {@link Room#ROSTER_WHOLE} names, in a bigger room the top {@link
   * Room#ROSTER_TOP}.
   *
   * @param connected how many of them are connected
   * @param away how many are away; the rest are gone
   * @param top before the game by the order of joining (in a big room the newest first), after that
   *     by rank
   */
  public record Roster(int count, int connected, int away, int max, List<Entry> top) {
    public int gone() {
      return Math.max(0, count - connected - away);
    }

    /** The name of a player; null for one who is not among these. */
    public String name(String id) {
      Entry entry = entry(id);
      return entry == null ? null : entry.name();
    }

    /** The seed of a player's picture; null for one who is not among these. */
    public String avatar(String id) {
      Entry entry = entry(id);
      return entry == null ? null : entry.avatar();
    }

    private Entry entry(String id) {
      return top.stream().filter(entry -> entry.id().equals(id)).findFirst().orElse(null);
    }
  }

  /**
   * @param presence {@link Presence}, in lower case
   * @param rank and score are null before the game
   */
  public record Entry(
      String id,
      String name,
      String avatar,
      boolean connected,
      String presence,
      Integer rank,
      Long score) {}

  /** One player's own part. */
  public record You(String id, String name, String avatar) {}

  /**
   * Both halves, with the game's own beside the room's; the game's are null while the room has no
   * content yet, {@code you} and {@code own} for all but players.
   */
  public record Seen(Shared shared, Object play, You you, Object own) {}
}
