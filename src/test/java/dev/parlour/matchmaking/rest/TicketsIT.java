package dev.parlour.matchmaking.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ServerProcess;
import dev.parlour.testkit.SocketClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets over REST and the socket of a running server, where people are waited for 5 s. */
class TicketsIT {
  private static final String TICKETS = "/api/matchmaking/tickets";
  private static final String WISH = "{\"game\":\"trivia\",\"mode\":\"pair\",\"name\":\"Ada\"}";

  private static ServerProcess server;
  private static RestClient rest;

  private final List<JsonNode> tickets = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server =
        ServerProcess.named("tickets")
            .set("parlour.matchmaking.arrive-seconds", "5")
            .set("parlour.matchmaking.away-seconds", "5")
            .start();
    rest = new RestClient(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  /** Nobody is left in the queue for the next test. */
  @AfterEach
  void everybodyLeaves() {
    tickets.forEach(t -> rest.delete(at(t), t.path("token").asText()));
  }

  private static String at(JsonNode ticket) {
    return TICKETS + "/" + ticket.path("id").asText();
  }

  private static String stream(JsonNode ticket) {
    return "ticket/" + ticket.path("id").asText();
  }

  private JsonNode enters(String... headers) {
    RestClient.Answer answer = rest.post(TICKETS, WISH, headers);
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(201);
    tickets.add(answer.body());
    return answer.body();
  }

  private static JsonNode now(JsonNode ticket) {
    return rest.get(at(ticket), "Authorization", "Bearer " + ticket.path("token").asText()).body();
  }

  private static void follow(SocketClient client, JsonNode ticket) {
    client.raw(
        "{\"type\":\"attach\",\"stream\":\""
            + stream(ticket)
            + "\",\"token\":\""
            + ticket.path("token").asText()
            + "\"}");
  }

  private static JsonNode hears(SocketClient client, JsonNode ticket, String status) {
    return client.await(
        status,
        m ->
            m.path("stream").asText().equals(stream(ticket))
                && m.path("status").asText().equals(status));
  }

  private static void attach(SocketClient client, JsonNode matched) {
    client.attach(
        matched.path("room").asText(),
        matched.path("player").path("id").asText(),
        matched.path("player").path("token").asText());
  }

  private static String state(JsonNode ticket) throws Exception {
    try (Connection database = server.database();
        PreparedStatement query =
            database.prepareStatement(
                "select state || ' ' || coalesce(note, '') from ticket where id = ?")) {
      query.setString(1, ticket.path("id").asText());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1).strip();
      }
    }
  }

  // The way to a game

  @Test
  void two_who_ask_get_one_room_and_the_game_starts_when_both_are_there() {
    RestClient.Answer answer = rest.post(TICKETS, WISH);
    JsonNode ada = answer.body();
    tickets.add(ada);
    assertThat(answer.header("Location")).endsWith(at(ada));
    assertThat(ada.path("status").asText()).isEqualTo("waiting");
    assertThat(ada.path("place").asInt()).isEqualTo(1);
    JsonNode ben = enters();
    assertThat(ben.path("status").asText()).isEqualTo("matched");
    JsonNode first = now(ada);
    assertThat(first.path("room")).isEqualTo(ben.path("room"));
    JsonNode facts = rest.get("/api/rooms/" + ben.path("room").asText()).body();
    assertThat(facts.path("visibility").asText()).isEqualTo("private");
    assertThat(facts.path("maxPlayers").asInt()).isEqualTo(2);
    assertThat(facts.path("players").path(1).path("name").asText()).isEqualTo("Ada 2");
    assertThat(
            rest.post("/api/rooms/" + ben.path("room").asText() + "/players", "{\"name\":\"Cy\"}")
                .code())
        .isEqualTo("room_full");
    try (SocketClient one = SocketClient.open(server.address());
        SocketClient two = SocketClient.open(server.address())) {
      attach(one, first);
      attach(two, ben);
      for (SocketClient client : List.of(one, two)) {
        client.await(
            "the first question", m -> m.path("shared").path("phase").asText().equals("question"));
      }
      // Both tickets are used up, and a new one is another.
      JsonNode next = enters();
      assertThat(next.path("status").asText()).isEqualTo("waiting");
    }
  }

  @Test
  void whoever_follows_a_ticket_hears_where_it_stands_and_that_a_match_was_found() {
    JsonNode ada = enters();
    try (SocketClient client = SocketClient.open(server.address())) {
      follow(client, ada);
      assertThat(hears(client, ada, "waiting").path("place").asInt()).isEqualTo(1);
      JsonNode ben = enters();
      JsonNode matched = hears(client, ada, "matched");
      assertThat(matched.path("room")).isEqualTo(ben.path("room"));
      assertThat(matched.path("player").asText()).isEqualTo("p1");
      assertThat(matched.toString()).doesNotContain("oken");
      rest.delete(at(ben), ben.path("token").asText());
      assertThat(hears(client, ada, "waiting").path("note").asText()).isEqualTo("others_missing");
      client.raw("{\"type\":\"detach\",\"stream\":\"" + stream(ada) + "\"}");
      assertThat(
              client
                  .await("the end", m -> m.path("type").asText().equals("detached"))
                  .path("stream")
                  .asText())
          .isEqualTo(stream(ada));
    }
  }

  @Test
  void whoever_came_waits_again_and_whoever_did_not_has_lost_the_ticket() throws Exception {
    JsonNode ada = enters();
    JsonNode ben = enters();
    try (SocketClient client = SocketClient.open(server.address())) {
      follow(client, ben);
      attach(client, ben);
      JsonNode again = hears(client, ben, "waiting");
      assertThat(again.path("note").asText()).isEqualTo("others_missing");
      assertThat(again.path("place").asInt()).isEqualTo(1);
    }
    assertThat(rest.get("/api/rooms/" + ben.path("room").asText()).status()).isEqualTo(410);
    assertThat(now(ada).path("status").asText()).isEqualTo("expired");
    assertThat(now(ada).path("note").asText()).isEqualTo("not_arrived");
  }

  @Test
  void a_ticket_whose_socket_is_gone_and_that_nobody_asks_for_expires() throws Exception {
    JsonNode ada = enters();
    try (SocketClient client = SocketClient.open(server.address())) {
      follow(client, ada);
      hears(client, ada, "waiting");
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!state(ada).equals("EXPIRED AWAY")) {
      assertThat(System.nanoTime()).as(state(ada)).isLessThan(until);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void the_computer_is_not_offered_where_the_game_has_none() {
    JsonNode ada = enters();
    assertThat(ada.path("computerOffered").asBoolean()).isFalse();
    RestClient.Answer refused =
        rest.post(
            at(ada) + "/computer", "{}", "Authorization", "Bearer " + ada.path("token").asText());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("not_offered");
  }

  // The same again

  @Test
  void the_same_key_is_the_same_ticket() {
    String key = UUID.randomUUID().toString();
    JsonNode ada = enters("Idempotency-Key", key);
    JsonNode again = enters("Idempotency-Key", key);
    assertThat(again.path("id")).isEqualTo(ada.path("id"));
    assertThat(again.path("token")).isEqualTo(ada.path("token"));
    assertThat(again.path("status").asText()).isEqualTo("waiting");
  }

  @Test
  void a_browser_has_one_ticket_and_proves_it_by_its_cookie() {
    RestClient.Answer first = rest.post(TICKETS, WISH, "Sec-Fetch-Site", "same-origin");
    tickets.add(first.body());
    String cookie = first.header("Set-Cookie").split(";")[0];
    JsonNode again = enters("Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    assertThat(again.path("id")).isEqualTo(first.body().path("id"));
    assertThat(rest.get(at(again), "Cookie", cookie).body().path("status").asText())
        .isEqualTo("waiting");
    assertThat(
            rest.send("DELETE", at(again), null, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                .status())
        .isEqualTo(204);
    assertThat(rest.get(at(again), "Cookie", cookie).body().path("status").asText())
        .isEqualTo("cancelled");
  }

  // Bad input

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"game\": | 400 | malformed_json",
        "[] | 400 | bad_message",
        "null | 400 | bad_message",
        "{\"game\":7} | 400 | bad_message",
        "{\"game\":\"trivia\",\"mode\":7} | 400 | bad_message",
        "{\"game\":\"trivia\",\"settings\":[]} | 400 | bad_message",
        "{\"game\":\"trivia\",\"score\":9} | 400 | bad_message",
        "{} | 422 | unknown_game",
        "{\"game\":\"chess\"} | 422 | unknown_game",
        "{\"game\":\"trivia\",\"mode\":\"solo\"} | 422 | unknown_mode",
        "{\"game\":\"trivia\",\"mode\":\"'; drop table ticket\"} | 422 | unknown_mode",
        "{\"game\":\"trivia\",\"settings\":{\"questions\":50}} | 422 | bad_settings",
        "{\"game\":\"trivia\",\"name\":\"\"} | 422 | bad_name",
        "{\"game\":\"trivia\",\"name\":\"a\\u0000b\"} | 422 | bad_text",
        "{\"game\":\"trivia\",\"avatar\":\"<svg>\"} | 422 | bad_avatar",
      })
  void a_wish_that_cannot_be_fulfilled_is_refused_with_a_sentence(
      String body, int status, String code) {
    RestClient.Answer refused = rest.post(TICKETS, body);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.body().path("detail").asText()).isNotBlank();
  }

  @Test
  void a_wish_that_is_too_big_is_refused() {
    assertThat(rest.post(TICKETS, "{\"game\":\"" + "x".repeat(70_000) + "\"}").status())
        .isEqualTo(413);
    assertThat(rest.post(TICKETS, WISH.replace("Ada", "x".repeat(60_000))).code())
        .isEqualTo("bad_name");
  }

  @Test
  void somebody_elses_ticket_cannot_be_seen_followed_or_given_up() {
    JsonNode ada = enters();
    for (String wrong : new String[] {"Bearer nonsense", "Basic eDp5", "Bearer"}) {
      assertThat(rest.get(at(ada), "Authorization", wrong).status()).isEqualTo(401);
    }
    assertThat(rest.get(at(ada)).code()).isEqualTo("unauthorized");
    assertThat(rest.delete(at(ada), "nonsense").status()).isEqualTo(401);
    assertThat(rest.post(at(ada) + "/computer", "{}").status()).isEqualTo(401);
    try (SocketClient client = SocketClient.open(server.address())) {
      client.raw("{\"type\":\"attach\",\"stream\":\"" + stream(ada) + "\",\"token\":\"nonsense\"}");
      assertThat(client.error().path("code").asText()).isEqualTo("unauthorized");
      client.raw("{\"type\":\"attach\",\"stream\":\"" + stream(ada) + "\"}");
      assertThat(client.error().path("stream").asText()).isEqualTo(stream(ada));
    }
    assertThat(now(ada).path("status").asText()).isEqualTo("waiting");
  }

  @Test
  void a_ticket_that_never_was_is_unknown() {
    assertThat(rest.get(TICKETS + "/nothing").code()).isEqualTo("unknown_ticket");
    assertThat(rest.get(TICKETS + "/nothing").status()).isEqualTo(404);
    assertThat(rest.delete(TICKETS + "/" + "x".repeat(2_000), "t").status()).isEqualTo(404);
    try (SocketClient client = SocketClient.open(server.address())) {
      client.raw("{\"type\":\"attach\",\"stream\":\"ticket/nothing\"}");
      assertThat(client.error().path("code").asText()).isEqualTo("unknown_ticket");
    }
  }

  @Test
  void what_becomes_of_tickets_is_counted() {
    enters();
    enters();
    String metrics =
        new String(rest.get("/metrics").raw().body(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains(
            "parlour_matchmaking_tickets_total{game=\"trivia\",mode=\"pair\",outcome=\"matched\"}",
            "parlour_matchmaking_wait_seconds_count{game=\"trivia\",mode=\"pair\"}",
            "parlour_matchmaking_waiting{game=\"trivia\",mode=\"pair\"}");
  }
}
