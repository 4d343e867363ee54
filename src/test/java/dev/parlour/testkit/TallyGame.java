package dev.parlour.testkit;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Game;
import dev.parlour.game.Input;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.SettingsReader;
import dev.parlour.game.SettingsReader.Limit;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A second game, so small that a test of the room can hold it in mind: in each round every player
 * calls one number in secret, and when all who are connected have called, or the time is up, the
 * numbers are added to their scores. It needs no content, so a room around it is ready at once.
 */
public final class TallyGame
    implements Game<TallyGame.Settings, Void, TallyGame.State, TallyGame.Command, TallyGame.Event> {
  /**
   * @param late by how many seconds watchers see it
   */
  public record Settings(int rounds, int seconds, int min, int max, int late) {}

  /**
   * @param called this round's numbers, by player: secret until the round is over
   */
  public record State(
      Settings settings,
      int round,
      long until,
      Map<String, Long> scores,
      Map<String, Long> called,
      boolean over,
      List<Placing> placings) {
    public State {
      scores = Persistent.map(scores);
      called = Persistent.map(called);
      placings = Persistent.list(placings);
    }
  }

  public sealed interface Command {
    record Call(int round, int number) implements Command {}

    /** The host does not wait. */
    record Next() implements Command {}

    /** A bug of the game: deciding it throws. */
    record Explode() implements Command {}
  }

  public sealed interface Event {
    record Prepared(Settings settings) implements Event {}

    record Begun(List<String> players, long until) implements Event {}

    record Seated(String player) implements Event {}

    record Gone(String player) implements Event {}

    record Called(String player, long number) implements Event {}

    record RoundOver(long until, boolean last) implements Event {}

    record Stopped() implements Event {}
  }

  public record Shared(int round, int called, Map<String, Long> scores) {}

  public record Own(Long called) {}

  private static final Limit ROUNDS = new Limit("rounds", 1, 9, 2);
  private static final Limit SECONDS = new Limit("seconds", 1, 600, 10);
  private static final Limit MIN = new Limit("min", 1, 10, 1);
  private static final Limit MAX = new Limit("max", 1, 10_000, 8);
  private static final Limit LATE = new Limit("late", 0, 60, 0);
  private static final List<String> NAMES =
      List.of(ROUNDS.name(), SECONDS.name(), MIN.name(), MAX.name(), LATE.name());

  private final Predicate<String> bug;

  public TallyGame() {
    this(place -> false);
  }

  /**
   * @param bug asked with the name of a method before it runs; where it says yes the method throws
   */
  public TallyGame(Predicate<String> bug) {
    this.bug = bug;
  }

  private void maybeThrow(String place) {
    if (bug.test(place)) {
      throw new IllegalStateException("a bug in " + place);
    }
  }

  @Override
  public String id() {
    return "tally";
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
    SettingsReader in = new SettingsReader("tally", NAMES, raw);
    int rounds = in.number(ROUNDS, "The number of rounds");
    int seconds = in.number(SECONDS, "The time for a round in seconds");
    int min = in.number(MIN, "The least number of players");
    int max = in.number(MAX, "The greatest number of players");
    int late = in.number(LATE, "The delay for watchers in seconds");
    return in.result(() -> new Settings(rounds, seconds, min, max, late));
  }

  @Override
  public Duration spectatorDelay(Settings settings) {
    return Duration.ofSeconds(settings.late());
  }

  @Override
  public int maxPlayers(Settings settings) {
    return settings.max();
  }

  @Override
  public int minPlayers(Settings settings) {
    return settings.min();
  }

  @Override
  public Event prepare(Settings settings, Void content, long seed) {
    return new Event.Prepared(settings);
  }

  @Override
  public State initial() {
    return new State(null, 0, 0, Map.of(), Map.of(), false, List.of());
  }

  @Override
  public Decision<Event> decide(State state, Input<Command> input, Situation situation) {
    maybeThrow("decide");
    if (state.over()) {
      return input instanceof Input.Play<Command> || input instanceof Input.Direct<Command>
          ? Decision.rejected("game_over", "The game is over.")
          : Decision.accepted();
    }
    return switch (input) {
      case Input.Start<Command> start ->
          Decision.accepted(
              new Event.Begun(
                  start.seats().stream().map(Seat::id).toList(), situation.now() + millis(state)));
      case Input.Join<Command> join -> Decision.accepted(new Event.Seated(join.seat().id()));
      case Input.Leave<Command> leave -> {
        TreeSet<String> rest = new TreeSet<>(situation.connected());
        rest.remove(leave.player());
        yield thenMaybeOver(state, rest, situation, new Event.Gone(leave.player()));
      }
      case Input.Play<Command> play ->
          switch (play.command()) {
            case Command.Call call -> call(state, play.player(), call, situation);
            case Command.Next next -> Decision.rejected("host_only", "Only the host can go on.");
            case Command.Explode explode -> throw new IllegalStateException("a bug in a rule");
          };
      case Input.Direct<Command> direct ->
          switch (direct.command()) {
            case Command.Call call -> Decision.rejected("players_only", "Only players call.");
            case Command.Next next -> Decision.accepted(over(state, situation.now()));
            case Command.Explode explode -> throw new IllegalStateException("a bug in a rule");
          };
      case Input.Presence<Command> presence ->
          thenMaybeOver(state, situation.connected(), situation);
      case Input.Wake<Command> wake ->
          situation.now() >= state.until()
              ? Decision.accepted(over(state, situation.now()))
              : Decision.accepted();
      case Input.Finish<Command> finish -> Decision.accepted(new Event.Stopped());
    };
  }

  private Decision<Event> call(State state, String player, Command.Call call, Situation situation) {
    if (call.round() != state.round()) {
      return Decision.rejected("wrong_round", "That round is over.");
    }
    if (state.called().containsKey(player)) {
      return Decision.rejected("already_called", "You have called.");
    }
    if (situation.now() > state.until()) {
      return Decision.rejected("too_late", "The time was up.");
    }
    return thenMaybeOver(
        state, situation.connected(), situation, new Event.Called(player, call.number()));
  }

  private Decision<Event> thenMaybeOver(
      State state, SortedSet<String> connected, Situation situation, Event... first) {
    List<Event> events = new ArrayList<>(List.of(first));
    State after = state;
    for (Event event : first) {
      after = apply(after, event);
    }
    boolean all =
        !connected.isEmpty()
            && connected.size() <= after.called().size()
            && after.called().keySet().containsAll(connected);
    if (all) {
      events.add(over(after, situation.now()));
    }
    return Decision.accepted(events);
  }

  private static Event over(State state, long now) {
    return new Event.RoundOver(now + millis(state), state.round() == state.settings().rounds());
  }

  private static long millis(State state) {
    return state.settings().seconds() * 1000L;
  }

  @Override
  public State apply(State state, Event event) {
    maybeThrow("apply");
    return switch (event) {
      case Event.Prepared e -> new State(e.settings(), 0, 0, Map.of(), Map.of(), false, List.of());
      case Event.Begun e -> {
        Map<String, Long> scores = Map.of();
        for (String player : e.players()) {
          scores = Persistent.with(scores, player, 0L);
        }
        yield new State(state.settings(), 1, e.until(), scores, Map.of(), false, ranked(scores));
      }
      case Event.Seated e ->
          with(state, Persistent.with(state.scores(), e.player(), 0L), state.called());
      case Event.Gone e ->
          with(
              state,
              Persistent.without(state.scores(), e.player()),
              Persistent.without(state.called(), e.player()));
      case Event.Called e ->
          new State(
              state.settings(),
              state.round(),
              state.until(),
              state.scores(),
              Persistent.with(state.called(), e.player(), e.number()),
              false,
              state.placings());
      case Event.RoundOver e -> {
        Map<String, Long> scores = state.scores();
        for (Map.Entry<String, Long> call : state.called().entrySet()) {
          scores =
              Persistent.with(
                  scores, call.getKey(), scores.getOrDefault(call.getKey(), 0L) + call.getValue());
        }
        yield new State(
            state.settings(),
            e.last() ? state.round() : state.round() + 1,
            e.until(),
            scores,
            Map.of(),
            e.last(),
            ranked(scores));
      }
      case Event.Stopped e ->
          new State(
              state.settings(),
              state.round(),
              state.until(),
              state.scores(),
              Map.of(),
              true,
              state.placings());
    };
  }

  private static State with(State state, Map<String, Long> scores, Map<String, Long> called) {
    return new State(
        state.settings(),
        state.round(),
        state.until(),
        scores,
        called,
        state.over(),
        ranked(scores));
  }

  private static List<Placing> ranked(Map<String, Long> scores) {
    List<Placing> order = new ArrayList<>();
    scores.forEach((id, score) -> order.add(new Placing(id, 0, score)));
    order.sort(
        Comparator.comparingLong(Placing::score)
            .reversed()
            .thenComparing(Placing::player, Persistent.order()));
    for (int i = 0; i < order.size(); i++) {
      boolean tied = i > 0 && order.get(i - 1).score() == order.get(i).score();
      order.set(
          i,
          new Placing(
              order.get(i).player(), tied ? order.get(i - 1).rank() : i + 1, order.get(i).score()));
    }
    return order;
  }

  @Override
  public OptionalLong wakeAt(State state, Situation situation) {
    maybeThrow("wakeAt");
    return deadline(state);
  }

  @Override
  public String phase(State state) {
    maybeThrow("phase");
    return "round " + state.round();
  }

  @Override
  public OptionalLong deadline(State state) {
    return state.round() == 0 || state.over()
        ? OptionalLong.empty()
        : OptionalLong.of(state.until());
  }

  @Override
  public boolean finished(State state) {
    return state.over();
  }

  @Override
  public List<Placing> placings(State state) {
    return state.placings();
  }

  @Override
  public Object shared(State state, Role role, Table table) {
    return new Shared(state.round(), state.called().size(), state.scores());
  }

  @Override
  public Object own(State state, String player, Table table) {
    return new Own(state.called().get(player));
  }
}
