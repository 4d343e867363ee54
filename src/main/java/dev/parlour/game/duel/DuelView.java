package dev.parlour.game.duel;

import java.util.List;
import java.util.Map;

/**
 * What people may see of a duel besides its frames: how it stood at the last event. A duel has no
 * secrets. A null field is absent on the wire.
 */
public sealed interface DuelView {

  /**
   * The same for everybody.
   *
   * @param phase {@code lobby}, {@code playing}, {@code interrupted} or {@code final}
   * @param rules how this game is played; null before it is prepared
   * @param course null in the lobby
   * @param runners in the order of joining; empty in the lobby
   * @param missing who still runs and has no connection, while interrupted
   * @param until when the interruption is over by the wall clock, ISO-8601 in UTC; null unless
   *     interrupted, and while the room is paused
   * @param remainingMs what is left of the interruption while the room is paused; null otherwise
   * @param result at the end only
   */
  record Shared(
      String phase,
      Rules rules,
      Track course,
      List<Racer> runners,
      List<String> missing,
      String until,
      Long remainingMs,
      Result result)
      implements DuelView {}

  /**
   * What players may know before they run.
   *
   * @param mode {@code duel} or {@code practice}
   * @param rings how many there are to reach
   * @param attackCost in points
   */
  record Rules(
      String mode,
      int rings,
      int attackCost,
      int freezeMillis,
      int cooldownMillis,
      int pauseSeconds,
      int countdownSeconds) {}

  /**
   * What the run looks like, in the units of the frames.
   *
   * @param starts the left edge of each ring
   * @param widths how long each ring is
   * @param speeds how far whoever stands on a ring, or has jumped off it, goes in a step
   * @param takeOff how far the first step of a jump goes up
   * @param gravity by how much each further step goes up less
   * @param ringHeight the height at which the rings are
   * @param jumpHeight how high a jump goes above them
   * @param depth how far below them a fall ends
   */
  record Track(
      List<Integer> starts,
      List<Integer> widths,
      List<Integer> speeds,
      int takeOff,
      int gravity,
      int ringHeight,
      int jumpHeight,
      int depth,
      int stepsPerSecond) {}

  /**
   * A runner.
   *
   * @param finished whether it has reached the end
   * @param frozen whether it was frozen at the last event
   */
  record Racer(
      String player, int rings, int score, boolean fallen, boolean finished, boolean frozen) {}

  /**
   * How it ended.
   *
   * @param reason {@code settled}, {@code forfeit}, {@code abandoned} or {@code ended}
   * @param outcomes {@code win}, {@code lose} or {@code draw} by player; empty where nobody won
   */
  record Result(String reason, Map<String, String> outcomes) {}

  /**
   * One player's own part.
   *
   * @param result {@code win}, {@code lose} or {@code draw}; null before the end, and where nobody
   *     won
   */
  record Own(String result, int score) implements DuelView {}
}
