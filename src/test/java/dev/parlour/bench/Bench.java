package dev.parlour.bench;

import dev.parlour.bench.Options.Misunderstood;
import dev.parlour.bench.Options.Option;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Rest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts load on a server and tells how it bore it. Ends with 0 where all was well, 1 where a check
 * has found something, 2 where it was asked for what it does not know.
 */
public final class Bench {
  private static final List<Option> COMMON =
      List.of(
          new Option("url", "", "the server, such as http://localhost:9080/; else one of its own"),
          new Option("pid", "0", "of that server, where it runs here: for live heap"),
          new Option("threads", "1", "of the sockets' event loops"),
          new Option("json", "", "a file for all figures"),
          new Option("set", "", "name=value, a setting of the tool's own server; may be repeated"),
          new Option("help", "no", "this text"));

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Burst(), new ManyRooms(), new Fanout(), new Idle(), new Stalled(), new ChartWatch());

  private Bench() {}

  public static void main(String[] arguments) {
    int status;
    try {
      status = run(arguments);
    } catch (Misunderstood wish) {
      System.err.println("parlour bench: " + wish.getMessage() + " --help lists what there is.");
      status = 2;
    } catch (Exception failure) {
      System.err.println("parlour bench: " + failure);
      failure.printStackTrace();
      status = 1;
    }
    System.exit(status); // whatever thread a broken run has left
  }

  private static int run(String[] arguments) throws Exception {
    List<Option> known = new ArrayList<>(COMMON);
    SCENARIOS.forEach(scenario -> known.addAll(scenario.options()));
    Options options = Options.read(arguments, known);
    List<Scenario> wished = options.words().stream().map(Bench::scenario).toList();
    if (wished.isEmpty() || options.has("help")) {
      help();
      return options.has("help") ? 0 : 2;
    }
    Options.Chosen common = options.chosen(COMMON);
    boolean bare = wished.stream().anyMatch(s -> options.chosen(s.options()).flag("baseline"));
    boolean own = common.text("url").isEmpty();
    if (bare && !own) {
      throw new Misunderstood("--baseline needs the tool's own server: leave out --url.");
    }
    if (!own && !options.settings().isEmpty()) {
      throw new Misunderstood("--set is for the tool's own server: leave out --url.");
    }
    int pid = common.whole("pid");
    try (Target target =
            own
                ? Target.own(options.settings(), bare)
                : Target.at(
                    URI.create(common.text("url")),
                    pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid));
        Network network = new Network(common.positive("threads"));
        Rest rest = new Rest(target.address())) {
      Report report = new Report(own ? "a server of its own" : target.address().toString());
      for (Scenario scenario : wished) {
        Report.Table table =
            scenario.run(new Stage(target, network, rest), options.chosen(scenario.options()));
        report.add(table);
        System.out.print(Report.text(table));
      }
      if (!common.text("json").isEmpty()) {
        report.write(Path.of(common.text("json")));
      }
      return report.isFaulty() ? 1 : 0;
    }
  }

  private static Scenario scenario(String name) {
    return SCENARIOS.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Misunderstood("There is no scenario " + name + "."));
  }

  private static void help() {
    System.out.println("./parlour bench SCENARIO… [options]");
    SCENARIOS.forEach(
        s -> {
          System.out.printf("%n%s: %s%n", s.name(), s.purpose());
          s.options().forEach(Bench::help);
        });
    System.out.printf("%nFor all of them:%n");
    COMMON.forEach(Bench::help);
  }

  static void help(Option option) {
    System.out.printf(
        "  --%-16s %s%s%n",
        option.name(),
        option.help(),
        option.usual().isEmpty() || option.isFlag() ? "" : " (" + option.usual() + ")");
  }
}
