package dev.parlour.room.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.Motion;
import dev.parlour.game.Placing;
import dev.parlour.game.pong.PongCommand;
import dev.parlour.game.pong.PongEvent;
import dev.parlour.game.pong.PongGame;
import dev.parlour.game.pong.PongState;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomState;
import dev.parlour.testkit.PureRoom;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A log of Pong that was written by an earlier version, and is never written again, still comes to
 * the same end, and its replay still shows what was played. If this fails, matches that people play
 * in now will not survive the next update, or their replays will show another match.
 */
class PongFixtureLogTest {
  private final PongGame game = new PongGame();
  private final EventCodec codec = new EventCodec(game);
  private final Room room = new Room(game, PureRoom.RULES);

  private static String file(String name) throws IOException {
    try (InputStream in = PongFixtureLogTest.class.getResourceAsStream("/logs/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<RoomEvent> log() throws IOException {
    List<RoomEvent> events = new ArrayList<>();
    for (String line : file("pong-v1.jsonl").lines().toList()) {
      JsonNode row = Json.mapper().readTree(line);
      events.add(
          codec.decode(
              new EventCodec.Encoded(
                  row.get("kind").textValue(),
                  row.get("version").intValue(),
                  row.get("payload").toString())));
    }
    return events;
  }

  private RoomState replayed() throws IOException {
    RoomState state = room.initial();
    for (RoomEvent event : log()) {
      state = room.apply(state, event);
    }
    return state;
  }

  @Test
  void the_log_of_version_1_comes_to_its_end() throws Exception {
    RoomState state = replayed();
    JsonNode end = Json.mapper().readTree(file("pong-v1.end.json"));
    assertThat(state.status().name()).isEqualTo(end.get("status").textValue());
    assertThat(game.placings((PongState) state.play()))
        .isEqualTo(
            Json.mapper().convertValue(end.get("standing"), new TypeReference<List<Placing>>() {}));
  }

  @Test
  void the_snapshot_of_version_1_is_the_state_that_its_log_comes_to() throws Exception {
    assertThat(codec.decodeState(file("pong-v1.snapshot.json"))).isEqualTo(replayed());
  }

  @Test
  void its_replay_ends_where_each_of_its_events_says() throws Exception {
    RoomState state = room.initial();
    int shownSteps = 0;
    for (RoomEvent event : log()) {
      if (event instanceof RoomEvent.GameAdvanced advanced
          && advanced.event() instanceof PongEvent.Played played) {
        List<Motion<PongCommand, PongEvent>> shown = new ArrayList<>();
        game.replay((PongState) state.play(), played, shown::add);
        assertThat(shown).hasSize(played.steps());
        assertThat(shown.getLast().played()).isEqualTo(played);
        shownSteps += shown.size();
      }
      state = room.apply(state, event);
    }
    assertThat(shownSteps).isGreaterThan(2_000);
  }

  @Test
  void much_happened_in_it() throws Exception {
    String log = file("pong-v1.jsonl");
    for (String happened :
        List.of(
            "prepared",
            "started",
            "played",
            "\"goal\":{",
            "playerAway",
            "playerBack",
            "playerLeft",
            "interrupted",
            "continued",
            "roomPaused",
            "roomRecovered",
            "\"countdown\":true",
            "WON",
            "roomCompleted")) {
      assertThat(log).contains(happened);
    }
  }
}
