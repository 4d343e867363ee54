package dev.parlour.game.pong;

/**
 * The measures of a court. Outside, lengths are in units with the origin at the top left; inside, a
 * position is in 1/{@value #FINE} of a unit and counted from the centre, so that a mirrored
 * position is exactly the negated one.
 *
 * <p>Axis 0 goes from left to right, axis 1 from top to bottom. Side {@code s} ends axis {@code s /
 * 2}, the even one at its small end; paddles move along the other axis.
 *
 * @param paddleSpeed units a step
 */
record Court(int sides, int width, int height, int paddleLength, int paddleSpeed) {
  static final int FINE = 256;
  static final int BALL_RADIUS = 150;
  static final int PADDLE_THICKNESS = 240;

  private static final Court TWO = new Court(2, 16_000, 9_000, 1_800, 130);
  private static final Court FOUR = new Court(4, 12_000, 12_000, 2_400, 150);

  static Court of(PongSettings settings) {
    return settings.players() == 2 ? TWO : FOUR;
  }

  /** From the centre to a wall. */
  int half(int axis) {
    return (axis == 0 ? width : height) / 2 * FINE;
  }

  /** Where the ball's centre is when it touches a wall. */
  int wall(int axis) {
    return half(axis) - BALL_RADIUS * FINE;
  }

  /** Where the ball's centre is when it touches the front of a paddle, which stands at the wall. */
  int face(int axis) {
    return wall(axis) - PADDLE_THICKNESS * FINE;
  }

  /** How far the centres of paddle and ball may be apart, along the wall, while they touch. */
  int reach() {
    return (paddleLength / 2 + BALL_RADIUS) * FINE;
  }

  /** How far from the middle of its wall a paddle's centre may be. */
  int paddleRange(int side) {
    return half(1 - axis(side)) - paddleLength / 2 * FINE;
  }

  static int axis(int side) {
    return side / 2;
  }

  /** In which direction of its axis a side lies: -1 or 1. */
  static int sign(int side) {
    return (side & 1) == 0 ? -1 : 1;
  }

  /** A position in whole units from the top left. */
  int units(int axis, int position) {
    return (axis == 0 ? width : height) / 2 + position / FINE;
  }
}
