package dev.parlour.room.runtime;

import dev.parlour.game.ArcadeGame;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Steps everything that moves on this node, {@value ArcadeGame#STEPS_PER_SECOND} times a second.
 * Where it comes late it steps at once and makes up for it; where it is behind by more than a few
 * steps they are left out, and time goes slower for everybody in the game alike. Late steps are
 * counted.
 */
final class Ticker implements Runnable {
  private static final Logger LOG = System.getLogger(Ticker.class.getName());
  private static final long PERIOD_NANOS = 1_000_000_000L / ArcadeGame.STEPS_PER_SECOND;
  private static final int MOST_BEHIND = 6;

  private final Set<Moving> all = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final RoomMeter meter;
  private volatile Thread thread;
  private volatile boolean parked;

  Ticker(InstantSource clock, LongSupplier nanos, RoomMeter meter) {
    this.clock = clock;
    this.nanos = nanos;
    this.meter = meter;
  }

  void add(Moving moving) {
    if (all.add(moving) && parked) {
      LockSupport.unpark(thread);
    }
  }

  void remove(Moving moving) {
    all.remove(moving);
  }

  /** How many rooms have something that may move. */
  int size() {
    return all.size();
  }

  /** One step of all. */
  void tick() {
    Instant now = clock.instant();
    for (Moving moving : all) {
      try {
        moving.step(now);
      } catch (RuntimeException fault) {
        LOG.log(Level.ERROR, "something that moves could not be stepped", fault); // others go on
      }
    }
  }

  /** Steps until the thread is interrupted. */
  @Override
  public void run() {
    thread = Thread.currentThread();
    long next = nanos.getAsLong();
    while (!Thread.currentThread().isInterrupted()) {
      if (all.isEmpty()) {
        parked = true;
        if (all.isEmpty()) {
          LockSupport.park(this);
        }
        parked = false;
        next = nanos.getAsLong();
        continue;
      }
      long behind = nanos.getAsLong() - next;
      if (behind < 0) {
        LockSupport.parkNanos(this, -behind);
        continue; // it may have woken too early
      }
      if (behind > PERIOD_NANOS) {
        meter.overrun();
        if (behind > MOST_BEHIND * PERIOD_NANOS) {
          next = nanos.getAsLong();
        }
      }
      next += PERIOD_NANOS;
      tick();
    }
  }
}
