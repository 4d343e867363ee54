package dev.parlour.room;

import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Game;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.SeededRandom;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import dev.parlour.game.Viewer;
import dev.parlour.room.RoomEvent.GameAdvanced;
import dev.parlour.room.RoomEvent.PlayerJoined;
import dev.parlour.room.RoomEvent.PlayerLeft;
import dev.parlour.room.RoomEvent.RematchWanted;
import dev.parlour.room.RoomEvent.RoomClosed;
import dev.parlour.room.RoomEvent.RoomCompleted;
import dev.parlour.room.RoomEvent.RoomCreated;
import dev.parlour.room.RoomEvent.RoomFailed;
import dev.parlour.room.RoomEvent.RoomLocked;
import dev.parlour.room.RoomEvent.RoomPaused;
import dev.parlour.room.RoomEvent.RoomReady;
import dev.parlour.room.RoomEvent.RoomRecovered;
import dev.parlour.room.RoomEvent.RoomRestarted;
import dev.parlour.room.RoomEvent.RoomResumed;
import dev.parlour.room.RoomEvent.RoomStarted;
import dev.parlour.room.RoomEvent.RoomUnlocked;
import dev.parlour.room.RoomState.Life;
import dev.parlour.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The rules of a room around one game.
 *
 * <p>Life: {@code BUILDING -> READY -> IN_PROGRESS -> COMPLETED}, or {@code FAILED} from BUILDING,
 * or {@code CLOSED} from anywhere. Pausing stops the game's clock; so does the death of a server,
 * see {@link RoomRecovered}. Pure and without fields that change: one instance serves all rooms of
 * its game on all threads.
 */
public final class Room {
  /** Rooms up to this size show everybody to everybody. */
  public static final int ROSTER_WHOLE = 50;

  public static final int ROSTER_TOP = 10;

  private static final Decision<RoomEvent> NOTHING = Decision.accepted(List.of());

  private final Game<Object, Object, Object, Object, Object> game;
  private final RoomRules rules;

  // a room hands each game only what that same game made; the codecs keep it so over the store
  // and the wire
  @SuppressWarnings("unchecked")
  public Room(Game<?, ?, ?, ?, ?> game, RoomRules rules) {
    this.game = (Game<Object, Object, Object, Object, Object>) game;
    this.rules = rules;
  }

  public Game<Object, Object, Object, Object, Object> game() {
    return game;
  }

  public RoomState initial() {
    return RoomState.before(game.initial());
  }

  /** What a command comes to. Changes nothing. */
  public Decision<RoomEvent> decide(
      RoomState state, Actor actor, RoomCommand command, Moment moment) {
    if (state.created() == null) {
      return command instanceof RoomCommand.Create create && actor instanceof Actor.Server
          ? create(create, moment)
          : rejected("unknown_room", "There is no such room.");
    }
    if (state.status() == Status.CLOSED) {
      return actor instanceof Actor.Server
          ? NOTHING
          : rejected("room_closed", "This room is closed.");
    }
    return switch (command) {
      case RoomCommand.Create c ->
          only(
              actor,
              Actor.Server.class,
              () -> NOTHING); // the same creation again: its code is its id
      case RoomCommand.Prepare c ->
          only(actor, Actor.Server.class, () -> prepare(state, c, moment));
      case RoomCommand.Fail c ->
          only(
              actor,
              Actor.Server.class,
              () ->
                  state.status() == Status.BUILDING
                      ? Decision.accepted(new RoomFailed(c.reason(), moment.at()))
                      : NOTHING);
      case RoomCommand.Join c -> join(state, c, moment);
      case RoomCommand.Leave c ->
          actor instanceof Actor.Player p && state.seating().holds(p.id())
              ? leave(state, p.id(), "left", moment)
              : rejected("not_a_player", "Only somebody with a seat can leave it.");
      case RoomCommand.Kick c ->
          host(
              actor,
              () ->
                  state.seating().holds(c.player())
                      ? leave(state, c.player(), "kicked", moment)
                      : rejected("unknown_player", "Nobody in this room has that id."));
      case RoomCommand.Lock c ->
          host(actor, () -> state.life().locked() ? NOTHING : open(state, new RoomLocked()));
      case RoomCommand.Unlock c ->
          host(actor, () -> state.life().locked() ? open(state, new RoomUnlocked()) : NOTHING);
      case RoomCommand.Start c -> host(actor, () -> start(state, moment));
      case RoomCommand.Pause c -> host(actor, () -> pause(state, moment));
      case RoomCommand.Resume c -> host(actor, () -> resume(state, moment));
      case RoomCommand.End c -> host(actor, () -> end(state, moment));
      case RoomCommand.Rematch c -> rematch(state, actor, moment);
      case RoomCommand.Close c ->
          actor instanceof Actor.Server || actor instanceof Actor.Host
              ? Decision.accepted(new RoomClosed(c.reason(), moment.at()))
              : rejected("not_host", "Only the host can do that.");
      case RoomCommand.CallOff c ->
          only(
              actor,
              Actor.Server.class,
              () ->
                  state.status() == Status.BUILDING || state.status() == Status.READY
                      ? Decision.accepted(new RoomClosed(c.reason(), moment.at()))
                      : NOTHING);
      case RoomCommand.Play c -> play(state, actor, c, moment);
      case RoomCommand.Presence c -> only(actor, Actor.Server.class, () -> presence(state, moment));
      case RoomCommand.Wake c -> only(actor, Actor.Server.class, () -> wake(state, moment));
      case RoomCommand.Recover c ->
          only(actor, Actor.Server.class, () -> recover(state, c, moment));
    };
  }

  private Decision<RoomEvent> create(RoomCommand.Create c, Moment moment) {
    RoomCreated created =
        new RoomCreated(
            c.code(),
            game.id(),
            game.version(),
            c.title(),
            c.settings(),
            c.visibility(),
            c.hostKey(),
            c.seed(),
            c.needsContent(),
            moment.at(),
            c.startsWith());
    return Decision.accepted(created);
  }

  private Decision<RoomEvent> prepare(RoomState state, RoomCommand.Prepare c, Moment moment) {
    if (state.status() != Status.BUILDING) {
      return NOTHING; // delivered twice, or too late: the room has failed meanwhile
    }
    return switch (game.settings(state.created().settings())) {
      case Checked.Bad<Object> bad ->
          Decision.accepted(new RoomFailed(bad.rejection(), moment.at()));
      case Checked.Good<Object> good -> {
        List<RoomEvent> events =
            new ArrayList<>(
                List.of(
                    new RoomReady(moment.at()),
                    new GameAdvanced(
                        game.prepare(good.value(), c.content(), state.created().seed()))));
        yield complete(state, moment) ? started(state, events, moment) : Decision.accepted(events);
      }
    };
  }

  /** Whether everybody is there for whom the room was made, so that it starts by itself. */
  private static boolean complete(RoomState state, Moment moment) {
    Integer wanted = state.created().startsWith();
    Map<String, Seat> seats = state.seating().seats();
    return wanted != null
        && seats.size() >= wanted
        && moment.connected().containsAll(seats.keySet());
  }

  private Decision<RoomEvent> presence(RoomState state, Moment moment) {
    if (ticking(state)) {
      return inGame(state, new Input.Presence<>(), moment);
    }
    if (state.status() == Status.READY && complete(state, moment)) {
      return start(state, moment);
    }
    return allWantMore(state) && allThere(state, moment)
        ? restart(state, new ArrayList<>(), moment) // the one who was missing is back
        : NOTHING;
  }

  private Decision<RoomEvent> join(RoomState state, RoomCommand.Join c, Moment moment) {
    if (state
        .seating()
        .named(c.name())
        .filter(s -> c.key().equals(state.seating().keys().get(s.id())))
        .isPresent()) {
      return NOTHING; // the same request again, which may come late: the seat is theirs whatever
      // has become of the room
    }
    if (state.status().over()) {
      return rejected("room_over", "This game is over.");
    }
    if (state.seating().taken(c.name())) {
      return rejected("name_taken", "Somebody in this room has that name already.");
    }
    if (state.life().locked()) {
      return rejected("room_locked", "The host has locked this room.");
    }
    if (state.seating().seats().size() >= maxPlayers(state)) {
      return rejected("room_full", "This room is full.");
    }
    Seat seat = new Seat("p" + state.seating().next(), c.name(), c.avatar());
    List<RoomEvent> events = new ArrayList<>(List.of(new PlayerJoined(seat, c.key())));
    return state.status() == Status.IN_PROGRESS
        ? followed(state, events, new Input.Join<>(seat), moment)
        : Decision.accepted(events);
  }

  private Decision<RoomEvent> leave(RoomState state, String player, String why, Moment moment) {
    if (state.status() == Status.COMPLETED) {
      return NOTHING; // the result stands, with everybody who played for it
    }
    List<RoomEvent> events = new ArrayList<>(List.of(new PlayerLeft(player, why)));
    return state.status() == Status.IN_PROGRESS
        ? followed(state, events, new Input.Leave<>(player), moment)
        : Decision.accepted(events);
  }

  private Decision<RoomEvent> open(RoomState state, RoomEvent event) {
    return state.status().over()
        ? rejected("room_over", "This game is over.")
        : Decision.accepted(event);
  }

  private Decision<RoomEvent> start(RoomState state, Moment moment) {
    return switch (state.status()) {
      case BUILDING -> rejected("not_ready", "The room is still being prepared.");
      case IN_PROGRESS -> rejected("already_started", "The game has started already.");
      case COMPLETED, FAILED, CLOSED -> rejected("room_over", "This game is over.");
      case READY -> {
        int needed = game.minPlayers(settings(state));
        if (state.seating().seats().size() < needed) {
          yield rejected(
              "too_few_players",
              needed == 1
                  ? "At least one player must have joined."
                  : "At least " + needed + " players must have joined.");
        }
        yield started(state, new ArrayList<>(), moment);
      }
    };
  }

  /** What happened before, and then the start with everybody who has a seat. */
  private Decision<RoomEvent> started(RoomState state, List<RoomEvent> before, Moment moment) {
    before.add(new RoomStarted(moment.at()));
    return followed(
        state, before, new Input.Start<>(List.copyOf(state.seating().seats().values())), moment);
  }

  private Decision<RoomEvent> pause(RoomState state, Moment moment) {
    if (state.status() != Status.IN_PROGRESS) {
      return rejected("not_in_progress", "No game is running.");
    }
    return state.life().paused() ? NOTHING : Decision.accepted(new RoomPaused(moment.at()));
  }

  private Decision<RoomEvent> resume(RoomState state, Moment moment) {
    if (state.status() != Status.IN_PROGRESS) {
      return rejected("not_in_progress", "No game is running.");
    }
    return state.life().paused() ? Decision.accepted(new RoomResumed(moment.at())) : NOTHING;
  }

  private Decision<RoomEvent> end(RoomState state, Moment moment) {
    return state.status() == Status.IN_PROGRESS
        ? inGame(state, new Input.Finish<>(), moment)
        : rejected("not_in_progress", "No game is running.");
  }

  /**
   * Once more, in the same room, so that nobody has to go anywhere. Somebody who has gone home is
   * not made to lose: all who have a seat must be there.
   */
  private Decision<RoomEvent> rematch(RoomState state, Actor actor, Moment moment) {
    boolean seated = actor instanceof Actor.Player p && state.seating().holds(p.id());
    if (!seated && !(actor instanceof Actor.Host)) {
      return rejected("not_a_player", "Only players and the host can do that.");
    }
    if (state.status() != Status.COMPLETED) {
      return rejected("not_over", "The game is not over yet.");
    }
    if (needsContent()) {
      return rejected("no_rematch", "This game cannot be played again as it is.");
    }
    if (actor instanceof Actor.Player(String id)) {
      if (state.rematch().contains(id)) {
        return NOTHING;
      }
      RoomEvent wanted = new RematchWanted(id);
      return allWantMore(apply(state, wanted)) && allThere(state, moment)
          ? restart(state, new ArrayList<>(List.of(wanted)), moment)
          : Decision.accepted(wanted);
    }
    return allThere(state, moment)
        ? restart(state, new ArrayList<>(), moment)
        : rejected("players_missing", "Not all players are there.");
  }

  private boolean needsContent() {
    return !Void.class.equals(game.contentType());
  }

  private static boolean allWantMore(RoomState state) {
    return state.status() == Status.COMPLETED
        && !state.seating().seats().isEmpty()
        && state.rematch().containsAll(state.seating().seats().keySet());
  }

  private static boolean allThere(RoomState state, Moment moment) {
    return moment.connected().containsAll(state.seating().seats().keySet());
  }

  /** What happened before, and then everything anew. */
  private Decision<RoomEvent> restart(RoomState state, List<RoomEvent> before, Moment moment) {
    long seed = new SeededRandom(state.created().seed() ^ moment.at().toEpochMilli()).bits();
    before.add(new RoomRestarted(moment.at()));
    before.add(new GameAdvanced(game.prepare(settings(state), null, seed)));
    return started(state, before, moment);
  }

  private Decision<RoomEvent> play(
      RoomState state, Actor actor, RoomCommand.Play c, Moment moment) {
    Input<Object> input =
        switch (actor) {
          case Actor.Player p when state.seating().holds(p.id()) ->
              new Input.Play<>(p.id(), c.command());
          case Actor.Host h -> new Input.Direct<>(c.command());
          default -> null;
        };
    if (input == null) {
      return rejected("not_a_player", "Only players can do that.");
    }
    if (c.command() == null) {
      return rejected("bad_command", "That is no command.");
    }
    return switch (state.status()) {
      case BUILDING, READY -> rejected("not_started", "The game has not started yet.");
      case COMPLETED, FAILED, CLOSED -> rejected("room_over", "This game is over.");
      case IN_PROGRESS ->
          state.life().paused()
              ? rejected("paused", "The game is paused.")
              : inGame(state, input, moment);
    };
  }

  private Decision<RoomEvent> wake(RoomState state, Moment moment) {
    if (state.status() == Status.BUILDING && !moment.at().isBefore(contentDue(state))) {
      return Decision.accepted(
          new RoomFailed(
              new Rejection("content_timeout", "The questions did not arrive in time."),
              moment.at()));
    }
    if (state.status() != Status.IN_PROGRESS) {
      return NOTHING;
    }
    if (state.life().paused()) {
      boolean abandoned =
          moment.hostAwayFor().isPresent()
              && moment.hostAwayFor().getAsLong() >= rules.pausedWithoutHost().toMillis();
      return abandoned ? Decision.accepted(new RoomResumed(moment.at())) : NOTHING;
    }
    return inGame(state, new Input.Wake<>(), moment);
  }

  private Decision<RoomEvent> recover(RoomState state, RoomCommand.Recover c, Moment moment) {
    if (!ticking(state)) {
      return NOTHING;
    }
    return Decision.accepted(
        new RoomRecovered(state.clock().at(c.diedAt()), moment.at().plus(rules.grace())));
  }

  private boolean ticking(RoomState state) {
    return state.status() == Status.IN_PROGRESS && !state.life().paused();
  }

  private Decision<RoomEvent> inGame(RoomState state, Input<Object> input, Moment moment) {
    return followed(state, new ArrayList<>(), input, moment);
  }

  /**
   * What has moved until now, as events.
   *
   * @param event the game's own, see {@link dev.parlour.game.Motion#played}
   */
  public List<RoomEvent> advance(RoomState state, Object event, Moment moment) {
    return advanced(state, new ArrayList<>(), List.of(event), false, moment);
  }

  /**
   * The game's events behind others, and the end where they bring it.
   *
   * @param byHost whether the host wanted the end
   */
  private List<RoomEvent> advanced(
      RoomState state, List<RoomEvent> events, List<Object> more, boolean byHost, Moment moment) {
    RoomState after = state;
    for (Object event : more) {
      GameAdvanced advanced = new GameAdvanced(event);
      events.add(advanced);
      after = apply(after, advanced);
    }
    if (game.finished(after.play()) && after.status() == Status.IN_PROGRESS) {
      List<String> removed = after.played().removed();
      events.add(
          new RoomCompleted(
              game.placings(after.play()),
              moment.at(),
              byHost ? true : null,
              game.abandoned(after.play()) ? true : null,
              removed.isEmpty() ? null : removed));
    }
    return events;
  }

  /** The room's own events, and then what the game makes of the input in the state after them. */
  private Decision<RoomEvent> followed(
      RoomState state, List<RoomEvent> events, Input<Object> input, Moment moment) {
    RoomState after = state;
    for (RoomEvent event : events) {
      after = apply(after, event);
    }
    return switch (game.decide(
        after.play(),
        input,
        new Situation(after.clock().at(moment.at()), moment.connected(), moment.hostAwayFor()))) {
      case Decision.Rejected<Object> no -> new Decision.Rejected<>(no.rejection());
      case Decision.Accepted<Object> yes ->
          Decision.accepted(
              advanced(after, events, yes.events(), input instanceof Input.Finish<?>, moment));
    };
  }

  /** The state after an event. Total for every event in a room's log. */
  public RoomState apply(RoomState state, RoomEvent event) {
    Life life = state.life();
    return switch (event) {
      case RoomCreated e ->
          new RoomState(
              e,
              life.to(Status.BUILDING, e.at()),
              state.seating(),
              state.clock(),
              state.play(),
              state.rematch(),
              state.played());
      case RoomReady e -> state.with(life.to(Status.READY, e.at()));
      case RoomFailed e ->
          state.with(new Life(Status.FAILED, life.locked(), false, e.reason(), null, e.at()));
      case PlayerJoined e -> state.with(state.seating().with(e.seat(), e.key()));
      case PlayerLeft e -> {
        RoomState without = state.with(state.seating().without(e.player()));
        yield e.why().equals("kicked") ? without.with(state.played().without(e.player())) : without;
      }
      case RoomLocked e ->
          state.with(
              new Life(
                  life.status(),
                  true,
                  life.paused(),
                  life.failure(),
                  life.closedFor(),
                  life.since()));
      case RoomUnlocked e ->
          state.with(
              new Life(
                  life.status(),
                  false,
                  life.paused(),
                  life.failure(),
                  life.closedFor(),
                  life.since()));
      case RoomStarted e ->
          state.with(life.to(Status.IN_PROGRESS, e.at())).with(new GameClock(0, e.at()));
      case RoomPaused e ->
          state
              .with(new Life(life.status(), life.locked(), true, null, null, life.since()))
              .with(state.clock().stop(e.at()));
      case RoomResumed e ->
          state
              .with(new Life(life.status(), life.locked(), false, null, null, life.since()))
              .with(state.clock().run(e.at()));
      case RoomRecovered e -> state.with(new GameClock(e.gameTime(), e.runsFrom()));
      case RoomCompleted e ->
          state
              .with(new Life(Status.COMPLETED, life.locked(), false, null, null, e.at()))
              .with(state.clock().stop(e.at()))
              .with(state.played().oneMore());
      case RematchWanted e -> state.withRematch(Persistent.with(state.rematch(), e.player()));
      case RoomRestarted e ->
          state
              .with(life.to(Status.READY, e.at()))
              .with(GameClock.NOT_STARTED)
              .withPlay(game.initial())
              .withRematch(List.of());
      case RoomClosed e ->
          state
              .with(
                  new Life(Status.CLOSED, life.locked(), false, life.failure(), e.reason(), e.at()))
              .with(state.clock().stop(e.at()));
      case RoomEvent.CommandNoted e -> state;
      case GameAdvanced e -> state.withPlay(game.apply(state.play(), e.event()));
    };
  }

  /**
   * When the room wants to be woken next, by the wall clock; empty where only people can move it
   * on.
   */
  public Optional<Instant> wakeAt(RoomState state, Moment moment) {
    if (state.created() == null) {
      return Optional.empty();
    }
    if (state.status() == Status.BUILDING) {
      return Optional.of(contentDue(state));
    }
    if (state.status() != Status.IN_PROGRESS) {
      return Optional.empty();
    }
    if (state.life().paused()) {
      return moment.hostAwayFor().isPresent()
          ? Optional.of(
              moment
                  .at()
                  .plus(rules.pausedWithoutHost())
                  .minusMillis(moment.hostAwayFor().getAsLong()))
          : Optional.empty();
    }
    OptionalLong gameTime =
        game.wakeAt(
            state.play(),
            new Situation(state.clock().at(moment.at()), moment.connected(), moment.hostAwayFor()));
    return gameTime.isPresent()
        ? Optional.of(state.clock().wall(gameTime.getAsLong()))
        : Optional.empty();
  }

  private Instant contentDue(RoomState state) {
    return state.created().at().plus(rules.contentWithin());
  }

  /** When the phase that runs now ends, by the wall clock; empty where no time runs. */
  public Optional<Instant> deadline(RoomState state) {
    if (!ticking(state)) {
      return Optional.empty();
    }
    OptionalLong gameTime = game.deadline(state.play());
    return gameTime.isPresent()
        ? Optional.of(state.clock().wall(gameTime.getAsLong()))
        : Optional.empty();
  }

  /**
   * How much of the present phase is left at that moment, as its players count it; zero or more.
   */
  public Duration remaining(RoomState state, Instant at) {
    OptionalLong gameTime =
        state.status() == Status.IN_PROGRESS ? game.deadline(state.play()) : OptionalLong.empty();
    return gameTime.isPresent()
        ? Duration.ofMillis(Math.max(0, gameTime.getAsLong() - state.clock().at(at)))
        : Duration.ZERO;
  }

  /** A text that changes when all viewers should see something new at once. */
  public String phase(RoomState state) {
    String life = state.status() + (state.life().paused() ? " paused" : "");
    if (state.status() != Status.IN_PROGRESS) {
      return life;
    }
    Instant since = state.clock().runningSince();
    // Made with every change, and to write a moment as a date costs more than all the rest.
    String runs = since == null ? "" : since.getEpochSecond() + "." + since.getNano();
    return life + " " + runs + " " + game.phase(state.play());
  }

  public int maxPlayers(RoomState state) {
    return game.maxPlayers(settings(state));
  }

  /** How much later than players those see the room who only watch. */
  public Duration spectatorDelay(RoomState state) {
    return game.spectatorDelay(settings(state));
  }

  private Object settings(RoomState state) {
    return switch (game.settings(state.created().settings())) {
      case Checked.Good<Object> good -> good.value();
      case Checked.Bad<Object> bad ->
          throw new IllegalStateException(
              "room "
                  + state.code()
                  + " has settings that its game refuses: "
                  + bad.rejection().code());
    };
  }

  /** The part that everybody in the role sees. */
  public RoomView.Seen shared(RoomState state, Role role, Attendance attendance) {
    return shared(state, role, attendance, roster(state, attendance));
  }

  /**
   * @param roster of this state and attendance
   */
  RoomView.Seen shared(RoomState state, Role role, Attendance attendance, RoomView.Roster roster) {
    Life life = state.life();
    RoomView.Shared shared =
        new RoomView.Shared(
            state.code(),
            game.id(),
            state.created().title(),
            Words.of(state.status()),
            Words.of(state.created().visibility()),
            life.paused(),
            life.locked(),
            attendance.host(),
            life.failure(),
            life.closedFor(),
            rematch(state),
            state.created().startsWith(),
            roster);
    Object play =
        playable(state) ? game.shared(state.play(), role, table(state, attendance)) : null;
    return new RoomView.Seen(shared, play, null, null);
  }

  /** The part that only this viewer sees; both halves null for all but players with a seat. */
  public RoomView.Seen own(RoomState state, Viewer viewer, Attendance attendance) {
    Seat seat = viewer instanceof Viewer.Player p ? state.seating().seats().get(p.id()) : null;
    if (seat == null) {
      return new RoomView.Seen(null, null, null, null);
    }
    Object own =
        playable(state) ? game.own(state.play(), seat.id(), table(state, attendance)) : null;
    return new RoomView.Seen(
        null, null, new RoomView.You(seat.id(), seat.name(), seat.avatar()), own);
  }

  private List<String> rematch(RoomState state) {
    return state.status() == Status.COMPLETED && !needsContent() ? state.rematch() : null;
  }

  private static boolean playable(RoomState state) {
    return state.status() == Status.READY
        || state.status() == Status.IN_PROGRESS
        || state.status() == Status.COMPLETED;
  }

  private static Table table(RoomState state, Attendance attendance) {
    return new Table(state.clock(), state.seating().seats(), attendance.connected());
  }

  /**
   * Everybody, by rank; empty before the game. O(players): for the page of a result, not for views.
   */
  public List<RoomView.Entry> ranking(RoomState state, Attendance attendance) {
    return ranked(state, attendance, Integer.MAX_VALUE);
  }

  /**
   * Whether nothing has changed of what a roster is made of; false also where only a look at every
   * entry could tell.
   */
  boolean hasSameRoster(RoomState before, Attendance then, RoomState after, Attendance now) {
    return then == now
        && before.created() == after.created()
        && before.seating().seats() == after.seating().seats()
        && played(before) == played(after)
        && (!played(after) || game.placings(before.play()) == game.placings(after.play()));
  }

  RoomView.Roster roster(RoomState state, Attendance attendance) {
    Map<String, Seat> seats = state.seating().seats();
    boolean whole = seats.size() <= ROSTER_WHOLE;
    int shown = whole ? ROSTER_WHOLE : ROSTER_TOP;
    List<RoomView.Entry> top;
    if (played(state)) {
      top = ranked(state, attendance, shown);
    } else {
      // in the order of joining, as the map is; in a big room from its end, so that nobody else is
      // looked at
      Map<String, Seat> order =
          whole ? seats : ((NavigableMap<String, Seat>) seats).descendingMap();
      top = order.values().stream().limit(shown).map(s -> entry(s, attendance, null)).toList();
    }
    return new RoomView.Roster(
        seats.size(), attendance.connected().size(), attendance.away(), maxPlayers(state), top);
  }

  private static boolean played(RoomState state) {
    return state.status() == Status.IN_PROGRESS || state.status() == Status.COMPLETED;
  }

  private List<RoomView.Entry> ranked(RoomState state, Attendance attendance, int most) {
    if (!played(state)) {
      return List.of();
    }
    Map<String, Seat> seats = state.seating().seats();
    return game.placings(state.play()).stream()
        .filter(placing -> seats.containsKey(placing.player()))
        .limit(most)
        .map(placing -> entry(seats.get(placing.player()), attendance, placing))
        .toList();
  }

  private static RoomView.Entry entry(Seat seat, Attendance attendance, Placing placing) {
    Presence presence = attendance.of(seat.id());
    return new RoomView.Entry(
        seat.id(),
        seat.name(),
        seat.avatar(),
        presence == Presence.CONNECTED,
        presence.word(),
        placing == null ? null : placing.rank(),
        placing == null ? null : placing.score());
  }

  private static Decision<RoomEvent> host(Actor actor, Supplier<Decision<RoomEvent>> then) {
    return actor instanceof Actor.Host
        ? then.get()
        : rejected("not_host", "Only the host can do that.");
  }

  private static Decision<RoomEvent> only(
      Actor actor, Class<? extends Actor> who, Supplier<Decision<RoomEvent>> then) {
    return who.isInstance(actor) ? then.get() : rejected("not_allowed", "That is not for clients.");
  }

  private static Decision<RoomEvent> rejected(String code, String message) {
    return Decision.rejected(code, message);
  }
}
