package dev.parlour.game.pong;

import static dev.parlour.game.pong.PongMatch.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.FrameWriter;
import dev.parlour.game.Input;
import dev.parlour.game.Motion;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.SeededRandom;
import dev.parlour.game.pong.PongEvent.Goal;
import dev.parlour.game.pong.PongEvent.Played;
import dev.parlour.game.pong.PongState.Phase;
import dev.parlour.room.RoomEvent;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Laws that hold whatever the ball, people, connections and alarms do. */
class PongPropertiesTest {

  enum Deed {
    MOVE,
    PLAY_ON,
    DISCONNECT,
    CONNECT,
    WAKE,
    WAKE_WHEN_DUE,
    STORE,
    COUNT_DOWN,
    LEAVE,
    JOIN,
    START_AGAIN,
    FINISH
  }

  /**
   * Something that happens.
   *
   * @param who the number of a player, who may not exist
   * @param what where a paddle goes; some of it makes no sense
   * @param steps how many steps are made before
   */
  record Step(Deed deed, int who, int what, int steps) {}

  record Evening(PongSettings settings, int players, long seed, List<Step> steps) {}

  private static final List<String> WAYS = List.of("up", "down", "stop", "up", "down", "left");

  @Provide
  Arbitrary<Evening> evenings() {
    Arbitrary<PongSettings> settings =
        Combinators.combine(
                Arbitraries.of(2, 4),
                Arbitraries.of(1, 2, 5),
                Arbitraries.of("none", "easy", "normal", "hard"),
                Arbitraries.of("concede", "toucher"),
                Arbitraries.of("slow", "normal", "fast"),
                Arbitraries.of(0, 1, 3))
            .as(
                (players, toWin, computer, goalsTo, speed, countdown) ->
                    PongMatch.settings(
                        "players",
                        players,
                        "toWin",
                        toWin,
                        "computer",
                        computer,
                        "goalsTo",
                        goalsTo,
                        "speed",
                        speed,
                        "countdownSeconds",
                        countdown,
                        "pauseSeconds",
                        5));
    return Combinators.combine(
            settings,
            Arbitraries.integers().between(1, 4),
            Arbitraries.longs(),
            steps().list().ofMinSize(10).ofMaxSize(60))
        .as(
            (chosen, players, seed, steps) ->
                new Evening(
                    chosen,
                    GAME.minPlayers(chosen) == 1
                        ? Math.min(players, chosen.players())
                        : chosen.players(),
                    seed,
                    steps))
        .withoutEdgeCases();
  }

  private static Arbitrary<Step> steps() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            Tuple.of(60, Deed.MOVE),
            Tuple.of(10, Deed.PLAY_ON),
            Tuple.of(4, Deed.DISCONNECT),
            Tuple.of(12, Deed.CONNECT),
            Tuple.of(3, Deed.WAKE),
            Tuple.of(2, Deed.WAKE_WHEN_DUE),
            Tuple.of(3, Deed.STORE),
            Tuple.of(2, Deed.COUNT_DOWN),
            Tuple.of(1, Deed.JOIN),
            Tuple.of(1, Deed.START_AGAIN));
    Arbitrary<Deed> withSomeEnds =
        Arbitraries.frequencyOf(
            Tuple.of(150, deeds),
            Tuple.of(1, Arbitraries.just(Deed.LEAVE)),
            Tuple.of(1, Arbitraries.just(Deed.FINISH)));
    return Combinators.combine(
            withSomeEnds,
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 50))
        .as(Step::new);
  }

  private static PongMatch begun(Evening evening) {
    return PongMatch.with(evening.settings(), evening.seed()).startedWith(evening.players());
  }

  private static PongMatch played(Evening evening) {
    PongMatch match = begun(evening);
    evening.steps().forEach(step -> take(match, step));
    return match;
  }

  /** The refusal that it came to, if it did. */
  private static Rejection take(PongMatch match, Step step) {
    match.steps(step.steps());
    match.now += step.steps() * 17L;
    String player = "p" + step.who();
    return switch (step.deed()) {
      case MOVE -> match.input(player, WAYS.get(step.what()), step.what());
      case PLAY_ON -> {
        match.steps(100);
        yield null;
      }
      case DISCONNECT -> refusal(match.disconnect(player));
      case CONNECT -> match.seats.containsKey(player) ? refusal(match.connect(player)) : null;
      case WAKE -> refusal(match.wake());
      case WAKE_WHEN_DUE -> {
        GAME.wakeAt(match.state, match.situation())
            .ifPresent(due -> match.now = Math.max(match.now, due));
        yield refusal(match.wake());
      }
      case STORE -> {
        if (match.motion != null) {
          match.store();
        }
        yield null;
      }
      case COUNT_DOWN -> {
        if (match.motion != null) {
          match.store();
          match.move(true);
        }
        yield null;
      }
      case LEAVE -> refusal(match.leave(player));
      case JOIN -> refusal(match.decide(new Input.Join<>(new Seat("p9", "Late", "l"))));
      case START_AGAIN ->
          refusal(match.decide(new Input.Start<>(List.copyOf(match.seats.values()))));
      case FINISH -> refusal(match.finish());
    };
  }

  private static Rejection refusal(Decision<PongEvent> decision) {
    return decision instanceof Decision.Rejected<PongEvent> no ? no.rejection() : null;
  }

  @Property(tries = 300)
  void replaying_the_events_gives_the_live_state(@ForAll("evenings") Evening evening) {
    PongMatch match = played(evening);
    PongState replayed = GAME.initial();
    for (PongEvent event : match.log) {
      replayed = GAME.apply(replayed, event);
    }

    assertThat(replayed).isEqualTo(match.state);
    Statistics.label("phase").collect(match.phase());
    Statistics.label("reason")
        .collect(match.state.result() == null ? null : match.state.result().reason());
  }

  @Property(tries = 300)
  void a_replay_of_an_events_steps_ends_where_the_event_says(@ForAll("evenings") Evening evening) {
    PongState state = GAME.initial();
    for (PongEvent event : played(evening).log) {
      List<Motion<PongCommand, PongEvent>> shown = new ArrayList<>();
      GAME.replay(state, event, shown::add);
      if (event instanceof Played played) {
        assertThat(shown).hasSize(played.steps());
        if (!shown.isEmpty()) {
          assertThat(shown.getLast().played()).isEqualTo(played);
        }
        Statistics.label("goal").collect(played.goal() != null);
      } else {
        assertThat(shown).isEmpty();
      }
      state = GAME.apply(state, event);
    }
  }

  @Property(tries = 300)
  void cutting_at_any_step_and_going_on_changes_nothing(
      @ForAll("evenings") Evening evening, @ForAll @IntRange(min = 1, max = 40) int every) {
    PongMatch whole = begun(evening);
    PongMatch cut = begun(evening);
    int steps = 0;
    for (Step step : evening.steps()) {
      // What people do, and nothing that decides: each decision is a cut too.
      whole.input("p" + step.who(), WAYS.get(step.what()), step.who());
      cut.input("p" + step.who(), WAYS.get(step.what()), step.who());
      for (int i = 0; i < 2 * step.steps() && whole.motion != null; i++) {
        whole.step();
        cut.step();
        if (++steps % every == 0 && cut.motion != null) {
          cut.store();
        }
      }
      assertThat(cut.field()).isEqualTo(whole.field());
      assertThat(cut.phase()).isEqualTo(whole.phase());
      assertThat(cut.placings()).isEqualTo(whole.placings());
      if (whole.motion != null) {
        assertThat(frame(cut)).isEqualTo(frame(whole));
      }
    }
  }

  private static byte[] frame(PongMatch match) {
    FrameWriter out = new FrameWriter();
    match.motion.frame(out);
    return out.toBytes();
  }

  @Property(tries = 300)
  void a_rejection_changes_nothing_and_says_why(@ForAll("evenings") Evening evening) {
    PongMatch match = begun(evening);
    for (Step step : evening.steps()) {
      match.steps(step.steps());
      PongState state = match.state;
      PongEvent moved = match.motion == null ? null : match.motion.played();
      Rejection refusal = take(match, new Step(step.deed(), step.who(), step.what(), 0));
      if (refusal != null) {
        // A decision stores what has moved before; nothing else may be new.
        assertThat(match.state).isIn(state, moved == null ? state : GAME.apply(state, moved));
        assertThat(refusal.code()).matches("[a-z_]+");
        assertThat(refusal.message()).endsWith(".");
        Statistics.label("refusal").collect(refusal.code());
        if (step.deed() == Deed.MOVE && moved != null) {
          assertThat(match.motion.played()).isEqualTo(moved);
        }
      }
    }
  }

  @Property(tries = 300)
  void the_end_is_the_end(@ForAll("evenings") Evening evening) {
    PongMatch match = begun(evening);
    PongState end = null;
    for (Step step : evening.steps()) {
      take(match, step);
      if (end != null) {
        assertThat(match.state).isEqualTo(end);
        assertThat(match.motion).isNull();
      } else if (GAME.finished(match.state)) {
        end = match.state;
      }
    }
  }

  @Property(tries = 300)
  void scores_never_go_down_and_change_by_goals_only(@ForAll("evenings") Evening evening) {
    PongMatch match = played(evening);
    int[] counted = new int[evening.settings().players()];
    PongState state = GAME.initial();
    for (PongEvent event : match.log) {
      state = GAME.apply(state, event);
      if (event instanceof Played played && played.goal() instanceof Goal goal) {
        Edge gets = evening.settings().conceding() ? goal.side() : goal.to();
        if (gets != null) {
          counted[gets.ordinal()]++;
        }
      }
      for (int side = 0; side < state.seats().size(); side++) {
        assertThat(state.field().paddles().get(side).score()).isEqualTo(counted[side]);
      }
    }
  }

  @Property(tries = 300)
  void places_are_those_of_the_scores_and_everybody_has_one(@ForAll("evenings") Evening evening) {
    PongMatch match = begun(evening);
    for (Step step : evening.steps()) {
      take(match, step);
      assertThat(match.placings()).isEqualTo(Places.of(match.state));
      assertThat(match.placings())
          .extracting(Placing::player)
          .containsExactlyInAnyOrderElementsOf(match.seats.keySet());
      assertThat(match.placings()).extracting(Placing::rank).isSorted();
      if (match.state.result() != null && match.state.result().winner() != null) {
        assertThat(match.placings().getFirst().player()).isEqualTo(match.state.result().winner());
      }
    }
  }

  @Property(tries = 300)
  void an_alarm_has_nothing_left_to_do_after_it_has_rung(@ForAll("evenings") Evening evening) {
    PongMatch match = begun(evening);
    for (Step step : evening.steps()) {
      take(match, step);
      match.wake();
      OptionalLong next = GAME.wakeAt(match.state, match.situation());
      assertThat(next.isEmpty() || next.getAsLong() > match.now).isTrue();
    }
  }

  @Property(tries = 300)
  void play_goes_on_just_while_enough_are_there(@ForAll("evenings") Evening evening) {
    PongMatch match = begun(evening);
    for (Step step : evening.steps()) {
      take(match, step);
      match.wake();
      if (match.phase() != Phase.FINAL) {
        assertThat(match.phase() == Phase.PLAYING).isEqualTo(match.state.goesOn());
        assertThat(match.motion != null).isEqualTo(match.phase() == Phase.PLAYING);
      }
      for (Role role : Role.values()) {
        assertThat(GAME.shared(match.state, role, match.table()).phase()).isNotBlank();
      }
      assertThat(GAME.deadline(match.state).isPresent())
          .isEqualTo(match.phase() == Phase.INTERRUPTED);
    }
  }

  @Property(tries = 100)
  void events_and_states_are_read_as_they_were_written(@ForAll("evenings") Evening evening)
      throws Exception {
    PongMatch match = played(evening);
    EventCodec codec = new EventCodec(GAME);
    for (PongEvent event : match.log) {
      RoomEvent told = new RoomEvent.GameAdvanced(event);
      assertThat(codec.decode(codec.encode(told))).isEqualTo(told);
    }
    String written = Json.mapper().writeValueAsString(match.state);
    assertThat(Json.mapper().readValue(written, PongState.class)).isEqualTo(match.state);
  }

  // ---- the ball

  /**
   * A ball in flight.
   *
   * @param speed units a step; more than in any game too
   * @param angle degrees
   * @param paddles where they stand, in thousandths of their range
   * @param walls bits: whose players are out
   * @param moves what the paddles do, 12 steps each: two bits a side
   */
  record Flight(
      boolean four,
      int x,
      int y,
      int speed,
      int angle,
      List<Integer> paddles,
      int walls,
      List<Integer> moves,
      long seed) {}

  @Provide
  Arbitrary<Flight> flights() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(-1_000, 1_000),
            Arbitraries.integers().between(-1_000, 1_000),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(110, 500)),
                Tuple.of(1, Arbitraries.integers().between(500, 40_000))),
            Arbitraries.integers().between(0, 359),
            Arbitraries.integers().between(-1_000, 1_000).list().ofSize(4),
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 15))),
            Arbitraries.integers().between(0, 255).list().ofMinSize(1).ofMaxSize(20))
        .flatAs(
            (four, x, y, speed, angle, paddles, walls, moves) ->
                Arbitraries.longs()
                    .map(
                        seed -> new Flight(four, x, y, speed, angle, paddles, walls, moves, seed)));
  }

  private static PongState state(Flight flight) {
    PongSettings settings =
        PongMatch.settings("players", flight.four() ? 4 : 2, "countdownSeconds", 0);
    Court court = Court.of(settings);
    PongState started =
        PongMatch.with(settings, flight.seed()).startedWith(settings.players()).state;
    List<Field.Paddle> paddles = new ArrayList<>();
    for (int side = 0; side < settings.players(); side++) {
      int at = court.paddleRange(side) / 1_000 * flight.paddles().get(side);
      boolean wall = flight.four() && (flight.walls() & 1 << side) != 0;
      paddles.add(new Field.Paddle(at, 0, 0, 0, wall ? 1 : 0, 0, 0));
    }
    double angle = Math.toRadians(flight.angle());
    return started.with(
        new Field(
            0,
            0,
            false,
            court.wall(0) / 1_000 * flight.x(),
            court.wall(1) / 1_000 * flight.y(),
            (int) (flight.speed() * Court.FINE * Math.cos(angle)),
            (int) (flight.speed() * Court.FINE * Math.sin(angle)),
            flight.speed() * Court.FINE,
            -1,
            -1,
            new SeededRandom(flight.seed()),
            paddles));
  }

  private static void steer(Motion<PongCommand, PongEvent> motion, Flight flight, int step) {
    if (step % 12 == 0) {
      int moves = flight.moves().get(step / 12 % flight.moves().size());
      for (int side = 0; side < 4; side++) {
        motion.input(
            "p" + (side + 1), new PongCommand.Move(WAYS.get((moves >> 2 * side) & 3), null));
      }
    }
  }

  private static Field field(Motion<PongCommand, PongEvent> motion) {
    return ((PongMotion) motion).field();
  }

  @Property(tries = 500)
  void the_ball_never_leaves_the_field_and_its_speed_keeps_within_bounds(
      @ForAll("flights") Flight flight) {
    PongState state = state(flight);
    Court court = Court.of(state.settings());
    Motion<PongCommand, PongEvent> motion = GAME.motion(state, false).orElseThrow();
    int most = Math.max(flight.speed() * Court.FINE, state.settings().speed().most());
    int before = state.field().speed();
    for (int step = 0; step < 400; step++) {
      steer(motion, flight, step);
      boolean stored = motion.step();
      Field field = field(motion);
      assertThat(Math.abs(field.x())).isLessThanOrEqualTo(court.wall(0));
      assertThat(Math.abs(field.y())).isLessThanOrEqualTo(court.wall(1));
      for (int side = 0; side < court.sides(); side++) {
        assertThat(Math.abs(field.paddles().get(side).at()))
            .isLessThanOrEqualTo(court.paddleRange(side));
      }
      if (stored) {
        break;
      }
      double length = Math.hypot(field.dx(), field.dy());
      // Two whole numbers are a little shorter than what they stand for.
      assertThat(length).isBetween(field.speed() - 3.0, field.speed() + 1.0);
      assertThat(field.speed()).isBetween(before, most);
      before = field.speed();
    }
  }

  @Property(tries = 500)
  void mirrored_play_gives_mirrored_results(
      @ForAll("flights") Flight flight, @ForAll boolean leftRight) {
    PongState state = state(flight);
    // A ball that flies exactly level has no side to which a paddle should send it: it is the same
    // in the mirror.
    Assume.that(state.field().dx() != 0 && state.field().dy() != 0);
    PongState mirrored = state.with(mirrored(state.field(), leftRight));
    Motion<PongCommand, PongEvent> one = GAME.motion(state, false).orElseThrow();
    Motion<PongCommand, PongEvent> other = GAME.motion(mirrored, false).orElseThrow();
    int sides = state.seats().size();
    for (int step = 0; step < 400; step++) {
      if (step % 12 == 0) {
        int moves = flight.moves().get(step / 12 % flight.moves().size());
        for (int side = 0; side < sides; side++) {
          int way = ((moves >> 2 * side) & 3) % 3;
          int turned = way < 2 && turns(side, leftRight) ? 1 - way : way;
          one.input("p" + (side + 1), new PongCommand.Move(WAYS.get(way), null));
          other.input(
              "p" + (opposite(side, leftRight) + 1), new PongCommand.Move(WAYS.get(turned), null));
        }
      }
      boolean stored = one.step();
      assertThat(other.step()).isEqualTo(stored);
      assertThat(field(other)).isEqualTo(mirrored(field(one), leftRight));
      if (stored) {
        Goal goal = ((Played) one.played()).goal();
        assertThat(((Played) other.played()).goal().side())
            .isEqualTo(Edge.of(opposite(goal.side().ordinal(), leftRight)));
        break;
      }
    }
  }

  /** The side on which a side is in the mirror. */
  private static int opposite(int side, boolean leftRight) {
    return side >= 0 && Court.axis(side) == (leftRight ? 0 : 1) ? side ^ 1 : side;
  }

  /** Whether a side's paddle moves the other way in the mirror. */
  private static boolean turns(int side, boolean leftRight) {
    return Court.axis(side) == (leftRight ? 1 : 0);
  }

  private static Field mirrored(Field f, boolean leftRight) {
    List<Field.Paddle> paddles = new ArrayList<>(f.paddles());
    for (int side = 0; side < paddles.size(); side++) {
      Field.Paddle p = f.paddles().get(side);
      int sign = turns(side, leftRight) ? -1 : 1;
      // A court for two has no opposite above and below.
      paddles.set(
          opposite(side, leftRight),
          new Field.Paddle(
              sign * p.at(), sign * p.direction(), p.ack(), p.score(), p.out(), p.aim(), p.next()));
    }
    int x = leftRight ? -1 : 1;
    int y = -x;
    return new Field(
        f.tick(),
        f.waiting(),
        f.standing(),
        x * f.x(),
        y * f.y(),
        x * f.dx(),
        y * f.dy(),
        f.speed(),
        opposite(f.touched(), leftRight),
        opposite(f.serve(), leftRight),
        f.random(),
        paddles);
  }

  @Property(tries = 1_000)
  void no_rally_lasts_for_ever_with_paddles_that_stand_still(@ForAll("flights") Flight flight) {
    Assume.that(!flight.four() || Integer.bitCount(flight.walls()) < 4);
    PongState state = state(flight);
    Motion<PongCommand, PongEvent> motion = GAME.motion(state, false).orElseThrow();
    int steps = 0;
    Played played = null;
    while (played == null || played.goal() == null) {
      assertThat(steps).as("steps without a goal").isLessThan(20_000);
      steps++;
      if (motion.step()) {
        played = (Played) motion.played();
        state = GAME.apply(state, played);
        motion = GAME.motion(state, false).orElse(motion);
      }
    }
    Statistics.label("steps").collect(steps < 200 ? "few" : steps < 2_000 ? "some" : "many");
  }
}
