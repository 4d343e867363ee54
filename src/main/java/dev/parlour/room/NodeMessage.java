package dev.parlour.room;

import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import java.time.Instant;
import java.util.List;

/**
 * What nodes say to each other about a room that one of them runs (the owner) and others look at. A
 * looker keeps a copy of the room's state, folds the owner's events into it, and makes all views
 * for its own people; so a change costs one message a room and node, however many look.
 */
public sealed interface NodeMessage {
  String room();

  // ---- from a looker to the owner

  /**
   * Begins to look, or begins anew.
   *
   * @param visitors whether somebody follows there, and not only has a glance
   */
  record Open(String room, boolean visitors) implements NodeMessage {}

  /** Looks no more; all its people have gone. */
  record Shut(String room) implements NodeMessage {}

  /**
   * A host or player follows at the looker.
   *
   * @param number by which the looker knows the follower
   */
  record Enter(String room, long number, Viewer viewer) implements NodeMessage {}

  /**
   * A follower has gone.
   *
   * @param stranded whether it is the looker that goes, which is not the follower's fault
   */
  record Exit(String room, long number, boolean stranded) implements NodeMessage {}

  /**
   * A command.
   *
   * @param game id of the room's game
   * @param number by which the looker knows the command
   * @param id the client's
   * @param arrivedAt when it reached the looker
   */
  record Ask(
      String room,
      String game,
      long number,
      Actor actor,
      String id,
      RoomCommand command,
      Instant arrivedAt)
      implements NodeMessage {}

  // ---- from the owner to a looker

  /** The answer to {@link Open}: the copy must be at least as new as {@code seq}. */
  record Opened(String room, long seq, Attendance attendance) implements NodeMessage {}

  /**
   * The room has changed.
   *
   * @param game id of the room's game
   * @param from the seq before the first of the events
   * @param attendance null where that has not changed
   */
  record Shown(String room, String game, long from, List<RoomEvent> events, Attendance attendance)
      implements NodeMessage {
    /** The seq after the last of the events. */
    public long to() {
      return from + events.size();
    }
  }

  /**
   * What moves there; may be lost.
   *
   * @param bytes and facts as in {@link Frame}
   */
  record Moved(String room, byte[] bytes, Object facts) implements NodeMessage {}

  record Countdown(String room, long remainingMillis, Instant deadline) implements NodeMessage {}

  /** The answer to {@link Enter}. */
  record Entered(String room, long number) implements NodeMessage {}

  /** A follower is out. */
  record Left(String room, long number, String reason) implements NodeMessage {}

  record Accepted(String room, long number, long seq) implements NodeMessage {}

  record Refused(String room, long number, Rejection rejection) implements NodeMessage {}

  /** There is nothing to look at: unknown, closed, quarantined. */
  record Ended(String room, String reason) implements NodeMessage {}

  /** The room is not run here, or no longer. */
  record Elsewhere(String room) implements NodeMessage {}

  // ---- to a node that is to own the room

  /** The room was given up; take it, before somebody asks. */
  record Take(String room) implements NodeMessage {}
}
