package dev.parlour.bench;

import dev.parlour.bench.ChaosPlan.Kind;
import dev.parlour.bench.Options.Misunderstood;
import dev.parlour.bench.Options.Option;
import dev.parlour.testkit.ScaleKit;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Breaks things on purpose: starts nodes, database, broker and proxy, has people play on them while
 * processes and sockets die, and then holds what people were told against the log. Ends with 0
 * where every promise was kept, 1 where one was not, 2 where it was asked for what it does not
 * know.
 */
public final class Chaos {
  static final List<Option> OPTIONS =
      List.of(
          new Option("seconds", "60", "how long things go wrong"),
          new Option("seed", "1", "of the plan; the same seed plans the same"),
          new Option("nodes", "3", "at least 2"),
          new Option("rooms", "20", "games at the same time"),
          new Option("players", "8", "in each"),
          new Option(
              "events",
              Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(",")),
              "what may go wrong"),
          new Option("end-seconds", "180", "in which all games must end afterwards"),
          new Option("data", "target/chaos", "an empty folder, or one that is not there yet"),
          new Option("json", "", "a file for all figures"),
          new Option("set", "", "name=value, a setting of all nodes; may be repeated"),
          new Option("keep", "no", "leave everything running, to look into it"),
          new Option("help", "no", "this text"));

  private Chaos() {}

  public static void main(String[] arguments) {
    int status;
    try {
      status = run(arguments);
    } catch (Misunderstood wish) {
      System.err.println("parlour chaos: " + wish.getMessage() + " --help lists what there is.");
      status = 2;
    } catch (Exception failure) {
      System.err.println("parlour chaos: " + failure);
      failure.printStackTrace();
      status = 1;
    }
    System.exit(status); // whatever thread a broken run has left
  }

  private static int run(String[] arguments) throws Exception {
    Options options = Options.read(arguments, OPTIONS);
    if (options.has("help")) {
      System.out.println("./parlour chaos [options]");
      OPTIONS.forEach(Bench::help);
      return 0;
    }
    if (!options.words().isEmpty()) {
      throw new Misunderstood("There is nothing called " + options.words().getFirst() + ".");
    }
    Options.Chosen chosen = options.chosen(OPTIONS);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : options.settings()) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new Misunderstood("--set needs name=value, not " + setting + ".");
      }
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    ChaosRun.Wish wish = wish(chosen);
    ScaleKit kit = ScaleKit.up(Path.of(chosen.text("data")), wish.nodes(), settings);
    Thread end = new Thread(() -> close(kit)); // also by Ctrl-C
    if (!chosen.flag("keep")) {
      Runtime.getRuntime().addShutdownHook(end);
    }
    say("%d nodes are ready; the proxy is %s".formatted(wish.nodes(), kit.proxy()));
    Report report = new Report(kit.proxy().toString());
    Report.Table table = new ChaosRun(kit, wish, Chaos::say).run();
    report.add(table);
    System.out.print(Report.text(table));
    if (!chosen.text("json").isEmpty()) {
      report.write(Path.of(chosen.text("json")));
    }
    if (chosen.flag("keep")) {
      System.out.println("Everything runs on: scale/kit status --data " + kit.data());
    }
    return report.isFaulty() ? 1 : 0;
  }

  static ChaosRun.Wish wish(Options.Chosen chosen) {
    int nodes = chosen.positive("nodes");
    if (nodes < 2 || nodes > 9) {
      throw new Misunderstood("--nodes must be from 2 to 9.");
    }
    List<Kind> events =
        Arrays.stream(chosen.text("events").split("[,\\s]+")).map(Kind::of).toList();
    return new ChaosRun.Wish(
        chosen.positive("seconds"),
        chosen.whole("seed"),
        nodes,
        chosen.positive("rooms"),
        chosen.positive("players"),
        events,
        chosen.positive("end-seconds"));
  }

  private static void close(ScaleKit kit) {
    try {
      kit.close();
    } catch (Exception e) {
      System.err.println("parlour chaos: the kit does not stop: " + e);
    }
  }

  private static synchronized void say(String what) {
    System.out.println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + what);
  }
}
