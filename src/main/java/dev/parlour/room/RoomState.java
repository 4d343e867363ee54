package dev.parlour.room;

import dev.parlour.game.GameClock;
import dev.parlour.game.Persistent;
import dev.parlour.game.Rejection;
import dev.parlour.room.RoomEvent.RoomCreated;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a room is. A value; {@link Room#apply} makes the next one.
 *
 * @param created how it began; null before
 * @param clock the game's clock
 * @param play the game's own state
 * @param rematch ids of those who want to play once more, when the game is over
 * @param played what is known of the games in this room besides their own state
 */
public record RoomState(
    RoomCreated created,
    Life life,
    Seating seating,
    GameClock clock,
    Object play,
    List<String> rematch,
    Played played) {
  public RoomState {
    rematch = Persistent.list(rematch);
    if (played == null) { // a snapshot from before there was such a thing
      played = life.status() == Status.COMPLETED ? Played.NOTHING.oneMore() : Played.NOTHING;
    }
  }

  /**
   * @param over how many games of this room are over
   * @param removed ids of those whom the host has removed since the last one was over
   */
  public record Played(int over, List<String> removed) {
    static final Played NOTHING = new Played(0, null);

    public Played {
      removed = Persistent.list(removed);
    }

    Played oneMore() {
      return new Played(over + 1, null);
    }

    Played without(String player) {
      return new Played(over, Persistent.with(removed, player));
    }
  }

  /**
   * @param failure why the room failed; null unless it did
   * @param closedFor a code; null unless the room is closed
   * @param since when the status changed last
   */
  public record Life(
      Status status,
      boolean locked,
      boolean paused,
      Rejection failure,
      String closedFor,
      Instant since) {
    Life to(Status next, Instant at) {
      return new Life(next, locked, paused, failure, closedFor, at);
    }
  }

  static RoomState before(Object play) {
    return new RoomState(
        null,
        new Life(null, false, false, null, null, null),
        Seating.EMPTY,
        GameClock.NOT_STARTED,
        play,
        List.of(),
        Played.NOTHING);
  }

  public String code() {
    return created.code();
  }

  /** Null before the room was created. */
  public Status status() {
    return life.status();
  }

  RoomState with(Life next) {
    return new RoomState(created, next, seating, clock, play, rematch, played);
  }

  RoomState with(Seating next) {
    return new RoomState(created, life, next, clock, play, rematch, played);
  }

  RoomState with(GameClock next) {
    return new RoomState(created, life, seating, next, play, rematch, played);
  }

  RoomState withPlay(Object next) {
    return new RoomState(created, life, seating, clock, next, rematch, played);
  }

  RoomState withRematch(List<String> next) {
    return new RoomState(created, life, seating, clock, play, next, played);
  }

  RoomState with(Played next) {
    return new RoomState(created, life, seating, clock, play, rematch, next);
  }
}
