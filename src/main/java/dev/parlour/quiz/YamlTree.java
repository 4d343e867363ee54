package dev.parlour.quiz;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A YAML text as a tree that remembers lines and keeps every value as it was typed. Binding
 * straight to records was refused: its messages know neither the entry nor what to do about it, and
 * an answer such as {@code 1.50} or {@code 007} would come back as another text.
 */
sealed interface YamlTree {

  /** Where the value begins, counted from 1. */
  int line();

  /** A single value; empty when nothing was written. */
  record Scalar(String text, int line) implements YamlTree {}

  /** A list. */
  record Items(List<YamlTree> items, int line) implements YamlTree {}

  /** Keys with values, in the file's order. */
  record Fields(SequencedMap<String, YamlTree> fields, int line) implements YamlTree {}

  /** The text is not the YAML we take. */
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;

    Malformed(String message, int line) {
      super(message);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  /**
   * Parses one document.
   *
   * @throws Malformed if it is no YAML, is empty, holds a second document, names a key twice, or
   *     uses aliases
   */
  static YamlTree parse(String yaml) throws Malformed {
    try (YAMLParser parser = FACTORY.createParser(yaml)) {
      if (parser.nextToken() == null) {
        throw new Malformed("the file is empty", 1);
      }
      YamlTree tree = node(parser);
      if (parser.nextToken() != null) {
        throw new Malformed(
            "a second document begins here; keep one topic to a file", line(parser));
      }
      return tree;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String cause = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new Malformed(
          "this is no valid YAML ("
              + cause
              + "); check the indentation, and put a text with ': ' or ' #' in double quotes",
          at == null ? 1 : at.getLineNr());
    } catch (IOException e) {
      throw new Malformed("the text cannot be read (" + e.getMessage() + ")", 1);
    }
  }

  /** Shared: a factory is thread-safe. */
  YAMLFactory FACTORY = new YAMLFactory();

  private static YamlTree node(YAMLParser parser) throws IOException, Malformed {
    int line = line(parser);
    if (parser.isCurrentAlias()) {
      throw new Malformed("aliases (*name) are not used here; write the value out", line);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        SequencedMap<String, YamlTree> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          int keyLine = line(parser);
          parser.nextToken();
          if (fields.put(key, node(parser)) != null) {
            throw new Malformed(
                "the key '" + key + "' stands twice in one entry; keep one of them", keyLine);
          }
        }
        yield new Fields(fields, line);
      }
      case START_ARRAY -> {
        List<YamlTree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(node(parser));
        }
        yield new Items(items, line);
      }
      case VALUE_NULL -> new Scalar("", line);
      default -> new Scalar(parser.getText().strip(), line);
    };
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /**
   * The value of a key in a map of fields, or an empty scalar on the line of the map, which reads
   * as "nothing was written".
   */
  static YamlTree at(Map<String, YamlTree> fields, String key, int line) {
    return fields.getOrDefault(key, new Scalar("", line));
  }
}
