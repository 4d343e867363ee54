package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the running server says of itself holds for what it answers: real answers and messages
 * against the schemas that it serves.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class InterfaceIT {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void the_documents_are_served_as_YAML_and_as_JSON() {
    assertThat(rest.get("/openapi").header("Content-Type")).startsWith("application/yaml");
    assertThat(rest.get("/openapi", "Accept", "application/json").body().path("openapi").asText())
        .isEqualTo("3.1.0");
    assertThat(rest.get("/openapi.json").body().path("paths").size()).isPositive();
    assertThat(rest.get("/asyncapi.yaml").header("Content-Type")).startsWith("application/yaml");
    assertThat(rest.get("/asyncapi.json").body().path("asyncapi").asText()).isEqualTo("3.0.0");
  }

  @Test
  void answers_of_REST_are_as_documented() throws Exception {
    DocumentedSchemas openapi = DocumentedSchemas.of(rest.get("/openapi").raw().body());
    String wish =
        "{\"game\":\"trivia\",\"title\":\"Night\",\"settings\":{\"topic\":\"mathematics\"},\"host\":{\"name\":\"Ada\"}}";
    assertThat(openapi.contradictions("RoomWish", JSON.readTree(wish))).isEmpty();
    RestClient.Answer made = rest.post("/api/rooms", wish);
    assertThat(openapi.contradictions("NewRoom", made.body())).isEmpty();
    String room = "/api/rooms/" + made.body().path("code").asText();
    assertThat(
            openapi.contradictions(
                "Seat", rest.post(room + "/players", "{\"name\":\"Ben\"}").body()))
        .isEmpty();
    assertThat(openapi.contradictions("RoomFacts", rest.get(room).body())).isEmpty();
    RestClient.Answer offer =
        rest.send(
            "POST",
            room + "/players/me/return-code",
            null,
            "Authorization",
            "Bearer " + made.body().path("player").path("token").asText());
    assertThat(openapi.contradictions("ReturnOffer", offer.body())).isEmpty();
    assertThat(
            openapi.contradictions(
                "Returned",
                rest.send("POST", "/api/return-codes/" + offer.body().path("code").asText(), null)
                    .body()))
        .isEmpty();
    String queued = "{\"game\":\"trivia\",\"mode\":\"pair\",\"name\":\"Ada\"}";
    assertThat(openapi.contradictions("TicketWish", JSON.readTree(queued))).isEmpty();
    RestClient.Answer waits = rest.post("/api/matchmaking/tickets", queued);
    RestClient.Answer matched = rest.post("/api/matchmaking/tickets", queued);
    assertThat(matched.body().path("room").asText()).isNotEmpty();
    assertThat(openapi.contradictions("Ticket", waits.body())).isEmpty();
    assertThat(openapi.contradictions("Ticket", matched.body())).isEmpty();
    String nobody = "/api/players/aaaaaaaaaaaaaaaaaaaaaa";
    assertThat(openapi.contradictions("ResultPage", rest.get(nobody + "/results").body()))
        .isEmpty();
    assertThat(openapi.contradictions("StrengthList", rest.get(nobody + "/ratings").body()))
        .isEmpty();
    assertThat(openapi.contradictions("Ranking", rest.get("/api/ratings/pong").body())).isEmpty();
    String cup = "{\"title\":\"Cup\",\"game\":\"trivia\",\"format\":\"single_elimination\"}";
    assertThat(openapi.contradictions("TournamentWish", JSON.readTree(cup))).isEmpty();
    assertThat(rest.post("/api/tournaments", cup).status()).as("of a guest").isEqualTo(403);
    RestClient.Answer announced =
        rest.post("/api/tournaments", cup, "Cookie", rest.register("Organiser"));
    assertThat(openapi.contradictions("NewTournament", announced.body())).isEmpty();
    String tournament = "/api/tournaments/" + announced.body().path("id").asText();
    String organiser = "Bearer " + announced.body().path("token").asText();
    RestClient.Answer entry = rest.post(tournament + "/entrants", "{\"name\":\"Ada\"}");
    assertThat(openapi.contradictions("TournamentEntry", entry.body())).isEmpty();
    RestClient.Answer claims =
        rest.post(
            tournament + "/import", "{\"names\":[\"Ben\",\"Cy\"]}", "Authorization", organiser);
    assertThat(openapi.contradictions("Claims", claims.body())).isEmpty();
    RestClient.Answer running = rest.post(tournament + "/start", "", "Authorization", organiser);
    assertThat(openapi.contradictions("Tournament", running.body())).isEmpty();
    RestClient.Answer decided =
        rest.post(
            tournament + "/matches/A2/result",
            "{\"ranking\":[\"e3\",\"e2\"]}",
            "Authorization",
            organiser);
    assertThat(openapi.contradictions("Tournament", decided.body())).isEmpty();
    assertThat(
            openapi.contradictions(
                "TournamentOwn",
                rest.get(
                        tournament + "/me",
                        "Authorization",
                        "Bearer " + entry.body().path("token").asText())
                    .body()))
        .isEmpty();
    assertThat(openapi.contradictions("TournamentLog", rest.get(tournament + "/log").body()))
        .isEmpty();
    assertThat(openapi.contradictions("TournamentList", rest.get("/api/tournaments").body()))
        .isEmpty();
    assertThat(openapi.contradictions("Chart", rest.get(tournament + "/chart.json").body()))
        .isEmpty();
    RestClient.Answer failed =
        rest.post("/api/rooms", "{\"game\":\"trivia\",\"settings\":{\"topic\":\"no such topic\"}}");
    assertThat(openapi.contradictions("NewRoom", failed.body())).isEmpty();
    for (RestClient.Answer refused :
        List.of(
            rest.get("/api/rooms/AAAAAA"),
            rest.send("POST", "/api/return-codes/ACDEFGHJ", null),
            rest.post("/api/rooms", "{"),
            rest.post("/api/rooms", "{}"),
            rest.post("/api/matchmaking/tickets", "{}"),
            rest.get("/api/matchmaking/tickets/nothing"),
            rest.post("/api/tournaments", "{}"),
            rest.get("/api/tournaments/nothing"),
            rest.delete(room, "nonsense"),
            rest.send("PUT", "/api/rooms", null))) {
      assertThat(openapi.contradictions("Problem", refused.body())).isEmpty();
    }
  }

  @Test
  void a_schema_that_forbids_would_be_noticed() throws Exception {
    DocumentedSchemas openapi = DocumentedSchemas.of(rest.get("/openapi").raw().body());
    assertThat(openapi.contradictions("Seat", JSON.readTree("{\"id\":\"x\",\"more\":1}")))
        .hasSizeGreaterThan(1);
  }

  @Test
  void messages_of_the_socket_are_as_documented() throws Exception {
    DocumentedSchemas asyncapi = DocumentedSchemas.of(rest.get("/asyncapi.yaml").raw().body());
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    List<JsonNode> heard = new ArrayList<>();
    try (SocketClient client = SocketClient.open(server)) {
      client.attach(room.code(), "host", room.hostToken());
      client.attach(room.code(), "p1", ada);
      client.command(room.code(), "host", "start", "{\"type\":\"start\"}");
      heard.addAll(
          until(client, "the countdown", "p1", m -> m.path("type").asText().equals("countdown")));
      client.command(room.code(), "host", "pause", "{\"type\":\"pause\"}");
      heard.addAll(
          until(client, "the pause", "p1", m -> m.path("shared").path("paused").asBoolean()));
      client.command(room.code(), "host", "resume", "{\"type\":\"resume\"}");
      heard.addAll(
          until(
              client,
              "the end of the pause",
              "p1",
              m -> m.has("shared") && !m.path("shared").path("paused").asBoolean()));
      client.command(room.code(), "p1", "again", "{\"type\":\"start\"}");
      client.command(
          room.code(), "p1", "answer", "{\"type\":\"answer\",\"question\":1,\"choices\":[\"a\"]}");
      heard.addAll(
          until(
              client,
              "the reveal",
              "p1",
              m -> m.path("shared").path("phase").asText().equals("reveal")));
      client.command(room.code(), "host", "end", "{\"type\":\"end\"}");
      heard.addAll(
          until(
              client,
              "the final",
              "p1",
              m -> m.path("shared").path("phase").asText().equals("final")));
      client.raw("{\"type\":\"attach\",\"room\":\"AAAAAA\",\"as\":\"host\"}");
      // other rooms do not wait for this one, so its answer must be waited for
      heard.addAll(
          until(client, "the error", "host", m -> m.path("type").asText().equals("error")));
      client.raw("{\"type\":\"ping\",\"at\":\"now\"}");
      client.raw("{\"type\":\"detach\",\"room\":\"" + room.code() + "\",\"as\":\"p1\"}");
      heard.addAll(
          until(client, "the detachment", "p1", m -> m.path("type").asText().equals("detached")));
      JsonNode ticket =
          rest.post("/api/matchmaking/tickets", "{\"game\":\"trivia\",\"mode\":\"pair\"}").body();
      String token = ticket.path("token").asText();
      String stream = "\"stream\":\"ticket/" + ticket.path("id").asText() + "\"";
      client.raw("{\"type\":\"attach\"," + stream + ",\"token\":\"" + token + "\"}");
      heard.add(client.await("the ticket", m -> m.path("type").asText().equals("ticket")));
      client.raw("{\"type\":\"detach\"," + stream + "}");
      heard.add(client.await("the end of it", m -> m.path("type").asText().equals("detached")));
      client.raw("{\"type\":\"attach\"," + stream + ",\"token\":\"wrong\"}");
      heard.add(client.error());
      rest.delete("/api/matchmaking/tickets/" + ticket.path("id").asText(), token);
      JsonNode cup =
          rest.post(
                  "/api/tournaments",
                  "{\"title\":\"Cup\",\"game\":\"trivia\",\"format\":\"swiss\"}",
                  "Cookie",
                  rest.register("Organiser of more"))
              .body();
      String followed = "\"stream\":\"tournament/" + cup.path("id").asText() + "\"";
      client.raw("{\"type\":\"attach\"," + followed + "}");
      heard.add(client.await("the chart", m -> m.has("chart")));
      rest.post(
          "/api/tournaments/" + cup.path("id").asText() + "/messages",
          "{\"text\":\"Hello.\"}",
          "Authorization",
          "Bearer " + cup.path("token").asText());
      heard.add(client.await("the message", m -> m.path("type").asText().equals("tournament")));
    }
    assertThat(heard)
        .extracting(m -> m.path("type").asText())
        .contains(
            "attached",
            "view",
            "countdown",
            "ack",
            "reject",
            "error",
            "pong",
            "detached",
            "ticket",
            "tournament");
    for (JsonNode message : heard) {
      assertThat(asyncapi.contradictions(message.path("type").asText(), message))
          .as(message.toString())
          .isEmpty();
    }
  }

  @Test
  void games_that_move_are_seen_as_documented() {
    DocumentedSchemas asyncapi = DocumentedSchemas.of(rest.get("/asyncapi.yaml").raw().body());
    for (String wish :
        List.of(
            "{\"game\":\"pong\",\"settings\":{\"computer\":\"easy\"}}",
            "{\"game\":\"duel\",\"settings\":{\"mode\":\"practice\"}}")) {
      RestClient.Room room = rest.room(wish);
      String ada = rest.join(room, "Ada");
      List<JsonNode> heard = new ArrayList<>();
      try (SocketClient client = SocketClient.open(server)) {
        client.attach(room.code(), "host", room.hostToken());
        client.attach(room.code(), "p1", ada);
        client.command(room.code(), "host", "start", "{\"type\":\"start\"}");
        heard.add(
            client.await(
                "the start",
                m ->
                    m.path("as").asText().equals("p1")
                        && m.path("shared").path("phase").asText().equals("playing")));
        heard.add(client.await("a frame", m -> m.path("type").asText().equals("frame")));
        // nobody can attack in either
        client.command(room.code(), "p1", "wrong", "{\"type\":\"attack\"}");
        heard.add(client.answer("wrong"));
      }
      assertThat(heard)
          .extracting(m -> m.path("type").asText())
          .contains("frame", "view", "reject");
      for (JsonNode message : heard) {
        assertThat(asyncapi.contradictions(message.path("type").asText(), message))
            .as(message.toString())
            .isEmpty();
      }
    }
  }

  /** All messages up to the one that fits. */
  private static List<JsonNode> until(
      SocketClient client, String what, String as, java.util.function.Predicate<JsonNode> fits) {
    List<JsonNode> all = new ArrayList<>();
    client.await(
        what,
        m -> {
          if (!all.contains(m)) {
            all.add(m);
          }
          return as.equals(m.path("as").asText()) && fits.test(m);
        });
    return all;
  }
}
