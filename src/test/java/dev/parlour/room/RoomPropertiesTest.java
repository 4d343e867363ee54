package dev.parlour.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Role;
import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.testkit.PureRoom;
import dev.parlour.testkit.TallyGame;
import dev.parlour.wire.Json;
import dev.parlour.wire.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds in any room after any sequence of commands. */
class RoomPropertiesTest {
  /** One step of somebody: who, what, and how much time passes before. */
  record Step(Actor actor, RoomCommand command, int millis, boolean connects) {
    String on(PureRoom room) {
      room.later(Duration.ofMillis(millis));
      if (actor instanceof Actor.Player p) {
        if (connects && room.state.seating().holds(p.id())) {
          room.connected.add(p.id());
        } else {
          room.connected.remove(p.id());
        }
      }
      room.hostAwayFor =
          actor instanceof Actor.Host ? OptionalLong.empty() : OptionalLong.of(millis);
      return room.send(actor, command);
    }
  }

  @Provide
  Arbitrary<List<Step>> tally() {
    return steps(
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.integers().between(0, 3), Arbitraries.integers().between(-5, 5))
                .as((round, n) -> new TallyGame.Command.Call(round, n)),
            Arbitraries.just(new TallyGame.Command.Next())),
        null);
  }

  @Provide
  Arbitrary<List<Step>> trivia() {
    return steps(
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.integers().between(0, 3),
                    Arbitraries.of("a", "b", "c", "x").list().ofMaxSize(2))
                .as((number, choices) -> new TriviaCommand.Answer(number, choices)),
            Arbitraries.just(new TriviaCommand.Skip()),
            Arbitraries.integers().between(-1, 130).map(TriviaCommand.Extend::new)),
        content());
  }

  private static TriviaContent content() {
    List<Question.Choice> choices =
        List.of(
            new Question.Choice("a", "one"),
            new Question.Choice("b", "two"),
            new Question.Choice("c", "three"));
    Question single =
        new Question(
            "Which?", Question.Kind.SINGLE, choices, List.of("a"), "For a reason.", 1000, 0);
    Question several =
        new Question(
            "Which ones?", Question.Kind.MULTIPLE, choices, List.of("a", "c"), "", 2000, 5);
    return new TriviaContent(List.of(single, several));
  }

  private static Arbitrary<List<Step>> steps(Arbitrary<?> plays, Object content) {
    Arbitrary<Actor> actors =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Actor.HOST)),
            Tuple.of(1, Arbitraries.just(Actor.GUEST)),
            Tuple.of(2, Arbitraries.just(Actor.SERVER)),
            Tuple.of(
                6,
                Arbitraries.integers().between(1, 5).map(i -> (Actor) new Actor.Player("p" + i))));
    Arbitrary<RoomCommand> commands =
        Arbitraries.frequencyOf(
            Tuple.of(6, plays.map(p -> (RoomCommand) new RoomCommand.Play(p))),
            Tuple.of(
                4,
                Arbitraries.integers()
                    .between(1, 6)
                    .map(
                        i ->
                            (RoomCommand)
                                new RoomCommand.Join("Player " + i, "seed", "hash of " + i % 4))),
            Tuple.of(
                1,
                Arbitraries.integers()
                    .between(1, 6)
                    .map(i -> (RoomCommand) new RoomCommand.Kick("p" + i))),
            Tuple.of(
                8,
                Arbitraries.of(
                    new RoomCommand.Prepare(content),
                    new RoomCommand.Leave(),
                    new RoomCommand.Lock(),
                    new RoomCommand.Unlock(),
                    new RoomCommand.Start(),
                    new RoomCommand.Start(),
                    new RoomCommand.Pause(),
                    new RoomCommand.Resume(),
                    new RoomCommand.Presence(),
                    new RoomCommand.Wake(),
                    new RoomCommand.Wake(),
                    new RoomCommand.Recover(
                        dev.parlour.testkit.ManualClock.EIGHT_O_CLOCK.plusSeconds(5)))),
            Tuple.of(
                1, Arbitraries.of(new RoomCommand.End(), new RoomCommand.Close("closed_by_host"))));
    return Combinators.combine(
            actors,
            commands,
            Arbitraries.integers().between(0, 4_000),
            Arbitraries.of(true, true, false))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  private static PureRoom tallyRoom() {
    PureRoom room = PureRoom.of(new TallyGame(), Map.of("seconds", 5));
    return room.started(2);
  }

  private static PureRoom triviaRoom() {
    PureRoom room =
        PureRoom.of(new TriviaGame(), Map.of("topic", "general", "secondsPerQuestion", 5));
    room.server(new RoomCommand.Prepare(content()));
    return room.started(2);
  }

  private static void laws(PureRoom room, List<Step> steps) {
    List<String> given = new ArrayList<>();
    room.state.seating().seats().keySet().forEach(given::add);
    for (Step step : steps) {
      RoomState before = room.state;
      int logged = room.log.size();
      step.on(room);
      if (room.log.size() == logged) {
        assertThat(room.state)
            .as("what stores nothing changes nothing: %s", step)
            .isEqualTo(before);
      }
      if (before.status().over()) {
        assertThat(room.state.status())
            .as("what is over stays over: %s", step)
            .isIn(before.status(), Status.CLOSED);
        assertThat(room.state.play()).isEqualTo(before.play());
      }
      room.log.subList(logged, room.log.size()).stream()
          .filter(RoomEvent.PlayerJoined.class::isInstance)
          .forEach(
              e -> {
                String id = ((RoomEvent.PlayerJoined) e).seat().id();
                assertThat(given).as("no id is given twice").doesNotContain(id);
                given.add(id);
              });
      assertThat(room.state.clock().elapsed())
          .as("a game's time is never negative")
          .isNotNegative();
    }
    assertThat(room.replayed()).as("replay equals live").isEqualTo(room.state);
    assertThat(List.copyOf(room.state.seating().seats().keySet()))
        .as("in the order of joining")
        .isSortedAccordingTo(dev.parlour.game.Persistent.order());
    for (Object view : room.everyView()) {
      assertThat(Json.mapper().valueToTree(view).toString())
          .as("no view holds what proves a seat")
          .doesNotContain("hash of");
    }
  }

  @Property(tries = 300)
  void hold_around_a_tally(@ForAll("tally") List<Step> steps) {
    laws(tallyRoom(), steps);
  }

  @Property(tries = 300)
  void hold_around_trivia(@ForAll("trivia") List<Step> steps) {
    laws(triviaRoom(), steps);
  }

  private static void rosters(PureRoom room, List<Step> steps) {
    Publication shown = null;
    for (Step step : steps) {
      step.on(room);
      boolean sameHere =
          shown != null && shown.attendance().connected().equals(room.attendance().connected());
      Attendance attendance = sameHere ? shown.attendance() : room.attendance();
      int seq = room.log.size();
      shown = new Publication(room.room, room.state, seq, attendance, shown);
      Publication anew = new Publication(room.room, room.state, seq, attendance);
      assertThat(shown.roster()).as("after %s", step).isEqualTo(anew.roster());
      assertThat(Views.shared(shown, Role.PLAYER).rawValue())
          .isEqualTo(Views.shared(anew, Role.PLAYER).rawValue());
    }
  }

  @Property(tries = 100)
  void a_roster_that_is_kept_is_the_one_that_would_be_made_in_trivia(
      @ForAll("trivia") List<Step> steps) {
    rosters(triviaRoom(), steps);
  }

  @Property(tries = 100)
  void a_roster_that_is_kept_is_the_one_that_would_be_made_in_a_tally(
      @ForAll("tally") List<Step> steps) {
    rosters(tallyRoom(), steps);
  }

  @Property(tries = 100)
  void the_right_answer_is_in_no_view_while_the_question_is_open(
      @ForAll("trivia") List<Step> steps) {
    PureRoom room = triviaRoom();
    for (Step step : steps) {
      step.on(room);
      boolean open =
          room.status() == Status.IN_PROGRESS && room.room.phase(room.state).contains(" question ");
      if (open) {
        for (Object view : room.everyView()) {
          assertThat(Json.mapper().valueToTree(view).toString())
              .doesNotContain("\"correct\":[")
              .doesNotContain("For a reason");
        }
      }
    }
  }

  @Property(tries = 100)
  void what_one_player_sees_does_not_depend_on_what_another_called(
      @ForAll int one, @ForAll int other) {
    PureRoom left = tallyRoom();
    PureRoom right = tallyRoom();
    RoomCommand callsOne = new RoomCommand.Play(new TallyGame.Command.Call(1, one));
    RoomCommand callsOther = new RoomCommand.Play(new TallyGame.Command.Call(1, other));
    left.join("Third");
    right.join("Third");
    left.connected.add("p3");
    right.connected.add("p3");
    left.player("p2", callsOne);
    right.player("p2", callsOther);
    assertThat(
            left.room.own(left.state, new dev.parlour.game.Viewer.Player("p1"), left.attendance()))
        .isEqualTo(
            right.room.own(
                right.state, new dev.parlour.game.Viewer.Player("p1"), right.attendance()));
    for (Role role : Role.values()) {
      assertThat(left.room.shared(left.state, role, left.attendance()))
          .isEqualTo(right.room.shared(right.state, role, right.attendance()));
    }
  }
}
