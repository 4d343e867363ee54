package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parlour.wire.ClientMessage;
import dev.parlour.wire.Json;
import dev.parlour.wire.ServerMessage;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The documents name what there is, and nothing else. */
class DocumentsTest {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");

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
    assertThat(built).isNotEmpty();
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
    try (InputStream in = Documents.class.getResourceAsStream(name + ".yaml")) {
      return DocumentedSchemas.of(in.readAllBytes()).document();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
