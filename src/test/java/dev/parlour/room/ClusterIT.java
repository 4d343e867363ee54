package dev.parlour.room;

import static dev.parlour.testkit.Cluster.NODES;
import static dev.parlour.testkit.Cluster.node;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.testkit.Cluster;
import dev.parlour.testkit.Crammers;
import dev.parlour.testkit.QuizNight;
import dev.parlour.testkit.QuizNight.Choice;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ScaleKit;
import dev.parlour.testkit.SocketClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms on three servers with one database and one broker, some of which stop or die. */
@Timeout(600)
class ClusterIT {
  private static final Crammers PEOPLE = new Crammers("history");

  /** A machine that is busy with other things needs more time for all of them. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofThree();

  private static void eventually(String what, Duration within, BooleanSupplier holds)
      throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      Thread.sleep(10);
    }
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  // ---- what the database says

  private record Owner(String node, long epoch) {}

  private static Owner owner(String code) {
    return CLUSTER
        .rows(
            "select owner, epoch from room where code = ?",
            code,
            r -> new Owner(r.getString(1), r.getLong(2)))
        .getFirst();
  }

  /** Where a command's id stands in the log: with the last of its events. */
  private record Promised(String actor, String id, long seq) {}

  private static List<Promised> commands(String code) {
    return CLUSTER.rows(
        "select actor, command_id, seq from room_event where room = ? and command_id is not null",
        code,
        r -> new Promised(r.getString(1), r.getString(2), r.getLong(3)));
  }

  private record Answer(String player, int question) {}

  /** Answers in the log, of which nobody has two to a question. */
  private static List<Answer> answers(String code) {
    List<Answer> all =
        CLUSTER.rows(
            "select payload::json->>'player', (payload::json->>'question')::int from room_event"
                + " where room = ? and payload::json->>'type' = 'answerAccepted' order by seq",
            code,
            r -> new Answer(r.getString(1), r.getInt(2)));
    assertThat(all).as("nobody's answer counts twice").doesNotHaveDuplicates();
    return all;
  }

  private static List<Long> events(String code, String type) {
    return CLUSTER.rows(
        "select seq from room_event where room = ? and payload::json->>'type' = '"
            + type
            + "' order by seq",
        code,
        r -> r.getLong(1));
  }

  /**
   * Everything that was acknowledged is in the log just there, and everybody has the points that
   * the log gives: those of the answers to questions that were closed.
   */
  private static void addsUp(QuizNight night, int players) {
    List<Answer> logged = answers(night.code());
    assertThat(commands(night.code()))
        .as("acknowledged answers are in the log")
        .containsAll(
            night.promises().stream()
                .map(p -> new Promised(p.player(), "q" + p.question(), p.seq()))
                .toList());
    Set<Integer> closed =
        new HashSet<>(
            CLUSTER.rows(
                "select (payload::json->>'question')::int from room_event where room = ? and"
                    + " payload::json->>'type' = 'questionClosed'",
                night.code(),
                r -> r.getInt(1)));
    Map<Integer, Long> expected = new TreeMap<>();
    for (int player = 0; player < players; player++) {
      int number = player;
      String id = "p" + (player + 1);
      expected.put(
          player,
          logged.stream()
                  .filter(a -> a.player().equals(id) && closed.contains(a.question()))
                  .filter(a -> Crammers.knows(number, a.question()))
                  .count()
              * Crammers.POINTS);
    }
    assertThat(night.scores()).isEqualTo(expected);
  }

  /**
   * @param pause after each question, in seconds
   */
  private static Map<String, Object> settings(int questions, int seconds, int pause) {
    return Map.of(
        "topic",
        "history",
        "questions",
        questions,
        "secondsPerQuestion",
        seconds,
        "scoring",
        "flat",
        "revealSeconds",
        pause,
        "standingsSeconds",
        pause);
  }

  // ---- the tests

  private static final String WISH =
      "{\"game\":\"trivia\",\"settings\":{\"topic\":\"history\",\"questions\":2,"
          + "\"secondsPerQuestion\":60,\"autoAdvance\":false,\"scoring\":\"flat\"}}";

  private static Predicate<JsonNode> phase(String phase, int question) {
    return m ->
        m.path("shared").path("phase").asText().equals(phase)
            && (question == 0
                || m.path("shared").path("question").path("number").asInt() == question);
  }

  private static String answer(int player, JsonNode view) {
    JsonNode question = view.path("shared").path("question");
    return answer(question, PEOPLE.answer(player, question));
  }

  private static String anything(JsonNode view) {
    JsonNode question = view.path("shared").path("question");
    return answer(question, List.of(question.path("choices").path(0).path("id").asText()));
  }

  private static String answer(JsonNode question, List<String> choices) {
    return "{\"type\":\"answer\",\"question\":"
        + question.path("number").asInt()
        + ",\"choices\":[\""
        + String.join("\",\"", choices)
        + "\"]}";
  }

  @Test
  void who_is_at_the_wrong_node_plays_a_whole_game() {
    RestClient.Room room = new RestClient(CLUSTER.at(1)).room(WISH);
    String code = room.code();
    try (SocketClient host = SocketClient.open(CLUSTER.at(1))) {
      host.follow(code, "host", room.hostToken());
      List<SocketClient> players = new ArrayList<>();
      List<String> tokens = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          URI there = CLUSTER.at(i % NODES + 1);
          tokens.add(new RestClient(there).join(room, "Player " + i));
          players.add(SocketClient.open(there).recording());
          players.get(i).follow(code, "p" + (i + 1), tokens.get(i));
        }
        assertThat(owner(code).node()).isEqualTo("node-1");
        host.await(
            "all are there", m -> m.path("shared").path("players").path("connected").asInt() == 4);
        assertThat(host.ask(code, "host", "{\"type\":\"start\"}").path("type").asText())
            .isEqualTo("ack");

        long last = 0;
        for (int i = 0; i < 4; i++) {
          JsonNode asked = players.get(i).await("question 1", phase("question", 1));
          String command = answer(i, asked);
          players.get(i).command(code, "p" + (i + 1), "mine-1", command);
          JsonNode ack = players.get(i).answer("mine-1");
          assertThat(ack.path("type").asText()).as(ack.toString()).isEqualTo("ack");
          assertThat(ack.path("seq").asLong()).isGreaterThan(last);
          last = ack.path("seq").asLong();
          if (i == 1) { // the same command again, at another node, by the same player
            try (SocketClient elsewhere = SocketClient.open(CLUSTER.at(3)).recording()) {
              elsewhere.follow(code, "p2", tokens.get(1));
              assertThat(players.get(1).expect("detached", code, "p2").path("reason").asText())
                  .isEqualTo("taken_over");
              elsewhere.command(code, "p2", "mine-1", command);
              assertThat(elsewhere.answer("mine-1").path("seq").asLong()).isEqualTo(last);
              players.get(1).follow(code, "p2", tokens.get(1)); // and back
              assertThat(elsewhere.expect("detached", code, "p2").path("reason").asText())
                  .isEqualTo("taken_over");
            }
          }
        }
        for (SocketClient player : players) {
          player.await("all have answered", phase("reveal", 1));
        }
        assertThat(host.ask(code, "host", "{\"type\":\"skip\"}").path("type").asText())
            .isEqualTo("ack");
        for (SocketClient player : players) {
          player.await("standings", phase("standings", 0));
        }
        host.ask(code, "host", "{\"type\":\"skip\"}");
        for (SocketClient player : players) {
          player.await("question 2", phase("question", 2));
        }
        host.ask(code, "host", "{\"type\":\"pause\"}");
        for (SocketClient player : players) {
          player.await("a pause", m -> m.path("shared").path("paused").asBoolean());
        }
        assertThat(players.get(2).ask(code, "p3", "{\"type\":\"pause\"}").path("type").asText())
            .as("a refusal comes from there, too")
            .isEqualTo("reject");
        host.ask(code, "host", "{\"type\":\"resume\"}");
        host.ask(code, "host", "{\"type\":\"kick\",\"player\":\"p4\"}");
        assertThat(players.get(3).expect("detached", code, "p4").path("reason").asText())
            .isEqualTo("kicked");
        for (int i = 0; i < 3; i++) {
          JsonNode asked =
              players
                  .get(i)
                  .await(
                      "it goes on",
                      m ->
                          phase("question", 2).test(m)
                              && !m.path("shared").path("paused").asBoolean());
          assertThat(
                  players.get(i).ask(code, "p" + (i + 1), answer(i, asked)).path("type").asText())
              .isEqualTo("ack");
        }
        host.await("the end of question 2", phase("reveal", 2));
        host.ask(code, "host", "{\"type\":\"skip\"}");
        host.ask(code, "host", "{\"type\":\"skip\"}");
        for (int i = 0; i < 3; i++) {
          JsonNode end =
              players
                  .get(i)
                  .await(
                      "the end", m -> m.path("shared").path("status").asText().equals("completed"));
          long points = 0;
          for (int question = 1; question <= 2; question++) {
            points += Crammers.knows(i, question) ? Crammers.POINTS : 0;
          }
          assertThat(end.path("you").path("score").asLong()).isEqualTo(points);
          List<Long> seqs =
              players.get(i).record().stream()
                  .filter(m -> m.path("type").asText().equals("view"))
                  .map(m -> m.path("seq").asLong())
                  .toList();
          assertThat(seqs).isSorted();
        }
        assertThat(answers(code)).hasSize(7); // what the kicked one had answered stands there, too
      } finally {
        players.forEach(SocketClient::close);
      }
    }
  }

  @Test
  void an_acknowledgement_comes_from_another_node_too() {
    RestClient.Room room = new RestClient(CLUSTER.at(1)).room(WISH);
    String token = new RestClient(CLUSTER.at(1)).join(room, "Stays");
    try (SocketClient player = SocketClient.open(CLUSTER.at(1));
        SocketClient right = SocketClient.open(CLUSTER.at(1));
        SocketClient wrong = SocketClient.open(CLUSTER.at(2))) {
      player.follow(room.code(), "p1", token);
      List<Long> there = new ArrayList<>();
      List<Long> elsewhere = new ArrayList<>();
      List<Long> repeated = new ArrayList<>();
      for (int round = 0; round < 4; round++) { // in turn, as a machine gets warmer and busier
        right.follow(room.code(), "host", room.hostToken());
        List<Long> here = acknowledgements(right, room.code(), "right" + round);
        wrong.follow(room.code(), "host", room.hostToken());
        List<Long> far = acknowledgements(wrong, room.code(), "wrong" + round);
        List<Long> again = acknowledgements(wrong, room.code(), "wrong" + round);
        if (round > 0) {
          there.addAll(here);
          elsewhere.addAll(far);
          repeated.addAll(again);
        }
      }
      assertThat(owner(room.code()).node()).isEqualTo("node-1");
      System.out.printf(
          "ClusterIT: acknowledgement at the owner %s; at another node %s, of that the way there"
              + " and back (a command that is known already) %s%n",
          percentiles(there), percentiles(elsewhere), percentiles(repeated));
    }
  }

  private static String percentiles(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return String.format(
        "p50 %.1f ms, p99 %.1f ms",
        sorted.get(sorted.size() / 2) / 1e6, sorted.get(sorted.size() * 99 / 100) / 1e6);
  }

  /** How long each of a hundred took. */
  private static List<Long> acknowledgements(SocketClient host, String code, String ids) {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long began = System.nanoTime();
      host.command(
          code, "host", ids + i, i % 2 == 0 ? "{\"type\":\"lock\"}" : "{\"type\":\"unlock\"}");
      JsonNode ack = host.answer(ids + i);
      took.add(System.nanoTime() - began);
      assertThat(ack.path("type").asText()).as(ack.toString()).isEqualTo("ack");
    }
    return took;
  }

  @Test
  void the_same_creation_at_two_nodes_makes_one_room() {
    String[] key = {"Idempotency-Key", "same-" + System.nanoTime()};
    RestClient.Answer one = new RestClient(CLUSTER.at(1)).post("/api/rooms", WISH, key);
    RestClient.Answer other = new RestClient(CLUSTER.at(2)).post("/api/rooms", WISH, key);
    assertThat(one.status()).isEqualTo(201);
    assertThat(other.status()).as(String.valueOf(other.body())).isEqualTo(201);
    assertThat(other.body().path("code")).isEqualTo(one.body().path("code"));
    assertThat(other.body().path("hostToken")).isEqualTo(one.body().path("hostToken"));
    assertThat(events(one.body().path("code").asText(), "roomCreated")).hasSize(1);
  }

  private static final int CROWD = 200;

  @Test
  void a_game_of_200_goes_on_when_its_owner_is_killed_in_the_middle_of_a_question()
      throws Exception {
    AtomicReference<JsonNode> before = new AtomicReference<>();
    CompletableFuture<Void> half = new CompletableFuture<>();
    try (QuizNight night =
        new QuizNight(
                CLUSTER.from(1),
                (player, q) -> new Choice(PEOPLE.answer(player, q), 200 + 20L * player))
            .watched(
                view -> {
                  JsonNode question = view.path("shared").path("question");
                  if (!half.isDone()
                      && question.path("number").asInt() == 2
                      && question.path("answered").asInt() >= CROWD / 3) {
                    before.set(question);
                    half.complete(null);
                  }
                })
            .with(CROWD, settings(3, 15, 2))) {
      night.start();
      half.get(60, TimeUnit.SECONDS);
      Owner former = owner(night.code());
      assertThat(former.node()).isEqualTo("node-1");
      long pid =
          CLUSTER.kit().status().stream()
              .filter(s -> s.name().equals("node-1"))
              .findFirst()
              .flatMap(ScaleKit.Status::pid)
              .orElseThrow();
      Instant killedAt = Instant.now();
      long killed = System.nanoTime();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      eventually(
          "another node has the room",
          Duration.ofSeconds(15),
          () -> owner(night.code()).epoch() > former.epoch());
      long taken = millisSince(killed);
      String heir = owner(night.code()).node();
      night.awaitEnd(90);

      long recovered = events(night.code(), "roomRecovered").getFirst();
      long acknowledged =
          night.promises().stream()
              .filter(p -> p.seq() > recovered)
              .mapToLong(QuizNight.Promise::nanos)
              .min()
              .orElseThrow();
      long seen =
          night.views().stream()
              .filter(v -> v.seq() >= recovered)
              .mapToLong(QuizNight.Told::nanos)
              .min()
              .orElseThrow();
      System.out.printf(
          "ClusterIT: after kill -9 of the owner of %d players: %s owns the room after %d ms, first"
              + " view %d ms, first acknowledgement %d ms%n",
          CROWD, heir, taken, (seen - killed) / 1_000_000, (acknowledged - killed) / 1_000_000);
      assertThat(night.refused()).isEmpty();
      addsUp(night, CROWD);
      assertThat(answers(night.code())).as("all counted").hasSize(CROWD * 3);
      assertThat(events(night.code(), "questionOpened")).as("none was put twice").hasSize(3);
      assertThat(events(night.code(), "roomRecovered")).hasSize(1);
      // No time is lost: the clock stood from the node's last heartbeat to the end of the grace.
      CLUSTER.rows(
          "select e.at, (e.payload::json->>'runsFrom')::timestamptz, e.payload::json->>'gameTime',"
              + " (select o.payload::json->>'closesAt' from room_event o where o.room = e.room and"
              + " o.payload::json->>'type' = 'questionOpened' and o.seq < e.seq order by o.seq desc"
              + " limit 1), (select max((a.payload::json->>'at')::bigint) from room_event a where"
              + " a.room = e.room and a.payload::json->>'type' = 'answerAccepted' and a.seq <"
              + " e.seq), (select max(a.at) from room_event a where a.room = e.room and a.seq <"
              + " e.seq) from room_event e where e.room = ? and e.payload::json->>'type' ="
              + " 'roomRecovered'",
          night.code(),
          r -> {
            Instant at = r.getTimestamp(1).toInstant();
            Instant runsFrom = r.getTimestamp(2).toInstant();
            long stoodAt = r.getLong(3);
            long closesAt = r.getLong(4);
            long lastAnswer = r.getLong(5);
            assertThat(Duration.between(at, runsFrom))
                .as("the grace")
                .isBetween(Duration.ofMillis(2_990), Duration.ofMillis(3_010));
            assertThat(stoodAt)
                .as("the clock stood when the node died")
                .isBetween(
                    lastAnswer,
                    lastAnswer
                        + Duration.between(r.getTimestamp(6).toInstant(), killedAt).toMillis()
                        + 1_000);
            assertThat(closesAt - stoodAt).as("time left").isGreaterThan(8_000);
            return null;
          });
      assertThat(taken).as("another owner").isLessThanOrEqualTo(5_000);
      assertThat((acknowledged - killed) / 1_000_000).as("first ack").isLessThanOrEqualTo(5_000);
    }
  }

  /** Of a view of Pong: the points of all sides together. */
  private static int points(JsonNode message) {
    int sum = 0;
    for (JsonNode side : message.path("shared").path("sides")) {
      sum += side.path("score").asInt();
    }
    return sum;
  }

  @Test
  void a_match_of_pong_goes_on_from_its_last_point_when_its_owner_is_killed() throws Exception {
    RestClient.Room room =
        new RestClient(CLUSTER.at(1))
            .room(
                "{\"game\":\"pong\",\"settings\":{\"toWin\":3,\"countdownSeconds\":1,"
                    + "\"speed\":\"fast\"}}");
    String code = room.code();
    String mine = new RestClient(CLUSTER.at(1)).join(room, "Right");
    String theirs = new RestClient(CLUSTER.at(2)).join(room, "Wrong");
    try (SocketClient host = SocketClient.open(CLUSTER.at(3));
        SocketClient before = SocketClient.open(CLUSTER.at(1));
        SocketClient wrong = SocketClient.open(CLUSTER.at(2)).recording()) {
      host.follow(code, "host", room.hostToken());
      before.follow(code, "p1", mine);
      wrong.follow(code, "p2", theirs);
      Owner former = owner(code);
      assertThat(former.node()).isEqualTo("node-1");
      assertThat(host.ask(code, "host", "{\"type\":\"start\"}").path("type").asText())
          .isEqualTo("ack");
      // What is done at the wrong node shows at both, frame by frame.
      wrong.command(code, "p2", "{\"type\":\"move\",\"paddle\":\"up\",\"tick\":77}");
      for (SocketClient player : List.of(before, wrong)) {
        player.await(
            "the paddle",
            m ->
                m.path("frame").path("sides").path(1).path("ack").asInt() == 77
                    && m.path("frame").path("sides").path(1).path("at").asInt() < 3_000);
      }
      before.command(code, "p1", "{\"type\":\"move\",\"paddle\":\"up\",\"tick\":1}");
      JsonNode point = wrong.await("a point", m -> points(m) == 1);
      wrong.await("play goes on", m -> m.path("frame").path("moving").asInt() == 1);
      CLUSTER.kit().kill("node-1");
      long killed = System.nanoTime();
      eventually(
          "another node has the room",
          Duration.ofSeconds(15),
          () -> owner(code).epoch() > former.epoch());
      long taken = millisSince(killed);
      try (SocketClient after = SocketClient.open(CLUSTER.at(3))) {
        after.follow(code, "p1", mine);
        JsonNode seen = wrong.await("the room again", m -> m.has("shared"));
        assertThat(points(seen)).as("told is told").isGreaterThanOrEqualTo(1);
        wrong.await("it moves again", m -> m.path("frame").path("moving").asInt() == 1);
        long moves = millisSince(killed);
        wrong.command(code, "p2", "{\"type\":\"move\",\"paddle\":\"up\",\"tick\":78}");
        after.command(code, "p1", "{\"type\":\"move\",\"paddle\":\"up\",\"tick\":2}");
        for (SocketClient player : List.of(after, wrong)) {
          JsonNode end =
              player.await("the end", m -> m.path("shared").path("phase").asText().equals("final"));
          assertThat(end.path("shared").path("result").path("reason").asText()).isEqualTo("won");
          assertThat(points(end)).isBetween(3, 5);
        }
        System.out.printf(
            "ClusterIT: after kill -9 of the owner of a match: another node owns it after %d ms,"
                + " the ball flies again %d ms after it%n",
            taken, moves);
      }
      List<JsonNode> views =
          wrong.record().stream().filter(m -> m.path("shared").has("sides")).toList();
      assertThat(views.stream().map(ClusterIT::points).toList()).isSorted();
      assertThat(point.path("seq").asLong())
          .as("the point was in the log before it was told")
          .isLessThan(events(code, "roomRecovered").getFirst());
      assertThat(events(code, "roomRecovered")).hasSize(1);
      assertThat(events(code, "roomCompleted")).hasSize(1);
      assertThat(new RestClient(CLUSTER.at(2)).get("/api/rooms/" + code + "/replay").status())
          .isEqualTo(200);
    }
  }

  private static final int GAMES = 20;
  private static final int TABLE = 3;

  @Test
  void a_rolling_restart_ends_no_game() throws Exception {
    List<QuizNight> nights = new ArrayList<>();
    try {
      for (int i = 0; i < GAMES; i++) {
        nights.add(
            new QuizNight(
                    CLUSTER.from(i % NODES + 1),
                    (player, q) -> new Choice(PEOPLE.answer(player, q), 200 + 300L * player))
                .with(TABLE, settings(35, 6, 6)));
      }
      nights.forEach(QuizNight::start);
      for (QuizNight night : nights) {
        eventually("it has begun", PATIENCE, () -> night.promises().size() >= TABLE);
      }
      nights.forEach(QuizNight::probe);
      long began = System.nanoTime();
      for (int node = 1; node <= NODES; node++) {
        CLUSTER.kit().stop(node(node));
        CLUSTER.kit().start(node(node));
      }
      long took = millisSince(began);
      for (QuizNight night : nights) {
        int now = night.probes();
        eventually("it goes on", PATIENCE, () -> night.probes() > now + 1);
      }
      nights.forEach(QuizNight::end);
      for (QuizNight night : nights) {
        night.awaitEnd(60);
        // an answer may have been on its way while the host ended the game
        assertThat(night.refused()).allMatch(r -> r.path("code").asText().equals("room_over"));
        addsUp(night, TABLE);
      }
      List<Long> silences =
          nights.stream().map(n -> n.slowestProbe() / 1_000_000).sorted().toList();
      System.out.printf(
          "ClusterIT: a rolling restart of %d nodes took %d s; the longest time without an"
              + " acknowledgement, of %d games: median %d ms, worst %d ms%n",
          NODES, took / 1_000, GAMES, silences.get(GAMES / 2), silences.getLast());
      assertThat(silences.getLast())
          .as("no crowd waits half a minute for the lock of a server that has just started")
          .isLessThan(20_000);
    } finally {
      nights.forEach(QuizNight::close);
    }
  }

  @Test
  void a_drained_node_has_no_rooms_and_its_people_go_elsewhere() throws Exception {
    try (QuizNight night =
            new QuizNight(
                    CLUSTER.from(2),
                    (player, q) -> new Choice(PEOPLE.answer(player, q), 500 + 100L * player))
                .with(6, settings(3, 15, 2));
        SocketClient eye = SocketClient.open(CLUSTER.at(2))) {
      night.start();
      eventually("it runs", PATIENCE, () -> !night.promises().isEmpty());
      Owner former = owner(night.code());
      assertThat(former.node()).isEqualTo("node-2");
      long began = System.nanoTime();
      CLUSTER.kit().drain("node-2");
      long drained = millisSince(began);
      assertThat(
              CLUSTER.rows("select code from room where owner = ?", "node-2", r -> r.getString(1)))
          .isEmpty();
      eventually(
          "another node has the room",
          Duration.ofSeconds(5),
          () -> List.of("node-1", "node-3").contains(String.valueOf(owner(night.code()).node())));
      assertThat(eye.closeCode()).isEqualTo(1012);
      assertThat(new RestClient(CLUSTER.at(2)).get("/health/ready").status()).isEqualTo(503);
      night.awaitEnd(60);
      assertThat(owner(night.code()).epoch())
          .as("one of the others took it, not one after the other")
          .isEqualTo(former.epoch() + 1);
      assertThat(night.closes()).isNotEmpty().containsOnly(1012);
      assertThat(night.refused()).isEmpty();
      addsUp(night, 6);
      assertThat(answers(night.code())).hasSize(6 * 3);
      System.out.printf("ClusterIT: a node was drained within %d ms%n", drained);
    }
  }

  private static final Pattern THREADS =
      Pattern.compile("jvm_threads_current(?:\\{[^}]*})? ([0-9.]+)");

  private static long threads(int node) {
    Matcher figure =
        THREADS.matcher(
            new String(
                new RestClient(CLUSTER.at(node)).get("/metrics").raw().body(),
                StandardCharsets.UTF_8));
    assertThat(figure.find()).isTrue();
    return (long) Double.parseDouble(figure.group(1));
  }

  private static final long AWAY_SECONDS = 30;

  /** Questions that are open for longer than that: no sum has a time of its own. */
  private static final String PATIENT_WISH = WISH.replace("history", "arithmetic-easy");

  @Test
  void without_the_database_nothing_is_promised_and_all_heals_by_itself() throws Exception {
    List<QuizNight> nights = new ArrayList<>();
    RestClient.Room room = new RestClient(CLUSTER.at(1)).room(WISH);
    String token = new RestClient(CLUSTER.at(2)).join(room, "Impatient");
    try (SocketClient right = SocketClient.open(CLUSTER.at(1));
        SocketClient wrong = SocketClient.open(CLUSTER.at(2))) {
      right.follow(room.code(), "host", room.hostToken());
      wrong.follow(room.code(), "p1", token);
      for (int i = 1; i <= NODES; i++) {
        nights.add(
            new QuizNight(
                    CLUSTER.from(i),
                    (player, q) -> new Choice(PEOPLE.answer(player, q), 200 + 150L * player))
                .with(10, settings(3, 20, 2)));
      }
      nights.forEach(QuizNight::start);
      for (QuizNight night : nights) {
        eventually("it runs", PATIENCE, () -> night.promises().size() > 2);
      }
      long threads = threads(1);
      CLUSTER.kit().kill("database");
      long gone = System.nanoTime();
      int promised = nights.stream().mapToInt(n -> n.promises().size()).sum();
      String id = right.command(room.code(), "host", "{\"type\":\"lock\"}");
      JsonNode refused = right.answer(id);
      long waited = millisSince(gone);
      assertThat(refused.path("code").asText()).as(refused.toString()).isEqualTo("unavailable");
      eventually("it is away for long", PATIENCE, () -> millisSince(gone) > AWAY_SECONDS * 1000);
      long during = threads(1);
      assertThat(nights.stream().mapToInt(n -> n.promises().size()).sum())
          .as("nothing is acknowledged")
          .isLessThanOrEqualTo(promised + 30); // what was on its way to the clients
      CLUSTER.kit().start("database");
      long back = System.nanoTime();
      AtomicReference<JsonNode> last = new AtomicReference<>();
      eventually(
          "commands are taken again",
          PATIENCE,
          () -> {
            if (right.isClosed()) {
              return false;
            }
            right.command(room.code(), "host", "again", "{\"type\":\"lock\"}");
            last.set(right.answer("again"));
            if (last.get().path("code").asText().equals("not_attached")) {
              right.attach(room.code(), "host", room.hostToken());
            }
            return last.get().path("type").asText().equals("ack");
          });
      long healed = millisSince(back);
      for (QuizNight night : nights) {
        night.awaitEnd(90);
        assertThat(night.refused()).isEmpty();
        addsUp(night, 10);
        assertThat(answers(night.code())).hasSize(30);
      }
      System.out.printf(
          "ClusterIT: the database was away for %d s: the first refusal after %d ms, threads of a"
              + " node %d before and %d at the end of it, commands taken %d ms after it was"
              + " ready%n",
          AWAY_SECONDS, waited, threads, during, healed);
      assertThat(during).as("threads").isLessThan(threads + 40);
    } finally {
      nights.forEach(QuizNight::close);
    }
  }

  @Test
  void without_the_broker_only_those_at_the_wrong_node_notice() throws Exception {
    RestClient.Room room = new RestClient(CLUSTER.at(1)).room(PATIENT_WISH);
    List<String> tokens = new ArrayList<>();
    for (int i = 1; i <= NODES; i++) {
      tokens.add(new RestClient(CLUSTER.at(i)).join(room, "Player " + i));
    }
    try (SocketClient host = SocketClient.open(CLUSTER.at(1));
        SocketClient right = SocketClient.open(CLUSTER.at(1));
        SocketClient wrong = SocketClient.open(CLUSTER.at(2))) {
      host.follow(room.code(), "host", room.hostToken());
      right.follow(room.code(), "p1", tokens.get(0));
      wrong.follow(room.code(), "p2", tokens.get(1));
      host.ask(room.code(), "host", "{\"type\":\"start\"}");
      JsonNode mine = right.await("question 1", phase("question", 1));
      JsonNode theirs = wrong.await("question 1", phase("question", 1));
      Owner owner = owner(room.code());
      long threads = threads(2);
      CLUSTER.kit().kill("broker");
      long gone = System.nanoTime();
      assertThat(right.ask(room.code(), "p1", anything(mine)).path("type").asText())
          .as("at the owner nothing is noticed")
          .isEqualTo("ack");
      long took = millisSince(gone);
      wrong.command(room.code(), "p2", "held", anything(theirs));
      JsonNode told =
          wrong.await(
              "word of it",
              m ->
                  m.path("type").asText().equals("detached")
                      || m.path("id").asText().equals("held"));
      long heard = millisSince(gone);
      if (told.path("type").asText().equals("detached")) {
        assertThat(told.path("reason").asText()).isEqualTo("unavailable");
      } else {
        assertThat(told.path("code").asText()).as(told.toString()).isEqualTo("unavailable");
      }
      eventually("it is away for long", PATIENCE, () -> millisSince(gone) > AWAY_SECONDS * 1000);
      long during = threads(2);
      CLUSTER.kit().start("broker");
      long back = System.nanoTime();
      eventually(
          "it is followed again",
          PATIENCE,
          () -> {
            wrong.attach(room.code(), "p2", tokens.get(1));
            return wrong
                .await(
                    "an answer to it",
                    m ->
                        m.path("type").asText().equals("attached")
                            || m.path("type").asText().equals("error"))
                .path("type")
                .asText()
                .equals("attached");
          });
      long healed = millisSince(back);
      wrong.command(room.code(), "p2", "held", anything(theirs));
      JsonNode ack =
          wrong.await(
              "the acknowledgement",
              m -> m.path("type").asText().equals("ack") && m.path("id").asText().equals("held"));
      assertThat(commands(room.code()))
          .contains(new Promised("p2", "held", ack.path("seq").asLong()));
      assertThat(answers(room.code())).hasSize(2);
      assertThat(owner(room.code())).as("nobody took the room for orphaned").isEqualTo(owner);
      System.out.printf(
          "ClusterIT: the broker was away for %d s: at the owner an acknowledgement after %d ms, at"
              + " another node word of it after %d ms; followed again %d ms after it was back;"
              + " threads %d before, %d during%n",
          AWAY_SECONDS, took, heard, healed, threads, during);
      assertThat(during).isLessThan(threads + 40);
    }
  }
}
