package dev.parlour.game.duel;

import dev.parlour.game.FrameWriter;
import dev.parlour.game.Motion;
import dev.parlour.game.Rejection;
import dev.parlour.game.duel.DuelCommand.Attack;
import dev.parlour.game.duel.DuelCommand.Jump;
import dev.parlour.game.duel.DuelEvent.Act;
import dev.parlour.game.duel.DuelEvent.Arrived;
import dev.parlour.game.duel.DuelEvent.Deed;
import dev.parlour.game.duel.DuelEvent.Fell;
import dev.parlour.game.duel.DuelEvent.Frozen;
import dev.parlour.game.duel.DuelEvent.Happening;
import dev.parlour.game.duel.DuelEvent.Played;
import dev.parlour.game.duel.DuelEvent.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The runners on their way between two events.
 *
 * <p>An input holds from the moment at which it is taken, so two inputs between the same steps take
 * effect in the order of arrival, and nothing taken is ever pending. A frozen runner stands still
 * where it is, in the air too, refuses all its player's commands, and goes on afterwards as if no
 * time had passed.
 *
 * <p>A run is over when its runner comes down beside a ring, runs off one, or lands on the last.
 * Whoever fell sinks out of sight; when all runs are over and nobody sinks any more, the duel is
 * settled by the scores.
 */
final class DuelMotion implements Motion<DuelCommand, DuelEvent> {
  /** The height of the rings in frames, whose numbers have no sign. */
  static final int RING_HEIGHT = 20_000;

  /**
   * So often how far they are is stored though nothing has happened: what a server's death can cost
   * a runner, in steps.
   */
  static final int CHECKPOINT_STEPS = 300;

  private static final int LOW_16_BITS = 0xFFFF;
  private static final List<String> STATES = List.of("ring", "air", "fallen", "frozen", "left");
  private static final int ON_RING = 0;
  private static final int IN_AIR = 1;
  private static final int FALLEN = 2;
  private static final int FROZEN = 3;
  private static final int LEFT = 4;

  /** {@link Runner}, as it changes. */
  private static final class Body {
    final String player;
    final boolean left;
    int x;
    int y;
    int rise;
    boolean air;
    int rings;
    int spent;
    boolean fallen;
    int frozen;
    int cooldown;
    int ack;

    Body(Runner runner) {
      player = runner.player();
      left = runner.left();
      x = runner.x();
      y = runner.y();
      rise = runner.rise();
      air = runner.air();
      rings = runner.rings();
      spent = runner.spent();
      fallen = runner.fallen();
      frozen = runner.frozen();
      cooldown = runner.cooldown();
      ack = runner.ack();
    }

    Runner runner() {
      return new Runner(player, x, y, rise, air, rings, spent, fallen, left, frozen, cooldown, ack);
    }

    int score() {
      return rings - spent;
    }

    int state() {
      return left ? LEFT : fallen ? FALLEN : frozen > 0 ? FROZEN : air ? IN_AIR : ON_RING;
    }
  }

  private final DuelSettings settings;
  private final Course course;
  private final Body[] bodies;
  private final boolean countdown;
  private final List<Deed> inputs = new ArrayList<>();
  private final List<Happening> happened = new ArrayList<>();
  private int tick;
  private int waiting;
  private int steps;
  private boolean settled;

  DuelMotion(DuelState state, boolean countdown) {
    this.settings = state.settings();
    this.course = state.course();
    this.bodies = state.runners().stream().map(Body::new).toArray(Body[]::new);
    this.countdown = countdown;
    this.tick = state.standing().tick();
    this.waiting = countdown ? settings.countdownSteps() : state.standing().waiting();
  }

  /** Plays a stretch again. */
  static void replay(
      DuelState before, Played played, Consumer<Motion<DuelCommand, DuelEvent>> shown) {
    DuelMotion motion = new DuelMotion(before, played.countdown());
    int next = 0;
    for (int step = 0; step < played.steps(); step++) {
      next = motion.repeat(played.inputs(), next);
      motion.step();
      shown.accept(motion);
    }
    motion.repeat(played.inputs(), next);
  }

  /** Takes again what was taken after as many steps, and says what comes next. */
  private int repeat(List<Deed> deeds, int from) {
    int next = from;
    for (; next < deeds.size() && deeds.get(next).after() == steps; next++) {
      Deed deed = deeds.get(next);
      input(
          deed.by(),
          switch (deed.act()) {
            case JUMP -> new Jump(deed.tick());
            case ATTACK -> new Attack(deed.tick());
          });
    }
    return next;
  }

  /**
   * Codes: {@code not_playing}, {@code bad_command}, {@code fallen}, {@code finished}, {@code
   * frozen}; for a jump {@code in_the_air}; for an attack {@code no_rival}, {@code rival_fallen},
   * {@code rival_finished}, {@code cooling_down}, {@code not_enough_points}, {@code rival_frozen}.
   */
  @Override
  public Rejection input(String player, DuelCommand command) {
    Body body = body(player);
    if (body == null || body.left) {
      return new Rejection("not_playing", "You do not run in this duel.");
    }
    if (command == null) {
      return new Rejection("bad_command", "That is no command.");
    }
    if (body.fallen) {
      return new Rejection("fallen", "You have fallen, and your run is over.");
    }
    if (done(body)) {
      return new Rejection("finished", "You have reached the end, and your run is over.");
    }
    if (body.frozen > 0) {
      return new Rejection("frozen", "You are frozen.");
    }
    Rejection refused =
        switch (command) {
          case Jump jump -> jump(body);
          case Attack attack -> attack(body);
        };
    if (refused == null) {
      taken(body, command);
    }
    return refused;
  }

  private void taken(Body body, DuelCommand command) {
    Integer ticked = command.tick() == null ? null : command.tick() & LOW_16_BITS;
    if (ticked != null) {
      body.ack = ticked;
    }
    Act act = command instanceof Jump ? Act.JUMP : Act.ATTACK;
    inputs.add(new Deed(steps, body.player, act, ticked));
  }

  private static Rejection jump(Body body) {
    if (body.air) {
      return new Rejection("in_the_air", "You can jump again from the next ring.");
    }
    body.air = true;
    body.rise = Arc.TAKE_OFF;
    return null;
  }

  private Rejection attack(Body body) {
    Body rival = rival(body);
    if (rival == null) {
      return new Rejection("no_rival", "There is nobody to attack in practice.");
    }
    if (rival.fallen) {
      return new Rejection("rival_fallen", "Your rival has fallen already.");
    }
    if (done(rival)) {
      return new Rejection("rival_finished", "Your rival has reached the end already.");
    }
    if (body.cooldown > 0) {
      return new Rejection("cooling_down", "You have attacked just now; wait a moment.");
    }
    if (body.score() < DuelSettings.ATTACK_COST) {
      return new Rejection(
          "not_enough_points", "An attack costs " + DuelSettings.ATTACK_COST + " points.");
    }
    if (rival.frozen > 0) {
      return new Rejection("rival_frozen", "Your rival is frozen already.");
    }
    body.spent += DuelSettings.ATTACK_COST;
    body.cooldown = settings.cooldownSteps();
    rival.frozen = settings.freezeSteps();
    happened.add(new Frozen(rival.player, body.player, body.score()));
    return null;
  }

  /** Null for somebody who does not run. */
  private Body body(String player) {
    for (Body body : bodies) {
      if (body.player.equals(player)) {
        return body;
      }
    }
    return null;
  }

  /** Null in practice. */
  private Body rival(Body body) {
    for (Body other : bodies) {
      if (other != body) {
        return other;
      }
    }
    return null;
  }

  private boolean done(Body body) {
    return body.fallen || body.rings == course.rings();
  }

  @Override
  public boolean step() {
    tick++;
    steps++;
    if (waiting > 0) {
      waiting--;
    } else {
      boolean over = true;
      for (Body body : bodies) {
        move(body);
        over &= done(body) && !sinking(body);
      }
      if (over && !settled) {
        settle();
      }
    }
    return !happened.isEmpty() || steps >= CHECKPOINT_STEPS;
  }

  private void move(Body body) {
    if (body.cooldown > 0) {
      body.cooldown--;
    }
    if (body.fallen) {
      if (sinking(body)) {
        body.y = Math.max(-Arc.DEPTH, body.y + body.rise);
        body.rise -= Arc.GRAVITY;
      }
    } else if (body.frozen > 0) {
      body.frozen--;
    } else if (!done(body)) {
      run(body);
    }
  }

  private static boolean sinking(Body body) {
    return body.fallen && body.y > -Arc.DEPTH;
  }

  private void run(Body body) {
    body.x += Arc.speed(body.rings);
    if (body.air) {
      body.y += body.rise;
      body.rise -= Arc.GRAVITY;
      if (body.y <= 0) {
        comeDown(body);
      }
    } else if (!course.under(body.x, body.rings)) {
      fall(body);
    }
  }

  private void comeDown(Body body) {
    body.air = false;
    if (course.under(body.x, body.rings)) {
      land(body);
    } else if (course.under(body.x, body.rings + 1)) {
      body.rings++;
      land(body);
      if (done(body)) {
        body.cooldown = 0;
        happened.add(new Arrived(body.player, body.score()));
      }
    } else {
      fall(body);
    }
  }

  private static void land(Body body) {
    body.y = 0;
    body.rise = 0;
  }

  private void fall(Body body) {
    body.fallen = true;
    body.cooldown = 0;
    happened.add(new Fell(body.player, body.rings, body.score()));
  }

  private void settle() {
    settled = true;
    happened.add(Settlement.byScore(runners()));
  }

  private List<Runner> runners() {
    List<Runner> runners = new ArrayList<>(bodies.length);
    for (Body body : bodies) {
      runners.add(body.runner());
    }
    return runners;
  }

  @Override
  public DuelEvent played() {
    return new Played(countdown, steps, inputs, new Standing(tick, waiting, runners()), happened);
  }

  private int moving() {
    return settled ? 2 : waiting > 0 ? 0 : 1;
  }

  @Override
  public void frame(FrameWriter out) {
    out.u32(tick).u8(moving()).u16(waiting).u8(bodies.length);
    for (Body body : bodies) {
      out.u32(body.x)
          .u16(RING_HEIGHT + body.y)
          .u8(body.state())
          .u16(body.rings)
          .u16(body.score())
          .u16(body.frozen)
          .u16(body.cooldown)
          .u16(body.ack);
    }
  }

  @Override
  public DuelFrame frame() {
    List<DuelFrame.Body> shown = new ArrayList<>(bodies.length);
    for (Body body : bodies) {
      shown.add(
          new DuelFrame.Body(
              body.x,
              RING_HEIGHT + body.y,
              STATES.get(body.state()),
              body.rings,
              body.score(),
              body.frozen,
              body.cooldown,
              body.ack));
    }
    return new DuelFrame(tick, moving(), waiting, shown);
  }
}
