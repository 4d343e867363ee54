package dev.parlour.game.pong;

import dev.parlour.game.SeededRandom;
import dev.parlour.game.pong.PongSettings.Computer;

/** How the computer plays, by nothing but what everybody sees. */
final class Lookout {
  private Lookout() {}

  /**
   * Where it would want its paddle, by how the ball flies now: where it thinks that the ball will
   * come, with an error that stays the same until the ball is hit again.
   *
   * @param at where its paddle is
   * @param random the game's generator at this moment; it is not moved on
   * @return a place along the wall
   */
  static int guess(
      PongSettings settings,
      Computer strength,
      int side,
      int at,
      int x,
      int y,
      int dx,
      int dy,
      int speed,
      SeededRandom random) {
    Court court = Court.of(settings);
    int axis = Court.axis(side);
    int along = 1 - axis;
    long towards = (long) Court.sign(side) * (axis == 0 ? dx : dy);
    if (towards <= 0) {
      return strength.returns() ? 0 : at;
    }
    long distance = court.face(axis) - (long) Court.sign(side) * (axis == 0 ? x : y);
    long drift = axis == 0 ? dy : dx;
    long there = (axis == 0 ? y : x) + drift * Math.max(0, distance) / towards;
    // Mirrored at the walls on its way.
    long wall = court.wall(along);
    long folded = Math.floorMod(there + wall, 4 * wall);
    long ends = (folded > 2 * wall ? 4 * wall - folded : folded) - wall;
    long most = (long) strength.error() * Court.FINE * speed / settings.speed().first();
    // A stream of its own, which changes with each hit.
    SeededRandom draw = new SeededRandom(random.state() ^ 0x9E3779B97F4A7C15L * (side + 1));
    long error = draw.below((int) (2 * most + 1)) - most;
    int range = court.paddleRange(side);
    return (int) Math.clamp(ends + error, -range, range);
  }

  /** The input that brings a paddle nearer to where it should be: -1, 0 or 1. */
  static int way(Court court, int at, int wanted) {
    int near = court.paddleSpeed() * Court.FINE / 2;
    return wanted - at > near ? 1 : wanted - at < -near ? -1 : 0;
  }
}
