package dev.parlour.game.duel;

import dev.parlour.game.Placing;
import dev.parlour.game.duel.DuelEvent.Settled;
import dev.parlour.game.duel.DuelEvent.Standing;
import java.util.List;

/**
 * All that a duel knows at its last event; between two events {@link DuelMotion} goes on from here.
 *
 * @param settings null until prepared
 * @param standing where the runners are
 * @param missing who still runs and has no connection; empty unless interrupted
 * @param until when an interruption is over, in game time; 0 unless interrupted
 * @param result null until it is over
 * @param placings by the points, and at the end by the result
 */
public record DuelState(
    Phase phase,
    DuelSettings settings,
    Course course,
    Standing standing,
    List<String> missing,
    long until,
    Settled result,
    List<Placing> placings) {

  /** Lobby, then playing, with interruptions, then final. */
  public enum Phase {
    LOBBY,
    PLAYING,
    INTERRUPTED,
    FINAL
  }

  public DuelState {
    missing = List.copyOf(missing);
    placings = List.copyOf(placings);
  }

  static final DuelState INITIAL =
      new DuelState(Phase.LOBBY, null, Course.NONE, Standing.NONE, List.of(), 0, null, List.of());

  List<Runner> runners() {
    return standing.runners();
  }

  /** Null for somebody who does not run. */
  Runner runner(String player) {
    for (Runner runner : runners()) {
      if (runner.player().equals(player)) {
        return runner;
      }
    }
    return null;
  }

  DuelState prepared(DuelSettings settings, Course course) {
    return new DuelState(phase, settings, course, standing, missing, until, result, placings);
  }

  /** The run goes on, or begins, from there. */
  DuelState playing(Standing from) {
    return new DuelState(
        Phase.PLAYING,
        settings,
        course,
        from,
        List.of(),
        0,
        null,
        Settlement.standing(from.runners()));
  }

  DuelState interrupted(List<String> missing, long until) {
    return new DuelState(
        Phase.INTERRUPTED, settings, course, standing, missing, until, null, placings);
  }

  /** With other runners, whose points are the same. */
  DuelState with(List<Runner> runners) {
    return new DuelState(
        phase,
        settings,
        course,
        new Standing(standing.tick(), standing.waiting(), runners),
        missing,
        until,
        result,
        placings);
  }

  DuelState settled(Settled result) {
    return new DuelState(
        Phase.FINAL, settings, course, standing, List.of(), 0, result, result.placings());
  }
}
