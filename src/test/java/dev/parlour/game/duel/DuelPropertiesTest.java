package dev.parlour.game.duel;

import static dev.parlour.game.duel.DuelMatch.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Decision;
import dev.parlour.game.Input;
import dev.parlour.game.Motion;
import dev.parlour.game.Placing;
import dev.parlour.game.Seat;
import dev.parlour.game.duel.DuelEvent.Outcome;
import dev.parlour.game.duel.DuelEvent.Played;
import dev.parlour.game.duel.DuelMatch.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Laws that hold whatever players, connections and alarms do. */
@PropertyDefaults(tries = 200)
class DuelPropertiesTest {

  enum Deed {
    JUMP,
    ATTACK,
    RUN_ON,
    LOSE_SKILL,
    FIND_SKILL,
    DISCONNECT,
    CONNECT,
    WAKE,
    WAKE_WHEN_DUE,
    LEAVE,
    PAUSE,
    START_AGAIN,
    HOST_JUMPS,
    PLAY_WITHOUT_MOTION,
    FINISH
  }

  /**
   * Something that happens.
   *
   * @param who 0 and 1 for the two, 2 for somebody who does not run
   * @param steps how far the run goes on before it
   */
  record Step(Deed deed, int who, int steps) {}

  record Evening(DuelSettings settings, long seed, List<Step> steps) {}

  @Provide
  Arbitrary<Evening> evenings() {
    Arbitrary<DuelSettings> settings =
        Combinators.combine(
                Arbitraries.frequency(Tuple.of(5, "duel"), Tuple.of(1, "practice")),
                Arbitraries.of(300, 1000, 3000),
                Arbitraries.of(1000, 2000),
                Arbitraries.of(0, 1))
            .as(
                (mode, freeze, cooldown, countdown) ->
                    DuelMatch.settings(
                        "mode",
                        mode,
                        "rings",
                        50,
                        "freezeMillis",
                        freeze,
                        "cooldownMillis",
                        cooldown,
                        "countdownSeconds",
                        countdown));
    return Combinators.combine(
            settings, Arbitraries.longs(), steps().list().ofMinSize(10).ofMaxSize(40))
        .as(Evening::new)
        .withoutEdgeCases(); // they are so many short evenings that no time is left for long ones
  }

  private static Arbitrary<Step> steps() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            Tuple.of(1, Deed.JUMP),
            Tuple.of(12, Deed.ATTACK),
            Tuple.of(12, Deed.RUN_ON),
            Tuple.of(1, Deed.LOSE_SKILL),
            Tuple.of(2, Deed.FIND_SKILL),
            Tuple.of(2, Deed.DISCONNECT),
            Tuple.of(6, Deed.CONNECT),
            Tuple.of(1, Deed.WAKE),
            Tuple.of(1, Deed.PAUSE),
            Tuple.of(1, Deed.START_AGAIN),
            Tuple.of(1, Deed.HOST_JUMPS),
            Tuple.of(1, Deed.PLAY_WITHOUT_MOTION));
    Arbitrary<Deed> withSomeEnds =
        Arbitraries.frequencyOf(
            Tuple.of(80, deeds),
            Tuple.of(1, Arbitraries.of(Deed.FINISH, Deed.LEAVE, Deed.WAKE_WHEN_DUE)));
    Arbitrary<Integer> who = Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(8, 1), Tuple.of(1, 2));
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.integers().between(0, 5)),
            Tuple.of(3, Arbitraries.integers().between(20, 400)));
    return Combinators.combine(withSomeEnds, who, steps).as(Step::new);
  }

  /** Both begin with skill, so that there are points to spend. */
  private static DuelMatch begun(Evening evening) {
    DuelMatch match = DuelMatch.seeded(evening.seed(), evening.settings()).started();
    match.skilled.addAll(match.seats.keySet());
    return match;
  }

  private static DuelMatch played(Evening evening) {
    DuelMatch match = begun(evening);
    evening.steps().forEach(step -> take(match, step));
    return match;
  }

  private static void take(DuelMatch match, Step step) {
    take(match, step, "p" + (step.who() + 1));
  }

  private static void take(DuelMatch match, Step step, String player) {
    match.run(step.steps());
    switch (step.deed()) {
      case JUMP, ATTACK -> {
        if (match.motion != null) {
          match.input(player, command(step));
        }
      }
      case RUN_ON -> match.run(50);
      case LOSE_SKILL -> match.skilled.remove(player);
      case FIND_SKILL -> {
        if (match.seats.containsKey(player)) {
          match.skilled.add(player);
        }
      }
      case DISCONNECT -> match.disconnect(player);
      case CONNECT -> match.connect(player);
      case WAKE -> match.wake();
      case WAKE_WHEN_DUE -> {
        if (GAME.wakeAt(match.state, match.situation()).isPresent()) {
          match.wakeWhenDue();
        }
      }
      case LEAVE -> match.leave(player);
      case PAUSE -> match.resumedWithCountdown();
      case START_AGAIN -> match.decide(new Input.Start<>(List.copyOf(match.seats.values())));
      case HOST_JUMPS -> match.decide(new Input.Direct<>(command(step)));
      case PLAY_WITHOUT_MOTION -> match.decide(new Input.Play<>(player, command(step)));
      case FINISH -> match.finish();
    }
  }

  private static DuelCommand command(Step step) {
    return step.deed() == Deed.ATTACK
        ? new DuelCommand.Attack(step.steps() % 3 == 0 ? null : step.steps() - 2)
        : new DuelCommand.Jump(step.steps() % 3 == 0 ? null : step.steps() * 70_000);
  }

  @Property
  void replaying_the_events_gives_the_live_state(@ForAll("evenings") Evening evening) {
    DuelMatch match = played(evening);
    DuelState replayed = GAME.initial();
    for (DuelEvent event : match.log) {
      replayed = GAME.apply(replayed, event);
    }

    assertThat(replayed).isEqualTo(match.state);
    Statistics.label("phase").collect(match.phase());
    Statistics.label("attacks").collect(match.happened(DuelEvent.Frozen.class).size());
  }

  @Property
  void the_steps_of_the_log_can_be_shown_again_and_end_where_the_events_say(
      @ForAll("evenings") Evening evening) {
    DuelMatch match = played(evening);
    if (match.motion != null) {
      match.store();
    }
    List<Shown> shown = new ArrayList<>();
    DuelState state = GAME.initial();
    for (DuelEvent event : match.log) {
      List<Motion<DuelCommand, DuelEvent>> last = new ArrayList<>();
      GAME.replay(
          state,
          event,
          motion -> {
            shown.add(Shown.of(motion));
            last.add(motion);
          });
      if (!last.isEmpty()) {
        assertThat(last.getLast().played()).isEqualTo(event);
      }
      assertThat(last).hasSize(event instanceof Played played ? played.steps() : 0);
      state = GAME.apply(state, event);
    }

    assertThat(shown).isEqualTo(match.frames);
  }

  @Property
  void storing_at_any_step_changes_nothing(
      @ForAll("evenings") Evening evening, @ForAll List<Boolean> cuts) {
    DuelMatch whole = begun(evening);
    DuelMatch cut = begun(evening);
    int next = 0;
    for (Step step : evening.steps()) {
      take(whole, step);
      // The same steps, some of them with an event before.
      Step now = new Step(step.deed(), step.who(), 0);
      for (int i = 0; i < step.steps(); i++) {
        if (cut.motion != null && next < cuts.size() && cuts.get(next++)) {
          cut.store();
        }
        cut.run(1);
      }
      if (cut.motion != null) {
        cut.store();
      }
      take(cut, now, step);
    }

    assertThat(cut.frames).isEqualTo(whole.frames);
    if (whole.motion != null) {
      whole.store();
      cut.store();
    }
    assertThat(cut.happened()).isEqualTo(whole.happened());
    assertThat(cut.state).isEqualTo(whole.state);
  }

  private static void take(DuelMatch match, Step now, Step meant) {
    if (now.deed() == Deed.JUMP || now.deed() == Deed.ATTACK) {
      if (match.motion != null) {
        match.input("p" + (meant.who() + 1), command(meant));
        match.store(); // an input that was taken is in the state, too
      }
    } else {
      take(match, now);
    }
  }

  @Property
  void a_refused_input_changes_nothing_and_says_why(@ForAll("evenings") Evening evening) {
    DuelMatch match = begun(evening);
    for (Step step : evening.steps()) {
      match.run(step.steps());
      if (match.motion != null) {
        DuelEvent before = match.motion.played();
        Shown shown = match.frame();
        var refused = match.motion.input("p" + (step.who() + 1), command(step));
        if (refused != null) {
          assertThat(match.motion.played()).isEqualTo(before);
          assertThat(match.frame()).isEqualTo(shown);
          assertThat(refused.code()).matches("[a-z_]+");
          assertThat(refused.message()).endsWith(".");
          Statistics.label("refusal").collect(refused.code());
        }
      }
      take(match, new Step(step.deed(), step.who(), 0));
    }
  }

  @Property
  void what_makes_no_sense_is_refused_with_a_sentence(@ForAll("evenings") Evening evening) {
    DuelMatch match = played(evening);
    List<Seat> seats = List.copyOf(match.seats.values());
    for (Input<DuelCommand> input :
        List.<Input<DuelCommand>>of(
            new Input.Start<>(seats),
            new Input.Play<>("p1", new DuelCommand.Jump(1)),
            new Input.Direct<>(new DuelCommand.Attack(1)))) {
      DuelState before = match.state;
      Decision<DuelEvent> decision = GAME.decide(before, input, match.situation());

      assertThat(decision).isInstanceOf(Decision.Rejected.class);
      assertThat(((Decision.Rejected<DuelEvent>) decision).rejection().message()).endsWith(".");
      Statistics.label("refusal").collect(DuelMatch.code(decision));
    }
  }

  @Property
  void the_end_is_the_end(@ForAll("evenings") Evening evening) {
    DuelMatch match = begun(evening);
    DuelState end = null;
    for (Step step : evening.steps()) {
      take(match, step);
      if (end != null) {
        assertThat(match.state).isEqualTo(end);
        assertThat(match.motion).isNull();
      } else if (GAME.finished(match.state)) {
        end = match.state;
      }
    }
    Statistics.label("ended").collect(end != null);
  }

  @Property
  void points_are_rings_less_ten_for_each_attack_and_never_below_zero(
      @ForAll("evenings") Evening evening) {
    DuelMatch match = played(evening);
    if (match.motion != null) {
      match.store();
    }

    for (Runner runner : match.state.runners()) {
      long attacks =
          match.happened(DuelEvent.Frozen.class).stream()
              .filter(frozen -> frozen.by().equals(runner.player()))
              .count();
      assertThat(runner.score()).isEqualTo((int) (runner.rings() - 10 * attacks));
    }
    for (Shown frame : match.frames) {
      assertThat(frame.runners()).allMatch(body -> body.score() >= 0);
    }
  }

  @Property
  void from_step_to_step_a_runner_only_goes_on_and_after_a_fall_not_even_that(
      @ForAll("evenings") Evening evening) {
    DuelMatch match = played(evening);
    for (int i = 1; i < match.frames.size(); i++) {
      Shown before = match.frames.get(i - 1);
      Shown after = match.frames.get(i);
      assertThat(after.tick()).isEqualTo(before.tick() + 1);
      for (int runner = 0; runner < after.runners().size(); runner++) {
        DuelFrame.Body was = before.runners().get(runner);
        DuelFrame.Body is = after.runners().get(runner);
        assertThat(is.x() - was.x()).isBetween(0, Arc.speed(was.rings()));
        assertThat(is.rings() - was.rings()).isBetween(0, 1);
        assertThat(is.score() - was.score()).isIn(0, 1, -10, -9);
        if (was.state().equals("fallen")) {
          assertThat(is.state()).isIn("fallen", "left");
          assertThat(is.x()).isEqualTo(was.x());
          assertThat(is.score()).isEqualTo(was.score());
          assertThat(is.y()).isLessThanOrEqualTo(was.y());
        }
      }
    }
  }

  @Property
  void neither_seat_is_better_than_the_other(@ForAll("evenings") Evening evening) {
    DuelMatch match = begun(evening);
    DuelMatch swapped = begun(evening);
    if (evening.settings().players() == 1) {
      return;
    }
    for (Step step : evening.steps()) {
      take(match, step);
      take(swapped, step, step.who() == 0 ? "p2" : step.who() == 1 ? "p1" : "p3");
    }

    assertThat(swapped.frames)
        .isEqualTo(
            match.frames.stream()
                .map(
                    frame ->
                        new Shown(
                            frame.tick(),
                            frame.moving(),
                            frame.waiting(),
                            frame.runners().reversed()))
                .toList());
    assertThat(GAME.finished(swapped.state)).isEqualTo(GAME.finished(match.state));
    if (match.state.result() != null) {
      Map<String, Outcome> outcomes = match.state.result().outcomes();
      assertThat(swapped.state.result().outcomes().get("p1")).isEqualTo(outcomes.get("p2"));
      assertThat(swapped.state.result().outcomes().get("p2")).isEqualTo(outcomes.get("p1"));
    }
  }

  @Property
  void every_run_that_goes_on_is_settled_with_a_place_for_everybody(
      @ForAll("evenings") Evening evening) {
    DuelMatch match = played(evening);
    match.connected.addAll(match.seats.keySet());
    match.decide(new Input.Presence<>());
    match.runToTheEnd();

    assertThat(GAME.placings(match.state))
        .extracting(Placing::player)
        .containsExactlyInAnyOrderElementsOf(match.seats.keySet());
    assertThat(GAME.placings(match.state).getFirst().rank()).isEqualTo(1);
    Statistics.label("reason").collect(match.state.result().reason());
  }
}
