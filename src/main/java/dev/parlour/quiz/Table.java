package dev.parlour.quiz;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A table of facts that generators ask about, from {@code tables/<name>.yaml}.
 *
 * @param source where the facts come from
 * @param licence under what terms the table may be used
 * @param columns what each place of a row holds
 * @param rows in the file's order, each as long as {@code columns}
 */
record Table(String source, String licence, List<String> columns, List<List<String>> rows) {

  Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "the row " + row + " must have " + columns.size() + " columns");
      }
    }
  }

  /**
   * Reads a shipped table.
   *
   * @throws UncheckedIOException if it cannot be read, which is a fault of the build
   */
  static Table shipped(String name) {
    try (InputStream in = Table.class.getResourceAsStream("tables/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is missing");
      }
      return new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + name + " cannot be read", e);
    }
  }
}
