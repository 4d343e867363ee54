package dev.parlour.tournament.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ServerProcess;
import dev.parlour.testkit.SocketClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tournaments over REST and the socket of a running server. */
class TournamentsIT {
  private static final String TOURNAMENTS = "/api/tournaments";

  private static ServerProcess server;
  private static RestClient rest;

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.named("tournaments")
            .set("parlour.tournament.away-seconds", "4")
            .set("parlour.tournament.watch-seconds", "2")
            .set("parlour.tournament.guests-organise", "true")
            .start();
    rest = new RestClient(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  /**
   * @param path and token of its organiser
   */
  private record Cup(String id, String path, String token) {}

  private static String wish(String format, String more) {
    return "{\"title\":\"Cup\",\"game\":\"trivia\",\"settings\":"
        + Bots.SETTINGS
        + ",\"seats\":2,\"format\":\""
        + format
        + "\""
        + more
        + "}";
  }

  private static Cup announced(String wish) {
    RestClient.Answer made = rest.post(TOURNAMENTS, wish);
    assertThat(made.status()).as(String.valueOf(made.body())).isEqualTo(201);
    String id = made.body().path("id").asText();
    assertThat(made.header("Location")).endsWith(TOURNAMENTS + "/" + id);
    return new Cup(id, TOURNAMENTS + "/" + id, made.body().path("token").asText());
  }

  private static RestClient.Answer directs(Cup cup, String what, String body) {
    return rest.post(cup.path() + what, body, "Authorization", "Bearer " + cup.token());
  }

  private static JsonNode chart(Cup cup) {
    return rest.get(cup.path()).body().path("chart");
  }

  /** The chart as soon as it is so. */
  private static JsonNode awaits(Cup cup, String what, Predicate<JsonNode> fits, Bots bots) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (true) {
      JsonNode chart = chart(cup);
      if (fits.test(chart)) {
        return chart;
      }
      if (System.nanoTime() > until) {
        throw new AssertionError(what + ": " + chart + "; " + bots.stories());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static boolean finished(JsonNode chart) {
    return chart.path("phase").asText().equals("finished");
  }

  private static List<JsonNode> matches(JsonNode chart) {
    List<JsonNode> matches = new ArrayList<>();
    chart.path("rounds").forEach(r -> r.path("matches").forEach(matches::add));
    return matches;
  }

  private static JsonNode match(JsonNode chart, String id) {
    return matches(chart).stream()
        .filter(m -> m.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  // ---- from entry to champion

  @Test
  void bots_play_from_entry_to_champion_and_a_watcher_sees_the_same_chart() throws Exception {
    Cup cup = announced(wish("single_elimination", ",\"noShowSeconds\":6,\"thirdPlace\":true"));
    try (Bots bots = new Bots(server::address, cup.path());
        SocketClient watcher = SocketClient.open(server.address()).recording()) {
      List<String> tokens = bots.enter(5);
      watcher.raw("{\"type\":\"attach\",\"stream\":\"tournament/" + cup.id() + "\"}");
      bots.play(tokens.subList(0, 4)); // and the last one never comes
      assertThat(directs(cup, "/start", "").status()).isEqualTo(200);
      JsonNode chart = awaits(cup, "a champion", TournamentsIT::finished, bots);

      assertThat(match(chart, "A1").path("status").asText()).isEqualTo("bye");
      assertThat(match(chart, "A2").path("how").asText()).isEqualTo("walkover");
      assertThat(match(chart, "C1").path("how").asText()).isEqualTo("played");
      assertThat(match(chart, "C1").path("games"))
          .as("a drawn game is played once more")
          .extracting(game -> game.path("winner").asText(null))
          .containsExactly(null, "e1");
      assertThat(chart.path("champion").asText()).isEqualTo("e1");
      assertThat(chart.path("standings").path(0).path("entrant")).isEqualTo(chart.path("champion"));
      watcher.await(
          "the end",
          m ->
              m.path("changes").path("phase").asText().equals("finished")
                  || m.path("chart").path("phase").asText().equals("finished"));
      assertThat(merged(watcher.record())).isEqualTo(comparable(chart));
    }
  }

  /** What somebody has before them who takes the changes in. */
  private static Map<String, JsonNode> merged(List<JsonNode> heard) {
    Map<String, JsonNode> now = Map.of();
    long seq = -1;
    for (JsonNode message : heard) {
      if (!message.path("type").asText().equals("tournament")) {
        continue;
      }
      if (message.has("chart")) {
        now = comparable(message.path("chart"));
      } else {
        assertThat(message.path("since").asLong()).isEqualTo(seq);
        JsonNode changes = message.path("changes");
        Map<String, JsonNode> next = new TreeMap<>(now);
        changes.path("matches").forEach(m -> next.put(m.path("id").asText(), m));
        ArrayNode standings = next.get("standings").deepCopy();
        changes
            .path("standings")
            .properties()
            .forEach(e -> standings.set(Integer.parseInt(e.getKey()), e.getValue()));
        next.put("standings", standings);
        next.put("phase", changes.path("phase"));
        next.put("champion", changes.path("champion"));
        now = next;
      }
      seq = message.path("seq").asLong();
    }
    return now;
  }

  private static Map<String, JsonNode> comparable(JsonNode chart) {
    Map<String, JsonNode> parts = new TreeMap<>();
    matches(chart).forEach(m -> parts.put(m.path("id").asText(), m));
    for (String name : List.of("standings", "phase", "champion")) {
      parts.put(name, chart.path(name));
    }
    return parts;
  }

  @Test
  void a_server_killed_between_the_end_of_a_match_and_the_advance_loses_nothing() throws Exception {
    Cup cup = announced(wish("single_elimination", ",\"noShowSeconds\":60"));
    try (Bots bots = new Bots(server::address, cup.path())) {
      List<String> tokens = bots.enter(4);
      bots.play(tokens);
      assertThat(directs(cup, "/start", "").status()).isEqualTo(200);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (bots.completed.isEmpty()) {
        assertThat(System.nanoTime()).as(String.valueOf(bots.stories())).isLessThan(until);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      server.kill();
      server.start();
      JsonNode chart = awaits(cup, "a champion", TournamentsIT::finished, bots);

      TreeSet<String> rooms = new TreeSet<>();
      for (JsonNode match : matches(chart)) {
        assertThat(match.path("how").asText()).isEqualTo("played");
        match.path("games").forEach(g -> assertThat(rooms.add(g.path("room").asText())).isTrue());
      }
      List<String> decided = new ArrayList<>();
      rest.get(cup.path() + "/log")
          .body()
          .path("log")
          .forEach(
              l -> {
                if (l.path("type").asText().equals("matchDecided")) {
                  decided.add(l.path("match").asText());
                }
              });
      assertThat(decided).containsExactlyInAnyOrder("A1", "A2", "B1");
    }
  }

  // ---- the organiser and the others

  @Test
  void the_same_key_is_the_same_tournament_and_the_same_entry() {
    String key = UUID.randomUUID().toString();
    RestClient.Answer made = rest.post(TOURNAMENTS, wish("swiss", ""), "Idempotency-Key", key);
    RestClient.Answer again = rest.post(TOURNAMENTS, wish("swiss", ""), "Idempotency-Key", key);
    assertThat(again.body()).isEqualTo(made.body());
    String entrants = TOURNAMENTS + "/" + made.body().path("id").asText() + "/entrants";
    RestClient.Answer entry = rest.post(entrants, "{\"name\":\"Ann\"}", "Idempotency-Key", key);
    RestClient.Answer twice = rest.post(entrants, "{\"name\":\"Ann\"}", "Idempotency-Key", key);

    assertThat(twice.body()).isEqualTo(entry.body());
    assertThat(rest.post(entrants, "{\"name\":\"ann\"}").code()).isEqualTo("name_taken");
  }

  @Test
  void a_browser_organises_and_enters_by_its_cookie_alone() {
    RestClient.Answer made =
        rest.post(TOURNAMENTS, wish("swiss", ""), "Sec-Fetch-Site", "same-origin");
    String cookie = made.header("Set-Cookie").split(";")[0];
    String path = TOURNAMENTS + "/" + made.body().path("id").asText();
    RestClient.Answer entry =
        rest.post(
            path + "/entrants",
            "{\"name\":\"Olga\"}",
            "Cookie",
            cookie,
            "Sec-Fetch-Site",
            "same-origin");
    assertThat(entry.body().has("token")).isFalse();
    assertThat(rest.get(path + "/me", "Cookie", cookie).body().path("entrant").asText())
        .isEqualTo("e1");
    assertThat(
            rest.post(path + "/check-in", "", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                .body()
                .path("chart")
                .path("phase")
                .asText())
        .isEqualTo("check_in");
    assertThat(
            rest.post(path + "/check-in", "", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                .status())
        .isEqualTo(403);
  }

  /** Ada wins a match of pong, since Ben leaves it; comes back when both are ranked. */
  private static void rated(String ada, String ben) {
    RestClient.Room room = rest.room("{\"game\":\"pong\",\"settings\":{\"countdownSeconds\":0}}");
    String seats = "/api/rooms/" + room.code() + "/players";
    JsonNode seat = sits(seats, ada, "Ada");
    sits(seats, ben, "Ben");
    try (SocketClient winner = SocketClient.open(server.address());
        SocketClient host = SocketClient.open(server.address())) {
      winner.follow(room.code(), seat.path("id").asText(), seat.path("token").asText());
      host.attach(room.code(), "host", room.hostToken());
      assertThat(host.ask(room.code(), "host", "{\"type\":\"start\"}").path("type").asText())
          .isEqualTo("ack");
      assertThat(rest.send("DELETE", seats + "/me", null, browser(ben)).status()).isEqualTo(204);
      winner.await("the end", m -> m.path("shared").path("status").asText().equals("completed"));
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (rest.get("/api/ratings/pong").body().path("players").size() < 2) {
      assertThat(System.nanoTime()).as("nobody was rated").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Takes a seat in a room, or a place in a tournament. */
  private static JsonNode sits(String seats, String cookies, String name) {
    RestClient.Answer seat = rest.post(seats, "{\"name\":\"" + name + "\"}", browser(cookies));
    assertThat(seat.status()).as(String.valueOf(seat.body())).isEqualTo(201);
    return seat.body();
  }

  private static String[] browser(String cookies) {
    return new String[] {"Cookie", cookies, "Sec-Fetch-Site", "same-origin"};
  }

  @Test
  void seeds_by_rating_are_the_winner_the_loser_and_then_who_has_no_rating() {
    String ada = rest.register("Ada Rated");
    String ben = rest.register("Ben Rated");
    rated(ada, ben);
    Cup cup =
        announced(
            "{\"title\":\"Cup\",\"game\":\"pong\",\"format\":\"single_elimination\",\"seeding\":\"rating\"}");
    assertThat(rest.post(cup.path() + "/entrants", "{\"name\":\"Guest\"}").status()).isEqualTo(201);
    sits(cup.path() + "/entrants", ben, "Ben Rated");
    sits(cup.path() + "/entrants", ada, "Ada Rated");
    assertThat(directs(cup, "/start", "").status()).isEqualTo(200);
    List<String> seeds = new ArrayList<>();
    chart(cup).path("entrants").forEach(e -> seeds.add(e.path("name").asText()));
    assertThat(seeds).containsExactly("Ada Rated", "Ben Rated", "Guest");
  }

  @Test
  void nobody_else_directs_a_tournament_or_plays_for_another() {
    Cup cup = announced(wish("single_elimination", ""));
    Bots bots = new Bots(server::address, cup.path());
    List<String> tokens = bots.enter(2);
    JsonNode before = chart(cup);
    for (String forged : List.of("Bearer " + tokens.get(0), "Bearer x", "Bearer", "Basic eDp5")) {
      for (String what :
          List.of("/start", "/check-in", "/pause", "/resume", "/cancel", "/matches/A1/restart")) {
        assertThat(rest.post(cup.path() + what, "", "Authorization", forged).code())
            .isEqualTo("not_organiser");
      }
      assertThat(
              rest.post(
                      cup.path() + "/matches/A1/result",
                      "{\"ranking\":[\"e1\",\"e2\"]}",
                      "Authorization",
                      forged)
                  .code())
          .isEqualTo("not_organiser");
      assertThat(rest.get(cup.path() + "/claims", "Authorization", forged).code())
          .isEqualTo("not_organiser");
      assertThat(rest.delete(cup.path() + "/entrants/e2", tokens.get(0)).code())
          .isEqualTo("not_organiser");
    }
    assertThat(rest.get(cup.path() + "/me", "Authorization", "Bearer x").code())
        .isEqualTo("not_an_entrant");
    assertThat(rest.delete(cup.path() + "/entrants/me", "x").code()).isEqualTo("not_an_entrant");
    assertThat(rest.delete(cup.path() + "/entrants/me", null).code()).isEqualTo("unauthorized");

    assertThat(chart(cup)).isEqualTo(before);
  }

  @Test
  void a_list_of_names_is_claimed_by_its_links() {
    Cup cup = announced(wish("swiss", ""));
    RestClient.Answer claims = directs(cup, "/import", "{\"names\":[\"Ann\",\"Bob\"]}");
    assertThat(claims.status()).as(String.valueOf(claims.body())).isEqualTo(200);
    String ann = claims.body().path("claims").path("e1").asText();
    RestClient.Answer entry = rest.post(cup.path() + "/claims", "{\"claim\":\"" + ann + "\"}");
    assertThat(entry.body().path("name").asText()).isEqualTo("Ann");
    assertThat(
            rest.get(
                    cup.path() + "/me",
                    "Authorization",
                    "Bearer " + entry.body().path("token").asText())
                .body()
                .path("entrant")
                .asText())
        .isEqualTo("e1");

    assertThat(rest.post(cup.path() + "/claims", "{\"claim\":\"" + ann + "\"}").code())
        .isEqualTo("already_claimed");
    assertThat(
            rest.post(cup.path() + "/claims", "{\"claim\":\"e2." + "x".repeat(22) + "\"}").code())
        .isEqualTo("unauthorized");
  }

  @Test
  void a_stranger_finds_the_room_of_a_match_locked_and_it_begins_without_them() {
    Cup cup =
        announced(
            "{\"title\":\"Cup\",\"game\":\"pong\",\"mode\":\"four\","
                + "\"format\":\"single_elimination\",\"noShowSeconds\":600}");
    List<String> tokens = new Bots(server::address, cup.path()).enter(3);
    assertThat(directs(cup, "/start", "").status()).isEqualTo(200);
    List<JsonNode> own = List.of();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (own.isEmpty() || own.stream().anyMatch(o -> !o.path("player").has("token"))) {
      assertThat(System.nanoTime()).as(String.valueOf(own)).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      own =
          tokens.stream()
              .map(t -> rest.get(cup.path() + "/me", "Authorization", "Bearer " + t).body())
              .toList();
    }
    String room = own.getFirst().path("room").asText();
    RestClient.Answer refused =
        rest.post("/api/rooms/" + room + "/players", "{\"name\":\"Stranger\"}");
    assertThat(refused.code()).isEqualTo("room_locked");
    assertThat(refused.status()).isEqualTo(409);

    try (SocketClient one = SocketClient.open(server.address());
        SocketClient two = SocketClient.open(server.address());
        SocketClient three = SocketClient.open(server.address())) {
      List<SocketClient> sockets = List.of(one, two, three);
      for (int i = 0; i < sockets.size(); i++) {
        JsonNode player = own.get(i).path("player");
        sockets.get(i).follow(room, player.path("id").asText(), player.path("token").asText());
      }
      one.await("the start", m -> m.path("shared").path("status").asText().equals("in_progress"));
    }
  }

  @Test
  void the_organiser_corrects_restarts_pauses_and_calls_off() {
    Cup cup = announced(wish("single_elimination", ""));
    directs(cup, "/import", "{\"names\":[\"Ann\",\"Bob\",\"Cy\",\"Di\"]}");
    directs(cup, "/start", "");
    directs(cup, "/pause", "");
    assertThat(chart(cup).path("paused").asBoolean()).isTrue();
    directs(cup, "/matches/A1/result", "{\"ranking\":[\"e4\",\"e1\"]}");
    directs(cup, "/matches/A2/result", "{\"ranking\":[\"e2\",\"e3\"]}");
    directs(cup, "/matches/B1/result", "{\"ranking\":[\"e4\",\"e2\"]}");
    assertThat(chart(cup).path("champion").asText()).isEqualTo("e4");
    directs(cup, "/matches/A1/result", "{\"ranking\":[\"e1\",\"e4\"]}");
    assertThat(chart(cup).path("phase").asText()).isEqualTo("running");
    assertThat(match(chart(cup), "B1").path("places").path(0).path("entrant").asText())
        .isEqualTo("e1");
    directs(cup, "/matches/A2/restart", "");
    assertThat(match(chart(cup), "B1").path("places").path(1).path("from").asText())
        .isEqualTo("A2");
    directs(cup, "/messages", "{\"text\":\"Sorry.\"}");
    assertThat(directs(cup, "/matches/A1/result", "{\"ranking\":[\"e1\"]}").code())
        .isEqualTo("bad_result");
    assertThat(directs(cup, "/matches/Z9/restart", "").status()).isEqualTo(404);
    assertThat(directs(cup, "/cancel", "").body().path("chart").path("cancelled").asText())
        .isEqualTo("organiser");
    assertThat(directs(cup, "/start", "").code()).isEqualTo("tournament_over");
  }

  @Test
  void a_chart_can_be_taken_along_and_no_name_becomes_a_formula() {
    Cup cup = announced(wish("single_elimination", ""));
    directs(cup, "/import", "{\"names\":[\"=1+1\",\"Bob, \\\"B\\\"\"]}");
    directs(cup, "/start", "");
    RestClient.Answer csv = rest.get(cup.path() + "/chart.csv");

    assertThat(csv.header("Content-Disposition")).contains("attachment");
    assertThat(new String(csv.raw().body(), StandardCharsets.UTF_8))
        .startsWith("stage,round,match,status,how,entrant,name,seed,score,rank\r\n")
        .contains("main,1,A1,ready,,e1,'=1+1,1,,\r\n")
        .contains("\"Bob, \"\"B\"\"\"");
    assertThat(rest.get(cup.path() + "/chart.json").body()).isEqualTo(chart(cup));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": | 400 | malformed_json",
        "[] | 400 | bad_message",
        "{\"champion\":\"e1\"} | 400 | bad_message",
        "{\"title\":\"C\",\"game\":\"trivia\",\"format\":7} | 400 | bad_message",
        "{\"title\":\"C\",\"game\":\"trivia\",\"format\":\"swiss\",\"startsAt\":\"soon\"} | 400 |"
            + " bad_message",
        "{\"title\":\"C\",\"game\":\"chess\",\"format\":\"swiss\"} | 422 | unknown_game",
        "{\"title\":\"C\",\"game\":\"trivia\",\"format\":\"ladder\"} | 422 | bad_rules",
        "{\"title\":\"C\",\"game\":\"trivia\",\"format\":\"swiss\",\"bestOf\":2} | 422 | bad_rules",
        "{\"title\":\"C\",\"game\":\"trivia\",\"format\":\"swiss\",\"entrants\":2000} | 422 |"
            + " bad_rules",
        "{\"title\":\" \",\"game\":\"trivia\",\"format\":\"swiss\"} | 422 | bad_title",
        "{\"title\":\"C\",\"game\":\"trivia\",\"format\":\"swiss\",\"settings\":{\"x\":1}} | 422 |"
            + " unknown_setting",
        "{\"game\":\"trivia\",\"format\":\"swiss\"} | 422 | bad_title",
        "{} | 422 | unknown_game",
      })
  void a_wish_that_cannot_be_fulfilled_is_refused_with_a_sentence(
      String body, int status, String code) {
    RestClient.Answer refused = rest.post(TOURNAMENTS, body);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.body().path("detail").asText()).isNotBlank();
  }

  @Test
  void what_is_not_there_is_unknown_whatever_is_asked() {
    for (String id : List.of("nothing", "A".repeat(22), "x".repeat(2_000), "%00", "..%2F..")) {
      for (String what : List.of("", "/me", "/log", "/claims", "/chart.csv")) {
        assertThat(rest.get(TOURNAMENTS + "/" + id + what).status()).isBetween(400, 404);
      }
    }
    Cup cup = announced(wish("swiss", ""));
    for (String body :
        List.of("", "{", "null", "{\"names\":null}", "{\"names\":[null]}", "{\"names\":7}")) {
      assertThat(directs(cup, "/import", body).status()).isEqualTo(400);
    }
    try (SocketClient client = SocketClient.open(server.address())) {
      client.raw("{\"type\":\"attach\",\"stream\":\"tournament/nothing\"}");
      assertThat(client.error().path("code").asText()).isEqualTo("unknown_tournament");
    }
  }

  @Test
  void a_log_is_told_from_the_place_that_somebody_names() {
    Cup cup = announced(wish("swiss", ""));
    directs(cup, "/messages", "{\"text\":\"One.\"}");
    directs(cup, "/messages", "{\"text\":\"Two.\"}");

    assertThat(rest.get(cup.path() + "/log").body().path("log")).hasSize(3);
    assertThat(rest.get(cup.path() + "/log?after=1").body().path("log").findValuesAsText("seq"))
        .containsExactly("2", "3");
    assertThat(rest.get(cup.path() + "/log?after=3").body().path("log")).isEmpty();
    assertThat(page(cup, "/log")).contains("One.").contains("Two.");
    assertThat(page(cup, "/log?before=3")).contains("One.").doesNotContain("Two.");
    for (String wrong : List.of("x", "-1", "", "9".repeat(40))) {
      assertThat(page(cup, "/log?before=" + wrong)).contains("Two.");
      assertThat(rest.get(cup.path() + "/log?after=" + wrong).status()).isEqualTo(400);
    }
  }

  private static String page(Cup cup, String what) {
    return new String(rest.get("/t/" + cup.id() + what).raw().body(), StandardCharsets.UTF_8);
  }

  @Test
  void the_download_of_ones_data_has_ones_tournaments() {
    String ada = rest.register("Ada Organises");
    RestClient.Answer made = rest.post(TOURNAMENTS, wish("swiss", ""), browser(ada));
    String id = made.body().path("id").asText();
    sits(TOURNAMENTS + "/" + id + "/entrants", ada, "Ada Organises");
    JsonNode kept =
        rest.get("/api/players/me/data", browser(ada)).body().path("tournaments").path(0);

    assertThat(kept.path("id").asText()).isEqualTo(id);
    assertThat(kept.path("organiser").asBoolean()).isTrue();
    assertThat(kept.path("entries").path(0).path("name").asText()).isEqualTo("Ada Organises");
  }

  @Test
  void what_happens_in_tournaments_is_counted_and_listed() {
    Cup cup = announced(wish("swiss", ""));
    assertThat(rest.get(TOURNAMENTS).body().path("tournaments").path(0).path("id").asText())
        .isEqualTo(cup.id());
    assertThat(new String(rest.get("/metrics").raw().body(), StandardCharsets.UTF_8))
        .contains("parlour_tournaments_total{step=\"announced\"}");
  }
}
