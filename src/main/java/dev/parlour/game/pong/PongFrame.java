package dev.parlour.game.pong;

import java.util.List;

/**
 * How things stand at one step, in whole units from the court's top left: the same facts as in the
 * binary frame. No record, since none may have a component that is called {@code wait}, as the wire
 * has it.
 */
public final class PongFrame {
  /** Steps since the start. */
  public final long tick;

  /**
   * 0 while the ball waits for its serve or a countdown runs, 1 while it flies, 2 when the game is
   * over.
   */
  public final int moving;

  /** Steps left of the wait; 0 while the ball flies. */
  public final int wait;

  /** x and y of its centre. */
  public final List<Integer> ball;

  public final List<Side> sides;

  PongFrame(long tick, int moving, int wait, List<Integer> ball, List<Side> sides) {
    this.tick = tick;
    this.moving = moving;
    this.wait = wait;
    this.ball = List.copyOf(ball);
    this.sides = List.copyOf(sides);
  }

  /**
   * A side.
   *
   * @param at the paddle's centre along its wall
   * @param wall whether there is no paddle: the player is out or away
   * @param ack the low 16 bits of the client's tick in the last input that was taken; 0 before
   */
  public record Side(int at, int score, boolean wall, boolean computer, int ack) {}
}
