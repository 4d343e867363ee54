package dev.parlour.game.duel;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Motion;
import dev.parlour.game.Persistent;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import dev.parlour.game.duel.DuelEvent.Happening;
import dev.parlour.game.duel.DuelEvent.Played;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A duel as a test plays it: does what a room does (seats, presence, the steps, the log) with time
 * in the test's hand.
 */
final class DuelMatch {
  static final DuelGame GAME = new DuelGame();
  static final Instant EIGHT_O_CLOCK = Instant.parse("2026-03-01T20:00:00Z");

  /** Longer than any run. */
  private static final int FOR_EVER = 200_000;

  /** A frame as a value, so that frames can be compared. */
  record Shown(int tick, int moving, int waiting, List<DuelFrame.Body> runners) {
    static Shown of(Motion<DuelCommand, DuelEvent> motion) {
      DuelFrame frame = (DuelFrame) motion.frame();
      return new Shown(frame.tick, frame.moving, frame.wait, frame.runners);
    }
  }

  final List<DuelEvent> log = new ArrayList<>();
  final Map<String, Seat> seats = new LinkedHashMap<>();
  final TreeSet<String> connected = new TreeSet<>(Persistent.order());

  /** Who jumps by itself, always in time. */
  final TreeSet<String> skilled = new TreeSet<>(Persistent.order());

  /** What was shown after each step. */
  final List<Shown> frames = new ArrayList<>();

  DuelState state = GAME.initial();
  GameClock clock = new GameClock(0, EIGHT_O_CLOCK);
  Motion<DuelCommand, DuelEvent> motion;
  private long millis;
  private int steps;

  private DuelMatch() {}

  /** In the lobby, with everybody there who is needed. Names and values of settings by turns. */
  static DuelMatch with(Object... namesAndValues) {
    return seeded(42, settings(namesAndValues));
  }

  static DuelMatch seeded(long seed, DuelSettings settings) {
    DuelMatch match = new DuelMatch();
    match.fold(GAME.prepare(settings, null, seed));
    for (int i = 1; i <= settings.players(); i++) {
      match.seats.put("p" + i, new Seat("p" + i, "Player " + i, "seed" + i));
      match.connected.add("p" + i);
    }
    return match;
  }

  /** Two who run, without a countdown, on a short course. */
  static DuelMatch running() {
    return with("countdownSeconds", 0, "rings", 50).started();
  }

  /** One who runs, without a countdown, on a short course. */
  static DuelMatch alone() {
    return with("mode", "practice", "countdownSeconds", 0, "rings", 50).started();
  }

  static DuelSettings settings(Object... namesAndValues) {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      raw.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return switch (GAME.settings(raw)) {
      case Checked.Good<DuelSettings> good -> good.value();
      case Checked.Bad<DuelSettings> bad -> throw new AssertionError(bad.rejection());
    };
  }

  DuelMatch started() {
    decide(new Input.Start<>(List.copyOf(seats.values())));
    return this;
  }

  DuelMatch skilled(String... players) {
    skilled.addAll(List.of(players));
    return this;
  }

  private void fold(DuelEvent event) {
    log.add(event);
    state = GAME.apply(state, event);
  }

  /** Keeps what has been played, and goes on from the stored state. */
  DuelEvent store() {
    DuelEvent played = motion.played();
    fold(played);
    motion = GAME.motion(state, false).orElse(null);
    return played;
  }

  Decision<DuelEvent> decide(Input<DuelCommand> input) {
    if (motion != null) {
      store();
    }
    Decision<DuelEvent> decision = GAME.decide(state, input, situation());
    if (decision instanceof Decision.Accepted<DuelEvent> accepted) {
      accepted.events().forEach(this::fold);
    }
    motion = GAME.motion(state, false).orElse(null);
    return decision;
  }

  /** What a room does around a pause or an outage. */
  DuelMatch resumedWithCountdown() {
    if (motion != null) {
      store();
      motion = GAME.motion(state, true).orElse(null);
    }
    return this;
  }

  Situation situation() {
    return new Situation(now(), connected, OptionalLong.empty());
  }

  long now() {
    return millis + steps * 1000L / ArcadeGame.STEPS_PER_SECOND;
  }

  DuelMatch later(long milliseconds) {
    millis += milliseconds;
    return this;
  }

  /** Until so many steps are made, or nothing moves any more. */
  DuelMatch run(int count) {
    for (int i = 0; i < count && motion != null; i++) {
      step();
    }
    return this;
  }

  DuelMatch runUntil(BooleanSupplier reached) {
    for (int i = 0; !reached.getAsBoolean(); i++) {
      if (motion == null || i == FOR_EVER) {
        throw new AssertionError("it never came so far: " + state);
      }
      step();
    }
    return this;
  }

  DuelMatch runToTheEnd() {
    return runUntil(() -> GAME.finished(state));
  }

  DuelMatch runUntilRings(String player, int rings) {
    return runUntil(() -> body(player).rings() >= rings);
  }

  /** The first is at the end, the second behind, because the first has attacked once. */
  DuelMatch aheadAtTheEnd() {
    skilled("p1", "p2").runUntilRings("p1", DuelSettings.ATTACK_COST);
    attack("p1");
    return runUntilRings("p1", state.course().rings());
  }

  private void step() {
    skilled.forEach(this::jumpIfItIsTime);
    steps++;
    boolean happened = motion.step();
    frames.add(frame());
    if (happened) {
      store();
    }
  }

  /** Sees what its player sees: the frame and the course. */
  private void jumpIfItIsTime(String player) {
    DuelFrame.Body body = body(player);
    Course course = state.course();
    if (body.state().equals("ring")
        && body.rings() < course.rings()
        && body.x() + Arc.length(body.rings()) >= course.starts().get(body.rings() + 1)) {
      jump(player);
    }
  }

  /** The code of the refusal; "taken" without one. */
  String jump(String player) {
    return input(player, new DuelCommand.Jump(null));
  }

  String attack(String player) {
    return input(player, new DuelCommand.Attack(null));
  }

  String input(String player, DuelCommand command) {
    Rejection refused = motion.input(player, command);
    return refused == null ? "taken" : refused.code();
  }

  Decision<DuelEvent> wake() {
    return decide(new Input.Wake<>());
  }

  Decision<DuelEvent> wakeWhenDue() {
    return later(GAME.wakeAt(state, situation()).orElseThrow() - now()).wake();
  }

  Decision<DuelEvent> finish() {
    return decide(new Input.Finish<>());
  }

  Decision<DuelEvent> leave(String player) {
    connected.remove(player);
    return decide(new Input.Leave<>(player));
  }

  Decision<DuelEvent> disconnect(String player) {
    connected.remove(player);
    return decide(new Input.Presence<>());
  }

  Decision<DuelEvent> connect(String player) {
    connected.add(player);
    return decide(new Input.Presence<>());
  }

  Shown frame() {
    return Shown.of(motion);
  }

  /** As the last frame has it, or the end. */
  DuelFrame.Body body(String player) {
    int index = List.copyOf(seats.keySet()).indexOf(player);
    Motion<DuelCommand, DuelEvent> shown = motion == null ? new DuelMotion(state, false) : motion;
    return Shown.of(shown).runners().get(index);
  }

  Table table() {
    return new Table(clock, seats, connected);
  }

  DuelView.Shared view() {
    return GAME.shared(state, Role.PLAYER, table());
  }

  DuelView.Own own(String player) {
    return GAME.own(state, player, table());
  }

  DuelState.Phase phase() {
    return state.phase();
  }

  /** All that happened on the course so far, in its order. */
  List<Happening> happened() {
    return log.stream()
        .filter(Played.class::isInstance)
        .flatMap(played -> ((Played) played).happened().stream())
        .toList();
  }

  <H extends Happening> List<H> happened(Class<H> kind) {
    return happened().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The code of a refusal; "accepted" without one. */
  static String code(Decision<DuelEvent> decision) {
    return decision instanceof Decision.Rejected<DuelEvent> rejected
        ? rejected.rejection().code()
        : "accepted";
  }

  static List<DuelEvent> events(Decision<DuelEvent> decision) {
    return decision instanceof Decision.Accepted<DuelEvent> accepted
        ? accepted.events()
        : List.of();
  }
}
