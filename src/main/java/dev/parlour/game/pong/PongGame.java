package dev.parlour.game.pong;

import dev.parlour.game.ArcadeGame;
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
import dev.parlour.game.pong.PongEvent.Continued;
import dev.parlour.game.pong.PongEvent.Finished;
import dev.parlour.game.pong.PongEvent.Interrupted;
import dev.parlour.game.pong.PongEvent.Played;
import dev.parlour.game.pong.PongEvent.PlayerAway;
import dev.parlour.game.pong.PongEvent.PlayerBack;
import dev.parlour.game.pong.PongEvent.PlayerLeft;
import dev.parlour.game.pong.PongEvent.Prepared;
import dev.parlour.game.pong.PongEvent.Reason;
import dev.parlour.game.pong.PongEvent.Result;
import dev.parlour.game.pong.PongEvent.Started;
import dev.parlour.game.pong.PongState.Phase;
import dev.parlour.game.pong.PongState.Seated;
import dev.parlour.shared.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * The rules of Pong: lobby, then play until somebody has won; {@link PongMotion} holds those of the
 * ball.
 *
 * <p>Sides go to the players in the order of joining (left, right, top, bottom), the rest to the
 * computer. Play needs two paddles, and a human at one of them. Whoever loses their connection
 * stops; while play can go on, their side is a wall until they are back. While it cannot, the game
 * is interrupted, and each who is away has the time of the settings to come back; then the one who
 * is there wins by forfeit. Where nobody is there, or a human was alone against computers, nobody
 * wins and all places are first. Who leaves for good is out, with the same consequences.
 *
 * <p>A game among four in which only computers are left is over at once: there is nobody to play
 * for. Who joins after the start only watches.
 */
public final class PongGame
    implements ArcadeGame<PongSettings, Void, PongState, PongCommand, PongEvent> {

  static final Rejection NOT_PLAYING =
      new Rejection("not_playing", "You have no side in this game.");
  static final Rejection OUT = new Rejection("out", "You are out of this game.");
  static final Rejection NOT_MOVING =
      new Rejection("not_moving", "Nothing moves in this game at the moment.");
  static final Rejection BAD_PADDLE =
      new Rejection("bad_paddle", "A paddle goes up or down, or it stops.");
  static final Rejection TOO_FAST =
      new Rejection("too_fast", "So many inputs at once are not taken.");

  @Override
  public String id() {
    return "pong";
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
  public Class<PongState> stateType() {
    return PongState.class;
  }

  @Override
  public Class<PongCommand> commandType() {
    return PongCommand.class;
  }

  @Override
  public Class<PongEvent> eventType() {
    return PongEvent.class;
  }

  @Override
  public Checked<PongSettings> settings(Map<String, Object> raw) {
    return PongSettings.read(raw);
  }

  @Override
  public int maxPlayers(PongSettings settings) {
    return settings.players();
  }

  @Override
  public int minPlayers(PongSettings settings) {
    return settings.computer() == PongSettings.Computer.NONE ? settings.players() : 1;
  }

  @Override
  public PongEvent prepare(PongSettings settings, Void content, long seed) {
    return new Prepared(settings, seed);
  }

  @Override
  public PongState initial() {
    return PongState.INITIAL;
  }

  @Override
  public Optional<Motion<PongCommand, PongEvent>> motion(PongState state, boolean countdown) {
    return state.phase() == Phase.PLAYING
        ? Optional.of(new PongMotion(state, countdown))
        : Optional.empty();
  }

  @Override
  public void replay(
      PongState before, PongEvent event, Consumer<Motion<PongCommand, PongEvent>> shown) {
    if (event instanceof Played played) {
      PongMotion motion = new PongMotion(before, played.countdown());
      motion.replay(played, () -> shown.accept(motion));
    }
  }

  @Override
  public Decision<PongEvent> decide(
      PongState state, Input<PongCommand> input, Situation situation) {
    return switch (input) {
      case Input.Start<PongCommand> start -> start(state, start.seats(), situation);
      case Input.Join<PongCommand> join -> Decision.accepted(); // they watch
      case Input.Leave<PongCommand> leave ->
          Decision.accepted(leave(state, leave.player(), situation));
      case Input.Play<PongCommand> play -> refused(state, play.player());
      case Input.Direct<PongCommand> direct ->
          Decision.rejected("players_only", "A paddle is moved from a player's seat.");
      case Input.Presence<PongCommand> presence -> Decision.accepted(attend(state, situation));
      case Input.Wake<PongCommand> wake -> Decision.accepted(attend(state, situation));
      case Input.Finish<PongCommand> finish ->
          state.phase() == Phase.FINAL
              ? Decision.accepted()
              : Decision.accepted(
                  new Finished(situation.now(), new Result(Reason.ENDED, null, null)));
    };
  }

  private static Decision<PongEvent> start(PongState state, List<Seat> seats, Situation situation) {
    if (state.phase() == Phase.FINAL) {
      return Decision.rejected("game_over", "The game is over.");
    }
    if (state.phase() != Phase.LOBBY) {
      return Decision.rejected("already_started", "The game has already started.");
    }
    if (state.settings() == null) {
      return Decision.rejected("not_ready", "The game is not prepared yet.");
    }
    int sides = state.settings().players();
    boolean alone = state.settings().computer() == PongSettings.Computer.NONE;
    if (seats.isEmpty() || alone && seats.size() < sides) {
      return Decision.rejected(
          "too_few_players",
          alone
              ? "All " + sides + " sides must be taken."
              : "At least one player is needed to start.");
    }
    Started started = new Started(seats.stream().limit(sides).map(Seat::id).toList());
    List<PongEvent> events = new ArrayList<>(List.of(started));
    events.addAll(attend(applied(state, started), situation));
    return Decision.accepted(events);
  }

  /** A player's command that no motion could take. */
  private static Decision<PongEvent> refused(PongState state, String player) {
    int side = state.side(player);
    if (!state.seats().isEmpty() && side < 0) {
      return new Decision.Rejected<>(NOT_PLAYING);
    }
    return new Decision.Rejected<>(
        side >= 0 && state.phase() != Phase.FINAL && !state.field().playing(side)
            ? OUT
            : NOT_MOVING);
  }

  private static List<PongEvent> leave(PongState state, String player, Situation situation) {
    int side = state.side(player);
    // After the end the result stands, also for those who go home.
    if (!started(state) || side < 0 || !state.field().playing(side)) {
      return List.of();
    }
    List<PongEvent> events = new ArrayList<>();
    PongState without = follow(state, events, new PlayerLeft(player));
    if (without.humans() == 0 || without.playing() == 1) {
      events.add(new Finished(situation.now(), remaining(without, situation.connected())));
    } else {
      events.addAll(attend(without, situation));
    }
    return events;
  }

  /** Who wins when it does not go on: the only one who is there, if there is one. */
  private static Result remaining(PongState state, SortedSet<String> connected) {
    for (int side = 0; side < state.seats().size(); side++) {
      String player = state.seats().get(side).player();
      if (state.human(side) && !state.wall(side) && connected.contains(player)) {
        return new Result(Reason.FORFEIT, player, Edge.of(side));
      }
    }
    return new Result(Reason.ABANDONED, null, null);
  }

  /** What comes of who is there and who is not, at this time. */
  private static List<PongEvent> attend(PongState state, Situation situation) {
    if (!started(state)) {
      return List.of();
    }
    List<PongEvent> events = new ArrayList<>();
    PongState now = state;
    for (int side = 0; side < state.seats().size(); side++) {
      if (state.human(side)) {
        String player = state.seats().get(side).player();
        boolean away = state.away().containsKey(player);
        if (away && situation.connected().contains(player)) {
          now = follow(now, events, new PlayerBack(player));
        } else if (!away && !situation.connected().contains(player)) {
          now =
              follow(now, events, new PlayerAway(player, Math.max(state.since(), situation.now())));
        }
      }
    }
    if (state.phase() == Phase.INTERRUPTED) {
      boolean inTime = situation.now() <= state.until();
      if (now.goesOn() && inTime) {
        events.add(new Continued());
      } else if (situation.now() >= state.until()) {
        // Who was still away when the time was over has come too late, whatever is seen by now.
        return List.of(new Finished(situation.now(), remaining(state, situation.connected())));
      }
    } else if (!now.goesOn()) {
      events.add(new Interrupted(situation.now()));
    }
    return events;
  }

  private static PongState follow(PongState state, List<PongEvent> events, PongEvent event) {
    events.add(event);
    return applied(state, event);
  }

  private static boolean started(PongState state) {
    return state.phase() == Phase.PLAYING || state.phase() == Phase.INTERRUPTED;
  }

  @Override
  public PongState apply(PongState state, PongEvent event) {
    return applied(state, event);
  }

  private static PongState applied(PongState state, PongEvent event) {
    return switch (event) {
      case Prepared e -> state.prepared(e.settings(), e.seed());
      case Started e -> started(state, e);
      case Played e -> {
        PongState after = state.with(e.field());
        if (e.result() != null) {
          after = after.ended(e.result());
        }
        yield e.goal() == null ? after : after.placed();
      }
      case PlayerAway e ->
          stopped(state, e.player()).away(Persistent.with(state.away(), e.player(), e.at()));
      case PlayerBack e -> state.away(Persistent.without(state.away(), e.player()));
      case PlayerLeft e -> {
        int side = state.side(e.player());
        Field field = state.field();
        yield state
            .with(field.with(side, field.paddles().get(side).out(field.outs() + 1)))
            .away(Persistent.without(state.away(), e.player()))
            .placed();
      }
      case Interrupted e -> state.in(Phase.INTERRUPTED, e.at());
      case Continued e ->
          state
              .in(Phase.PLAYING, 0)
              .with(state.field().counting(PongMotion.countdownSteps(state.settings())));
      case Finished e -> {
        PongState ended = state.ended(e.result());
        yield ended.seats().isEmpty() ? ended : ended.placed();
      }
    };
  }

  private static PongState started(PongState state, Started event) {
    List<Seated> seats = new ArrayList<>();
    for (int side = 0; side < state.settings().players(); side++) {
      seats.add(new Seated(side < event.players().size() ? event.players().get(side) : null));
    }
    Field field =
        state
            .field()
            .waiting(PongMotion.SERVE_WAIT)
            .counting(PongMotion.countdownSteps(state.settings()));
    return state.seated(seats).with(field).in(Phase.PLAYING, 0).placed();
  }

  private static PongState stopped(PongState state, String player) {
    int side = state.side(player);
    return state.with(state.field().with(side, state.field().paddles().get(side).stopped()));
  }

  @Override
  public OptionalLong wakeAt(PongState state, Situation situation) {
    if (!started(state)) {
      return OptionalLong.empty();
    }
    if (!attend(state, situation).isEmpty()) {
      // Somebody went or came while the room did not ask, or a goal has left one alone.
      return OptionalLong.of(situation.now());
    }
    return deadline(state);
  }

  /** Scores belong to it: a goal is news for everybody. */
  @Override
  public String phase(PongState state) {
    StringBuilder text = new StringBuilder(Words.of(state.phase()));
    if (started(state)) {
      state.field().paddles().forEach(p -> text.append(' ').append(p.score()));
      state.away().keySet().forEach(player -> text.append(" without ").append(player));
      deadline(state).ifPresent(until -> text.append(" until ").append(until));
    }
    return text.toString();
  }

  @Override
  public OptionalLong deadline(PongState state) {
    return state.phase() == Phase.INTERRUPTED
        ? OptionalLong.of(state.until())
        : OptionalLong.empty();
  }

  @Override
  public boolean finished(PongState state) {
    return state.phase() == Phase.FINAL;
  }

  @Override
  public boolean abandoned(PongState state) {
    return state.abandoned();
  }

  @Override
  public List<Placing> placings(PongState state) {
    return state.placings();
  }

  @Override
  public PongView.Shared shared(PongState state, Role role, Table table) {
    PongSettings settings = state.settings();
    return new PongView.Shared(
        Words.of(state.phase()),
        settings == null ? null : measures(Court.of(settings)),
        settings == null ? null : rules(settings),
        sides(state),
        List.copyOf(state.away().keySet()),
        state.phase() == Phase.INTERRUPTED ? wall(table.clock(), state.until()) : null,
        state.result() == null ? null : result(state.result()));
  }

  private static PongView.Measures measures(Court court) {
    return new PongView.Measures(
        court.width(),
        court.height(),
        Court.BALL_RADIUS,
        court.paddleLength(),
        Court.PADDLE_THICKNESS,
        court.paddleSpeed(),
        STEPS_PER_SECOND);
  }

  private static PongView.Rules rules(PongSettings settings) {
    return new PongView.Rules(
        settings.players(),
        settings.toWin(),
        Words.of(settings.computer()),
        settings.players() == 2 ? null : Words.of(settings.goalsTo()));
  }

  private static List<PongView.Side> sides(PongState state) {
    List<PongView.Side> sides = new ArrayList<>();
    for (int side = 0; side < state.seats().size(); side++) {
      Seated seated = state.seats().get(side);
      sides.add(
          new PongView.Side(
              Edge.of(side).word(),
              seated.player(),
              seated.computer() ? true : null,
              state.wall(side),
              state.field().paddles().get(side).score()));
    }
    return sides;
  }

  private static PongView.Result result(Result result) {
    return new PongView.Result(
        Words.of(result.reason()),
        result.winner(),
        result.side() == null ? null : result.side().word());
  }

  private static String wall(GameClock clock, long gameTime) {
    Instant wall = clock.wall(gameTime);
    return wall == null ? null : wall.toString();
  }

  @Override
  public PongView.Own own(PongState state, String player, Table table) {
    int side = state.side(player);
    return side < 0
        ? new PongView.Own(null, 0)
        : new PongView.Own(Edge.of(side).word(), state.field().paddles().get(side).score());
  }
}
