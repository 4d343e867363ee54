package dev.parlour.bench;

import dev.parlour.bench.Options.Option;
import java.util.List;
import java.util.Map;

/**
 * Rooms in which some players stop reading, beside the same rooms in which all read: {@link Fanout}
 * with and without them. Only who reads is measured. Views must be many enough to fill the buffers
 * between the server and who sleeps (4 MB and more), and the server patient enough not to close
 * them meanwhile: {@code --set parlour.realtime.stall-seconds=300}.
 */
final class Stalled implements Scenario {
  @Override
  public String name() {
    return "stalled";
  }

  @Override
  public String purpose() {
    return "some players stop reading; what the others notice of it";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("rooms", "4", "at once"),
        new Option("players", "50", "in each room"),
        new Option("hz", "40", "changes of each room in a second"),
        new Option("one-in", "50", "of them stops reading"),
        new Option("warmup-seconds", "40", "that are not measured, in which buffers fill"),
        new Option("seconds", "20", "that are measured"),
        new Option("topic", "arithmetic-easy", "of the questions, which nobody asks"));
  }

  @Override
  public Report.Table run(Stage stage, Options.Chosen parameters) throws Exception {
    Report.Table table = new Report.Table(name(), parameters.values());
    Report.Run all = table.run("all read");
    Report.Run some = table.run("some stall");
    Fanout.parlour(stage, parameters, true, 0, new Report.Table(name(), Map.of()).run("rehearsal"));
    Fanout.parlour(stage, parameters, true, 0, all);
    Fanout.parlour(stage, parameters, true, parameters.positive("one-in"), some);
    Report.Run ratio = table.run("ratio");
    for (String figure :
        List.of("gap p50 ms", "gap p99 ms", "ack p50 ms", "ack p99 ms", "delivered/s")) {
      ratio.put(figure, some.figure(figure) / all.figure(figure));
    }
    return table;
  }
}
