package dev.parlour.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Set;

/** A document of the interface, and the schemas in it as judges. */
public final class DocumentedSchemas {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final JsonNode document;

  private DocumentedSchemas(JsonNode document) {
    this.document = document;
  }

  public static DocumentedSchemas of(byte[] yaml) {
    try {
      return new DocumentedSchemas(YAML.readTree(yaml));
    } catch (IOException e) {
      throw new AssertionError("not YAML", e);
    }
  }

  JsonNode document() {
    return document;
  }

  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** What in the value contradicts the schema of that name. */
  public Set<ValidationMessage> contradictions(String name, JsonNode value) {
    if (schema(name).isMissingNode()) {
      throw new AssertionError("no schema " + name);
    }
    // The whole document goes along, so that its inner references lead somewhere.
    com.fasterxml.jackson.databind.node.ObjectNode root = document.deepCopy();
    root.put("$ref", "#/components/schemas/" + name);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    return schema.validate(value);
  }
}
