package dev.parlour.room.runtime;

import dev.parlour.game.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a room has refused lately, by who wanted it and the id of the command. A command may come
 * twice: people send again what has no answer yet, perhaps to another node, and the first one may
 * still be on its way through the former. Whichever is judged first has the only answer, or what
 * somebody was told is refused would count a moment later. In memory, and for as long as a copy can
 * be under way; accepted ids are in the log.
 */
final class Refusals {
  /** Longer than a copy can be under way: {@link Mirror} waits for an answer for ten seconds. */
  private static final Duration KEPT = Duration.ofSeconds(60);

  private record Refused(Rejection why, Instant at) {}

  private final int most;
  private final LinkedHashMap<String, Refused> byCommand = new LinkedHashMap<>(); // oldest first

  Refusals(int most) {
    this.most = most;
  }

  void add(Map<String, Rejection> refused, Instant now) {
    refused.forEach((command, why) -> byCommand.putLast(command, new Refused(why, now)));
    for (var oldest = byCommand.values().iterator(); oldest.hasNext(); ) {
      if (!over(oldest.next(), now) && byCommand.size() <= most) {
        return;
      }
      oldest.remove();
    }
  }

  /**
   * Null where it was not refused, or that long ago.
   *
   * @param clock asked only where it was: every command of a room is looked for here
   */
  Rejection of(String command, InstantSource clock) {
    Refused refused = byCommand.get(command);
    return refused == null || over(refused, clock.instant()) ? null : refused.why();
  }

  private static boolean over(Refused refused, Instant now) {
    return now.isAfter(refused.at().plus(KEPT));
  }
}
