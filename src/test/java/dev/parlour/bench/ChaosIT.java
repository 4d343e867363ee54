package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.testkit.ScaleKit;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A short storm over two nodes, in which everything that can die does: no promise is broken. */
class ChaosIT {
  private static final Path WORK = Path.of(System.getProperty("parlour.work", "target/it"));

  @Test
  void nothing_that_anybody_was_told_is_lost() throws Exception {
    try (ScaleKit kit = ScaleKit.up(WORK.resolve("chaos"), 2, Map.of())) {
      Report.Table table =
          new ChaosRun(
                  kit,
                  Chaos.wish(
                      Options.Chosen.of(
                          Chaos.OPTIONS,
                          "seconds",
                          "30",
                          "seed",
                          "1",
                          "nodes",
                          "2",
                          "rooms",
                          "4",
                          "players",
                          "4",
                          "events",
                          "kill-node,kill-database,kill-broker,cut-sockets")),
                  System.out::println)
              .run();
      System.out.print(Report.text(table));
      assertThat(table.faults()).isEmpty();
      Report.Run run = table.runs().getFirst();
      assertThat(run.figure("acknowledged")).isGreaterThan(50);
      assertThat(run.figure("views compared")).isGreaterThan(50);
      for (String event :
          new String[] {"kill-node", "kill-database", "kill-broker", "cut-sockets"}) {
        assertThat(run.figure("event " + event)).as(event).isPositive();
      }
    }
  }
}
