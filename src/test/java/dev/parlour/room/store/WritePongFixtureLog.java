package dev.parlour.room.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.game.Motion;
import dev.parlour.game.pong.PongCommand;
import dev.parlour.game.pong.PongEvent;
import dev.parlour.game.pong.PongGame;
import dev.parlour.game.pong.PongState;
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
import java.util.Optional;
import java.util.Random;

/**
 * Writes the log of a seeded game of Pong, and its end, once for each version of the formats: run
 * by hand when a version is new, into a folder that is given. What it wrote is committed and never
 * written again, since {@link PongFixtureLogTest} proves by it that logs of that version can still
 * be read and shown.
 */
final class WritePongFixtureLog {
  private static final PongGame GAME = new PongGame();
  private static final List<String> WAYS = List.of("up", "down", "stop");

  private final Random random = new Random(20261128);
  private final PureRoom room =
      PureRoom.of(GAME, Map.of("players", 4, "toWin", 8, "computer", "hard"));

  private WritePongFixtureLog() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    PureRoom room = new WritePongFixtureLog().evening();
    EventCodec codec = new EventCodec(GAME);
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
    Files.write(folder.resolve("pong-v1.jsonl"), lines);
    Map<String, Object> end = new LinkedHashMap<>();
    end.put("status", room.status().name());
    end.put("standing", GAME.placings((PongState) room.state.play()));
    Files.writeString(
        folder.resolve("pong-v1.end.json"),
        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(end) + "\n");
    Files.writeString(folder.resolve("pong-v1.snapshot.json"), codec.encode(room.state) + "\n");
  }

  private PureRoom evening() {
    room.started(3);
    moves(400, false);
    gone("p2");
    moves(300, false);
    back("p2");
    moves(500, false);
    room.host(new RoomCommand.Pause());
    room.later(Duration.ofSeconds(40)).host(new RoomCommand.Resume());
    moves(400, true);
    room.later(Duration.ofMinutes(3)).server(new RoomCommand.Recover(room.now.minusSeconds(178)));
    moves(200, true);
    for (String player : List.of("p1", "p2", "p3")) {
      gone(player);
    }
    room.later(Duration.ofSeconds(12));
    for (String player : List.of("p1", "p2", "p3")) {
      back(player);
    }
    moves(600, false);
    room.connected.remove("p3");
    room.player("p3", new RoomCommand.Leave());
    for (int goals = 0; goals < 40; goals++) {
      moves(1_000, false);
    }
    return room;
  }

  private void gone(String player) {
    room.connected.remove(player);
    room.server(new RoomCommand.Presence());
  }

  private void back(String player) {
    room.connected.add(player);
    room.server(new RoomCommand.Presence());
  }

  /** So many steps, with inputs now and then; what has moved is stored as the room does it. */
  private void moves(int steps, boolean countdown) {
    Optional<Motion<PongCommand, PongEvent>> motion =
        GAME.motion((PongState) room.state.play(), countdown);
    boolean fresh = false;
    for (int step = 0; step < steps && motion.isPresent(); step++) {
      if (random.nextInt(20) == 0) {
        String player = "p" + (1 + random.nextInt(3));
        motion.get().input(player, new PongCommand.Move(WAYS.get(random.nextInt(3)), 900 + step));
      }
      fresh = motion.get().step();
      if (fresh) {
        store(motion.get());
        motion = GAME.motion((PongState) room.state.play(), false);
      }
    }
    if (motion.isPresent() && !fresh) {
      store(motion.get());
    }
    room.later(Duration.ofMillis(steps * 1_000L / PongGame.STEPS_PER_SECOND));
  }

  private void store(Motion<PongCommand, PongEvent> motion) {
    List<RoomEvent> events = new ArrayList<>();
    events.add(new RoomEvent.GameAdvanced(motion.played()));
    PongState after =
        GAME.apply(
            (PongState) room.state.play(),
            (PongEvent) ((RoomEvent.GameAdvanced) events.getFirst()).event());
    if (GAME.finished(after)) {
      events.add(new RoomEvent.RoomCompleted(GAME.placings(after), room.now));
    }
    for (RoomEvent event : events) {
      room.log.add(event);
      room.state = room.room.apply(room.state, event);
    }
  }
}
