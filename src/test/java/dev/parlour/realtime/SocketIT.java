package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.RestClient;
import dev.parlour.testkit.SocketClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/**
 * The contract of the socket over real sockets, and each piece of bad input with its answer. Every
 * test has a room of its own.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SocketIT {
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

  // The contract

  @Test
  void a_client_that_takes_texts_apart_misses_nothing() {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient both = SocketClient.open(server, "parlour.v1.lines")) {
      assertThat(both.subprotocol()).isEqualTo("parlour.v1.lines");
      both.follow(room.code(), "host", room.hostToken());
      both.follow(room.code(), "p1", ada);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ids.add(
            both.command(
                room.code(), "host", "{\"type\":\"" + (i % 2 == 0 ? "" : "un") + "lock\"}"));
      }
      both.settle();
      for (String id : ids) {
        both.await("the answer to " + id, m -> id.equals(m.path("id").asText()));
      }
      assertThat(both.rest()).noneMatch(m -> m.path("type").asText().equals("notJson"));
    }
  }

  @Test
  void a_question_is_played_over_the_socket() {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    String ben = rest.join(room, "Ben");
    try (SocketClient host = SocketClient.open(server);
        SocketClient player = SocketClient.open(server)) {
      host.follow(room.code(), "p2", ben); // does not answer, so that the question stays open
      assertThat(player.subprotocol()).isEqualTo("parlour.v1");
      host.follow(room.code(), "host", room.hostToken());
      assertThat(player.follow(room.code(), "p1", ada).path("you").path("name").asText())
          .isEqualTo("Ada");
      JsonNode ack = host.ask(room.code(), "host", "{\"type\":\"start\"}");
      assertThat(ack.path("type").asText()).isEqualTo("ack");
      assertThat(ack.path("seq").asLong()).isPositive();

      JsonNode view =
          player.await(
              "the question", m -> m.path("shared").path("phase").asText().equals("question"));
      assertThat(view.path("shared").path("question").path("choices").size()).isBetween(2, 6);
      assertThat(view.path("shared").path("question").has("correct")).isFalse();
      assertThat(view.toString()).doesNotContain(ada, room.hostToken());
      assertThat(player.expect("countdown", room.code(), "p1").path("remainingMs").asLong())
          .isBetween(1L, 60_000L);

      String answer = "{\"type\":\"answer\",\"question\":1,\"choices\":[\"a\"]}";
      player.command(room.code(), "p1", "mine", answer);
      JsonNode stored = player.answer("mine");
      assertThat(stored.path("type").asText()).isEqualTo("ack");
      player.command(room.code(), "p1", "mine", answer);
      assertThat(player.answer("mine")).isEqualTo(stored);
      JsonNode second = player.ask(room.code(), "p1", answer);
      assertThat(second.path("type").asText()).isEqualTo("reject");

      host.ask(room.code(), "host", "{\"type\":\"skip\"}");
      JsonNode reveal =
          player.await("the reveal", m -> m.path("shared").path("phase").asText().equals("reveal"));
      assertThat(reveal.path("shared").path("question").path("correct").size()).isPositive();
      assertThat(reveal.path("you").path("answer").toString()).isEqualTo("[\"a\"]");
    }
  }

  @Test
  void whoever_comes_back_with_the_newest_seq_gets_no_view_and_with_an_older_one_a_whole_one() {
    RestClient.Room room = rest.room();
    try (SocketClient eye = SocketClient.open(server)) {
      long seq = eye.follow(room.code(), "spectator", null).path("seq").asLong();
      eye.raw("{\"type\":\"detach\",\"room\":\"" + room.code() + "\",\"as\":\"spectator\"}");
      assertThat(eye.expect("detached", room.code(), "spectator").path("reason").asText())
          .isEqualTo("detached");
      eye.raw(
          "{\"type\":\"attach\",\"room\":\""
              + room.code()
              + "\",\"as\":\"spectator\",\"seq\":"
              + seq
              + "}");
      assertThat(eye.expect("attached", room.code(), "spectator").path("seq").asLong())
          .isEqualTo(seq);
      eye.settle();
      assertThat(eye.rest()).noneMatch(m -> m.path("type").asText().equals("view"));
      eye.raw(
          "{\"type\":\"attach\",\"room\":\""
              + room.code()
              + "\",\"as\":\"spectator\",\"seq\":"
              + (seq - 1)
              + "}");
      assertThat(eye.expect("view", room.code(), "spectator").path("seq").asLong()).isEqualTo(seq);
    }
  }

  @Test
  void a_new_connection_of_a_player_takes_over() {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient old = SocketClient.open(server);
        SocketClient fresh = SocketClient.open(server)) {
      old.follow(room.code(), "p1", ada);
      fresh.follow(room.code(), "p1", ada);
      assertThat(old.expect("detached", room.code(), "p1").path("reason").asText())
          .isEqualTo("taken_over");
      assertThat(old.ask(room.code(), "p1", "{\"type\":\"start\"}").path("code").asText())
          .isEqualTo("not_attached");
      assertThat(fresh.ask(room.code(), "p1", "{\"type\":\"start\"}").path("code").asText())
          .isEqualTo("not_host");
    }
  }

  @Test
  void one_connection_carries_several_rooms_and_roles() {
    RestClient.Room one = rest.room();
    RestClient.Room two = rest.room();
    String ada = rest.join(one, "Ada");
    try (SocketClient both = SocketClient.open(server)) {
      both.follow(one.code(), "host", one.hostToken());
      both.follow(one.code(), "p1", ada);
      both.follow(two.code(), "host", two.hostToken());
      assertThat(both.ask(one.code(), "host", "{\"type\":\"lock\"}").path("room").asText())
          .isEqualTo(one.code());
      both.await(
          "the lock as the player sees it",
          m -> m.path("as").asText().equals("p1") && m.path("shared").path("locked").asBoolean());
    }
  }

  @Test
  void whoever_is_removed_is_told_so() {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient host = SocketClient.open(server);
        SocketClient player = SocketClient.open(server)) {
      host.follow(room.code(), "host", room.hostToken());
      player.follow(room.code(), "p1", ada);
      host.ask(room.code(), "host", "{\"type\":\"kick\",\"player\":\"p1\"}");
      assertThat(player.expect("detached", room.code(), "p1").path("reason").asText())
          .isEqualTo("kicked");
      player.attach(room.code(), "p1", ada);
      assertThat(player.error().path("code").asText()).isEqualTo("unauthorized");
    }
  }

  @Test
  void when_the_room_is_closed_everybody_is_told() {
    RestClient.Room room = rest.room();
    try (SocketClient eye = SocketClient.open(server)) {
      eye.follow(room.code(), "spectator", null);
      assertThat(rest.delete("/api/rooms/" + room.code(), room.hostToken()).status())
          .isEqualTo(204);
      assertThat(eye.expect("detached", room.code(), "spectator").path("reason").asText())
          .isEqualTo("room_closed");
      eye.attach(room.code(), "spectator", null);
      assertThat(eye.error().path("code").asText()).isEqualTo("room_closed");
    }
  }

  @Test
  void a_connection_that_vanishes_leaves_its_rooms() {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient host = SocketClient.open(server)) {
      host.follow(room.code(), "host", room.hostToken());
      SocketClient player = SocketClient.open(server);
      player.follow(room.code(), "p1", ada);
      host.await(
          "her presence", m -> m.path("shared").path("players").path("connected").asInt() == 1);
      player.vanish();
      host.await(
          "her absence",
          m ->
              m.path("type").asText().equals("view")
                  && m.path("shared").path("players").path("connected").asInt() == 0);
    }
  }

  @Test
  void a_ping_comes_back_as_it_was() {
    try (SocketClient client = SocketClient.open(server)) {
      client.raw("{\"type\":\"ping\",\"at\":12.5}");
      JsonNode pong = client.await("pong", m -> m.path("type").asText().equals("pong"));
      assertThat(pong.path("at").asDouble()).isEqualTo(12.5);
      assertThat(pong.path("now").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }
  }

  // The browser's cookie

  @Test
  void a_browser_sits_where_it_was_seated_even_after_its_handshake() {
    RestClient.Room room = rest.room();
    String origin = server.getScheme() + "://" + server.getAuthority();
    RestClient.Answer first =
        rest.post("/api/rooms/" + room.code() + "/players", "{\"name\":\"Ada\"}", "Origin", origin);
    String cookie = first.header("Set-Cookie");
    assertThat(cookie)
        .startsWith("parlour=")
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/");
    String sent = cookie.substring(0, cookie.indexOf(';'));
    try (SocketClient browser =
        SocketClient.open(server, Map.of("Cookie", sent, "Origin", origin))) {
      browser.follow(room.code(), "p1", null);
      browser.attach(room.code(), "p2", null);
      assertThat(browser.error().path("code").asText()).isEqualTo("unauthorized");
      rest.post(
          "/api/rooms/" + room.code() + "/players",
          "{\"name\":\"Ben\"}",
          "Origin",
          origin,
          "Cookie",
          sent);
      browser.follow(room.code(), "p2", null);
      browser.attach(room.code(), "host", null);
      assertThat(browser.error().path("code").asText()).isEqualTo("unauthorized");
    }
    assertThat(
            rest.send(
                    "DELETE",
                    "/api/rooms/" + room.code() + "/players/p2",
                    null,
                    "Cookie",
                    sent,
                    "Origin",
                    origin)
                .status())
        .isEqualTo(204);
  }

  @Test
  void a_browser_that_made_a_room_hosts_it() {
    String origin = server.getScheme() + "://" + server.getAuthority();
    RestClient.Answer made =
        rest.post(
            "/api/rooms",
            "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\"},\"host\":{\"name\":\"Ada\"}}",
            "Origin",
            origin);
    String code = made.body().path("code").asText();
    String cookie = made.header("Set-Cookie").split(";")[0];
    try (SocketClient browser =
        SocketClient.open(server, Map.of("Cookie", cookie, "Origin", origin))) {
      browser.attach(code, "host", null);
      browser.expect("attached", code, "host");
      browser.attach(code, "p1", null);
      browser.expect("attached", code, "p1");
    }
  }

  // Bad input

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | malformed_json",
        "hello | malformed_json",
        "{\"type\":\"ping\"}x | malformed_json",
        "[] | bad_message",
        "{} | unknown_type",
        "{\"type\":\"launch\"} | unknown_type",
        "{\"type\":\"attach\",\"room\":7,\"as\":\"host\"} | bad_message",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"king\"} | bad_message",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"host\",\"seq\":\"1\"} | bad_message",
        "{\"type\":\"attach\",\"room\":\"K7M4QX\",\"as\":\"host\",\"extra\":1} | bad_message",
        "{\"type\":\"attach\",\"stream\":\"me\"} | unknown_stream",
        "{\"type\":\"attach\",\"room\":\"<b>\",\"as\":\"spectator\"} | unknown_room",
        "{\"type\":\"attach\",\"room\":\"AAAAAA\",\"as\":\"spectator\"} | unknown_room",
        "{\"type\":\"command\",\"room\":\"K7M4QX\",\"as\":\"host\",\"command\":{\"type\":\"start\"}}"
            + " | bad_message",
        "{\"type\":\"detach\",\"room\":\"K7M4QX\",\"as\":\"host\"} | not_attached",
        "{\"type\":\"ping\",\"at\":\"a\\u0000b\"} | bad_text",
      })
  void what_cannot_be_understood_gets_an_error_and_the_connection_stays(String text, String code) {
    try (SocketClient client = SocketClient.open(server)) {
      client.raw(text);
      assertThat(client.error().path("code").asText()).isEqualTo(code);
      client.settle();
    }
  }

  @Test
  void a_frame_of_a_megabyte_closes_with_1009() throws Exception {
    try (RawSocket raw = new RawSocket(server)) {
      raw.frame(0x81, new byte[1_000_000]);
      assertThat(raw.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void a_megabyte_in_many_frames_closes_with_1009_too() {
    try (SocketClient client = SocketClient.open(server)) {
      client.tried("x".repeat(1_000_000));
      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void the_longest_message_is_read() {
    try (SocketClient client = SocketClient.open(server)) {
      client.raw("{\"type\":\"ping\",\"at\":1" + " ".repeat(16_384 - 22) + "}");
      client.await("pong", m -> m.path("type").asText().equals("pong"));
    }
  }

  @Test
  void a_binary_message_closes_with_1003() {
    try (SocketClient client = SocketClient.open(server)) {
      client.binary(new byte[10]);
      assertThat(client.closeCode()).isEqualTo(1003);
    }
  }

  @Test
  void text_that_is_not_UTF_8_closes_with_1007() throws Exception {
    try (RawSocket raw = new RawSocket(server)) {
      raw.frame(0x81, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
      assertThat(raw.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void repeated_abuse_closes_with_1008() {
    try (SocketClient client = SocketClient.open(server)) {
      int sent = 0;
      while (sent < 5_000 && !client.isClosed() && client.tried("{")) {
        sent++;
      }
      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "p2", "p99"})
  void a_wrong_or_foreign_token_is_unauthorized(String as) {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    rest.join(room, "Ben");
    try (SocketClient client = SocketClient.open(server)) {
      client.attach(room.code(), as, "nonsense");
      assertThat(client.error().path("code").asText()).isEqualTo("unauthorized");
      client.attach(room.code(), as, ada);
      assertThat(client.error().path("code").asText()).isEqualTo("unauthorized");
      client.attach(room.code(), as, null);
      assertThat(client.error().path("code").asText()).isEqualTo("unauthorized");
    }
  }

  @Test
  void a_token_of_another_room_is_unauthorized() {
    RestClient.Room mine = rest.room();
    RestClient.Room other = rest.room();
    try (SocketClient client = SocketClient.open(server)) {
      client.attach(other.code(), "host", mine.hostToken());
      assertThat(client.error().path("code").asText()).isEqualTo("unauthorized");
    }
  }

  @Test
  void a_command_before_attach_is_rejected() {
    RestClient.Room room = rest.room();
    try (SocketClient client = SocketClient.open(server)) {
      JsonNode answer = client.ask(room.code(), "host", "{\"type\":\"start\"}");
      assertThat(answer.path("type").asText()).isEqualTo("reject");
      assertThat(answer.path("code").asText()).isEqualTo("not_attached");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "pause", "resume", "lock", "unlock", "end"})
  void host_commands_by_a_player_are_rejected(String type) {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient client = SocketClient.open(server)) {
      client.follow(room.code(), "p1", ada);
      assertThat(client.ask(room.code(), "p1", "{\"type\":\"" + type + "\"}").path("code").asText())
          .isEqualTo("not_host");
      assertThat(
              client
                  .ask(room.code(), "p1", "{\"type\":\"kick\",\"player\":\"p1\"}")
                  .path("code")
                  .asText())
          .isEqualTo("not_host");
    }
  }

  @Test
  void a_game_starts_once() {
    RestClient.Room room = rest.room();
    rest.join(room, "Ada");
    try (SocketClient host = SocketClient.open(server)) {
      host.follow(room.code(), "host", room.hostToken());
      assertThat(host.ask(room.code(), "host", "{\"type\":\"start\"}").path("type").asText())
          .isEqualTo("ack");
      assertThat(host.ask(room.code(), "host", "{\"type\":\"start\"}").path("code").asText())
          .isEqualTo("already_started");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"fly\"} | unknown_command",
        "{\"type\":\"answer\"} | bad_command",
        "{\"type\":\"answer\",\"question\":\"1\",\"choices\":[\"a\"]} | bad_command",
        "{\"type\":\"answer\",\"question\":1,\"choices\":\"a\"} | bad_command",
        "{\"type\":\"answer\",\"question\":1,\"choices\":[1]} | bad_command",
        "{\"type\":\"start\",\"force\":true} | bad_command",
        "{\"type\":7} | bad_command",
        "\"start\" | bad_command",
      })
  void a_command_that_is_none_is_rejected_by_its_id(String command, String code) {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient client = SocketClient.open(server)) {
      client.follow(room.code(), "p1", ada);
      assertThat(client.ask(room.code(), "p1", command).path("code").asText()).isEqualTo(code);
    }
  }

  @Test
  void of_a_thousand_answers_one_counts() {
    RestClient.Room room = rest.room();
    String ada = rest.join(room, "Ada");
    try (SocketClient host = SocketClient.open(server);
        SocketClient player = SocketClient.open(server)) {
      host.follow(room.code(), "host", room.hostToken());
      player.follow(room.code(), "p1", ada);
      host.ask(room.code(), "host", "{\"type\":\"start\"}");
      host.await("the question", m -> m.path("shared").path("phase").asText().equals("question"));
      int sent = 0;
      while (sent < 1_000
          && player.tried(
              "{\"type\":\"command\",\"room\":\""
                  + room.code()
                  + "\",\"as\":\"p1\",\"id\":\"a"
                  + sent
                  + "\",\"command\":{\"type\":\"answer\",\"question\":1,\"choices\":[\"a\"]}}")) {
        sent++;
      }
      assertThat(player.closeCode())
          .isEqualTo(1008); // what came too fast was refused, and then the connection ended
      List<JsonNode> answers = player.rest().stream().filter(m -> m.has("id")).toList();
      assertThat(answers.stream().filter(m -> m.path("type").asText().equals("ack"))).hasSize(1);
      assertThat(answers.stream().filter(m -> m.path("type").asText().equals("reject")))
          .hasSizeGreaterThan(50);
      Set<String> ids =
          answers.stream().map(m -> m.path("id").asText()).collect(Collectors.toSet());
      assertThat(ids).hasSameSizeAs(answers);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
  void a_page_of_another_site_cannot_open_a_socket(String origin) {
    assertThatThrownBy(() -> SocketClient.open(server, Map.of("Origin", origin)).close())
        .hasMessage("refused with 403");
  }

  @Test
  void a_page_of_this_server_can() {
    SocketClient.open(server, Map.of("Origin", server.getScheme() + "://" + server.getAuthority()))
        .close();
  }

  @Test
  void somebody_who_speaks_plain_HTTP_is_told_what_to_do() {
    RestClient.Answer answer = rest.get("/ws");
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.code()).isEqualTo("upgrade_required");
  }

  @Test
  void a_handshake_makes_no_session() throws Exception {
    try (RawSocket raw = new RawSocket(server)) {
      assertThat(raw.handshake.toLowerCase(java.util.Locale.ROOT))
          .startsWith("http/1.1 101")
          .doesNotContain("set-cookie");
    }
  }

  @Test
  void a_reader_who_never_reads_delays_nobody() throws Exception {
    RestClient.Room room = rest.room();
    List<RawSocket> stalled = new ArrayList<>();
    try (SocketClient host = SocketClient.open(server)) {
      host.follow(room.code(), "host", room.hostToken());
      for (int i = 0; i < 20; i++) {
        RawSocket raw = new RawSocket(server);
        raw.frame(
            0x81,
            ("{\"type\":\"attach\",\"room\":\"" + room.code() + "\",\"as\":\"spectator\"}")
                .getBytes(StandardCharsets.UTF_8));
        stalled.add(raw);
      }
      long slowest =
          IntStream.range(0, 100)
              .mapToLong(
                  i ->
                      timed(
                          () ->
                              host.ask(
                                  room.code(),
                                  "host",
                                  i % 2 == 0 ? "{\"type\":\"lock\"}" : "{\"type\":\"unlock\"}")))
              .max()
              .orElseThrow();
      assertThat(slowest).isLessThan(5_000);
    } finally {
      for (RawSocket raw : stalled) {
        raw.close();
      }
    }
  }

  private static long timed(Runnable task) {
    long from = System.nanoTime();
    task.run();
    return (System.nanoTime() - from) / 1_000_000;
  }

  /** A client that does what no library lets one do. Reads only when it is asked to. */
  private static final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    final String handshake;

    RawSocket(URI server) throws IOException {
      socket = new Socket();
      socket.setReceiveBufferSize(2_048);
      socket.setSoTimeout(20_000);
      socket.connect(new java.net.InetSocketAddress(server.getHost(), server.getPort()), 20_000);
      out = socket.getOutputStream();
      in = socket.getInputStream();
      out.write(
          ("GET /ws HTTP/1.1\r\nHost: "
                  + server.getAuthority()
                  + "\r\n"
                  + "Upgrade: websocket\r\n"
                  + "Connection: Upgrade\r\n"
                  + "Sec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  + "Sec-WebSocket-Protocol: parlour.v1\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("no handshake: " + head);
        }
        head.append((char) next);
      }
      handshake = head.toString();
    }

    /** One masked frame, by a mask of zeros. */
    void frame(int first, byte[] payload) throws IOException {
      ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
      frame.put((byte) first);
      if (payload.length < 126) {
        frame.put((byte) (0x80 | payload.length));
      } else if (payload.length < 65_536) {
        frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      } else {
        frame.put((byte) (0x80 | 127)).putLong(payload.length);
      }
      frame.putInt(0).put(payload);
      try {
        out.write(frame.array(), 0, frame.position());
        out.flush();
      } catch (IOException closedMeanwhile) {
        // the server need not read what is too long
      }
    }

    int closeCode() throws IOException {
      while (true) {
        int first = in.read();
        int length = in.read() & 0x7f;
        if (first < 0) {
          throw new IOException("ended without a close frame");
        }
        if (length == 126) {
          length = in.read() << 8 | in.read();
        }
        byte[] payload = in.readNBytes(length);
        if ((first & 0x0f) == 8) {
          return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
