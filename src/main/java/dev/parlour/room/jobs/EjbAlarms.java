package dev.parlour.room.jobs;

import dev.parlour.room.Alarms;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Alarms by non-persistent EJB timers. A room's alarms are set by its own turn only, so one map a
 * room needs no lock.
 */
@ApplicationScoped
class EjbAlarms implements Alarms {
  private final Map<String, Map<Kind, Timer>> timers = new ConcurrentHashMap<>();

  @EJB AlarmsJob job;

  @Override
  public void set(String room, Kind kind, Instant at) {
    Timer next = job.in(millis(Instant.now(), at), room, kind);
    Timer[] former = new Timer[1];
    timers.compute( // not only the room's own thread sets them
        room,
        (r, set) -> {
          Map<Kind, Timer> all = set == null ? new EnumMap<>(Kind.class) : set;
          former[0] = all.put(kind, next);
          return all;
        });
    cancel(former[0]);
  }

  /** Rounded up: what rings too early finds nothing due, and has to be set once more. */
  static long millis(Instant from, Instant until) {
    Duration left = Duration.between(from, until);
    return left.isNegative() ? 0 : left.plusNanos(999_999).toMillis();
  }

  @Override
  public void clear(String room) {
    Map<Kind, Timer> gone = timers.remove(room);
    if (gone != null) {
      gone.values().forEach(EjbAlarms::cancel);
    }
  }

  private static void cancel(Timer timer) {
    if (timer != null) {
      try {
        timer.cancel();
      } catch (NoSuchObjectLocalException rangAlready) {
        // what an alarm that has rung does
      } catch (IllegalStateException | EJBException stopping) {
        // the application stops and has taken all timers back
      }
    }
  }
}
