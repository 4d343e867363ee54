package dev.parlour.room.runtime;

import dev.parlour.game.Game;
import dev.parlour.room.Alarms;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.Publication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A room as those see it who only watch a game with secrets: some time late ({@link
 * Game#spectatorDelay}), so that nobody at the table can be told in time what others hold. One for
 * a room and node: it follows the room as a spectator of its own and says on, in order and that
 * much later, whatever it hears.
 *
 * <p>Who comes sees at once what the others see; only the first, of whom the broadcast begins, has
 * to wait until there is something that may be shown.
 */
final class Broadcast implements Follower {
  /** How long one without watchers goes on, so that a reloaded page finds it. */
  private static final Duration KEPT = Duration.ofSeconds(60);

  private record Late(Instant due, Runnable said) {}

  private final String code;
  private final Duration delay;
  private final InstantSource clock;
  private final Alarms alarms;

  // ---- guarded by this
  private final Map<Follower, Long> watchers = new LinkedHashMap<>(); // the seq that each has
  private final Queue<Late> heard = new ArrayDeque<>();
  private Publication shown;
  private boolean following;
  private boolean over;
  private Instant quietSince;

  Broadcast(String code, Duration delay, InstantSource clock, Alarms alarms) {
    this.code = code;
    this.delay = delay;
    this.clock = clock;
    this.alarms = alarms;
    this.quietSince = clock.instant();
  }

  // ---- who watches

  /**
   * @return false where it is over, so that another one is needed
   */
  synchronized boolean enter(Follower watcher, long since) {
    if (over) {
      return false;
    }
    watchers.put(watcher, since);
    if (shown != null) {
      LiveRoom.safely(() -> watcher.attached(shown, since == shown.seq()));
    }
    return true;
  }

  synchronized void leave(Follower watcher) {
    if (watchers.remove(watcher) != null && watchers.isEmpty()) {
      quietSince = clock.instant();
    }
  }

  /** What all watchers see now; empty where nothing may be shown yet. */
  synchronized Optional<Publication> shown() {
    return Optional.ofNullable(shown);
  }

  synchronized boolean over() {
    return over;
  }

  /** Ends it where nobody has watched for a while. */
  synchronized boolean retire() {
    over |= watchers.isEmpty() && !clock.instant().isBefore(quietSince.plus(KEPT));
    return over;
  }

  // ---- what the room says

  @Override
  public synchronized void attached(Publication now, boolean current) {
    following = true;
    late(() -> show(now));
  }

  @Override
  public synchronized void published(Publication now) {
    late(() -> show(now));
  }

  @Override
  public synchronized void countdown(long remainingMillis, Instant deadline) {
    late(
        () ->
            everybody(
                w -> w.countdown(remainingMillis, deadline == null ? null : deadline.plus(delay))));
  }

  @Override
  public synchronized void frame(Frame now) {
    late(() -> everybody(w -> w.frame(now)));
  }

  @Override
  public synchronized void detached(String reason) {
    if (following) {
      late(() -> end(reason));
    } else {
      end(reason); // it was never let in
    }
  }

  private void late(Runnable said) {
    heard.add(new Late(clock.instant().plus(delay), said));
    if (heard.size() == 1) {
      arm();
    }
  }

  /** Says on what is due. An alarm may be lost, so this is also called from time to time. */
  synchronized void due() {
    Instant now = clock.instant();
    while (!heard.isEmpty() && !heard.element().due().isAfter(now)) {
      heard.remove().said().run();
    }
    if (!heard.isEmpty()) {
      arm();
    }
  }

  /** Where there is no timer to be had, the next look from time to time comes instead. */
  private void arm() {
    LiveRoom.safely(() -> alarms.set(code, Alarms.Kind.BROADCAST, heard.element().due()));
  }

  private void show(Publication now) {
    boolean first = shown == null;
    shown = now;
    if (first) {
      watchers.forEach((w, since) -> LiveRoom.safely(() -> w.attached(now, since == now.seq())));
    } else {
      everybody(w -> w.published(now));
    }
  }

  private void end(String reason) {
    over = true;
    everybody(w -> w.detached(reason));
    watchers.clear();
  }

  private void everybody(Consumer<Follower> call) {
    watchers.keySet().forEach(w -> LiveRoom.safely(() -> call.accept(w)));
  }
}
