package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.Decision;
import dev.parlour.game.Game;
import dev.parlour.game.GameClock;
import dev.parlour.game.Input;
import dev.parlour.game.Role;
import dev.parlour.game.Seat;
import dev.parlour.game.Situation;
import dev.parlour.game.Table;
import dev.parlour.wire.ClientMessage;
import dev.parlour.wire.Json;
import dev.parlour.wire.ServerMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The documents name what there is, and nothing else. */
class DocumentsTest {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

  /** Where a refusal is made: its code is the first text in it. */
  private static final Pattern CODE =
      Pattern.compile(
          "(?:new Rejection|rejected|Checked\\.bad)\\(\\s*\"([a-z_]+)\""
              + "|\\b(?:error|strike)\\([^\";]*\"([a-z_]+)\"");

  @Test
  void every_method_of_every_resource_is_documented_and_nothing_else_is() {
    Set<String> built = new TreeSet<>();
    for (JavaClass resource :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parlour")) {
      if (resource.isAnnotatedWith(Path.class) && resource.getPackageName().endsWith(".rest")) {
        for (JavaMethod method : resource.getMethods()) {
          method.getAnnotations().stream()
              .filter(a -> a.getRawType().isAnnotatedWith(HttpMethod.class))
              .forEach(
                  a ->
                      built.add(
                          a.getRawType().getSimpleName()
                              + " /api"
                              + resource.getAnnotationOfType(Path.class).value()
                              + (method.isAnnotatedWith(Path.class)
                                  ? method.getAnnotationOfType(Path.class).value()
                                  : "")));
        }
      }
      if (resource.isAnnotatedWith(WebServlet.class)) {
        for (String path : resource.getAnnotationOfType(WebServlet.class).value()) {
          resource.getMethods().stream()
              .filter(method -> path.startsWith("/api/") && method.getName().matches("do[A-Z].*"))
              .forEach(
                  method ->
                      built.add(
                          method.getName().substring(2).toUpperCase(Locale.ROOT) + " " + path));
        }
      }
    }
    Set<String> documented = new TreeSet<>();
    document("openapi")
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    assertThat(built).contains("POST /api/rooms", "POST /api/operations/drain");
    assertThat(documented).isEqualTo(built);
  }

  @Test
  void every_message_of_the_socket_is_documented_with_every_field_and_nothing_else_is() {
    JsonNode asyncapi = document("asyncapi");
    Set<String> built =
        Stream.of(ClientMessage.class, ServerMessage.class)
            .flatMap(s -> Arrays.stream(s.getPermittedSubclasses()))
            .map(Json::typeName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented = new TreeSet<>();
    asyncapi.path("components").path("messages").fieldNames().forEachRemaining(documented::add);
    assertThat(documented).isEqualTo(built);
    Stream.of(ClientMessage.class, ServerMessage.class)
        .flatMap(s -> Arrays.stream(s.getPermittedSubclasses()))
        .forEach(
            message -> {
              Set<String> fields =
                  Arrays.stream(message.getRecordComponents())
                      .map(RecordComponent::getName)
                      .collect(Collectors.toCollection(TreeSet::new));
              fields.add("type");
              Set<String> told = new TreeSet<>();
              asyncapi
                  .path("components")
                  .path("schemas")
                  .path(Json.typeName(message))
                  .path("properties")
                  .fieldNames()
                  .forEachRemaining(told::add);
              assertThat(told).as(message.getSimpleName()).isEqualTo(fields);
            });
  }

  @Test
  void each_operation_of_the_socket_carries_its_direction() {
    JsonNode operations = document("asyncapi").path("operations");
    assertThat(messages(operations.path("receiveFromClient")))
        .isEqualTo(types(ClientMessage.class));
    assertThat(messages(operations.path("sendToClient"))).isEqualTo(types(ServerMessage.class));
  }

  @Test
  void every_reference_leads_somewhere() {
    for (String name : new String[] {"openapi", "asyncapi"}) {
      JsonNode document = document(name);
      document
          .findValues("$ref")
          .forEach(
              ref ->
                  assertThat(document.at(ref.asText().substring(1)).isMissingNode())
                      .as(ref.asText())
                      .isFalse());
    }
  }

  @Test
  void every_command_of_every_game_is_documented_with_every_field_and_nothing_else_is() {
    JsonNode schemas = document("asyncapi").path("components").path("schemas");
    Set<String> kinds = new TreeSet<>(Set.of("roomCommand"));
    for (Game<?, ?, ?, ?, ?> game : games()) {
      String name = game.id() + "Command";
      kinds.add(name);
      Map<String, Set<String>> built = new TreeMap<>();
      for (Class<?> command : game.commandType().getPermittedSubclasses()) {
        Set<String> fields = new TreeSet<>(parts(command).keySet());
        fields.add("type");
        built.put(Json.typeName(command), fields);
      }
      Map<String, Set<String>> documented = new TreeMap<>();
      for (JsonNode command : schemas.path(name).path("oneOf")) {
        documented.put(
            command.path("properties").path("type").path("const").asText(),
            names(command.path("properties")));
      }
      assertThat(documented).as(name).isEqualTo(built);
    }
    assertThat(
            StreamSupport.stream(
                    schemas.at("/command/properties/command/oneOf").spliterator(), false)
                .map(kind -> kind.path("$ref").asText().replaceFirst(".*/", "")))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void every_setting_of_every_game_is_documented_with_what_holds_without_it() {
    JsonNode schemas = document("openapi").path("components").path("schemas");
    for (Game<?, ?, ?, ?, ?> game : games()) {
      String name = capital(game.id()) + "Settings";
      JsonNode settings = schemas.path(name).path("properties");
      Class<?> type =
          (Class<?>)
              ((ParameterizedType) game.getClass().getGenericInterfaces()[0])
                  .getActualTypeArguments()[0];
      assertThat(names(settings)).as(name).isEqualTo(parts(type).keySet());
      Map<String, Object> usual = new TreeMap<>();
      settings
          .properties()
          .forEach(
              setting -> {
                if (setting.getValue().has("default")) {
                  usual.put(
                      setting.getKey(),
                      Json.mapper().convertValue(setting.getValue().path("default"), Object.class));
                }
              });
      assertThat((Object) game.settings(usual)).as(name).isEqualTo(game.settings(Map.of()));
    }
  }

  @Test
  void everything_that_is_seen_of_every_game_is_documented_and_nothing_else_is() throws Exception {
    JsonNode asyncapi = document("asyncapi");
    JsonNode schemas = asyncapi.path("components").path("schemas");
    for (Game<?, ?, ?, ?, ?> game : games()) {
      String type = game.getClass().getPackageName() + "." + capital(game.id());
      fits(asyncapi, schemas.path(game.id() + "Shared"), Class.forName(type + "View$Shared"));
      fits(asyncapi, schemas.path(game.id() + "Own"), Class.forName(type + "View$Own"));
      if (game instanceof ArcadeGame) {
        fits(asyncapi, schemas.path(game.id() + "Frame"), Class.forName(type + "Frame"));
      }
    }
  }

  @Test
  void a_game_that_moves_is_seen_as_documented() {
    List<String> played = new ArrayList<>();
    for (Game<?, ?, ?, ?, ?> game : games()) {
      if (game instanceof ArcadeGame<?, ?, ?, ?, ?> arcade) {
        begun(arcade);
        played.add(game.id());
      }
    }
    assertThat(played).contains("pong", "duel");
  }

  private static <P, N, S, C, E> void begun(ArcadeGame<P, N, S, C, E> game) {
    P settings =
        game.settings(Map.of()) instanceof Checked.Good<P>(P good) ? good : fail("no settings");
    Map<String, Seat> seats = new TreeMap<>();
    for (int i = 1; i <= game.maxPlayers(settings); i++) {
      seats.put("p" + i, new Seat("p" + i, "Ada " + i, "a" + i));
    }
    TreeSet<String> connected = new TreeSet<>(seats.keySet());
    Table table = new Table(new GameClock(0, Instant.EPOCH), seats, connected);
    Situation situation = new Situation(0, connected, OptionalLong.empty());
    S state = game.apply(game.initial(), game.prepare(settings, null, 1));
    asDocumented(game.id() + "Shared", game.shared(state, Role.PLAYER, table));
    asDocumented(game.id() + "Own", game.own(state, "p1", table));
    Input<C> start = new Input.Start<>(List.copyOf(seats.values()));
    if (game.decide(state, start, situation) instanceof Decision.Accepted<E>(List<E> events)) {
      for (E event : events) {
        state = game.apply(state, event);
      }
    }
    asDocumented(game.id() + "Shared", game.shared(state, Role.PLAYER, table));
    asDocumented(game.id() + "Own", game.own(state, "p1", table));
    asDocumented(game.id() + "Frame", game.motion(state, true).orElseThrow().frame());
  }

  private static void asDocumented(String schema, Object seen) {
    ObjectNode json = Json.mapper().valueToTree(seen);
    json.remove("type"); // views are written without it
    assertThat(schemas("asyncapi").contradictions(schema, json)).as(json.toString()).isEmpty();
  }

  @Test
  void every_code_of_a_game_and_of_the_socket_is_named() throws IOException {
    String documents = text("asyncapi") + text("openapi");
    Set<String> given = new TreeSet<>();
    for (String feature : new String[] {"game", "room", "realtime", "wire"}) {
      try (Stream<java.nio.file.Path> files =
          Files.walk(java.nio.file.Path.of("src/main/java/dev/parlour", feature))) {
        for (java.nio.file.Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher code = CODE.matcher(Files.readString(file));
          while (code.find()) {
            given.add("`" + (code.group(1) == null ? code.group(2) : code.group(1)) + "`");
          }
        }
      }
    }
    assertThat(given).contains("`bad_paddle`", "`not_attached`", "`unknown_command`");
    assertThat(documents).contains(given);
  }

  /** All games of this server. */
  private static List<Game<?, ?, ?, ?, ?>> games() {
    List<Game<?, ?, ?, ?, ?>> games = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parlour.game")) {
      if (type.isAssignableTo(Game.class) && !type.isInterface()) {
        try {
          games.add((Game<?, ?, ?, ?, ?>) type.reflect().getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(type.getName(), e);
        }
      }
    }
    assertThat(games).extracting(Game::id).contains("trivia", "pong", "duel");
    return games;
  }

  /** Whether a schema has what a type is written with, and so on for what it holds. */
  private static void fits(JsonNode document, JsonNode schema, Class<?> type) {
    Map<String, Type> parts = parts(type);
    assertThat(names(schema.path("properties"))).as(type.getName()).isEqualTo(parts.keySet());
    parts.forEach(
        (name, part) -> {
          JsonNode inner = schema.path("properties").path(name);
          if (inner.has("$ref")) {
            inner = document.at(inner.path("$ref").asText().substring(1));
          }
          if (part instanceof Class<?> one && one.isRecord()) {
            fits(document, inner, one);
          } else if (part instanceof ParameterizedType list
              && list.getActualTypeArguments()[0] instanceof Class<?> one
              && one.isRecord()) {
            fits(document, inner.path("items"), one);
          }
        });
  }

  /** What a record or a frame is written with. */
  private static Map<String, Type> parts(Class<?> type) {
    Map<String, Type> parts = new TreeMap<>();
    if (type.isRecord()) {
      for (RecordComponent part : type.getRecordComponents()) {
        parts.put(part.getName(), part.getGenericType());
      }
    } else {
      for (Field part : type.getFields()) {
        parts.put(part.getName(), part.getGenericType());
      }
    }
    return parts;
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String capital(String id) {
    return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
  }

  private static Set<String> types(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .map(Json::typeName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> messages(JsonNode operation) {
    return StreamSupport.stream(operation.path("messages").spliterator(), false)
        .map(m -> m.path("$ref").asText().replaceFirst(".*/", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode document(String name) {
    return schemas(name).document();
  }

  private static DocumentedSchemas schemas(String name) {
    return DocumentedSchemas.of(text(name).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String name) {
    try (InputStream in = Documents.class.getResourceAsStream(name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
