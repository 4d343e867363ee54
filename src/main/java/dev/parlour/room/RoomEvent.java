package dev.parlour.room;

import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.game.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has happened to a room. These are the log; {@link Room#apply} folds them, live and in
 * replay. Fields may be added, never changed in meaning.
 */
public sealed interface RoomEvent {
  /**
   * @param startsWith the game starts by itself as soon as so many have a seat and all of them are
   *     connected; null where the host starts it, and in logs from before there was such a thing
   */
  record RoomCreated(
      String code,
      String game,
      int gameVersion,
      String title,
      Map<String, Object> settings,
      Visibility visibility,
      String hostKey,
      long seed,
      boolean needsContent,
      Instant at,
      Integer startsWith)
      implements RoomEvent {
    /** A room whose host starts the game. */
    public RoomCreated(
        String code,
        String game,
        int gameVersion,
        String title,
        Map<String, Object> settings,
        Visibility visibility,
        String hostKey,
        long seed,
        boolean needsContent,
        Instant at) {
      this(
          code,
          game,
          gameVersion,
          title,
          settings,
          visibility,
          hostKey,
          seed,
          needsContent,
          at,
          null);
    }
  }

  /** The game's own preparing event stands right behind this one. */
  record RoomReady(Instant at) implements RoomEvent {}

  record RoomFailed(Rejection reason, Instant at) implements RoomEvent {}

  record PlayerJoined(Seat seat, String key) implements RoomEvent {}

  /**
   * @param why {@code left}, or {@code kicked}
   */
  record PlayerLeft(String player, String why) implements RoomEvent {}

  record RoomLocked() implements RoomEvent {}

  record RoomUnlocked() implements RoomEvent {}

  record RoomStarted(Instant at) implements RoomEvent {}

  record RoomPaused(Instant at) implements RoomEvent {}

  record RoomResumed(Instant at) implements RoomEvent {}

  /**
   * A server died while the game ran, and the game goes on elsewhere or later.
   *
   * @param gameTime where the game's clock stood when the server died, in milliseconds
   * @param runsFrom when the clock runs on: the moment of recovery and the grace
   */
  record RoomRecovered(long gameTime, Instant runsFrom) implements RoomEvent {}

  /**
   * @param byHost true where the host ended it before it had come to its own end; null where not,
   *     and in logs from before there was such a thing
   * @param abandoned true where it came to nothing, see {@link dev.parlour.game.Game#abandoned};
   *     null where not, and likewise
   * @param removed ids of those whom the host removed from this game; null for nobody, and likewise
   */
  record RoomCompleted(
      List<Placing> result, Instant at, Boolean byHost, Boolean abandoned, List<String> removed)
      implements RoomEvent {
    /** A game that has come to its own end, with everybody. */
    public RoomCompleted(List<Placing> result, Instant at) {
      this(result, at, null, null, null);
    }

    public boolean cameToNothing() {
      return Boolean.TRUE.equals(abandoned);
    }

    public boolean endedByHost() {
      return Boolean.TRUE.equals(byHost);
    }
  }

  /** A player wants to play once more. */
  record RematchWanted(String player) implements RoomEvent {}

  /** The same people play once more; the game's own preparing event stands right behind this. */
  record RoomRestarted(Instant at) implements RoomEvent {}

  record RoomClosed(String reason, Instant at) implements RoomEvent {}

  /**
   * A command was accepted that changed nothing; stands in the log so that its id is known for
   * ever.
   */
  record CommandNoted() implements RoomEvent {}

  /** An event of the game inside. */
  record GameAdvanced(Object event) implements RoomEvent {}
}
