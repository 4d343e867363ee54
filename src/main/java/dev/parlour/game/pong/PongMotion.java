package dev.parlour.game.pong;

import dev.parlour.game.FrameWriter;
import dev.parlour.game.Motion;
import dev.parlour.game.Rejection;
import dev.parlour.game.SeededRandom;
import dev.parlour.game.pong.PongEvent.Goal;
import dev.parlour.game.pong.PongEvent.Played;
import dev.parlour.game.pong.PongEvent.Reason;
import dev.parlour.game.pong.PongEvent.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * The ball and the paddles between two events, in whole numbers only.
 *
 * <p>In each step the paddles move evenly from where they are to where their inputs take them, and
 * the ball flies along: the earliest of all contacts (a wall, a paddle's front or its edge, the
 * line of a goal) is found, the ball is set there and turned, and so on until the step is used up.
 * So nothing is jumped over at any speed, and several contacts in a step come in their order. A
 * paddle turns only a ball that flies towards its wall; what passed its front can still be saved
 * with its edge, and is a goal when it touches the wall.
 *
 * <p>A paddle sends the ball away at an angle by where it is hit, up to 60° at its ends, never
 * quite level and never twice quite the same: without a small chance in each hit, two paddles that
 * stand still could play for ever. Where both sides of an axis are walls, the ball keeps a least
 * speed along the other one, so that it cannot fly to and fro between them.
 */
final class PongMotion implements Motion<PongCommand, PongEvent> {
  /** Steps between a goal and the next serve. */
  static final int SERVE_WAIT = 60;

  /** Inputs of one player before one step; the count begins anew behind an event. */
  static final int MOST_INPUTS = 4;

  /** Half a minute without a goal is stored all the same, so that no more than it can be lost. */
  static final int MOST_STEPS = 1_800;

  /** As many inputs are stored although nothing else has happened. */
  static final int MOST_RECORDED = 1_000;

  /** A step in parts, for the moments of contacts. */
  private static final int STEP = 1 << 20;

  /** More contacts in one step are impossible at any speed of a game. */
  private static final int MOST_CONTACTS = 64;

  /**
   * Shares of the speed that go along the wall after a hit, in 1/1024: a hit in the middle, what
   * chance adds to it, and what comes to it towards the end. Their sum is the sine of 60° (886.8).
   */
  private static final int LEAST_SINE = 23;

  private static final int CHANCE_SINE = 64;
  private static final int END_SINE = 800;
  private static final int LEAST_SERVE_SINE = 60;
  private static final int CHANCE_SERVE_SINE = 440;

  /**
   * So near to the next wall's paddles no paddle sends the ball towards them: at up to 60° it would
   * come back within the corner, and two paddles could hold it there between them.
   */
  private static final int CORNER = 2 * Court.BALL_RADIUS * Court.FINE;

  /** A hit makes the ball faster by a twentieth. */
  private static final int SPEED_UP = 20;

  /** Between walls, at least this part of the speed goes along the other axis. */
  private static final int LEAST_PART = 4;

  private static final int NONE = -1;

  private final PongSettings settings;
  private final Court court;
  private final List<PongState.Seated> seats;
  private final int sides;
  private final boolean countdown;
  private final Inputs inputs = new Inputs();
  private int steps;
  private boolean stopped;
  private Goal goal;
  private Result result;

  private long tick;
  private int wait;
  private boolean standing;
  private final int[] position = new int[2];
  private final int[] velocity = new int[2];
  private int speed;
  private int touched;
  private int serve;
  private SeededRandom random;

  private final boolean[] wall; // four: a court for two has nothing else above and below
  private final int[] at;
  private final int[] moved; // by the paddle in this step
  private final int[] direction;
  private final int[] ack;
  private final int[] score;
  private final int[] out;
  private final int[] aim;
  private final int[] next;
  private final int[] taken; // inputs before the next step

  // the earliest contact, while it is looked for
  private int contactAfter;
  private int contactSide;
  private boolean contactWithPaddle;
  private boolean contactAtFace;

  /**
   * @param state one in which the ball is in play
   * @param countdown whether to begin with one
   */
  PongMotion(PongState state, boolean countdown) {
    this.settings = state.settings();
    this.court = Court.of(settings);
    this.seats = state.seats();
    this.sides = seats.size();
    this.countdown = countdown;
    Field field = countdown ? state.field().counting(countdownSteps(settings)) : state.field();
    tick = field.tick();
    wait = field.waiting();
    standing = field.standing();
    position[0] = field.x();
    position[1] = field.y();
    velocity[0] = field.dx();
    velocity[1] = field.dy();
    speed = field.speed();
    touched = field.touched();
    serve = field.serve();
    random = field.random();
    wall = new boolean[] {true, true, true, true};
    at = new int[sides];
    moved = new int[sides];
    direction = new int[sides];
    ack = new int[sides];
    score = new int[sides];
    out = new int[sides];
    aim = new int[sides];
    next = new int[sides];
    taken = new int[sides];
    for (int side = 0; side < sides; side++) {
      Field.Paddle paddle = field.paddles().get(side);
      wall[side] = state.wall(side);
      at[side] = paddle.at();
      direction[side] = paddle.direction();
      ack[side] = paddle.ack();
      score[side] = paddle.score();
      out[side] = paddle.out();
      aim[side] = paddle.aim();
      next[side] = paddle.next();
    }
  }

  static int countdownSteps(PongSettings settings) {
    return settings.countdownSeconds() * PongGame.STEPS_PER_SECOND;
  }

  // ---- inputs

  @Override
  public Rejection input(String player, PongCommand command) {
    int side = side(player);
    if (side == NONE) {
      return PongGame.NOT_PLAYING;
    }
    if (out[side] > 0) {
      return PongGame.OUT;
    }
    if (result != null) {
      return PongGame.NOT_MOVING;
    }
    int way = command instanceof PongCommand.Move move ? way(move.paddle()) : Integer.MAX_VALUE;
    if (way == Integer.MAX_VALUE) {
      return PongGame.BAD_PADDLE;
    }
    if (taken[side] == MOST_INPUTS) {
      return PongGame.TOO_FAST;
    }
    taken[side]++;
    Integer told = ((PongCommand.Move) command).tick();
    take(side, way, told == null ? Inputs.NO_ACK : told & 0xFFFF);
    return null;
  }

  private int side(String player) {
    for (int side = 0; side < sides; side++) {
      if (!seats.get(side).computer() && seats.get(side).player().equals(player)) {
        return side;
      }
    }
    return NONE;
  }

  private static int way(String paddle) {
    return switch (paddle) {
      case "up" -> -1;
      case "stop" -> 0;
      case "down" -> 1;
      case null, default -> Integer.MAX_VALUE;
    };
  }

  private void take(int side, int way, int told) {
    direction[side] = way;
    if (told != Inputs.NO_ACK) {
      ack[side] = told;
    }
    inputs.add(steps, side, way, told);
  }

  /** Makes the steps of an event again, with its inputs. */
  void replay(Played event, Runnable shown) {
    Inputs recorded = Inputs.read(event.inputs());
    int index = 0;
    while (steps < event.steps() && !stopped) {
      index = takeDue(recorded, index);
      step();
      shown.run();
    }
    takeDue(recorded, index);
  }

  private int takeDue(Inputs recorded, int from) {
    int index = from;
    while (index < recorded.size() && recorded.step(index) <= steps) {
      take(recorded.side(index), recorded.direction(index), recorded.ack(index));
      index++;
    }
    return index;
  }

  // ---- a step

  @Override
  public boolean step() {
    if (stopped) {
      return true;
    }
    steps++;
    tick++;
    boolean stands = wait > 0 && standing;
    for (int side = 0; side < sides; side++) {
      taken[side] = 0;
      moved[side] = 0;
      if (!stands && !wall[side]) {
        if (seats.get(side).computer()) {
          steer(side);
        }
        movePaddle(side);
      }
    }
    if (wait > 0) {
      wait--;
      standing &= wait > 0;
    } else {
      if (rests()) {
        serve();
      }
      stopped = flies();
    }
    stopped |= steps >= MOST_STEPS || inputs.size() >= MOST_RECORDED;
    return stopped;
  }

  private boolean rests() {
    return velocity[0] == 0 && velocity[1] == 0;
  }

  private void movePaddle(int side) {
    int range = court.paddleRange(side);
    int to = at[side] + direction[side] * court.paddleSpeed() * Court.FINE;
    to = Math.clamp(to, -range, range);
    moved[side] = to - at[side];
    at[side] = to;
  }

  private void serve() {
    int to = serve != NONE && !wall[serve] ? serve : anyPaddle();
    int axis = Court.axis(to);
    speed = settings.speed().first();
    int sine = LEAST_SERVE_SINE + draw(CHANCE_SERVE_SINE);
    int along = (draw(2) == 0 ? -1 : 1) * share(sine);
    send(axis, Court.sign(to), along);
    touched = NONE;
  }

  private int anyPaddle() {
    int paddles = 0;
    for (int side = 0; side < sides; side++) {
      paddles += wall[side] ? 0 : 1;
    }
    int left = paddles == 0 ? 0 : draw(paddles);
    for (int side = 0; side < sides; side++) {
      if (!wall[side] && left-- == 0) {
        return side;
      }
    }
    return 0;
  }

  private int draw(int bound) {
    int drawn = random.below(bound);
    random = random.next();
    return drawn;
  }

  private int share(int sine) {
    return (int) ((long) speed * sine / 1024);
  }

  /** Sets the velocity: so much along the other axis, and the rest of the speed along this one. */
  private void send(int axis, int sign, int along) {
    velocity[1 - axis] = along;
    // The square root is exact to the last bit on every machine, as IEEE 754 wants it.
    velocity[axis] = sign * (int) Math.sqrt((double) ((long) speed * speed - (long) along * along));
  }

  // ---- the flight

  /** Moves the ball through the step; true where it ends in a goal. */
  private boolean flies() {
    int left = STEP;
    for (int contacts = 0; contacts < MOST_CONTACTS; contacts++) {
      contactAfter = left;
      contactSide = NONE;
      look(0, left);
      look(1, left);
      move(0, contactAfter);
      move(1, contactAfter);
      if (contactSide == NONE) {
        return false;
      }
      left -= contactAfter;
      int axis = Court.axis(contactSide);
      int sign = Court.sign(contactSide);
      if (contactWithPaddle) {
        if (contactAtFace) {
          position[axis] = sign * court.face(axis);
        }
        hit(contactSide, paddleAt(contactSide, left));
      } else {
        position[axis] = sign * court.wall(axis);
        if (!wall[contactSide]) {
          goal(contactSide);
          return true;
        }
        bounce(axis);
      }
    }
    return false;
  }

  private void move(int axis, int after) {
    position[axis] += (int) ((long) velocity[axis] * after / STEP);
  }

  /** Where a paddle's centre is while so much of the step is left. */
  private int paddleAt(int side, int left) {
    return at[side] - (int) ((long) moved[side] * left / STEP);
  }

  /** Looks for a contact at the side towards which the ball flies along an axis. */
  private void look(int axis, int left) {
    if (velocity[axis] == 0) {
      return;
    }
    int sign = velocity[axis] < 0 ? -1 : 1;
    int side = 2 * axis + (sign + 1) / 2;
    long towards = Math.abs((long) velocity[axis]);
    long distance = court.wall(axis) - sign * position[axis];
    long atWall = distance * STEP / towards;
    if (!wall[side]) {
      long toFace = court.face(axis) - sign * position[axis];
      long atFace = toFace > 0 ? toFace * STEP / towards : 0;
      long atPaddle = meets(side, left, atFace);
      if (atPaddle <= atWall && atPaddle < contact()) {
        contactAfter = (int) atPaddle;
        contactSide = side;
        contactWithPaddle = true;
        contactAtFace = toFace >= 0 && atPaddle == atFace;
        return;
      }
      if (atPaddle <= atWall) {
        return;
      }
    }
    if (atWall < contact()) {
      contactAfter = (int) atWall;
      contactSide = side;
      contactWithPaddle = false;
    }
  }

  /** What a contact must come before to count; the end of the step itself counts. */
  private long contact() {
    return contactSide == NONE ? contactAfter + 1L : contactAfter;
  }

  /**
   * When ball and paddle are level with each other, from the moment on at which the ball has come
   * to the paddle's front; {@link Long#MAX_VALUE} for never.
   */
  private long meets(int side, int left, long atFace) {
    int along = 1 - Court.axis(side);
    // seen from the paddle
    long apart = position[along] - paddleAt(side, left);
    long drift = velocity[along] - moved[side];
    long there = apart + drift * atFace / STEP;
    long reach = court.reach();
    if (Math.abs(there) <= reach) {
      return atFace;
    }
    boolean closing = drift != 0 && there > 0 != drift > 0;
    return closing ? atFace + (Math.abs(there) - reach) * STEP / Math.abs(drift) : Long.MAX_VALUE;
  }

  private void hit(int side, int paddle) {
    int axis = Court.axis(side);
    int along = 1 - axis;
    int off = position[along] - paddle;
    speed = Math.max(speed, Math.min(settings.speed().most(), speed + speed / SPEED_UP));
    int reach = court.reach();
    int end = (int) ((long) END_SINE * Math.min(Math.abs(off), reach) / reach);
    int sine = LEAST_SINE + draw(CHANCE_SINE) + end;
    int way = off != 0 ? Integer.signum(off) : velocity[along] < 0 ? -1 : 1;
    if (way * position[along] > court.face(along) - CORNER) {
      way = -way;
    }
    send(axis, -Court.sign(side), way * share(sine));
    touched = side;
  }

  private void bounce(int axis) {
    velocity[axis] = -velocity[axis];
    int other = 1 - axis;
    int least = speed / LEAST_PART;
    boolean between = wall[2 * axis] && wall[2 * axis + 1];
    if (between && Math.abs(velocity[other]) < least) {
      int way = velocity[other] != 0 ? velocity[other] : position[other];
      int sign = Integer.signum(velocity[axis]);
      send(axis, sign, way < 0 ? -least : least);
    }
  }

  // ---- goals

  private void goal(int side) {
    int to = NONE;
    if (settings.players() == 2) {
      to = 1 - side;
      score[to]++;
    } else if (settings.conceding()) {
      score[side]++;
      if (score[side] >= settings.toWin()) {
        leavesPlay(side);
      }
    } else if (touched != NONE && touched != side && out[touched] == 0) {
      to = touched;
      score[to]++;
    }
    goal = new Goal(Edge.of(side), to == NONE ? null : Edge.of(to));
    if (to != NONE && score[to] >= settings.toWin()) {
      result = won(to);
    }
    if (result == null) {
      position[0] = 0;
      position[1] = 0;
      velocity[0] = 0;
      velocity[1] = 0;
      touched = NONE;
      serve = side;
      wait = SERVE_WAIT;
    }
  }

  /** Out, with which the game may be over: one is left, or nobody but computers. */
  private void leavesPlay(int side) {
    int outs = 0;
    int humans = 0;
    int last = NONE;
    out[side] = Integer.MAX_VALUE;
    for (int other = 0; other < sides; other++) {
      if (out[other] > 0) {
        outs++;
      } else {
        last = other;
        humans += seats.get(other).computer() ? 0 : 1;
      }
    }
    out[side] = outs;
    wall[side] = true;
    direction[side] = 0;
    if (outs == sides - 1) {
      result = won(last);
    } else if (humans == 0) {
      result = new Result(Reason.WON, null, null);
    }
  }

  private Result won(int side) {
    return new Result(Reason.WON, seats.get(side).player(), Edge.of(side));
  }

  private void steer(int side) {
    PongSettings.Computer strength = settings.computer();
    if (tick % strength.reaction() == 0) {
      aim[side] = next[side];
      next[side] =
          Lookout.guess(
              settings,
              strength,
              side,
              at[side],
              position[0],
              position[1],
              velocity[0],
              velocity[1],
              speed,
              random);
    }
    direction[side] = Lookout.way(court, at[side], aim[side]);
  }

  // ---- how things stand

  @Override
  public PongEvent played() {
    return new Played(steps, countdown, inputs.toString(), field(), goal, result);
  }

  /** Where everything stands after the last step. */
  Field field() {
    List<Field.Paddle> paddles = new ArrayList<>(sides);
    for (int side = 0; side < sides; side++) {
      paddles.add(
          new Field.Paddle(
              at[side], direction[side], ack[side], score[side], out[side], aim[side], next[side]));
    }
    return new Field(
        tick,
        wait,
        standing,
        position[0],
        position[1],
        velocity[0],
        velocity[1],
        speed,
        touched,
        serve,
        random,
        paddles);
  }

  private int moving() {
    return result != null ? 2 : wait > 0 ? 0 : 1;
  }

  @Override
  public void frame(FrameWriter out) {
    out.u32(tick)
        .u8(moving())
        .u16(wait)
        .u16(court.units(0, position[0]))
        .u16(court.units(1, position[1]))
        .u8(sides);
    for (int side = 0; side < sides; side++) {
      out.u16(court.units(1 - Court.axis(side), at[side]))
          .u8(score[side])
          .u8((wall[side] ? 1 : 0) | (seats.get(side).computer() ? 2 : 0))
          .u16(ack[side]);
    }
  }

  @Override
  public Object frame() {
    List<PongFrame.Side> shown = new ArrayList<>(sides);
    for (int side = 0; side < sides; side++) {
      shown.add(
          new PongFrame.Side(
              court.units(1 - Court.axis(side), at[side]),
              score[side],
              wall[side],
              seats.get(side).computer(),
              ack[side]));
    }
    return new PongFrame(
        tick,
        moving(),
        wait,
        List.of(court.units(0, position[0]), court.units(1, position[1])),
        shown);
  }
}
