package dev.parlour.game.duel;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Motion;
import dev.parlour.game.Placing;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.SeededRandom;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import dev.parlour.game.duel.DuelEvent.Continued;
import dev.parlour.game.duel.DuelEvent.Happening;
import dev.parlour.game.duel.DuelEvent.Interrupted;
import dev.parlour.game.duel.DuelEvent.Outcome;
import dev.parlour.game.duel.DuelEvent.Played;
import dev.parlour.game.duel.DuelEvent.Prepared;
import dev.parlour.game.duel.DuelEvent.Reason;
import dev.parlour.game.duel.DuelEvent.RunnerGone;
import dev.parlour.game.duel.DuelEvent.Settled;
import dev.parlour.game.duel.DuelEvent.Standing;
import dev.parlour.game.duel.DuelEvent.Started;
import dev.parlour.game.duel.DuelState.Phase;
import dev.parlour.shared.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The rules of a duel around its run: who runs, what happens when somebody is missing, and how it
 * ends. The run itself, with jumps, attacks and falls, is {@link DuelMotion}.
 *
 * <p>While somebody who still runs has no connection, the run stands still, for at most the time in
 * the settings. Whoever is connected again before the deadline was noticed is back in time, and the
 * run goes on with a countdown. Otherwise the other wins by forfeit; where the other is gone too,
 * and in practice, there is no result. Whoever has fallen, or is at the end, may go: the score
 * stands, and the other runs on to beat it.
 */
public final class DuelGame
    implements ArcadeGame<DuelSettings, Void, DuelState, DuelCommand, DuelEvent> {

  @Override
  public String id() {
    return "duel";
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
  public Class<DuelState> stateType() {
    return DuelState.class;
  }

  @Override
  public Class<DuelCommand> commandType() {
    return DuelCommand.class;
  }

  @Override
  public Class<DuelEvent> eventType() {
    return DuelEvent.class;
  }

  @Override
  public Checked<DuelSettings> settings(Map<String, Object> raw) {
    return DuelSettings.read(raw);
  }

  @Override
  public int maxPlayers(DuelSettings settings) {
    return settings.players();
  }

  @Override
  public int minPlayers(DuelSettings settings) {
    return settings.players();
  }

  @Override
  public DuelEvent prepare(DuelSettings settings, Void content, long seed) {
    return new Prepared(settings, Course.drawn(settings.rings(), new SeededRandom(seed)));
  }

  @Override
  public DuelState initial() {
    return DuelState.INITIAL;
  }

  @Override
  public Decision<DuelEvent> decide(
      DuelState state, Input<DuelCommand> input, Situation situation) {
    return switch (input) {
      case Input.Start<DuelCommand> start -> start(state, start.seats(), situation);
      // Whoever comes during a run takes the seat of somebody whose run is over, and watches.
      case Input.Join<DuelCommand> join -> Decision.accepted();
      case Input.Leave<DuelCommand> leave -> leave(state, leave.player());
      case Input.Play<DuelCommand> play -> nothingMoves(state);
      case Input.Direct<DuelCommand> direct ->
          Decision.rejected("players_only", "Only who runs can jump and attack.");
      case Input.Presence<DuelCommand> presence -> presence(state, situation);
      case Input.Wake<DuelCommand> wake -> presence(state, situation);
      case Input.Finish<DuelCommand> finish -> finish(state);
    };
  }

  private static Decision<DuelEvent> start(DuelState state, List<Seat> seats, Situation situation) {
    if (state.phase() == Phase.FINAL) {
      return gameOver();
    }
    if (state.phase() != Phase.LOBBY) {
      return Decision.rejected("already_started", "The game has already started.");
    }
    if (state.settings() == null) {
      return Decision.rejected("not_ready", "There is no course yet.");
    }
    int needed = state.settings().players();
    if (seats.size() != needed) {
      return Decision.rejected(
          seats.size() < needed ? "too_few_players" : "too_many_players",
          needed == 1 ? "Practice is for one." : "A duel needs two.");
    }
    Started started = new Started(seats.stream().map(Seat::id).toList());
    DuelState begun = applied(state, started);
    List<String> absent = absent(begun, situation.connected());
    return absent.isEmpty()
        ? Decision.accepted(started)
        : Decision.accepted(started, interruption(begun, absent, situation.now()));
  }

  private static Decision<DuelEvent> leave(DuelState state, String player) {
    Runner runner = state.runner(player);
    if (!underWay(state) || runner == null || runner.left()) {
      return Decision.accepted();
    }
    if (runner.done(state.course())) {
      return Decision.accepted(new RunnerGone(player));
    }
    boolean rivalThere =
        state.runners().stream().anyMatch(r -> !r.player().equals(player) && !r.left());
    return Decision.accepted(
        rivalThere
            ? Settlement.forfeit(state.runners(), player)
            : Settlement.abandoned(state.runners()));
  }

  private static Decision<DuelEvent> nothingMoves(DuelState state) {
    return switch (state.phase()) {
      case LOBBY -> Decision.rejected("not_started", "The game has not started yet.");
      case FINAL -> gameOver();
      case PLAYING, INTERRUPTED -> Decision.rejected("not_moving", "The run stands still.");
    };
  }

  private static Decision<DuelEvent> presence(DuelState state, Situation situation) {
    if (!underWay(state)) {
      return Decision.accepted();
    }
    List<String> absent = absent(state, situation.connected());
    boolean interrupted = state.phase() == Phase.INTERRUPTED;
    if (absent.isEmpty()) {
      return interrupted ? Decision.accepted(new Continued()) : Decision.accepted();
    }
    if (!interrupted) {
      return Decision.accepted(interruption(state, absent, situation.now()));
    }
    if (situation.now() >= state.until()) {
      return Decision.accepted(afterWaiting(state, absent, situation.connected()));
    }
    return absent.equals(state.missing())
        ? Decision.accepted()
        : Decision.accepted(new Interrupted(absent, state.until()));
  }

  private static Interrupted interruption(DuelState state, List<String> absent, long now) {
    return new Interrupted(absent, now + state.settings().pauseSeconds() * 1000L);
  }

  /** Somebody did not come back. */
  private static Settled afterWaiting(
      DuelState state, List<String> absent, SortedSet<String> connected) {
    boolean rivalThere =
        state.runners().stream().anyMatch(r -> !r.left() && connected.contains(r.player()));
    return rivalThere
        ? Settlement.forfeit(state.runners(), absent.getFirst())
        : Settlement.abandoned(state.runners());
  }

  private static Decision<DuelEvent> finish(DuelState state) {
    if (state.phase() == Phase.FINAL) {
      return Decision.accepted();
    }
    boolean over =
        underWay(state) && state.runners().stream().allMatch(r -> r.done(state.course()));
    return Decision.accepted(
        over ? Settlement.byScore(state.runners()) : Settlement.ended(state.runners()));
  }

  private static boolean underWay(DuelState state) {
    return state.phase() == Phase.PLAYING || state.phase() == Phase.INTERRUPTED;
  }

  private static Decision<DuelEvent> gameOver() {
    return Decision.rejected("game_over", "The game is over.");
  }

  /** Who still runs and has no connection. */
  private static List<String> absent(DuelState state, SortedSet<String> connected) {
    return state.runners().stream()
        .filter(runner -> !runner.done(state.course()))
        .map(Runner::player)
        .filter(player -> !connected.contains(player))
        .toList();
  }

  @Override
  public DuelState apply(DuelState state, DuelEvent event) {
    return applied(state, event);
  }

  private static DuelState applied(DuelState state, DuelEvent event) {
    return switch (event) {
      case Prepared e -> state.prepared(e.settings(), e.course());
      case Started e ->
          state.playing(
              new Standing(
                  0,
                  state.settings().countdownSteps(),
                  e.players().stream().map(Runner::atTheStart).toList()));
      case Played e -> played(state, e);
      case Interrupted e -> state.interrupted(e.missing(), e.until());
      case Continued e ->
          state.playing(
              new Standing(
                  state.standing().tick(), state.settings().countdownSteps(), state.runners()));
      case RunnerGone e ->
          state.with(
              state.runners().stream()
                  .map(r -> r.player().equals(e.player()) ? r.gone() : r)
                  .toList());
      case Settled e -> state.settled(e);
    };
  }

  private static DuelState played(DuelState state, Played event) {
    DuelState after = state.playing(event.end());
    for (Happening happening : event.happened()) {
      if (happening instanceof Settled settled) {
        after = after.settled(settled);
      }
    }
    return after;
  }

  @Override
  public Optional<Motion<DuelCommand, DuelEvent>> motion(DuelState state, boolean countdown) {
    return state.phase() == Phase.PLAYING
        ? Optional.of(new DuelMotion(state, countdown))
        : Optional.empty();
  }

  @Override
  public void replay(
      DuelState before, DuelEvent event, Consumer<Motion<DuelCommand, DuelEvent>> shown) {
    if (event instanceof Played played) {
      DuelMotion.replay(before, played, shown);
    }
  }

  @Override
  public OptionalLong wakeAt(DuelState state, Situation situation) {
    return deadline(state);
  }

  @Override
  public String phase(DuelState state) {
    // Who is missing belongs to it: the one who waits should see at once that nobody is there.
    return state.phase() == Phase.INTERRUPTED
        ? "interrupted until " + state.until() + " by " + state.missing()
        : Words.of(state.phase());
  }

  @Override
  public OptionalLong deadline(DuelState state) {
    return state.phase() == Phase.INTERRUPTED
        ? OptionalLong.of(state.until())
        : OptionalLong.empty();
  }

  @Override
  public boolean finished(DuelState state) {
    return state.phase() == Phase.FINAL;
  }

  @Override
  public boolean abandoned(DuelState state) {
    return state.result() != null && state.result().reason() == Reason.ABANDONED;
  }

  @Override
  public List<Placing> placings(DuelState state) {
    return state.placings();
  }

  @Override
  public DuelView.Shared shared(DuelState state, Role role, Table table) {
    boolean waiting = state.phase() == Phase.INTERRUPTED;
    GameClock clock = table.clock();
    Instant until = waiting ? clock.wall(state.until()) : null;
    return new DuelView.Shared(
        Words.of(state.phase()),
        rules(state.settings()),
        state.phase() == Phase.LOBBY ? null : track(state.course()),
        state.runners().stream().map(r -> racer(r, state.course())).toList(),
        waiting ? state.missing() : null,
        until == null ? null : until.toString(),
        waiting && until == null ? Math.max(0, state.until() - clock.elapsed()) : null,
        result(state.result()));
  }

  private static DuelView.Rules rules(DuelSettings settings) {
    return settings == null
        ? null
        : new DuelView.Rules(
            Words.of(settings.mode()),
            settings.rings(),
            DuelSettings.ATTACK_COST,
            settings.freezeMillis(),
            settings.cooldownMillis(),
            settings.pauseSeconds(),
            settings.countdownSeconds());
  }

  private static DuelView.Track track(Course course) {
    return new DuelView.Track(
        course.starts(),
        course.widths(),
        IntStream.rangeClosed(0, course.rings()).mapToObj(Arc::speed).toList(),
        Arc.TAKE_OFF,
        Arc.GRAVITY,
        DuelMotion.RING_HEIGHT,
        Arc.HEIGHT,
        Arc.DEPTH,
        STEPS_PER_SECOND);
  }

  private static DuelView.Racer racer(Runner runner, Course course) {
    return new DuelView.Racer(
        runner.player(),
        runner.rings(),
        runner.score(),
        runner.fallen(),
        !runner.fallen() && runner.done(course),
        runner.frozen() > 0);
  }

  private static DuelView.Result result(Settled settled) {
    if (settled == null) {
      return null;
    }
    Map<String, String> outcomes = new TreeMap<>();
    settled.outcomes().forEach((player, outcome) -> outcomes.put(player, Words.of(outcome)));
    return new DuelView.Result(Words.of(settled.reason()), outcomes);
  }

  @Override
  public DuelView.Own own(DuelState state, String player, Table table) {
    Runner runner = state.runner(player);
    Outcome outcome = state.result() == null ? null : state.result().outcomes().get(player);
    return new DuelView.Own(
        outcome == null ? null : Words.of(outcome), runner == null ? 0 : runner.score());
  }
}
