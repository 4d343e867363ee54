package dev.parlour.game.pong;

import dev.parlour.game.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that moves or counts, as it stands between two steps. Positions and speeds as {@link Court}
 * has them inside.
 *
 * @param tick steps since the start
 * @param waiting steps until the ball flies; 0 while it does
 * @param standing whether in this wait the paddles stand still too: a countdown
 * @param dx what the ball moves along axis 0 in a step; it rests before a serve, and only then
 * @param speed the length of (dx, dy), but for rounding, once the ball flies
 * @param touched the side whose paddle touched the ball last; -1 since the serve
 * @param serve the side to which the next serve goes; -1 for any
 * @param random draws serves, the small chance in each hit, and the computer's errors
 * @param paddles one a side
 */
record Field(
    long tick,
    int waiting,
    boolean standing,
    int x,
    int y,
    int dx,
    int dy,
    int speed,
    int touched,
    int serve,
    SeededRandom random,
    List<Paddle> paddles) {

  /**
   * A side.
   *
   * @param at the paddle's centre along its wall
   * @param direction where it moves: -1, 0 or 1
   * @param ack the low 16 bits of the client's tick in the last input that was taken; 0 before
   * @param score goals, for or against as the settings say
   * @param out 0 while the side plays; 1 for the first that was out, and so on
   * @param aim where the computer wants its paddle
   * @param next where it will want it from its next look on
   */
  record Paddle(int at, int direction, int ack, int score, int out, int aim, int next) {
    static final Paddle FIRST = new Paddle(0, 0, 0, 0, 0, 0, 0);

    Paddle stopped() {
      return new Paddle(at, 0, ack, score, out, aim, next);
    }

    Paddle out(int order) {
      return new Paddle(at, 0, ack, score, order, aim, next);
    }
  }

  Field {
    paddles = List.copyOf(paddles);
  }

  /** Before the first serve. */
  static Field first(int sides, SeededRandom random) {
    return new Field(
        0, 0, false, 0, 0, 0, 0, 0, -1, -1, random, Collections.nCopies(sides, Paddle.FIRST));
  }

  boolean playing(int side) {
    return paddles.get(side).out() == 0;
  }

  /** How many sides are out. */
  int outs() {
    return (int) paddles.stream().filter(paddle -> paddle.out() > 0).count();
  }

  /** With a countdown, unless a longer one runs. */
  Field counting(int steps) {
    return steps <= waiting && standing || steps == 0
        ? this
        : new Field(
            tick,
            Math.max(steps, waiting),
            true,
            x,
            y,
            dx,
            dy,
            speed,
            touched,
            serve,
            random,
            paddles);
  }

  Field waiting(int steps) {
    return new Field(tick, steps, standing, x, y, dx, dy, speed, touched, serve, random, paddles);
  }

  Field with(int side, Paddle paddle) {
    List<Paddle> changed = new ArrayList<>(paddles);
    changed.set(side, paddle);
    return new Field(tick, waiting, standing, x, y, dx, dy, speed, touched, serve, random, changed);
  }
}
