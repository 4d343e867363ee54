package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms over REST, the front door, and each piece of bad input with its answer. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RestIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WISH =
      "{\"game\":\"trivia\",\"title\":\"Night\",\"settings\":{\"topic\":\"mathematics\"},\"host\":{\"name\":\"Ada\"}}";

  @ArquillianResource private URL address;

  private URI server;
  private RestClient rest;

  @Deployment(testable = false)
  static WebArchive parlour() {
    return Deployments.parlour();
  }

  @BeforeEach
  void find() {
    server = URI.create(address.toString());
    rest = new RestClient(server);
  }

  @Test
  void a_room_is_made_looked_at_left_and_closed() {
    RestClient.Answer made = rest.post("/api/rooms", WISH);
    assertThat(made.status()).isEqualTo(201);
    String code = made.body().path("code").asText();
    assertThat(made.header("Location")).endsWith("/api/rooms/" + code);
    assertThat(made.body().path("player").path("id").asText()).isEqualTo("p1");

    RestClient.Answer seat = rest.post("/api/rooms/" + code + "/players", "{\"name\":\"  Ben \"}");
    assertThat(seat.status()).isEqualTo(201);
    assertThat(seat.header("Location")).endsWith("/api/rooms/" + code + "/players/p2");

    JsonNode facts = rest.get("/api/rooms/" + code).body();
    assertThat(facts.path("title").asText()).isEqualTo("Night");
    assertThat(facts.path("playerCount").asInt()).isEqualTo(2);
    assertThat(facts.path("players").path(1).path("name").asText()).isEqualTo("Ben");
    assertThat(facts.toString()).doesNotContain("oken");
    assertThat(rest.get("/api/rooms/" + code.toLowerCase(java.util.Locale.ROOT)).status())
        .isEqualTo(200);

    String host = made.body().path("hostToken").asText();
    String ben = seat.body().path("token").asText();
    assertThat(rest.delete("/api/rooms/" + code + "/players/p1", ben).code()).isEqualTo("not_host");
    assertThat(rest.delete("/api/rooms/" + code, ben).status()).isEqualTo(403);
    assertThat(rest.delete("/api/rooms/" + code + "/players/me", host).status()).isEqualTo(403);
    assertThat(rest.delete("/api/rooms/" + code + "/players/me", ben).status()).isEqualTo(204);
    assertThat(rest.delete("/api/rooms/" + code + "/players/me", ben).status()).isEqualTo(401);
    assertThat(rest.delete("/api/rooms/" + code + "/players/p7", host).code())
        .isEqualTo("unknown_player");
    assertThat(rest.delete("/api/rooms/" + code + "/players/p1", host).status()).isEqualTo(204);
    assertThat(rest.get("/api/rooms/" + code).body().path("playerCount").asInt()).isZero();
    assertThat(rest.delete("/api/rooms/" + code, host).status()).isEqualTo(204);
    assertThat(rest.get("/api/rooms/" + code).status()).isEqualTo(410);
    assertThat(rest.post("/api/rooms/" + code + "/players", "{\"name\":\"Cy\"}").status())
        .isEqualTo(410);
  }

  // Repetition

  @Test
  void the_same_key_makes_one_room_and_one_seat() {
    String key = UUID.randomUUID().toString();
    RestClient.Answer first = rest.post("/api/rooms", WISH, "Idempotency-Key", key);
    RestClient.Answer again = rest.post("/api/rooms", WISH, "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(201);
    for (String field : new String[] {"code", "hostToken", "player"}) {
      assertThat(again.body().path(field)).isEqualTo(first.body().path(field));
    }
    String players = "/api/rooms/" + first.body().path("code").asText() + "/players";
    RestClient.Answer seat = rest.post(players, "{\"name\":\"Ben\"}", "Idempotency-Key", key);
    assertThat(rest.post(players, "{\"name\":\"Ben\"}", "Idempotency-Key", key).body())
        .isEqualTo(seat.body());
    assertThat(
            rest.post(players, "{\"name\":\"Cy\"}", "Idempotency-Key", key)
                .body()
                .path("id")
                .asText())
        .isEqualTo("p3");
    assertThat(
            rest.get("/api/rooms/" + first.body().path("code").asText())
                .body()
                .path("playerCount")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void another_key_or_body_makes_another_room() {
    String key = UUID.randomUUID().toString();
    String code =
        rest.post("/api/rooms", WISH, "Idempotency-Key", key).body().path("code").asText();
    assertThat(
            rest.post("/api/rooms", WISH, "Idempotency-Key", key + "x")
                .body()
                .path("code")
                .asText())
        .isNotEqualTo(code);
    assertThat(
            rest.post("/api/rooms", WISH.replace("Night", "Day"), "Idempotency-Key", key)
                .body()
                .path("code")
                .asText())
        .isNotEqualTo(code);
    assertThat(rest.post("/api/rooms", WISH).body().path("code").asText()).isNotEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void a_key_that_is_none_is_refused(String key) {
    assertProblem(
        rest.post("/api/rooms", WISH, "Idempotency-Key", key), 400, "bad_idempotency_key");
  }

  // Bad input

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"game\": | 400 | malformed_json",
        "hello | 400 | malformed_json",
        "[] | 400 | bad_message",
        "null | 400 | bad_message",
        "{\"game\":7} | 400 | bad_message",
        "{\"game\":\"trivia\",\"settings\":[]} | 400 | bad_message",
        "{\"game\":\"trivia\",\"host\":\"Ada\"} | 400 | bad_message",
        "{\"game\":\"trivia\",\"token\":\"x\"} | 400 | bad_message",
        "{} | 422 | unknown_game",
        "{\"game\":\"chess\"} | 422 | unknown_game",
        "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\"},\"visibility\":\"secret\"} |"
            + " 422 | bad_visibility",
        "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\",\"questions\":51}} | 422 |"
            + " bad_questions",
        "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\",\"questions\":\"5\"}} | 422 |"
            + " bad_questions",
        "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\",\"speed\":1}} | 422 |"
            + " unknown_setting",
        "{\"game\":\"trivia\",\"settings\":{}} | 422 | topic_or_quiz_missing",
        "{\"game\":\"trivia\",\"title\":\"a\\u0001b\",\"settings\":{\"topic\":\"mathematics\"}} |"
            + " 422 | bad_title",
        "{\"game\":\"trivia\",\"title\":\"a\\u0000b\",\"settings\":{\"topic\":\"mathematics\"}} |"
            + " 422 | bad_text",
        "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\"},\"host\":{\"name\":\"\"}} |"
            + " 422 | bad_name",
      })
  void a_wish_for_a_room_that_cannot_be_fulfilled_is_refused_with_a_sentence(
      String body, int status, String code) {
    assertProblem(rest.post("/api/rooms", body), status, code);
  }

  @Test
  void names_that_are_none_are_refused_and_markup_is_only_a_name() {
    RestClient.Room room = rest.room();
    String players = "/api/rooms/" + room.code() + "/players";
    for (String bad :
        new String[] {
          "a".repeat(300),
          "a".repeat(25),
          "",
          "   ",
          "a\tb\u0007",
          "a\nb",
          "\u202Eabc",
          "\u0000",
          "\uD800"
        }) {
      RestClient.Answer answer =
          rest.post(players, JSON.createObjectNode().put("name", bad).toString());
      assertThat(answer.status()).as(bad).isIn(400, 422);
      assertThat(answer.code()).as(bad).isIn("bad_name", "bad_text", "malformed_json");
    }
    assertProblem(rest.post(players, "{}"), 422, "bad_name");
    assertProblem(rest.post(players, "{\"name\":7}"), 400, "bad_message");
    assertProblem(rest.post(players, "{\"name\":\"Ada\",\"avatar\":\"../x\"}"), 422, "bad_avatar");
    assertThat(rest.post(players, "{\"name\":\"<b>Bob</b>\"}").status()).isEqualTo(201);
    assertThat(
            rest.get("/api/rooms/" + room.code())
                .body()
                .path("players")
                .path(0)
                .path("name")
                .asText())
        .isEqualTo("<b>Bob</b>");
  }

  @Test
  void a_name_is_taken_whatever_its_case() {
    RestClient.Room room = rest.room();
    rest.join(room, "Ada");
    for (String same : new String[] {"Ada", "ada", " ADA ", "A d a", "\uFF21da"}) {
      assertProblem(
          rest.post("/api/rooms/" + room.code() + "/players", "{\"name\":\"" + same + "\"}"),
          409,
          "name_taken");
    }
  }

  @Test
  void a_locked_and_a_full_room_take_nobody() {
    RestClient.Room room =
        rest.room(
            "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\",\"maxPlayers\":1}}");
    String players = "/api/rooms/" + room.code() + "/players";
    try (SocketClient host = SocketClient.open(server)) {
      host.follow(room.code(), "host", room.hostToken());
      host.ask(room.code(), "host", "{\"type\":\"lock\"}");
      assertProblem(rest.post(players, "{\"name\":\"Ada\"}"), 409, "room_locked");
      host.ask(room.code(), "host", "{\"type\":\"unlock\"}");
      rest.join(room, "Ada");
      assertProblem(rest.post(players, "{\"name\":\"Ben\"}"), 409, "room_full");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAAAA", "nothing", "A", "%20", "%3Cb%3E", "K7M4QX%00", "..%2f"})
  void a_room_that_is_not_there_is_a_404(String code) {
    RestClient.Answer answer = rest.get("/api/rooms/" + code);
    assertThat(answer.status()).isIn(400, 404);
    if (answer.body() != null) {
      assertThat(answer.code()).isIn("unknown_room", "not_found", "bad_request");
    }
  }

  @Test
  void public_rooms_are_listed_and_private_ones_are_not() {
    String shown =
        rest.post("/api/rooms", "{\"game\":\"pong\",\"visibility\":\"public\"}")
            .body()
            .path("code")
            .asText();
    String hidden =
        rest.post("/api/rooms", "{\"game\":\"pong\"}").body().path("code").asText();
    RestClient.Answer list = rest.get("/api/rooms");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body().path("rooms").findValuesAsText("code"))
        .contains(shown)
        .doesNotContain(hidden);
  }

  @Test
  void a_replay_is_of_a_finished_game_of_what_moves() {
    assertProblem(rest.get("/api/rooms/AAAAAA/replay"), 404, "unknown_room");
    assertProblem(rest.get("/api/rooms/" + rest.room().code() + "/replay"), 404, "no_replay");
    RestClient.Room pong = rest.room("{\"game\":\"pong\",\"settings\":{\"computer\":\"easy\"}}");
    for (String game : List.of("", "?game=1", "?game=x", "?game=-1", "?game=99999999999")) {
      assertProblem(
          rest.get("/api/rooms/" + pong.code() + "/replay" + game), 404, "no_replay");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api, 404, not_found",
    "GET, /api/, 404, not_found",
    "GET, /api/nothing, 404, not_found",
    "DELETE, /api/rooms, 405, method_not_allowed",
    "PUT, /api/rooms, 405, method_not_allowed",
    "PATCH, /api/rooms/AAAAAA, 405, method_not_allowed",
    "POST, /api/rooms/AAAAAA, 405, method_not_allowed",
    "DELETE, /api/rooms/AAAAAA, 404, unknown_room",
    "DELETE, /api/rooms/AAAAAA/players/me, 404, unknown_room",
    "DELETE, /api/rooms/AAAAAA/players/x, 404, unknown_player",
  })
  void what_is_not_there_is_a_problem_document(
      String method, String path, int status, String code) {
    assertProblem(rest.send(method, path, null), status, code);
  }

  @Test
  void only_JSON_is_read() {
    assertProblem(
        rest.send(
            "POST",
            "/api/rooms",
            WISH.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "text/plain"),
        415,
        "unsupported_media_type");
    assertProblem(
        rest.send(
            "POST",
            "/api/rooms",
            WISH.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded"),
        415,
        "unsupported_media_type");
    assertProblem(
        rest.send(
            "POST",
            "/api/rooms",
            WISH.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "nonsense"),
        415,
        "unsupported_media_type");
    assertProblem(
        rest.send(
            "POST",
            "/api/rooms",
            new byte[] {'{', (byte) 0xff, '}'},
            "Content-Type",
            "application/json"),
        400,
        "malformed_json");
    assertProblem(rest.get("/api/rooms/AAAAAA", "Accept", "image/png"), 406, "not_acceptable");
  }

  @Test
  void a_body_that_is_too_large_is_refused_however_it_comes() throws Exception {
    byte[] large = ("{\"game\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertProblem(
        rest.send("POST", "/api/rooms", large, "Content-Type", "application/json"),
        413,
        "too_large");
    HttpRequest chunked =
        HttpRequest.newBuilder(server.resolve("/api/rooms"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(large)))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(chunked, HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer nonsense", "Bearer ", "Bearer", "Basic YTpi", "Bearer \u00e4"})
  void a_wrong_token_is_unauthorized(String authorization) {
    RestClient.Room room = rest.room();
    RestClient.Answer answer =
        rest.send("DELETE", "/api/rooms/" + room.code(), null, "Authorization", authorization);
    assertProblem(answer, 401, "unauthorized");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertProblem(rest.delete("/api/rooms/" + room.code(), null), 401, "unauthorized");
  }

  @Test
  void a_foreign_token_is_unauthorized() {
    RestClient.Room mine = rest.room();
    RestClient.Room other = rest.room();
    assertProblem(rest.delete("/api/rooms/" + other.code(), mine.hostToken()), 401, "unauthorized");
  }

  // The front door

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void pages_of_other_sites_change_nothing(String header, String value) {
    assertProblem(rest.post("/api/rooms", WISH, header, value), 403, "cross_site");
  }

  @Test
  void pages_of_this_server_may() {
    assertThat(
            rest.post(
                    "/api/rooms",
                    WISH,
                    "Origin",
                    server.getScheme() + "://" + server.getAuthority(),
                    "Sec-Fetch-Site",
                    "same-origin")
                .status())
        .isEqualTo(201);
  }

  @Test
  void a_form_without_its_token_is_refused() {
    byte[] form = "code=K7M4QX".getBytes(StandardCharsets.UTF_8);
    assertProblem(
        rest.send("POST", "/join", form, "Content-Type", "application/x-www-form-urlencoded"),
        403,
        "csrf");
    assertProblem(
        rest.send(
            "POST",
            "/join",
            ("csrf=nonsense&code=K7M4QX").getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded"),
        403,
        "csrf");
    assertProblem(
        rest.send(
            "POST",
            "/join",
            form,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-CSRF-Token",
            "nonsense"),
        403,
        "csrf");
  }

  @Test
  void every_answer_protects_the_browser() {
    for (RestClient.Answer answer :
        new RestClient.Answer[] {
          rest.get("/api/rooms/AAAAAA"), rest.get("/openapi"), rest.get("/nothing/here")
        }) {
      assertThat(answer.header("Content-Security-Policy"))
          .contains(
              "default-src 'none'",
              "script-src 'self'",
              "frame-ancestors 'none'",
              "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(answer.header("X-Powered-By")).isNull();
    }
    assertThat(rest.get("/api/rooms/AAAAAA").header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?a=%zz", "/api/rooms/AAAAAA?x=%", "/?%ff=%fe"})
  void parameters_that_cannot_be_read_are_no_fault_of_ours(String path) throws Exception {
    try (java.net.Socket socket = new java.net.Socket(server.getHost(), server.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: "
                      + server.getAuthority()
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(status).startsWith("HTTP/1.1 ").doesNotContain(" 5");
    }
  }

  private static void assertProblem(RestClient.Answer answer, int status, String code) {
    assertThat(answer.body()).as("status " + answer.status()).isNotNull();
    assertThat(answer.code() + " " + answer.status()).isEqualTo(code + " " + status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("detail").asText()).endsWith(".");
    assertThat(answer.body().path("type").asText()).startsWith("urn:parlour:problem:");
  }
}
