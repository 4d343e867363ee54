package dev.parlour.room.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.game.Persistent;
import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.testkit.PureRoom;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes the log of a seeded evening, and its end, once for each version of the formats: run by
 * hand when a version is new, into a folder that is given. What it wrote is committed and never
 * written again, since {@link FixtureLogTest} proves by it that logs of that version can still be
 * read.
 */
final class WriteFixtureLog {
  private WriteFixtureLog() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    PureRoom room = evening();
    EventCodec codec = new EventCodec(new TriviaGame());
    List<String> lines = new ArrayList<>();
    for (RoomEvent event : room.log) {
      EventCodec.Encoded encoded = codec.encode(event);
      ObjectNode line =
          Json.mapper()
              .createObjectNode()
              .put("seq", lines.size() + 1)
              .put("kind", encoded.kind())
              .put("version", encoded.version());
      line.set("payload", Json.mapper().readTree(encoded.payload()));
      lines.add(line.toString());
    }
    Files.write(folder.resolve("trivia-v1.jsonl"), lines);
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("status", room.status().name());
    end.put("seats", List.copyOf(room.state.seating().seats().values()));
    end.put("standing", room.room.game().placings(room.state.play()));
    Files.writeString(
        folder.resolve("trivia-v1.end.json"),
        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(end) + "\n");
    Files.writeString(folder.resolve("trivia-v1.snapshot.json"), codec.encode(room.state) + "\n");
  }

  private static PureRoom evening() {
    Random random = new Random(20260301);
    PureRoom room = PureRoom.of(new TriviaGame(), Map.of("topic", "general"));
    List<Question> questions = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      List<Question.Choice> choices =
          List.of(
              new Question.Choice("a", "right " + i),
              new Question.Choice("b", "wr\u00f6ng"),
              new Question.Choice("c", "wrong, too"),
              new Question.Choice("d", "never"));
      questions.add(
          switch (i % 4) {
            case 1 ->
                new Question(
                    "Which one? (" + i + ")",
                    Question.Kind.SINGLE,
                    choices,
                    List.of("a"),
                    "It is so.",
                    1000,
                    0);
            case 2 ->
                new Question(
                    "Which ones? (" + i + ")",
                    Question.Kind.MULTIPLE,
                    choices,
                    List.of("a", "c"),
                    "",
                    2000,
                    20);
            case 3 ->
                new Question(
                    "Is it? (" + i + ")",
                    Question.Kind.TRUE_FALSE,
                    List.of(new Question.Choice("t", "true"), new Question.Choice("f", "false")),
                    List.of("f"),
                    "It is not.",
                    1000,
                    5);
            default ->
                new Question(
                    "For fun? (" + i + ")", Question.Kind.SINGLE, choices, List.of("d"), "", 0, 0);
          });
    }
    room.server(new RoomCommand.Prepare(new TriviaContent(questions)));
    room.started(12);
    for (int question = 1; question <= 8; question++) {
      for (String player : List.copyOf(room.connected)) {
        room.later(Duration.ofMillis(random.nextInt(350)));
        List<String> chosen =
            question % 4 == 2
                ? List.of("a", random.nextBoolean() ? "b" : "c")
                : List.of(random.nextInt(3) == 0 ? "b" : "a");
        if (question == 2 || random.nextInt(6) > 0) {
          room.player(player, new RoomCommand.Play(new TriviaCommand.Answer(question, chosen)));
        }
      }
      happen(room, question);
      while (room.room.wakeAt(room.state, room.moment()).isPresent()
          && !room.room.phase(room.state).contains(" question " + (question + 1) + " ")) {
        room.now = room.room.wakeAt(room.state, room.moment()).get();
        room.server(new RoomCommand.Wake());
      }
    }
    return room;
  }

  /** In each question something that may happen in an evening. */
  private static void happen(PureRoom room, int question) {
    switch (question) {
      case 1 -> {
        room.host(new RoomCommand.Pause());
        room.later(Duration.ofSeconds(40)).host(new RoomCommand.Resume());
      }
      case 2 -> {
        room.join("Late");
        room.connected.add("p13");
      }
      case 3 -> {
        room.host(new RoomCommand.Kick("p5"));
        room.connected.remove("p5");
      }
      case 4 -> {
        room.host(new RoomCommand.Lock());
        room.host(new RoomCommand.Play(new TriviaCommand.Extend(15)));
      }
      case 5 ->
          room.later(Duration.ofMinutes(3))
              .server(new RoomCommand.Recover(room.now.minusSeconds(178)));
      case 6 -> {
        room.connected.remove("p2");
        room.player("p2", new RoomCommand.Leave());
        room.host(new RoomCommand.Unlock());
      }
      case 7 -> room.host(new RoomCommand.Play(new TriviaCommand.Skip()));
      default -> room.connected.removeIf(id -> Persistent.order().compare(id, "p10") >= 0);
    }
  }
}
