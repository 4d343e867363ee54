package dev.parlour.player.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.ServerProcess;
import dev.parlour.testkit.SocketClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole games at a running server, from joining to what is told of them afterwards. */
class ResultsIT {
  private static ServerProcess server;
  private static RestClient rest;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.named("results").optimizing().start();
    rest = new RestClient(server.address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  /**
   * Somebody at a browser who has a seat.
   *
   * @param account null for a guest
   */
  private record Person(String cookie, String seat, String token, String account) {
    String results() {
      return "/api/players/" + account + "/results";
    }
  }

  private static RestClient.Room pong(String visibility) {
    return rest.room(
        "{\"game\":\"pong\",\"settings\":{\"countdownSeconds\":0},\"visibility\":\""
            + visibility
            + "\"}");
  }

  private static Person guest(RestClient.Room room, String name) {
    RestClient.Answer seat =
        rest.post(
            "/api/rooms/" + room.code() + "/players",
            "{\"name\":\"" + name + "\"}",
            "Sec-Fetch-Site",
            "same-origin");
    return new Person(
        seat.header("Set-Cookie").split(";")[0],
        seat.body().path("id").asText(),
        seat.body().path("token").asText(),
        null);
  }

  /** Somebody who has what they took as a guest moved into an account. */
  private static Person player(RestClient.Room room, String name) throws Exception {
    Person guest = guest(room, name);
    String account = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    String key =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(guest.cookie().split("=", 2)[1].getBytes(StandardCharsets.UTF_8)));
    try (Connection database = server.database();
        PreparedStatement insert =
            database.prepareStatement(
                "insert into account (id, name, name_key, avatar) values (?, ?, ?, 'seed')");
        PreparedStatement update =
            database.prepareStatement("update guest set key = ? where key = ?")) {
      insert.setString(1, account);
      insert.setString(2, name + " " + account.substring(0, 8));
      insert.setString(3, account);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      update.setString(1, "@" + account);
      update.setString(2, key);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    return new Person(guest.cookie(), guest.seat(), guest.token(), account);
  }

  private static SocketClient sits(RestClient.Room room, Person person) {
    SocketClient client = SocketClient.open(server.address());
    client.attach(room.code(), person.seat(), person.token());
    client.await("the room", m -> m.path("type").asText().equals("view"));
    return client;
  }

  private static void begins(RestClient.Room room, SocketClient host) {
    host.attach(room.code(), "host", room.hostToken());
    assertThat(host.ask(room.code(), "host", "{\"type\":\"start\"}").path("type").asText())
        .isEqualTo("ack");
  }

  /** Two who sit at their places, and the host, who has begun it. */
  private record Match(SocketClient one, SocketClient two, SocketClient host)
      implements AutoCloseable {
    static Match begun(RestClient.Room room, Person one, Person two) {
      Match match =
          new Match(sits(room, one), sits(room, two), SocketClient.open(server.address()));
      begins(room, match.host());
      return match;
    }

    @Override
    public void close() {
      host.close();
      two.close();
      one.close();
    }
  }

  /** The first result of somebody, as soon as it is there: the news comes over the broker. */
  private static JsonNode result(Person person, String... headers) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      RestClient.Answer answer = rest.get(person.results(), headers);
      assertThat(answer.status()).isEqualTo(200);
      if (!answer.body().path("results").isEmpty()) {
        return answer.body().path("results").path(0);
      }
      assertThat(System.nanoTime()).as("no result came").isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void leaves(RestClient.Room room, Person person) {
    assertThat(rest.delete("/api/rooms/" + room.code() + "/players/me", person.token()).status())
        .isEqualTo(204);
  }

  @Test
  void a_match_that_one_leaves_is_won_by_the_other_and_stands_in_both_histories() throws Exception {
    RestClient.Room room = pong("public");
    Person ada = player(room, "Ada");
    Person ben = player(room, "Ben");
    try (Match match = Match.begun(room, ada, ben)) {
      leaves(room, ben);
      JsonNode won = result(ada);
      assertThat(won.path("game").asText()).isEqualTo("pong");
      assertThat(won.path("outcome").asText()).isEqualTo("won");
      assertThat(won.path("rank").asInt()).isEqualTo(1);
      assertThat(won.path("players").asInt()).isEqualTo(2);
      assertThat(won.path("ratingChange").asInt()).isPositive();
      assertThat(won.path("others").path(0).path("id").asText()).isEqualTo(ben.account());
      assertThat(won.path("others").path(0).path("name").asText()).isEqualTo("Ben");
      JsonNode lost = result(ben);
      assertThat(lost.path("id")).isEqualTo(won.path("id"));
      assertThat(lost.path("outcome").asText()).isEqualTo("lost");
      assertThat(lost.path("ratingChange").asInt()).isEqualTo(-won.path("ratingChange").asInt());
      // A public room: whoever likes can see it again.
      assertThat(won.path("replay").asText()).isEqualTo("/r/" + room.code() + "/replay?game=1");
      assertThat(rest.get(won.path("replay").asText()).status()).isEqualTo(200);
      assertThat(rest.get("/api/rooms/" + room.code() + "/replay?game=1").status()).isEqualTo(200);
    }
    JsonNode strength =
        rest.get("/api/players/" + ada.account() + "/ratings").body().path("games").path(0);
    assertThat(strength.path("won").asInt()).isEqualTo(1);
    assertThat(strength.path("rating").path("rating").asInt()).isGreaterThan(1_500);
    assertThat(strength.path("rating").path("deviation").asInt()).isLessThan(350);
    JsonNode ranking = rest.get("/api/ratings/pong").body().path("players");
    assertThat(ranking.findValuesAsText("id")).contains(ada.account(), ben.account());
    assertThat(page("/ranking/pong")).contains("Ada", "Ben", "\u00A0±\u00A0");
    assertThat(page("/history/" + ada.account()))
        .contains("Won", "with Ben", "/r/" + room.code() + "/replay?game=1");
  }

  @Test
  void who_signs_in_when_about_to_win_has_won_and_nobody_is_rated() throws Exception {
    RestClient.Room room = pong("public");
    Person ada = player(room, "Ada");
    Person ben = player(room, "Ben");
    try (Match match = Match.begun(room, ada, ben)) {
      try (Connection database = server.database();
          PreparedStatement signedIn =
              database.prepareStatement(
                  "update guest_seat set held_at = now() + interval '1 minute' where room = ? and"
                      + " actor = ?")) {
        signedIn.setString(1, room.code());
        signedIn.setString(2, ada.seat());
        assertThat(signedIn.executeUpdate()).isEqualTo(1);
      }
      leaves(room, ben);
      JsonNode won = result(ada);
      assertThat(won.path("outcome").asText()).isEqualTo("won");
      assertThat(won.has("ratingChange")).isFalse();
      JsonNode lost = result(ben);
      assertThat(lost.path("outcome").asText()).isEqualTo("lost");
      assertThat(lost.has("ratingChange")).isFalse();
    }
    assertThat(rest.get("/api/ratings/pong").body().path("players").findValuesAsText("id"))
        .doesNotContain(ada.account(), ben.account());
  }

  @Test
  void whoever_the_host_removes_has_not_lost_and_the_other_has_not_won() throws Exception {
    RestClient.Room room = pong("private");
    Person ada = player(room, "Ada");
    Person ben = player(room, "Ben");
    try (Match match = Match.begun(room, ada, ben)) {
      assertThat(
              rest.delete("/api/rooms/" + room.code() + "/players/" + ben.seat(), room.hostToken())
                  .status())
          .isEqualTo(204);
      for (Person person : new Person[] {ada, ben}) {
        JsonNode result = result(person);
        assertThat(result.has("outcome")).isFalse();
        assertThat(result.has("ratingChange")).isFalse();
        assertThat(result.path("endedByHost").asBoolean()).isFalse();
        // A private room is nobody else's business.
        assertThat(result.has("room")).isFalse();
        assertThat(result.has("replay")).isFalse();
      }
    }
    assertThat(rest.get("/api/players/" + ada.account() + "/ratings").body().path("games"))
        .isEmpty();
  }

  @Test
  void a_game_that_the_host_ends_counts_for_nobody() throws Exception {
    RestClient.Room room = pong("private");
    Person ada = player(room, "Ada");
    Person ben = player(room, "Ben");
    try (Match match = Match.begun(room, ada, ben)) {
      match.host().ask(room.code(), "host", "{\"type\":\"end\"}");
      JsonNode result = result(ada);
      assertThat(result.path("endedByHost").asBoolean()).isTrue();
      assertThat(result.has("outcome")).isFalse();
    }
    assertThat(rest.get("/api/players/" + ben.account() + "/ratings").body().path("games"))
        .isEmpty();
  }

  @Test
  void a_game_that_all_have_left_counts_for_nobody() throws Exception {
    RestClient.Room room = pong("private");
    Person ada = player(room, "Ada");
    Person ben = player(room, "Ben");
    try (SocketClient two = sits(room, ben);
        SocketClient host = SocketClient.open(server.address())) {
      try (SocketClient one = sits(room, ada)) {
        begins(room, host);
      }
      host.await(
          "nobody plays", m -> m.path("shared").path("phase").asText().equals("interrupted"));
      leaves(room, ben);
      JsonNode result = result(ada);
      assertThat(result.path("endedByHost").asBoolean()).isFalse();
      assertThat(result.has("outcome")).isFalse();
      assertThat(result.has("ratingChange")).isFalse();
    }
    assertThat(rest.get("/api/players/" + ben.account() + "/ratings").body().path("games"))
        .isEmpty();
  }

  @Test
  void a_guest_finds_what_was_played_in_this_browser_with_the_room_and_without_a_rating()
      throws Exception {
    RestClient.Room room = pong("private");
    Person guest = guest(room, "Gast");
    Person ben = player(room, "Ben");
    try (Match match = Match.begun(room, guest, ben)) {
      leaves(room, ben);
      assertThat(result(ben).path("others").path(0).path("name").asText()).isEqualTo("Gast");
    }
    assertThat(result(ben).path("others").path(0).has("id")).isFalse();
    assertThat(result(ben).has("ratingChange")).isFalse();
    String own = page("/history", "Cookie", guest.cookie());
    assertThat(own).contains("Won", "with Ben", "/r/" + room.code() + "/replay?game=1");
    assertThat(page("/history", "Cookie", guest.cookie(), "Accept-Language", "de"))
        .contains("Gewonnen", "mit Ben");
    assertThat(page("/history")).doesNotContain(room.code());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/players/nobody/results,404,unknown_player",
    "/api/players/%27or%201=1--/ratings,404,unknown_player",
    "/api/players/aaaaaaaaaaaaaaaaaaaaaa/results?before=x,400,bad_request",
    "/api/players/aaaaaaaaaaaaaaaaaaaaaa/results?before=-1,400,bad_request",
    "/api/players/aaaaaaaaaaaaaaaaaaaaaa/results?before=99999999999999999999,400,bad_request",
    "/api/ratings/chess,404,not_found",
  })
  void what_cannot_be_is_refused_with_a_sentence(String path, int status, String code) {
    RestClient.Answer refused = rest.get(path);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.body().path("detail").asText()).isNotBlank();
  }

  @Test
  void somebody_of_whom_nothing_is_known_has_played_nothing() {
    assertThat(rest.get("/api/players/aaaaaaaaaaaaaaaaaaaaaa/results?before=5").body().toString())
        .isEqualTo("{\"results\":[]}");
    assertThat(rest.get("/api/players/aaaaaaaaaaaaaaaaaaaaaa/ratings").body().toString())
        .isEqualTo("{\"games\":[]}");
    assertThat(rest.get("/ranking/chess").status()).isEqualTo(404);
    assertThat(rest.get("/history/nobody").status()).isEqualTo(404);
    assertThat(page("/history/aaaaaaaaaaaaaaaaaaaaaa?before=nonsense"))
        .contains("No finished games yet.");
    assertThat(rest.get("/ranking").header("Location")).startsWith("/ranking/");
  }

  private static String page(String path, String... headers) {
    RestClient.Answer answer = rest.get(path, headers);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }
}
