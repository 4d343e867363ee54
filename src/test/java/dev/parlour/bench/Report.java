package dev.parlour.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.bench.client.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Figures of scenarios, as tables for people and as JSON for machines, under the same names. */
final class Report {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};

  /** One run: a column of the table. */
  static final class Run {
    private final String name;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Run(String name) {
      this.name = name;
    }

    /** NaN is left out. */
    Run put(String figure, double value) {
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        figures.put(figure, value);
      }
      return this;
    }

    Run put(String figure, String text) {
      figures.put(figure, text);
      return this;
    }

    /** Percentiles of microseconds, in milliseconds. */
    Run put(String figure, Histogram micros) {
      for (double percentile : PERCENTILES) {
        String name = "p" + (percentile == (int) percentile ? "%.0f" : "%s").formatted(percentile);
        put(figure + " " + name + " ms", micros.getValueAtPercentile(percentile) / 1e3);
      }
      return put(figure + " max ms", micros.getMaxValue() / 1e3);
    }

    /** Rates and errors of all that a recorder has counted since it began. */
    Run put(Recorder recorder, double seconds) {
      put("seconds", seconds);
      put("delivered", recorder.deliveredCount());
      put("delivered/s", recorder.deliveredCount() / seconds);
      if (recorder.viewCount() > 0) {
        put("views/s", recorder.viewCount() / seconds);
        put("view bytes", (double) recorder.viewByteCount() / recorder.viewCount());
      }
      if (recorder.doubledCount() > 0) {
        put("answered twice", recorder.doubledCount());
      }
      recorder.errors().forEach((code, count) -> put("error " + code, count));
      return this;
    }

    /** What it cost the server. */
    Run put(ServerFigures before, ServerFigures after, double seconds, long delivered) {
      double cpu = after.cpuSeconds() - before.cpuSeconds();
      put("server CPU s", cpu);
      put("server CPU cores", cpu / seconds);
      put("server CPU µs/delivered", delivered == 0 ? Double.NaN : cpu * 1e6 / delivered);
      put("database CPU s", after.databaseCpuSeconds() - before.databaseCpuSeconds());
      put("tool CPU s", after.toolCpuSeconds() - before.toolCpuSeconds());
      put(
          "server allocated bytes/delivered",
          delivered == 0
              ? Double.NaN
              : (after.allocatedBytes() - before.allocatedBytes()) / delivered);
      put("server GC s", after.gcSeconds() - before.gcSeconds());
      put("server heap MB", after.heapBytes() / 1e6);
      put("server resident MB", after.residentBytes() / 1e6);
      put("server threads", after.threads());
      return put("server files", after.files());
    }

    /** The mean of each figure over those that have it, and each text as the last has it. */
    Run putMean(List<Run> runs) {
      for (Run run : runs) {
        run.figures.forEach(
            (figure, value) -> {
              if (value instanceof String text) {
                put(figure, text);
              } else {
                put(
                    figure,
                    runs.stream()
                        .mapToDouble(r -> r.figure(figure))
                        .filter(n -> !Double.isNaN(n))
                        .average()
                        .orElseThrow());
              }
            });
      }
      return this;
    }

    double figure(String figure) {
      return figures.get(figure) instanceof Double number ? number : Double.NaN;
    }
  }

  /** What a scenario came to. */
  static final class Table {
    private final String scenario;
    private final Map<String, String> parameters;
    private final List<Run> runs = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private String checked = "";

    Table(String scenario, Map<String, String> parameters) {
      this.scenario = scenario;
      this.parameters = parameters;
    }

    Run run(String name) {
      Run run = new Run(name);
      runs.add(run);
      return run;
    }

    /** Keeps what a check has found. */
    void checked(Check check) {
      faults.addAll(check.faults());
      checked =
          check.answers()
              + " acknowledged answers "
              + (faults.isEmpty() ? "are counted exactly once" : "were looked for");
    }

    /** Keeps what another kind of check has found. */
    void checked(String what, List<String> found) {
      faults.addAll(found);
      checked = what;
    }

    List<String> faults() {
      return List.copyOf(faults);
    }

    List<Run> runs() {
      return List.copyOf(runs);
    }
  }

  private final List<Table> tables = new ArrayList<>();
  private final Map<String, Object> machine = new LinkedHashMap<>();

  Report(String address) {
    machine.put("at", Instant.now().toString());
    machine.put("address", address);
    machine.put("java", System.getProperty("java.vm.version"));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("cores", Runtime.getRuntime().availableProcessors());
  }

  void add(Table table) {
    tables.add(table);
  }

  boolean isFaulty() {
    return tables.stream().anyMatch(table -> !table.faults.isEmpty());
  }

  static String text(Table table) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(table.scenario);
    table.parameters.forEach(
        (name, value) -> text.append(" --").append(name).append(' ').append(value));
    text.append('\n');
    Set<String> names = new LinkedHashSet<>();
    table.runs.forEach(run -> names.addAll(run.figures.keySet()));
    int wide = names.stream().mapToInt(String::length).max().orElse(0);
    line(text, wide, "", table.runs.stream().map(run -> run.name).toList());
    for (String name : names) {
      line(text, wide, name, table.runs.stream().map(run -> shown(run.figures.get(name))).toList());
    }
    if (!table.checked.isEmpty()) {
      text.append("  check: ").append(table.checked).append('\n');
    }
    table.faults.forEach(fault -> text.append("  FAULT: ").append(fault).append('\n'));
    return text.toString();
  }

  private static void line(StringBuilder text, int wide, String name, List<String> cells) {
    text.append("  ").append(("%-" + Math.max(1, wide) + "s").formatted(name));
    cells.forEach(cell -> text.append("  %14s".formatted(cell)));
    text.append('\n');
  }

  private static String shown(Object figure) {
    if (!(figure instanceof Double number)) {
      return figure == null ? "" : figure.toString();
    }
    double size = Math.abs(number);
    String pattern =
        size >= 1000 || number == Math.rint(number) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, number);
  }

  void write(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode all = json.createObjectNode();
    all.set("machine", json.valueToTree(machine));
    for (Table table : tables) {
      ObjectNode scenario = all.withArray("scenarios").addObject().put("scenario", table.scenario);
      scenario.set("parameters", json.valueToTree(table.parameters));
      for (Run run : table.runs) {
        ObjectNode figures = scenario.withArray("runs").addObject().put("run", run.name);
        figures.set("figures", json.valueToTree(run.figures));
      }
      scenario.put("check", table.checked);
      scenario.set("faults", json.valueToTree(table.faults));
    }
    json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
  }
}
