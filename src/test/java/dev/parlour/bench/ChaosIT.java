package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.bench.client.Rest;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ScaleKit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on which everything that can die does. */
class ChaosIT {
  private static final Path WORK = Path.of(System.getProperty("parlour.work", "target/it"));

  private static ScaleKit kit;

  @BeforeAll
  static void open() throws Exception {
    kit = ScaleKit.up(WORK.resolve("chaos"), 2, Map.of());
  }

  @AfterAll
  static void close() throws Exception {
    if (kit != null) {
      kit.close();
    }
  }

  @Test
  void rooms_that_are_made_while_the_broker_is_away_get_their_questions_when_it_is_back()
      throws Exception {
    List<Rest.Room> rooms;
    try (Rest rest = new Rest(kit.proxy())) {
      kit.kill("broker");
      rooms = rest.rooms(6, ChaosGame.SETTINGS);
      kit.start("broker");
      RestClient client = new RestClient(kit.proxy());
      for (Rest.Room room : rooms) {
        assertThat(
                Stage.await(
                    () ->
                        client
                            .get("/api/rooms/" + room.code())
                            .body()
                            .path("status")
                            .asText()
                            .equals("ready"),
                    60))
            .as("room %s has its questions", room.code())
            .isTrue();
      }
      rest.close(rooms);
    }
  }

  @Test
  void nothing_that_anybody_was_told_is_lost() throws Exception {
    Options.Chosen wish =
        Options.Chosen.of(
            Chaos.OPTIONS,
            "seconds",
            "25",
            "seed",
            "1",
            "nodes",
            "2",
            "rooms",
            "4",
            "players",
            "4",
            "events",
            "kill-node,kill-database,kill-broker,cut-sockets");
    Report.Table table = new ChaosRun(kit, Chaos.wish(wish), System.out::println).run();
    System.out.print(Report.text(table));
    assertThat(table.faults()).isEmpty();
    Report.Run run = table.runs().getFirst();
    assertThat(run.figure("acknowledged")).isGreaterThan(50);
    assertThat(run.figure("views compared")).isGreaterThan(50);
    for (String event : List.of("kill-node", "kill-database", "kill-broker", "cut-sockets")) {
      assertThat(run.figure("event " + event)).as(event).isPositive();
    }
  }
}
