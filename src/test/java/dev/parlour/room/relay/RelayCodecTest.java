package dev.parlour.room.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.game.Placing;
import dev.parlour.game.Rejection;
import dev.parlour.game.Seat;
import dev.parlour.game.Viewer;
import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.Scoring;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaEvent;
import dev.parlour.game.trivia.TriviaSettings;
import dev.parlour.room.Actor;
import dev.parlour.room.Attendance;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.Visibility;
import dev.parlour.wire.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one node says, the other one hears: every message, with what trivia puts into it. */
class RelayCodecTest {
  private static final Instant AT = Instant.parse("2026-03-01T20:00:00.123456Z");
  private static final String ROOM = "abc234";
  private static final Question QUESTION =
      new Question(
          "What is \"2 + 2\"?",
          Question.Kind.MULTIPLE,
          List.of(
              new Question.Choice("a", "vier – 4"),
              new Question.Choice("b", "<5>"),
              new Question.Choice("c", "二")),
          List.of("a"),
          "",
          2000,
          30);
  private static final TriviaSettings SETTINGS =
      new TriviaSettings("mathematics", null, 1, 10, 6, 4, Scoring.FLAT, 50, true, 30, "en");

  private final RelayCodec codec = new RelayCodec(new TriviaOnly());

  private NodeMessage travelled(NodeMessage message) throws Exception {
    JsonNode written = codec.encode(message);
    return codec.decode(Json.mapper().readTree(Json.mapper().writeValueAsString(written)));
  }

  private static NodeMessage.Ask ask(Actor actor, RoomCommand command) {
    return new NodeMessage.Ask(ROOM, "trivia", 7, actor, "c-1", command, AT);
  }

  private static NodeMessage.Shown shown(Attendance there, RoomEvent... events) {
    return new NodeMessage.Shown(ROOM, "trivia", 41, List.of(events), there);
  }

  static Stream<RoomCommand> commands() {
    return Stream.of(
        new RoomCommand.Create(
            ROOM,
            "trivia",
            "A night",
            Map.of("topic", "mathematics", "questions", 3, "autoAdvance", false),
            Visibility.PUBLIC,
            "key",
            -5_000_000_000_000L,
            true),
        new RoomCommand.Create(
            ROOM, "trivia", null, Map.of(), Visibility.PRIVATE, "key", 1, true, 2),
        new RoomCommand.CallOff("no_show"),
        new RoomCommand.Prepare(new TriviaContent(List.of(QUESTION))),
        new RoomCommand.Prepare(null),
        new RoomCommand.Fail(new Rejection("no_questions", "There are none.")),
        new RoomCommand.Join("Zoë 🦊", "fox", "hash"),
        new RoomCommand.Leave(),
        new RoomCommand.Kick("p2"),
        new RoomCommand.Lock(),
        new RoomCommand.Unlock(),
        new RoomCommand.Start(),
        new RoomCommand.Pause(),
        new RoomCommand.Resume(),
        new RoomCommand.End(),
        new RoomCommand.Rematch(),
        new RoomCommand.Close("closed_by_host"),
        new RoomCommand.Play(new TriviaCommand.Answer(3, List.of("a", "c"))),
        new RoomCommand.Play(new TriviaCommand.Skip()),
        new RoomCommand.Play(new TriviaCommand.Skip(3, "reveal")),
        new RoomCommand.Play(new TriviaCommand.Extend(15)),
        new RoomCommand.Presence(),
        new RoomCommand.Wake(),
        new RoomCommand.Recover(AT));
  }

  static Stream<RoomEvent> events() {
    return Stream.concat(
        Stream.of(
            new RoomEvent.RoomCreated(
                ROOM,
                "trivia",
                1,
                null,
                Map.of("topic", "mathematics"),
                Visibility.PRIVATE,
                "key",
                9,
                true,
                AT),
            new RoomEvent.RoomCreated(
                ROOM, "trivia", 1, null, Map.of(), Visibility.PRIVATE, "key", 9, true, AT, 4),
            new RoomEvent.RoomReady(AT),
            new RoomEvent.RoomFailed(new Rejection("no_questions", "There are none."), AT),
            new RoomEvent.PlayerJoined(new Seat("p1", "Zoë 🦊", "fox"), "hash"),
            new RoomEvent.PlayerLeft("p1", "kicked"),
            new RoomEvent.RoomLocked(),
            new RoomEvent.RoomUnlocked(),
            new RoomEvent.RoomStarted(AT),
            new RoomEvent.RoomPaused(AT),
            new RoomEvent.RoomResumed(AT),
            new RoomEvent.RoomRecovered(12_000, AT),
            new RoomEvent.RoomCompleted(List.of(new Placing("p1", 1, 3000)), AT),
            new RoomEvent.RematchWanted("p1"),
            new RoomEvent.RoomRestarted(AT),
            new RoomEvent.RoomClosed("expired", AT),
            new RoomEvent.CommandNoted()),
        Stream.of(
                new TriviaEvent.Prepared(SETTINGS, List.of(QUESTION), 11),
                new TriviaEvent.Started(List.of("p1", "p2")),
                new TriviaEvent.PlayerSeated("p3"),
                new TriviaEvent.PlayerGone("p3"),
                new TriviaEvent.QuestionOpened(1, List.of("c", "a", "b"), 0, 10_000),
                new TriviaEvent.AnswerAccepted("p1", 1, List.of("a"), 512),
                new TriviaEvent.DeadlineExtended(1, 20_000),
                new TriviaEvent.QuestionClosed(
                    1, TriviaEvent.Closing.ALL_ANSWERED, 600, 700, 6_700),
                new TriviaEvent.StandingsShown(1, 6_700, 10_700),
                new TriviaEvent.Finished(10_700, TriviaEvent.Ending.ALL_ASKED))
            .map(RoomEvent.GameAdvanced::new));
  }

  static Stream<NodeMessage> messages() {
    Attendance some = Attendance.of(List.of("p1", "p10", "p2"), List.of("p3"), true);
    return Stream.of(
            Stream.of(
                new NodeMessage.Open(ROOM, true),
                new NodeMessage.Shut(ROOM),
                new NodeMessage.Enter(ROOM, 1, new Viewer.Host()),
                new NodeMessage.Enter(ROOM, 2, new Viewer.Player("p1")),
                new NodeMessage.Exit(ROOM, 2, true),
                new NodeMessage.Opened(ROOM, 40, some),
                new NodeMessage.Opened(ROOM, 40, Attendance.NOBODY),
                new NodeMessage.Moved(ROOM, new byte[] {1, -1, 0}, Map.of("tick", 7)),
                new NodeMessage.Moved(ROOM, new byte[] {1, -1, 0}, null),
                new NodeMessage.Countdown(ROOM, 4_200, AT),
                new NodeMessage.Countdown(ROOM, 4_200, null),
                new NodeMessage.Entered(ROOM, 2),
                new NodeMessage.Left(ROOM, 2, "taken_over"),
                new NodeMessage.Accepted(ROOM, 3, 44),
                new NodeMessage.Refused(ROOM, 3, new Rejection("too_late", "Over.")),
                new NodeMessage.Ended(ROOM, "unknown_room"),
                new NodeMessage.Elsewhere(ROOM),
                new NodeMessage.Take(ROOM),
                shown(some),
                shown(null),
                shown(null, events().toArray(RoomEvent[]::new)),
                new NodeMessage.Ask(
                    ROOM, "trivia", 1, Actor.GUEST, null, new RoomCommand.Leave(), AT),
                ask(Actor.HOST, new RoomCommand.Start()),
                ask(Actor.SERVER, new RoomCommand.Wake())),
            commands().map(c -> ask(new Actor.Player("p1"), c)),
            events().map(e -> shown(some, e)))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void what_is_written_is_read_again(NodeMessage message) throws Exception {
    NodeMessage read = travelled(message);
    assertThat(read).usingRecursiveComparison().isEqualTo(message);
    assertThat(read).hasSameClassAs(message);
  }

  @Test
  void the_tests_know_every_message_command_and_event() {
    assertThat(types(messages())).isEqualTo(permitted(NodeMessage.class));
    assertThat(types(commands())).isEqualTo(permitted(RoomCommand.class));
    assertThat(types(events())).isEqualTo(permitted(RoomEvent.class));
    assertThat(
            types(
                events()
                    .filter(RoomEvent.GameAdvanced.class::isInstance)
                    .map(e -> ((RoomEvent.GameAdvanced) e).event())))
        .isEqualTo(
            Arrays.stream(TriviaEvent.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .collect(Collectors.toSet()));
  }

  private static Set<Class<?>> types(Stream<?> all) {
    return all.map(Object::getClass).collect(Collectors.toSet());
  }

  private static Set<Class<?>> permitted(Class<?> type) {
    return Set.of(type.getPermittedSubclasses());
  }

  @Test
  void a_message_of_a_later_release_is_refused_as_a_whole() throws Exception {
    for (String strange :
        List.of(
            "{\"type\":\"dance\",\"room\":\"abc234\"}",
            "{\"type\":\"shown\",\"room\":\"abc234\",\"game\":\"chess\",\"from\":1,\"events\":[{\"kind\":\"x\",\"version\":1,\"payload\":\"{}\"}]}",
            "{\"type\":\"open\",\"room\":\"abc234\",\"visitors\":\"yes\"}")) {
      JsonNode node = Json.mapper().readTree(strange);
      assertThatThrownBy(() -> codec.decode(node)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_field_that_a_later_release_has_added_to_a_message_is_passed_over() throws Exception {
    for (NodeMessage message :
        List.of(new NodeMessage.Open(ROOM, true), ask(Actor.HOST, new RoomCommand.Start()))) {
      ObjectNode node = (ObjectNode) codec.encode(message);
      node.put("later", 1);
      assertThat(codec.decode(Json.mapper().readTree(node.toString()))).isEqualTo(message);
    }
  }

  @Test
  void a_command_that_a_later_release_has_made_another_is_refused() throws Exception {
    String start = codec.encode(ask(Actor.HOST, new RoomCommand.Start())).toString();
    String more = start.replace("{\"type\":\"start\"", "{\"type\":\"start\",\"later\":1");
    assertThat(more).isNotEqualTo(start);
    JsonNode node = Json.mapper().readTree(more);
    assertThatThrownBy(() -> codec.decode(node)).isInstanceOf(IllegalArgumentException.class);
  }
}
