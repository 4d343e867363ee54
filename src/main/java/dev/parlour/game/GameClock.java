package dev.parlour.game;

import java.time.Duration;
import java.time.Instant;

/**
 * A game's own time, in milliseconds since its start, which stands still while the room is paused
 * and while no server was alive to run it. Games keep every deadline in this time, so that pauses
 * and outages need no rule of their own in any game.
 *
 * @param elapsed game time at {@code runningSince}, or now where the clock stands
 * @param runningSince when it began to run on from {@code elapsed}; may lie in the future (the
 *     grace after an outage: until then the time stands); null while stopped
 */
public record GameClock(long elapsed, Instant runningSince) {
  public static final GameClock NOT_STARTED = new GameClock(0, null);

  public boolean running() {
    return runningSince != null;
  }

  /** Game time at a wall time; never before {@code elapsed}. */
  public long at(Instant wall) {
    return runningSince == null
        ? elapsed
        : elapsed + Math.max(0, Duration.between(runningSince, wall).toMillis());
  }

  /** The wall time at which the game time will be {@code gameTime}; null while stopped. */
  public Instant wall(long gameTime) {
    return runningSince == null ? null : runningSince.plusMillis(gameTime - elapsed);
  }

  public GameClock stop(Instant wall) {
    return new GameClock(at(wall), null);
  }

  public GameClock run(Instant from) {
    return new GameClock(elapsed, from);
  }
}
