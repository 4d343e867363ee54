package dev.parlour.room;

import java.time.Duration;

/**
 * The times that hold in every room.
 *
 * @param grace how long the game's clock waits after an outage before it runs on, so that nobody
 *     loses by it
 * @param pausedWithoutHost how long a game stays paused when the host has gone; then it goes on by
 *     itself
 * @param contentWithin how long a room may wait for its content before it fails
 */
public record RoomRules(Duration grace, Duration pausedWithoutHost, Duration contentWithin) {
  public RoomRules {
    if (grace.isNegative()
        || pausedWithoutHost.isNegative()
        || contentWithin.isNegative()
        || contentWithin.isZero()) {
      throw new IllegalArgumentException("times of a room must not be negative");
    }
  }
}
