package dev.parlour.room.runtime;

import dev.parlour.game.ArcadeGame;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Steps everything that moves on this node, {@value ArcadeGame#STEPS_PER_SECOND} times a second.
 * Each room has its turn at its own moment within a step, and as few others as can be have the same
 * one: if all had it at once, the frames of the last would wait for those of all others. Where it
 * comes late it steps at once and makes up for it; where it is behind by more than a few steps they
 * are left out, and time goes slower for everybody in the game alike. Late turns are counted.
 */
final class Ticker implements Runnable {
  private static final Logger LOG = System.getLogger(Ticker.class.getName());
  private static final long PERIOD_NANOS = 1_000_000_000L / ArcadeGame.STEPS_PER_SECOND;

  /** Within a step. */
  static final int TURNS = 8;

  private static final long TURN_NANOS = PERIOD_NANOS / TURNS;
  private static final int MOST_BEHIND = 6;

  /** Something that moves. */
  interface Stepped {
    /** One step; what it throws is reported, and it is stepped again. */
    void step(Instant now);
  }

  private final List<Set<Stepped>> turns =
      Stream.generate(() -> (Set<Stepped>) ConcurrentHashMap.<Stepped>newKeySet())
          .limit(TURNS)
          .toList();
  private final Map<Stepped, Set<Stepped>> all =
      new ConcurrentHashMap<>(); // and whose turn is theirs
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

  void add(Stepped moving) {
    all.computeIfAbsent(
        moving,
        m -> {
          Set<Stepped> few = Collections.min(turns, Comparator.comparingInt(Set::size));
          few.add(m);
          return few;
        });
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  void remove(Stepped moving) {
    all.computeIfPresent(
        moving,
        (m, turn) -> {
          turn.remove(m);
          return null;
        });
  }

  /** How many rooms have something that may move. */
  int size() {
    return all.size();
  }

  /** One step of all; for tests, which step by hand. */
  void tick() {
    turns.forEach(this::step);
  }

  private void step(Set<Stepped> turn) {
    Instant now = clock.instant();
    for (Stepped moving : turn) {
      try {
        moving.step(now);
      } catch (RuntimeException | Error fault) {
        LOG.log(Level.ERROR, "something that moves could not be stepped", fault); // others go on
      }
    }
  }

  /** Steps until the thread is interrupted. */
  @Override
  public void run() {
    thread = Thread.currentThread();
    int turn = 0;
    long next = nanos.getAsLong();
    while (!Thread.currentThread().isInterrupted()) {
      int empty = emptyFrom(turn);
      if (empty == TURNS) {
        parked = true;
        if (emptyFrom(turn) == TURNS) {
          LockSupport.park(this);
        }
        parked = false;
        next = nanos.getAsLong();
        continue;
      }
      turn = (turn + empty) % TURNS;
      next += empty * TURN_NANOS;
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
      step(turns.get(turn));
      turn = (turn + 1) % TURNS;
      next += TURN_NANOS;
    }
  }

  /** How many turns from this one on are nobody's. */
  private int emptyFrom(int turn) {
    int empty = 0;
    while (empty < TURNS && turns.get((turn + empty) % TURNS).isEmpty()) {
      empty++;
    }
    return empty;
  }
}
