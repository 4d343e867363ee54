package dev.parlour.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.game.Game;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomState;

/**
 * How a room's events and snapshots are written. An event of the game inside is written by the
 * game's own types, so that the log says {@code answerAccepted} and not "an object".
 *
 * <p>Versions: {@link #ROOM_VERSION} for the room's own events, {@link Game#version} for the
 * game's. A snapshot of another version is not read: the log is folded instead.
 */
public final class EventCodec {
  public static final int ROOM_VERSION = 1;
  private static final String ROOM = "room";
  private static final String GAME = "game";
  private static final ObjectWriter ROOM_WRITER = Json.mapper().writerFor(RoomEvent.class);
  private static final ObjectReader ROOM_READER = Json.mapper().readerFor(RoomEvent.class);

  private final Game<?, ?, ?, ?, ?> game;
  private final ObjectWriter gameWriter;
  private final ObjectReader gameReader;

  public EventCodec(Game<?, ?, ?, ?, ?> game) {
    this.game = game;
    this.gameWriter = Json.mapper().writerFor(game.eventType());
    this.gameReader = Json.mapper().readerFor(game.eventType());
  }

  public record Encoded(String kind, int version, String payload) {}

  public Encoded encode(RoomEvent event) {
    try {
      return event instanceof RoomEvent.GameAdvanced advanced
          ? new Encoded(GAME, game.version(), gameWriter.writeValueAsString(advanced.event()))
          : new Encoded(ROOM, ROOM_VERSION, ROOM_WRITER.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "an event of " + game.id() + " cannot be written: " + event.getClass(), e);
    }
  }

  public RoomEvent decode(Encoded row) {
    try {
      return switch (row.kind()) {
        case ROOM -> ROOM_READER.readValue(row.payload());
        case GAME -> new RoomEvent.GameAdvanced(gameReader.readValue(row.payload()));
        default -> throw new IllegalArgumentException("unknown kind of event: " + row.kind());
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event of " + game.id() + " cannot be read", e);
    }
  }

  /** A snapshot is read only by the version that wrote it. */
  public int snapshotVersion() {
    return 1000 * ROOM_VERSION + game.version();
  }

  public String encode(RoomState state) {
    try {
      return Json.mapper().writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the state of " + game.id() + " cannot be written", e);
    }
  }

  public RoomState decodeState(String snapshot) {
    try {
      ObjectNode tree = (ObjectNode) Json.mapper().readTree(snapshot);
      Object play = Json.mapper().treeToValue(tree.remove("play"), game.stateType());
      RoomState bare = Json.mapper().treeToValue(tree, RoomState.class);
      return new RoomState(
          bare.created(),
          bare.life(),
          bare.seating(),
          bare.clock(),
          play,
          bare.rematch(),
          bare.played());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a snapshot of " + game.id() + " cannot be read", e);
    }
  }
}
