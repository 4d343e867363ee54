package dev.parlour.room.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Game;
import dev.parlour.room.Attendance;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.app.Games;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Messages between nodes as JSON. What a game says itself, its commands, content and events, is
 * written by the game's own types, as in the log.
 *
 * <p>While nodes are replaced by those of a newer version, the newer ones may say more than the
 * older ones know: a field of a message that is not known is passed over, but a command or an event
 * with one is refused, since nobody can know what it means without it.
 */
final class RelayCodec {
  private static final String COMMAND = "command";
  private static final String EVENTS = "events";
  private static final String ATTENDANCE = "attendance";
  private static final ObjectReader READER = Json.ofNodes(NodeMessage.class);
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final Games games;
  private final Map<String, EventCodec> events = new ConcurrentHashMap<>();

  RelayCodec(Games games) {
    this.games = games;
  }

  /**
   * @throws IllegalArgumentException if it cannot be written
   */
  JsonNode encode(NodeMessage message) {
    try {
      return switch (message) {
        case NodeMessage.Ask m -> {
          ObjectNode node =
              tree(
                  new NodeMessage.Ask(
                      m.room(), m.game(), m.number(), m.actor(), m.id(), null, m.arrivedAt()));
          node.set(COMMAND, command(m));
          yield node;
        }
        case NodeMessage.Shown m -> {
          ObjectNode node = tree(new NodeMessage.Shown(m.room(), m.game(), m.from(), null, null));
          put(node, m.attendance());
          ArrayNode list = node.putArray(EVENTS);
          for (RoomEvent event : m.events()) {
            EventCodec.Encoded encoded = codec(m.game()).encode(event);
            list.addObject()
                .put("kind", encoded.kind())
                .put("version", encoded.version())
                .put("payload", encoded.payload());
          }
          yield node;
        }
        case NodeMessage.Opened m -> {
          ObjectNode node = tree(new NodeMessage.Opened(m.room(), m.seq(), null));
          put(node, m.attendance());
          yield node;
        }
        default -> tree(message);
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a message to another node cannot be written", e);
    }
  }

  private static void put(ObjectNode node, Attendance attendance) {
    if (attendance != null) {
      ObjectNode there = node.putObject(ATTENDANCE).put("host", attendance.host());
      there.set("connected", Json.mapper().valueToTree(attendance.connected()));
      there.set("away", Json.mapper().valueToTree(attendance.whoIsAway()));
    }
  }

  private static Attendance attendance(JsonNode node) {
    return node == null
        ? null
        : Attendance.of(
            Json.mapper().convertValue(node.get("connected"), TEXTS),
            Json.mapper().convertValue(node.get("away"), TEXTS),
            node.get("host").booleanValue());
  }

  private static ObjectNode tree(NodeMessage message) {
    return Json.mapper().valueToTree(message);
  }

  private ObjectNode command(NodeMessage.Ask m) throws JsonProcessingException {
    Game<?, ?, ?, ?, ?> game = game(m.game());
    ObjectNode outer = Json.mapper().createObjectNode();
    switch (m.command()) {
      case RoomCommand.Play play ->
          outer.putRawValue(
              "play",
              new RawValue(
                  Json.mapper().writerFor(game.commandType()).writeValueAsString(play.command())));
      case RoomCommand.Prepare prepare ->
          outer.putRawValue(
              "prepare",
              new RawValue(
                  prepare.content() == null
                      ? "null"
                      : Json.mapper()
                          .writerFor(game.contentType())
                          .writeValueAsString(prepare.content())));
      default ->
          outer.putRawValue(
              "room",
              new RawValue(
                  Json.mapper().writerFor(RoomCommand.class).writeValueAsString(m.command())));
    }
    return outer;
  }

  /**
   * @throws IllegalArgumentException if it is none of ours
   */
  NodeMessage decode(JsonNode node) {
    try {
      JsonNode command = node instanceof ObjectNode o ? o.remove(COMMAND) : null;
      JsonNode list =
          "shown".equals(node.path("type").textValue()) ? ((ObjectNode) node).remove(EVENTS) : null;
      Attendance attendance =
          node instanceof ObjectNode o ? attendance(o.remove(ATTENDANCE)) : null;
      NodeMessage message = READER.treeToValue(node, NodeMessage.class);
      return switch (message) {
        case NodeMessage.Ask m ->
            new NodeMessage.Ask(
                m.room(),
                m.game(),
                m.number(),
                m.actor(),
                m.id(),
                command(m.game(), command),
                m.arrivedAt());
        case NodeMessage.Shown m ->
            new NodeMessage.Shown(m.room(), m.game(), m.from(), events(m.game(), list), attendance);
        case NodeMessage.Opened m -> new NodeMessage.Opened(m.room(), m.seq(), attendance);
        default -> message;
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a message of another node cannot be read", e);
    }
  }

  private RoomCommand command(String gameId, JsonNode node) throws JsonProcessingException {
    Game<?, ?, ?, ?, ?> game = game(gameId);
    if (node.has("play")) {
      return new RoomCommand.Play(Json.mapper().treeToValue(node.get("play"), game.commandType()));
    }
    if (node.has("prepare")) {
      return new RoomCommand.Prepare(
          node.get("prepare").isNull()
              ? null
              : Json.mapper().treeToValue(node.get("prepare"), game.contentType()));
    }
    return Json.mapper().treeToValue(node.get("room"), RoomCommand.class);
  }

  private List<RoomEvent> events(String gameId, JsonNode list) {
    List<RoomEvent> all = new ArrayList<>(list.size());
    for (JsonNode event : list) {
      all.add(
          codec(gameId)
              .decode(
                  new EventCodec.Encoded(
                      event.get("kind").textValue(),
                      event.get("version").intValue(),
                      event.get("payload").textValue())));
    }
    return all;
  }

  private Game<?, ?, ?, ?, ?> game(String id) {
    return games.game(id).orElseThrow(() -> new IllegalArgumentException("no game " + id));
  }

  private EventCodec codec(String gameId) {
    return events.computeIfAbsent(gameId, id -> new EventCodec(game(id)));
  }
}
