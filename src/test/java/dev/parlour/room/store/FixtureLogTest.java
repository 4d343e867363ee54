package dev.parlour.room.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.Placing;
import dev.parlour.game.Seat;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomState;
import dev.parlour.testkit.PureRoom;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A log that was written by an earlier version, and is never written again, still comes to the same
 * end. If this fails, rooms that people play in now will not survive the next update.
 */
class FixtureLogTest {
  private final TriviaGame game = new TriviaGame();
  private final EventCodec codec = new EventCodec(game);
  private final Room room = new Room(game, PureRoom.RULES);

  private static String file(String name) throws IOException {
    try (InputStream in = FixtureLogTest.class.getResourceAsStream("/logs/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private RoomState replayed() throws IOException {
    RoomState state = room.initial();
    for (String line : file("trivia-v1.jsonl").lines().toList()) {
      JsonNode row = Json.mapper().readTree(line);
      RoomEvent event =
          codec.decode(
              new EventCodec.Encoded(
                  row.get("kind").textValue(),
                  row.get("version").intValue(),
                  row.get("payload").toString()));
      state = room.apply(state, event);
    }
    return state;
  }

  @Test
  void the_log_of_version_1_comes_to_its_end() throws Exception {
    RoomState state = replayed();
    JsonNode end = Json.mapper().readTree(file("trivia-v1.end.json"));
    assertThat(state.status().name()).isEqualTo(end.get("status").textValue());
    assertThat(List.copyOf(state.seating().seats().values()))
        .isEqualTo(
            Json.mapper().convertValue(end.get("seats"), new TypeReference<List<Seat>>() {}));
    assertThat(game.placings((dev.parlour.game.trivia.TriviaState) state.play()))
        .isEqualTo(
            Json.mapper().convertValue(end.get("standing"), new TypeReference<List<Placing>>() {}));
  }

  @Test
  void the_snapshot_of_version_1_is_the_state_that_its_log_comes_to() throws Exception {
    assertThat(codec.decodeState(file("trivia-v1.snapshot.json"))).isEqualTo(replayed());
  }

  @Test
  void much_happened_in_it() throws Exception {
    String log = file("trivia-v1.jsonl");
    for (String happened :
        List.of(
            "roomCreated",
            "roomReady",
            "playerJoined",
            "roomStarted",
            "answerAccepted",
            "questionClosed",
            "roomPaused",
            "roomResumed",
            "playerSeated",
            "kicked",
            "\"left\"",
            "deadlineExtended",
            "roomRecovered",
            "roomLocked",
            "roomUnlocked",
            "SKIPPED",
            "ALL_ANSWERED",
            "DEADLINE",
            "standingsShown",
            "finished",
            "roomCompleted")) {
      assertThat(log).contains(happened);
    }
  }
}
