package dev.parlour.matchmaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ScaleKit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One queue on two servers with one database. */
@Timeout(600)
class TwoNodesIT {
  private static final int TICKETS = 400;
  private static final int THREADS = 8;

  private static ScaleKit kit;

  @BeforeAll
  static void start() throws Exception {
    kit =
        ScaleKit.up(
            Path.of(System.getProperty("parlour.work", "target/it")).resolve("queue"),
            2,
            Map.of(
                "database.pool",
                "15",
                "parlour.matchmaking.arrive-seconds",
                "600",
                "parlour.matchmaking.away-seconds",
                "600"),
            "--no-proxy");
  }

  @AfterAll
  static void stop() throws Exception {
    if (kit != null) {
      kit.close();
    }
  }

  private record Told(String id, String token) {}

  private record Row(String id, long number, String pairing, String room, String seat) {}

  private static List<Row> queue() throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Connection database =
            DriverManager.getConnection(
                kit.databaseUrl(), kit.databaseUser(), kit.databasePassword());
        ResultSet row =
            database
                .createStatement()
                .executeQuery(
                    "select t.id, t.number, t.pairing, p.room, t.seat from ticket t left join"
                        + " pairing p on p.id = t.pairing order by t.number")) {
      while (row.next()) {
        rows.add(
            new Row(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
      }
    }
    return rows;
  }

  /** Half of the threads post to each node; what each was told, in its order. */
  private static List<List<Told>> posted() throws Exception {
    List<List<Told>> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<List<Told>>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        RestClient rest = new RestClient(kit.nodes().get(i % 2).address());
        all.add(
            threads.submit(
                () -> {
                  List<Told> mine = new ArrayList<>();
                  for (int n = 0; n < TICKETS / THREADS; n++) {
                    RestClient.Answer answer =
                        rest.post(
                            "/api/matchmaking/tickets", "{\"game\":\"trivia\",\"mode\":\"pair\"}");
                    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
                    mine.add(
                        new Told(
                            answer.body().path("id").asText(),
                            answer.body().path("token").asText()));
                  }
                  return mine;
                }));
      }
      for (Future<List<Told>> one : all) {
        told.add(one.get());
      }
    }
    return told;
  }

  @Test
  void four_hundred_tickets_posted_at_once_to_two_nodes_are_paired_exactly_and_in_order()
      throws Exception {
    List<List<Told>> told = posted();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
    List<Row> rows = queue();
    while (rows.stream().anyMatch(r -> r.seat() == null) && System.nanoTime() < until) {
      LockSupport.parkNanos(100_000_000); // a node may have been too busy for a room
      rows = queue();
    }
    assertThat(rows).hasSize(TICKETS).allMatch(r -> r.pairing() != null && r.seat() != null);

    // Two by two in the order of the queue, each two in a room of their own.
    Map<String, String> roomOf = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i += 2) {
      Row one = rows.get(i);
      Row two = rows.get(i + 1);
      assertThat(two.pairing()).isEqualTo(one.pairing());
      assertThat(roomOf.put(one.pairing(), one.room())).isNull();
      assertThat(one.seat()).isNotEqualTo(two.seat());
    }
    assertThat(roomOf).hasSize(TICKETS / 2);
    assertThat(roomOf.values()).doesNotHaveDuplicates();

    // Whoever posted one after the other stands so in the queue, and nobody's ticket is lost.
    Map<String, Long> numbers = new LinkedHashMap<>();
    rows.forEach(r -> numbers.put(r.id(), r.number()));
    assertThat(told.stream().flatMap(List::stream).map(Told::id))
        .containsExactlyInAnyOrderElementsOf(numbers.keySet());
    for (List<Told> mine : told) {
      assertThat(mine.stream().map(t -> numbers.get(t.id())).toList()).isSorted();
    }

    // Both nodes tell the same of a ticket, and no room has one too many.
    Told any = told.getFirst().getFirst();
    List<RestClient.Answer> answers = new ArrayList<>();
    for (ScaleKit.Node node : kit.nodes()) {
      answers.add(
          new RestClient(node.address())
              .get(
                  "/api/matchmaking/tickets/" + any.id(),
                  "Authorization",
                  "Bearer " + any.token()));
    }
    assertThat(answers.getFirst().body()).isEqualTo(answers.getLast().body());
    RestClient rest = new RestClient(kit.nodes().getFirst().address());
    for (String room : roomOf.values()) {
      RestClient.Answer facts = rest.get("/api/rooms/" + room);
      while (facts.status() == 503 && System.nanoTime() < until) {
        LockSupport.parkNanos(100_000_000); // half of them are the other node's
        facts = rest.get("/api/rooms/" + room);
      }
      assertThat(facts.body().path("playerCount").asInt())
          .as(String.valueOf(facts.body()))
          .isEqualTo(2);
    }
  }
}
