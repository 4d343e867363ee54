package dev.parlour.room;

import dev.parlour.game.Rejection;
import java.time.Instant;
import java.util.Map;

/** Everything that can be asked of a room. */
public sealed interface RoomCommand {
  /**
   * Begins the room. Settings were checked before.
   *
   * @param game id of the game to be played
   * @param needsContent whether the room waits in {@link Status#BUILDING} for its content
   * @param startsWith the game starts by itself as soon as so many have a seat and all of them are
   *     connected; null where the host starts it
   */
  record Create(
      String code,
      String game,
      String title,
      Map<String, Object> settings,
      Visibility visibility,
      String hostKey,
      long seed,
      boolean needsContent,
      Integer startsWith)
      implements RoomCommand {
    /** A room whose host starts the game. */
    public Create(
        String code,
        String game,
        String title,
        Map<String, Object> settings,
        Visibility visibility,
        String hostKey,
        long seed,
        boolean needsContent) {
      this(code, game, title, settings, visibility, hostKey, seed, needsContent, null);
    }
  }

  /** The content is there: the room can be played. */
  record Prepare(Object content) implements RoomCommand {}

  /** The content could not be made. */
  record Fail(Rejection reason) implements RoomCommand {}

  /**
   * @param name cleaned
   * @param avatar seed of the picture
   * @param key hash of the token that will prove this seat
   */
  record Join(String name, String avatar, String key) implements RoomCommand {}

  record Leave() implements RoomCommand {}

  record Kick(String player) implements RoomCommand {}

  record Lock() implements RoomCommand {}

  record Unlock() implements RoomCommand {}

  record Start() implements RoomCommand {}

  record Pause() implements RoomCommand {}

  record Resume() implements RoomCommand {}

  /** The host ends the game; what is settled counts. */
  record End() implements RoomCommand {}

  /** Once more, with the same people. Begins when all of them want it, or the host says so. */
  record Rematch() implements RoomCommand {}

  /**
   * The room is over for everybody.
   *
   * @param reason a code: {@code closed_by_host}, {@code expired}
   */
  record Close(String reason) implements RoomCommand {}

  /**
   * The room is over, unless its game has begun already: then nothing happens.
   *
   * @param reason a code: {@code no_show}
   */
  record CallOff(String reason) implements RoomCommand {}

  /** A command of the game itself, from a player or the host. */
  record Play(Object command) implements RoomCommand {}

  /** Who is connected has changed. */
  record Presence() implements RoomCommand {}

  /** An alarm: see what is due. */
  record Wake() implements RoomCommand {}

  /** The room was loaded after its server had died. */
  record Recover(Instant diedAt) implements RoomCommand {}
}
