package dev.parlour.testkit;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.FrameWriter;
import dev.parlour.game.Input;
import dev.parlour.game.Motion;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A game in which something moves, so small that a test can hold it in mind: a raft drifts by one
 * with each step; whoever pushes last before it has drifted {@value #SHORE} gets a point, and it
 * begins anew. First to two points. Nothing moves while somebody is missing.
 */
public final class DriftGame
    implements ArcadeGame<
        DriftGame.Settings, Void, DriftGame.State, DriftGame.Command, DriftGame.Event> {
  public static final int SHORE = 10;
  public static final int COUNTDOWN = 3;
  private static final int GOAL = 2;

  private final BooleanSupplier bug;

  public DriftGame() {
    this(() -> false);
  }

  /**
   * @param bug asked before each step; where it says yes that throws
   */
  public DriftGame(BooleanSupplier bug) {
    this.bug = bug;
  }

  public record Settings() {}

  /**
   * @param at how far it has drifted
   * @param waits steps until it drifts
   * @param last who pushed last; null for nobody
   */
  public record State(
      boolean begun,
      Map<String, Long> points,
      int at,
      int waits,
      String last,
      boolean missing,
      boolean over) {
    public State {
      points = Persistent.map(points);
    }
  }

  public sealed interface Command {
    record Push() implements Command {}
  }

  public sealed interface Event {
    record Prepared() implements Event {}

    record Begun(List<String> players) implements Event {}

    /**
     * @param pushes who pushed, and before which step, since the motion began
     * @param scored who got a point; null for nobody
     */
    record Drifted(
        int steps,
        List<Push> pushes,
        boolean countdown,
        int at,
        int waits,
        String last,
        String scored)
        implements Event {}

    record Push(int step, String player) {}

    record Missing(boolean missing) implements Event {}

    record Stopped() implements Event {}
  }

  public record Shared(int at, Map<String, Long> points) {}

  public record Own() {}

  /**
   * @param tick counts the steps since the shore
   */
  public record Facts(long tick, int waits, String last) {}

  private final class Drift implements Motion<Command, Event> {
    private final State begun;
    private final boolean countdown;
    private final List<Event.Push> pushes = new ArrayList<>();
    private int steps;
    private int at;
    private int waits;
    private String last;

    Drift(State begun, boolean countdown) {
      this.begun = begun;
      this.countdown = countdown;
      this.at = begun.at();
      this.waits = countdown ? COUNTDOWN : begun.waits();
      this.last = begun.last();
    }

    @Override
    public Rejection input(String player, Command command) {
      if (!begun.points().containsKey(player)) {
        return new Rejection("not_playing", "You are not on this raft.");
      }
      if (player.equals(last)) {
        return new Rejection("pushed_already", "You pushed last.");
      }
      pushes.add(new Event.Push(steps, player));
      last = player;
      return null;
    }

    @Override
    public boolean step() {
      if (bug.getAsBoolean()) {
        throw new IllegalStateException("a bug in a step");
      }
      steps++;
      if (waits > 0) {
        waits--;
        return false;
      }
      at++;
      return at == SHORE;
    }

    @Override
    public Event played() {
      boolean arrived = at == SHORE;
      return new Event.Drifted(
          steps,
          List.copyOf(pushes),
          countdown,
          arrived ? 0 : at,
          arrived ? COUNTDOWN : waits,
          arrived ? null : last,
          arrived ? last : null);
    }

    @Override
    public void frame(FrameWriter out) {
      out.u32(at).u8(waits);
    }

    @Override
    public Object frame() {
      return new Facts(at, waits, last);
    }
  }

  @Override
  public String id() {
    return "drift";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Class<Void> contentType() {
    return Void.class;
  }

  @Override
  public Class<State> stateType() {
    return State.class;
  }

  @Override
  public Class<Command> commandType() {
    return Command.class;
  }

  @Override
  public Class<Event> eventType() {
    return Event.class;
  }

  @Override
  public Checked<Settings> settings(Map<String, Object> raw) {
    return Checked.good(new Settings());
  }

  @Override
  public int maxPlayers(Settings settings) {
    return 2;
  }

  @Override
  public int minPlayers(Settings settings) {
    return 1;
  }

  @Override
  public Event prepare(Settings settings, Void content, long seed) {
    return new Event.Prepared();
  }

  @Override
  public State initial() {
    return new State(false, Map.of(), 0, 0, null, false, false);
  }

  @Override
  public Decision<Event> decide(State state, Input<Command> input, Situation situation) {
    return switch (input) {
      case Input.Start<Command> start ->
          Decision.accepted(new Event.Begun(start.seats().stream().map(Seat::id).toList()));
      case Input.Presence<Command> presence -> {
        boolean missing = !situation.connected().containsAll(state.points().keySet());
        yield missing == state.missing()
            ? Decision.accepted()
            : Decision.accepted(new Event.Missing(missing));
      }
      case Input.Finish<Command> finish -> Decision.accepted(new Event.Stopped());
      case Input.Play<Command> play ->
          Decision.rejected("not_moving", "The raft does not move just now.");
      case Input.Direct<Command> direct ->
          Decision.rejected("players_only", "Only people on the raft push it.");
      case Input.Join<Command> join -> Decision.accepted();
      case Input.Leave<Command> leave -> Decision.accepted();
      case Input.Wake<Command> wake -> Decision.accepted();
    };
  }

  @Override
  public State apply(State s, Event event) {
    return switch (event) {
      case Event.Prepared e -> s;
      case Event.Begun e -> {
        Map<String, Long> points = Persistent.map(Map.of());
        for (String player : e.players()) {
          points = Persistent.with(points, player, 0L);
        }
        yield new State(true, points, 0, 0, null, false, false);
      }
      case Event.Drifted e -> {
        Map<String, Long> points =
            e.scored() == null
                ? s.points()
                : Persistent.with(s.points(), e.scored(), s.points().get(e.scored()) + 1);
        boolean over = e.scored() != null && points.get(e.scored()) >= GOAL;
        yield new State(true, points, e.at(), e.waits(), e.last(), s.missing(), over);
      }
      case Event.Missing e ->
          new State(true, s.points(), s.at(), COUNTDOWN, s.last(), e.missing(), s.over());
      case Event.Stopped e ->
          new State(true, s.points(), s.at(), s.waits(), s.last(), s.missing(), true);
    };
  }

  @Override
  public Optional<Motion<Command, Event>> motion(State state, boolean countdown) {
    return state.begun() && !state.over() && !state.missing()
        ? Optional.of(new Drift(state, countdown))
        : Optional.empty();
  }

  @Override
  public void replay(State before, Event event, Consumer<Motion<Command, Event>> shown) {
    if (event instanceof Event.Drifted e) {
      Drift again = new Drift(before, e.countdown());
      int next = 0;
      for (int step = 0; step < e.steps(); step++) {
        while (next < e.pushes().size() && e.pushes().get(next).step() == step) {
          again.input(e.pushes().get(next++).player(), new Command.Push());
        }
        again.step();
        shown.accept(again);
      }
    }
  }

  @Override
  public OptionalLong wakeAt(State state, Situation situation) {
    return OptionalLong.empty();
  }

  @Override
  public String phase(State state) {
    return state.over() ? "over" : state.missing() ? "missing" : "drifting";
  }

  @Override
  public OptionalLong deadline(State state) {
    return OptionalLong.empty();
  }

  @Override
  public boolean finished(State state) {
    return state.over();
  }

  @Override
  public List<Placing> placings(State state) {
    List<Placing> all = new ArrayList<>();
    state.points().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> all.add(new Placing(e.getKey(), all.size() + 1, e.getValue())));
    return all;
  }

  @Override
  public Object shared(State state, Role role, Table table) {
    return new Shared(state.at(), state.points());
  }

  @Override
  public Object own(State state, String player, Table table) {
    return new Own();
  }
}
