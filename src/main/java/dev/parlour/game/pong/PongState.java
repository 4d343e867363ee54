package dev.parlour.game.pong;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.SeededRandom;
import dev.parlour.game.pong.PongEvent.Reason;
import dev.parlour.game.pong.PongEvent.Result;
import java.util.List;
import java.util.Map;

/**
 * All that a game of Pong knows at its last event. Times are game time in milliseconds.
 *
 * @param settings null until prepared
 * @param seats who has which side; empty until started
 * @param field null until prepared
 * @param away since when those who play and have no connection are without one
 * @param since when the interruption began; 0 outside of one
 * @param result null until the end
 * @param placings everybody's place by the scores in {@code field}
 */
public record PongState(
    Phase phase,
    PongSettings settings,
    List<Seated> seats,
    Field field,
    Map<String, Long> away,
    long since,
    Result result,
    List<Placing> placings) {

  /** Lobby, then playing and interrupted by turns, then final. */
  public enum Phase {
    LOBBY,
    PLAYING,
    INTERRUPTED,
    FINAL
  }

  /**
   * Who has a side.
   *
   * @param player null where it is the computer
   */
  public record Seated(String player) {
    boolean computer() {
      return player == null;
    }
  }

  static final PongState INITIAL =
      new PongState(Phase.LOBBY, null, List.of(), null, Map.of(), 0, null, List.of());

  public PongState {
    seats = List.copyOf(seats);
    away = Persistent.map(away);
    placings = Persistent.list(placings);
  }

  /** The side of a player; -1 for somebody without one. */
  int side(String player) {
    for (int side = 0; side < seats.size(); side++) {
      if (!seats.get(side).computer() && seats.get(side).player().equals(player)) {
        return side;
      }
    }
    return -1;
  }

  /** Whether a side's player is a human who is not out. */
  boolean human(int side) {
    return !seats.get(side).computer() && field.playing(side);
  }

  /** Whether a side has no paddle: its player is out, or away. */
  boolean wall(int side) {
    return !field.playing(side)
        || !seats.get(side).computer() && away.containsKey(seats.get(side).player());
  }

  /** Whether it is over, and nobody was left who could win it. */
  boolean abandoned() {
    return result != null && result.reason() == Reason.ABANDONED;
  }

  /** Humans who are not out, away or not. */
  int humans() {
    int humans = 0;
    for (int side = 0; side < seats.size(); side++) {
      humans += human(side) ? 1 : 0;
    }
    return humans;
  }

  /** Sides that are not out, their players away or not. */
  int playing() {
    return seats.size() - field.outs();
  }

  /** Whether there are enough with a paddle: at least two, and a human among them. */
  boolean goesOn() {
    int humans = 0;
    int paddles = 0;
    for (int side = 0; side < seats.size(); side++) {
      if (!wall(side)) {
        paddles++;
        humans += seats.get(side).computer() ? 0 : 1;
      }
    }
    return humans > 0 && paddles > 1;
  }

  /** When an interruption ends without those who are away; each has the whole time. */
  long until() {
    long first = Long.MAX_VALUE;
    for (long gone : away.values()) {
      first = Math.min(first, Math.max(gone, since));
    }
    return (away.isEmpty() ? since : first) + 1000L * settings.pauseSeconds();
  }

  PongState prepared(PongSettings settings, long seed) {
    return new PongState(
        phase,
        settings,
        seats,
        Field.first(settings.players(), new SeededRandom(seed)),
        away,
        since,
        result,
        placings);
  }

  PongState seated(List<Seated> seats) {
    return new PongState(phase, settings, seats, field, away, since, result, placings);
  }

  PongState in(Phase next, long since) {
    return new PongState(next, settings, seats, field, away, since, result, placings);
  }

  PongState with(Field field) {
    return new PongState(phase, settings, seats, field, away, since, result, placings);
  }

  PongState away(Map<String, Long> away) {
    return new PongState(phase, settings, seats, field, away, since, result, placings);
  }

  PongState ended(Result result) {
    return new PongState(Phase.FINAL, settings, seats, field, Map.of(), 0, result, placings);
  }

  PongState placed() {
    return new PongState(phase, settings, seats, field, away, since, result, Places.of(this));
  }
}
