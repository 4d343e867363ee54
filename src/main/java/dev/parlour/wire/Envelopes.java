package dev.parlour.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parlour.game.Checked;
import dev.parlour.room.Frame;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads what came from outside, and answers with a sentence where it cannot. Stricter than {@link
 * Json}, which also reads what we wrote ourselves: no number becomes a text, no fraction a whole
 * number. Codes: {@code malformed_json}, {@code unknown_type}, {@code bad_message}, {@code
 * bad_text}.
 */
public final class Envelopes {
  private static final ObjectMapper STRICT = strict();
  private static final ObjectWriter WRITER = Json.mapper().writerFor(ServerMessage.class);

  private Envelopes() {}

  private static ObjectMapper strict() {
    ObjectMapper mapper = Json.mapper().copy();
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** A message of a client. */
  public static Checked<ClientMessage> read(String text) {
    return switch (tree(() -> STRICT.readTree(text))) {
      case Checked.Bad<JsonNode> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<JsonNode> good -> {
        ClientMessage.Command command = command(good.value());
        yield command != null ? Checked.good(command) : read(good.value(), ClientMessage.class);
      }
    };
  }

  /**
   * The message that comes by the thousand, taken from the tree as it stands; null for any other,
   * and for one with something wrong, which the general way finds and names.
   */
  private static ClientMessage.Command command(JsonNode message) {
    if (!"command".equals(message.path("type").textValue())) {
      return null;
    }
    String room = null;
    String as = null;
    String id = null;
    JsonNode command = null;
    for (var field : message.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().equals("command")) {
        command = value;
      } else if (!value.isTextual()) {
        return null;
      } else {
        switch (field.getKey()) {
          case "room" -> room = value.textValue();
          case "as" -> as = value.textValue();
          case "id" -> id = value.textValue();
          case "type" -> {}
          default -> {
            return null;
          }
        }
      }
    }
    return new ClientMessage.Command(room, as, id, command);
  }

  /** The body of a request; UTF-8 that is none is refused too. */
  public static <T> Checked<T> read(byte[] body, Class<T> type) {
    return of(() -> STRICT.readTree(body), type);
  }

  private static <T> Checked<T> of(Source source, Class<T> type) {
    return switch (tree(source)) {
      case Checked.Bad<JsonNode> bad -> new Checked.Bad<>(bad.rejection());
      case Checked.Good<JsonNode> good -> read(good.value(), type);
    };
  }

  /** A part of a message. */
  public static <T> Checked<T> read(JsonNode node, Class<T> type) {
    try {
      T value = STRICT.treeToValue(node, type);
      return value == null
          ? Checked.bad("bad_message", "There must be an object.")
          : Checked.good(value);
    } catch (JsonProcessingException e) {
      return refused(e);
    } catch (IllegalArgumentException e) {
      return Checked.bad("bad_message", "A value does not fit.");
    }
  }

  /**
   * A message as text. Those that go out by the thousand are put together from their parts, so that
   * a view's shared part, which is a text already, is copied once.
   */
  public static String write(ServerMessage message) {
    return switch (message) {
      case ServerMessage.View m -> view("view", m.room(), m.as(), m.seq(), m.shared(), m.you());
      case ServerMessage.Html m -> view("html", m.room(), m.as(), m.seq(), m.shared(), m.you());
      case ServerMessage.Tournament m ->
          head("tournament", null, null)
              + field("stream", m.stream())
              + ",\"seq\":"
              + m.seq()
              + raw("chart", m.chart())
              + (m.since() == null ? "" : ",\"since\":" + m.since())
              + raw("changes", m.changes())
              + raw("you", m.you())
              + "}";
      case ServerMessage.Ack m ->
          head("ack", m.room(), m.as()) + field("id", m.id()) + ",\"seq\":" + m.seq() + "}";
      case ServerMessage.Reject m ->
          head("reject", m.room(), m.as())
              + field("id", m.id())
              + field("code", m.code())
              + field("message", m.message())
              + "}";
      default -> {
        try {
          yield WRITER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("a message of ours could not be written", e);
        }
      }
    };
  }

  /** A frame as text. */
  public static String write(Frame frame) {
    try {
      return write(
          new ServerMessage.Frame(
              frame.room(), new RawValue(Json.mapper().writeValueAsString(frame.facts()))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame could not be written", e);
    }
  }

  private static String view(
      String type, String room, String as, long seq, RawValue shared, RawValue you) {
    String head = head(type, room, as);
    Object all = shared.rawValue();
    return you == null
        ? head + ",\"seq\":" + seq + ",\"shared\":" + all + "}"
        : head + ",\"seq\":" + seq + ",\"shared\":" + all + ",\"you\":" + you.rawValue() + "}";
  }

  private static String head(String type, String room, String as) {
    return "{\"type\":\"" + type + "\"" + field("room", room) + field("as", as);
  }

  /** Nothing for null. */
  private static String field(String name, String text) {
    return text == null ? "" : ",\"" + name + "\":\"" + escaped(text) + "\"";
  }

  /** Nothing for null. */
  private static String raw(String name, RawValue json) {
    return json == null ? "" : ",\"" + name + "\":" + json.rawValue();
  }

  private static String escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
      }
    }
    return text;
  }

  private interface Source {
    JsonNode read() throws IOException;
  }

  private static Checked<JsonNode> tree(Source source) {
    try {
      JsonNode node = source.read();
      if (node == null || !node.isObject()) {
        return node == null || node.isMissingNode()
            ? Checked.bad("malformed_json", "This is empty; an object was expected.")
            : Checked.bad("bad_message", "This must be an object.");
      }
      return writable(node)
          ? Checked.good(node)
          : Checked.bad("bad_text", "A text holds characters that are none.");
    } catch (MismatchedInputException more) {
      return Checked.bad("malformed_json", "There is something behind the object.");
    } catch (JacksonException e) {
      return refused(e);
    } catch (IOException e) {
      return Checked.bad("malformed_json", "This is not JSON in UTF-8.");
    }
  }

  /**
   * Whether all texts in it can be stored and sent again: PostgreSQL has no NUL in texts, and UTF-8
   * no half of a surrogate pair.
   */
  private static boolean writable(JsonNode node) {
    if (node.isTextual()) {
      return writable(node.textValue());
    }
    if (node.isObject()) {
      for (var field : node.properties()) {
        if (!writable(field.getKey()) || !writable(field.getValue())) {
          return false;
        }
      }
    } else if (node.isArray()) {
      for (JsonNode item : node) {
        if (!writable(item)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean writable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Our own sentences: Jackson's name classes of the server and repeat the input. */
  private static <T> Checked<T> refused(JacksonException e) {
    return switch (e) {
      case StreamReadException broken
          when broken.getLocation() != null && broken.getLocation().getLineNr() > 0 ->
          Checked.bad(
              "malformed_json",
              "This is not JSON: see line "
                  + broken.getLocation().getLineNr()
                  + ", column "
                  + broken.getLocation().getColumnNr()
                  + ".");
      case StreamReadException broken -> Checked.bad("malformed_json", "This is not JSON.");
      case InvalidTypeIdException unknown ->
          Checked.bad(
              "unknown_type",
              unknown.getTypeId() == null
                  ? "There must be a \"type\"."
                  : "There is no such type" + at(unknown) + ".");
      case UnrecognizedPropertyException unknown ->
          Checked.bad(
              "bad_message",
              "There is no field "
                  + name(unknown.getPropertyName())
                  + " here; there may be "
                  + unknown.getKnownPropertyIds().stream()
                      .map(String::valueOf)
                      .sorted()
                      .collect(Collectors.joining(", "))
                  + ".");
      case MismatchedInputException wrong ->
          Checked.bad(
              "bad_message",
              "A value does not fit"
                  + at(wrong)
                  + (wrong.getTargetType() == null
                      ? ""
                      : ": it must be " + kind(wrong.getTargetType()))
                  + ".");
      case JsonMappingException wrong ->
          Checked.bad("bad_message", "A value does not fit" + at(wrong) + ".");
      default -> Checked.bad("malformed_json", "This is not JSON.");
    };
  }

  private static String at(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(p -> p.getFieldName() == null ? "[" + p.getIndex() + "]" : p.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : " at " + name(path);
  }

  /** Repeats a name from outside only where it is surely harmless in a page or a log. */
  private static String name(String name) {
    return name.matches("[\\w.\\[\\]-]{1,80}") ? "\"" + name + "\"" : "of that name";
  }

  private static String kind(Class<?> type) {
    if (type == String.class || type.isEnum()) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    return Iterable.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
