package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@code scale/haproxy.cfg}, in front of nodes that only say their names. */
class ScaleProxyIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Map<String, HttpServer> NODES = new LinkedHashMap<>();

  /** What each node was last sent. */
  private static final Map<String, Headers> SENT = new ConcurrentHashMap<>();

  private static Path configuration;
  private static Process proxy;
  private static int port;
  private static int figures;

  @BeforeAll
  static void start() throws Exception {
    port = ServerProcess.freePort();
    List<String> command =
        new ArrayList<>(List.of("scale/kit", "proxy-config", "127.0.0.1:" + port));
    for (int i = 1; i <= 3; i++) {
      String name = "node-" + i;
      NODES.put(name, node(name));
      command.add(name + "=127.0.0.1:" + NODES.get(name).getAddress().getPort());
    }
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(text).isZero();
    configuration = Files.createTempFile("haproxy", ".cfg");
    figures = ServerProcess.freePort();
    Files.writeString(configuration, text.replace("127.0.0.1:8404", "127.0.0.1:" + figures));
    ProcessBuilder builder =
        new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().merge("PATH", ":/usr/sbin", String::concat);
    proxy = builder.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      try {
        get("/");
        return;
      } catch (IOException notYet) {
        assertThat(proxy.isAlive() && System.nanoTime() < deadline).as("HAProxy runs").isTrue();
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.destroy();
    proxy.waitFor();
    NODES.values().forEach(node -> node.stop(0));
    Files.delete(configuration);
  }

  private static HttpServer node(String name) throws IOException {
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    node.createContext(
        "/",
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/health/ready")) {
            SENT.put(name, exchange.getRequestHeaders());
          }
          byte[] answer = name.getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    node.start();
    return node;
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void all_ways_to_a_room_lead_to_one_node() throws Exception {
    for (String code : List.of("ACD349", "XYT679", "ADFGHJ", "QRTWXY")) {
      String small = code.toLowerCase(java.util.Locale.ROOT);
      String node = get("/ws?room=" + code).body();
      assertThat(
              List.of(
                  "/ws?x=1&room=" + small,
                  "/ws?room=" + code.substring(0, 3) + "%20" + code.substring(3),
                  "/ws?room=" + code.substring(0, 3) + "-" + code.substring(3),
                  "/r/" + code,
                  "/r/" + small + "/screen",
                  "/join/" + code,
                  "/api/rooms/" + code,
                  "/api/rooms/" + code + "/players"))
          .allSatisfy(way -> assertThat(get(way).body()).as(way).isEqualTo(node));
    }
  }

  @Test
  void rooms_spread_over_the_nodes_and_a_node_that_dies_moves_only_its_own() throws Exception {
    Map<String, String> before = nodesOfRooms();
    assertThat(Set.copyOf(before.values())).isEqualTo(NODES.keySet());
    HttpServer dead = NODES.get("node-2");
    dead.stop(0);
    NODES.remove("node-2");
    before.entrySet().removeIf(room -> room.getValue().equals("node-2"));
    Map<String, String> atOnce = nodesOfRooms();
    assertThat(atOnce).doesNotContainValue("node-2").containsAllEntriesOf(before);
    awaitFound("nodes,node-2,", ",DOWN,");
    Map<String, String> later = nodesOfRooms();
    assertThat(later).doesNotContainValue("node-2").containsAllEntriesOf(before);
  }

  /** Until HAProxy itself says so of a node. */
  private static void awaitFound(String node, String state) throws Exception {
    URI table = URI.create("http://127.0.0.1:" + figures + "/;csv");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (CLIENT
        .send(HttpRequest.newBuilder(table).build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .noneMatch(line -> line.startsWith(node) && line.contains(state))) {
      assertThat(System.nanoTime()).as("HAProxy has noticed").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private static Map<String, String> nodesOfRooms() throws Exception {
    Map<String, String> nodes = new HashMap<>();
    for (String room :
        IntStream.range(0, 60).mapToObj(i -> "/r/ROOM" + i).collect(Collectors.toList())) {
      nodes.put(room, get(room).body());
    }
    return nodes;
  }

  @Test
  void what_a_client_claims_of_itself_does_not_reach_a_node() throws Exception {
    String node =
        get(
                "/r/ACD349",
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Host",
                "elsewhere.example",
                "X-Forwarded-Proto",
                "https")
            .body();
    Headers sent = SENT.get(node);
    assertThat(sent.get("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(sent.get("X-Forwarded-Host")).containsExactly("127.0.0.1:" + port);
    assertThat(sent.get("X-Forwarded-Proto")).containsExactly("http");
  }

  @Test
  void nobody_gets_a_tunnel_by_http_2() throws Exception {
    // This client asks for HTTP/2 with every request.
    assertThat(CLIENT.version()).isEqualTo(HttpClient.Version.HTTP_2);
    Headers sent = SENT.get(get("/r/ACD349").body());
    assertThat(sent).doesNotContainKeys("Upgrade", "Http2-settings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "//metrics",
        "/%6detrics",
        "/metrics;a=b",
        "/x/../metrics",
        "/x/%2e%2e/metrics",
        "/api/operations/drain",
        "/api//operations/drain",
        "/api/%6fperations/drain",
        "/api;x/operations/drain",
      })
  void what_is_for_inside_is_not_reached_however_it_is_written(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 403);
  }
}
