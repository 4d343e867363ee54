package dev.parlour.game.pong;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Motion;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import dev.parlour.game.pong.PongEvent.Played;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A game of Pong as a test plays it: does what a room does (seats, presence, the log, the steps,
 * and the event before each decision) with time in the test's hand.
 */
final class PongMatch {
  static final PongGame GAME = new PongGame();
  static final Instant EIGHT_O_CLOCK = Instant.parse("2026-03-01T20:00:00Z");

  final List<PongEvent> log = new ArrayList<>();
  final Map<String, Seat> seats = new LinkedHashMap<>();
  final TreeSet<String> connected = new TreeSet<>(Persistent.order());
  PongState state = GAME.initial();
  long now;
  GameClock clock = new GameClock(0, EIGHT_O_CLOCK);

  /** What moves now; null while nothing does. */
  Motion<PongCommand, PongEvent> motion;

  private PongMatch() {}

  /** In the lobby. */
  static PongMatch with(PongSettings settings, long seed) {
    PongMatch match = new PongMatch();
    match.fold(GAME.prepare(settings, null, seed));
    return match;
  }

  /** Settings by names and values by turns. */
  static PongMatch with(Object... namesAndValues) {
    return with(settings(namesAndValues), 42);
  }

  static PongSettings settings(Object... namesAndValues) {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      raw.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return switch (GAME.settings(raw)) {
      case Checked.Good<PongSettings> good -> good.value();
      case Checked.Bad<PongSettings> bad -> throw new AssertionError(bad.rejection());
    };
  }

  /** Two players, in play, with the ball as it is given in whole units from the centre. */
  static PongMatch flying(int x, int y, int dx, int dy) {
    return with("countdownSeconds", 0).startedWith(2).ball(x, y, dx, dy);
  }

  /** The same on the court for four. */
  static PongMatch flyingAmongFour(int x, int y, int dx, int dy) {
    return with("countdownSeconds", 0, "players", 4).startedWith(4).ball(x, y, dx, dy);
  }

  /** Started, with players p1, p2, … who are all connected. */
  PongMatch startedWith(int players) {
    for (int i = 1; i <= players; i++) {
      Seat seat = new Seat("p" + i, "Player " + i, "seed" + i);
      seats.put(seat.id(), seat);
      connected.add(seat.id());
    }
    decide(new Input.Start<>(List.copyOf(seats.values())));
    return this;
  }

  /** Lets the ball fly from here; units from the centre, and units a step. */
  PongMatch ball(int x, int y, int dx, int dy) {
    int speed = (int) (Math.sqrt((double) dx * dx + (double) dy * dy) * Court.FINE);
    return finely(x * Court.FINE, y * Court.FINE, dx * Court.FINE, dy * Court.FINE, speed);
  }

  PongMatch finely(int x, int y, int dx, int dy, int speed) {
    Field f = state.field();
    return place(
        new Field(
            f.tick(),
            0,
            false,
            x,
            y,
            dx,
            dy,
            speed,
            f.touched(),
            f.serve(),
            f.random(),
            f.paddles()));
  }

  /** Puts a side's paddle there, in units from the middle of its wall. */
  PongMatch paddle(Edge side, int at) {
    Field.Paddle p = state.field().paddles().get(side.ordinal());
    return place(
        state
            .field()
            .with(
                side.ordinal(),
                new Field.Paddle(
                    at * Court.FINE,
                    p.direction(),
                    p.ack(),
                    p.score(),
                    p.out(),
                    p.aim(),
                    p.next())));
  }

  PongMatch score(Edge side, int score) {
    Field.Paddle p = state.field().paddles().get(side.ordinal());
    return place(
        state
            .field()
            .with(
                side.ordinal(),
                new Field.Paddle(
                    p.at(), p.direction(), p.ack(), score, p.out(), p.aim(), p.next())));
  }

  PongMatch place(Field field) {
    state = state.with(field);
    move(false);
    return this;
  }

  /** Begins a motion from the state. */
  void move(boolean countdown) {
    motion = GAME.motion(state, countdown).orElse(null);
  }

  private void fold(PongEvent event) {
    log.add(event);
    state = GAME.apply(state, event);
  }

  /** Stores what has moved, and goes on. */
  void store() {
    fold(motion.played());
    move(false);
  }

  /** A step; stores what must be stored. */
  void step() {
    if (motion.step()) {
      store();
    }
  }

  PongMatch steps(int steps) {
    for (int i = 0; i < steps && motion != null; i++) {
      step();
    }
    return this;
  }

  /** Up to and with the next goal, which must come within these steps. */
  Played untilGoal(int atMost) {
    for (int i = 0; i < atMost; i++) {
      int events = log.size();
      step();
      if (log.size() > events && ((Played) log.getLast()).goal() != null) {
        return (Played) log.getLast();
      }
    }
    throw new AssertionError("no goal within " + atMost + " steps: " + field());
  }

  /** Until the ball flies. */
  PongMatch untilServed() {
    while (field().dx() == 0 && field().dy() == 0) {
      step();
    }
    return this;
  }

  /** Where everything stands at this step. */
  Field field() {
    return motion == null ? state.field() : ((PongMotion) motion).field();
  }

  Field.Paddle paddle(Edge side) {
    return field().paddles().get(side.ordinal());
  }

  /** Null where it was taken. */
  Rejection input(String player, String paddle, Integer tick) {
    PongCommand move = new PongCommand.Move(paddle, tick);
    if (motion != null) {
      return motion.input(player, move);
    }
    return ((Decision.Rejected<PongEvent>) decide(new Input.Play<>(player, move))).rejection();
  }

  Rejection input(String player, String paddle) {
    return input(player, paddle, null);
  }

  Decision<PongEvent> decide(Input<PongCommand> input) {
    if (motion != null) {
      fold(motion.played());
    }
    Decision<PongEvent> decision = GAME.decide(state, input, situation());
    if (decision instanceof Decision.Accepted<PongEvent> accepted) {
      accepted.events().forEach(this::fold);
    }
    move(false);
    return decision;
  }

  Situation situation() {
    return new Situation(now, connected, OptionalLong.empty());
  }

  PongMatch at(long gameTime) {
    now = gameTime;
    return this;
  }

  Decision<PongEvent> wake() {
    return decide(new Input.Wake<>());
  }

  Decision<PongEvent> disconnect(String player) {
    connected.remove(player);
    return decide(new Input.Presence<>());
  }

  Decision<PongEvent> connect(String player) {
    connected.add(player);
    return decide(new Input.Presence<>());
  }

  Decision<PongEvent> leave(String player) {
    connected.remove(player);
    return decide(new Input.Leave<>(player));
  }

  Decision<PongEvent> finish() {
    return decide(new Input.Finish<>());
  }

  Table table() {
    return new Table(clock, seats, connected);
  }

  PongView.Shared view() {
    return GAME.shared(state, Role.PLAYER, table());
  }

  PongView.Own own(String player) {
    return GAME.own(state, player, table());
  }

  PongState.Phase phase() {
    return state.phase();
  }

  List<Placing> placings() {
    return GAME.placings(state);
  }

  List<Integer> scores() {
    return field().paddles().stream().map(Field.Paddle::score).toList();
  }

  /** The names of the events, or the code of the refusal. */
  static String told(Decision<PongEvent> decision) {
    return switch (decision) {
      case Decision.Rejected<PongEvent> no -> no.rejection().code();
      case Decision.Accepted<PongEvent> yes ->
          String.join(
              " ", yes.events().stream().map(event -> event.getClass().getSimpleName()).toList());
    };
  }
}
