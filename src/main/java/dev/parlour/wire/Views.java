package dev.parlour.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomView;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Views as JSON: the room's fields and the game's stand in one object. Where a game uses a name of
 * the room's, the room's stays, so that a client can rely on it. Called by the threads that write
 * to sockets.
 */
public final class Views {
  private record SharedKey(Role role) {}

  /** The roster's field in the room's part, and the key of its text. */
  private static final String ROSTER = "players";

  private static final ObjectWriter WRITER = Json.mapper().writerFor(Merged.class);
  private static final ObjectWriter ROSTER_WRITER = Json.mapper().writerFor(RoomView.Roster.class);

  /**
   * A record's fields as Jackson writes them, by name and in their order. Which one of a sealed
   * interface it is stays out: that says nothing to clients.
   */
  private static final ClassValue<Map<String, BeanPropertyWriter>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, BeanPropertyWriter> computeValue(Class<?> type) {
          if (!type.isRecord()) {
            throw new IllegalStateException(type + " is no record");
          }
          try {
            Map<String, BeanPropertyWriter> fields = new LinkedHashMap<>();
            Iterator<PropertyWriter> all =
                Json.mapper()
                    .getSerializerProviderInstance()
                    .findValueSerializer(type)
                    .properties();
            all.forEachRemaining(f -> fields.put(f.getName(), (BeanPropertyWriter) f));
            return fields;
          } catch (JsonMappingException e) {
            throw new IllegalStateException(type + " cannot be written", e);
          }
        }
      };

  private Views() {}

  /**
   * What all of the role see; encoded once for each publication and role, whoever asks, and only
   * once for roles that see the same.
   */
  public static RawValue shared(Publication publication, Role role) {
    return publication.once(
        new SharedKey(role),
        () -> {
          RoomView.Seen seen = publication.shared(role);
          for (Role other : Role.values()) {
            RawValue text = publication.made(new SharedKey(other));
            if (text != null && publication.shared(other).equals(seen)) {
              return text;
            }
          }
          String roster =
              publication.onceOfRoster(ROSTER, () -> text(ROSTER_WRITER, publication.roster()));
          return new RawValue(write(seen.shared(), seen.play(), Map.of(ROSTER, roster)));
        });
  }

  /** What only this viewer sees; null for all but players with a seat. */
  public static RawValue you(Publication publication, Viewer viewer) {
    return you(publication.own(viewer));
  }

  /** The same, of what a publication has shown as the viewer's own. */
  public static RawValue you(RoomView.Seen seen) {
    return seen.you() == null ? null : new RawValue(write(seen.you(), seen.own(), Map.of()));
  }

  private static String write(Object room, Object game, Map<String, String> written) {
    return Json.ascii(text(WRITER, new Merged(room, game, written)));
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a view could not be written", e);
    }
  }

  /**
   * Two records as one object, written field by field: a tree of either would cost more than all
   * the rest of a view.
   *
   * @param game null for none
   * @param written fields of the room's whose JSON is there already, by name
   */
  private record Merged(Object room, Object game, Map<String, String> written)
      implements JsonSerializable {
    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
      Map<String, BeanPropertyWriter> rooms = FIELDS.get(room.getClass());
      json.writeStartObject();
      try {
        for (BeanPropertyWriter field : rooms.values()) {
          String text = written.get(field.getName());
          if (text == null) {
            field.serializeAsField(room, json, provider);
          } else {
            json.writeFieldName(field.getName());
            json.writeRawValue(text);
          }
        }
        if (game != null) {
          for (BeanPropertyWriter field : FIELDS.get(game.getClass()).values()) {
            BeanPropertyWriter taken = rooms.get(field.getName());
            if (taken == null || taken.get(room) == null) {
              field.serializeAsField(game, json, provider);
            }
          }
        }
      } catch (IOException e) {
        throw e;
      } catch (Exception e) { // what Jackson declares, since a component's accessor may throw
        throw new IllegalStateException("a field could not be read", e);
      }
      json.writeEndObject();
    }

    @Override
    public void serializeWithType(
        JsonGenerator json, SerializerProvider provider, TypeSerializer type) throws IOException {
      serialize(json, provider);
    }
  }
}
