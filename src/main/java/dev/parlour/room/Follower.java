package dev.parlour.room;

import java.time.Instant;

/**
 * Somebody who looks at a room: one role on one connection. Called on the room's thread or on one
 * that it sends out, so every method must return at once, never throw and never call back into the
 * room; any thread may call, and what is older than what was published before is ignored.
 */
public interface Follower {
  /**
   * Now following. Comes again where the room has moved to another server, which takes its
   * followers along.
   *
   * @param current whether the client already has this very state, so that no view needs to be sent
   */
  void attached(Publication now, boolean current);

  /** The room has changed; only the newest one matters. */
  void published(Publication now);

  /** Time goes by; not stored, may be dropped. */
  void countdown(long remainingMillis, Instant deadline);

  /** What moves, step by step; only the newest one matters, and what is late may be dropped. */
  default void frame(Frame now) {}

  /** Whether it takes frames as bytes, and needs no JSON of them. */
  default boolean readsBinary() {
    return false;
  }

  /**
   * No longer following.
   *
   * @param reason a code: {@code taken_over}, {@code kicked}, {@code left}, {@code room_closed},
   *     {@code moved}, {@code unknown_room}
   */
  void detached(String reason);
}
