package dev.parlour.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import java.util.Arrays;

/**
 * Views as JSON: the room's fields and the game's stand in one object. Where a game uses a name of
 * the room's, the room's stays, so that a client can rely on it. Called by the threads that write
 * to sockets.
 */
public final class Views {
  private record SharedKey(Role role) {}

  private Views() {}

  /** What all of the role see; encoded once for each publication and role, whoever asks. */
  public static RawValue shared(Publication publication, Role role) {
    RoomView.Seen seen =
        publication.shared(role); // first: what is made inside once() must not call once()
    return publication.once(
        new SharedKey(role), () -> new RawValue(write(merged(seen.shared(), seen.play()))));
  }

  /** What only this viewer sees; null for all but players with a seat. */
  public static RawValue you(Publication publication, Viewer viewer) {
    RoomView.Seen seen = publication.own(viewer);
    return seen.you() == null ? null : new RawValue(write(merged(seen.you(), seen.own())));
  }

  private static ObjectNode merged(Object room, Object game) {
    ObjectNode node = object(room);
    if (game != null) {
      object(game)
          .properties()
          .forEach(field -> node.putIfAbsent(field.getKey(), field.getValue()));
    }
    return node;
  }

  private static ObjectNode object(Object record) {
    JsonNode node = Json.mapper().valueToTree(record);
    if (!(node instanceof ObjectNode object)) {
      throw new IllegalStateException(record.getClass() + " is no record");
    }
    boolean own =
        record.getClass().isRecord()
            && Arrays.stream(record.getClass().getRecordComponents())
                .anyMatch(c -> c.getName().equals("type"));
    if (!own) {
      object.remove("type"); // which one of a sealed interface it is says nothing to clients
    }
    return object;
  }

  private static String write(JsonNode node) {
    try {
      return Json.mapper().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view could not be written", e);
    }
  }
}
