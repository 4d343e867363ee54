package dev.parlour.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The kit starts, serves and leaves nothing; and Parlour deploys to a Liberty that was there. */
class ScaleKitIT {
  private static final Path WORK = Path.of(System.getProperty("parlour.work", "target/it"));

  @Test
  void two_nodes_serve_behind_the_proxy_and_leave_nothing() throws Exception {
    Path data = WORK.resolve("scale");
    List<ScaleKit.Status> running;
    try (ScaleKit kit = ScaleKit.up(data, 2, Map.of("database.pool", "10"))) {
      running = kit.status();
      assertThat(running)
          .extracting(ScaleKit.Status::name)
          .containsExactly("database", "broker", "node-1", "node-2", "proxy");
      assertThat(running).allSatisfy(s -> assertThat(s.health()).isEqualTo("ready"));

      RestClient players = new RestClient(kit.proxy());
      assertThat(players.get("/health/ready").status()).isEqualTo(200);
      assertThat(players.get("/metrics").status()).as("figures are for inside").isEqualTo(403);
      // Made by one node, and asked for at whichever the hash of its code says, and at both.
      String code = roomBy(players);
      assertThat(players.get("/api/rooms/" + code).body().path("code").asText()).isEqualTo(code);
      for (ScaleKit.Node node : kit.nodes()) {
        assertThat(new RestClient(node.address()).get("/api/rooms/" + code).status())
            .as(node.name())
            .isEqualTo(200);
      }
      assertThat(rooms(kit)).as("rooms in the one database").isEqualTo(1);

      long killed = pid(running, "node-2");
      kit.kill("node-2");
      assertThat(ends(killed)).as("node-2 is dead").isTrue();
      assertThat(players.get("/health/ready").status()).as("the other one serves").isEqualTo(200);
    }
    assertThat(running)
        .allSatisfy(
            s -> {
              assertThat(ends(s.pid().orElseThrow())).as("end of " + s.name()).isTrue();
              assertThat(isOpen(s.port())).as("port of " + s.name()).isFalse();
            });
    assertThat(data).doesNotExist();
  }

  @Test
  void it_deploys_to_a_liberty_that_was_there_behind_a_proxy_with_tls() throws Exception {
    try (ScaleKit kit = ScaleKit.up(WORK.resolve("existing"), 1, Map.of(), "--existing", "--tls")) {
      assertThat(kit.proxy().getScheme()).isEqualTo("https");
      try (HttpClient client =
          HttpClient.newBuilder().sslContext(trusting(kit.certificate())).build()) {
        HttpResponse<String> home =
            client.send(
                HttpRequest.newBuilder(kit.proxy()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.headers().firstValue("Set-Cookie").orElseThrow())
            .startsWith("parlour=")
            .contains("Secure");
        assertThat(home.headers().firstValue("Strict-Transport-Security")).isPresent();
      }
      try (Browser browser = Browser.start();
          BrowserContext person =
              browser
                  .chromium()
                  .newContext(
                      new com.microsoft.playwright.Browser.NewContextOptions()
                          .setIgnoreHTTPSErrors(true))) {
        Page page = person.newPage();
        page.navigate(kit.proxy().toString());
        assertThat(
                page.evaluate(
                    """
                    () => new Promise((spoken) => {
                      const socket = new WebSocket(`wss://${location.host}/ws?room=abc`, "parlour.v1");
                      socket.onopen = () => spoken(socket.protocol);
                      socket.onerror = () => spoken("refused");
                    })\
                    """))
            .isEqualTo("parlour.v1");
      }
    }
  }

  @Test
  void what_is_wrong_is_said_in_a_sentence_and_nothing_is_left() throws Exception {
    Path data = WORK.resolve("refused");
    Path mine = Files.createDirectories(data).resolve("mine.txt");
    Files.writeString(mine, "kept");
    Process process =
        new ProcessBuilder("scale/kit", "up", "--no-build", "--data", data.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said).contains("has other things in it").hasLineCount(1);
    assertThat(mine).content().isEqualTo("kept");
  }

  private static long pid(List<ScaleKit.Status> running, String name) {
    return running.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .flatMap(ScaleKit.Status::pid)
        .orElseThrow();
  }

  private static String roomBy(RestClient client) {
    RestClient.Answer made =
        client.post("/api/rooms", "{\"game\":\"trivia\",\"settings\":{\"topic\":\"mathematics\"}}");
    assertThat(made.status()).isEqualTo(201);
    return made.body().path("code").asText();
  }

  /** A process that has just ended has a number until the system has noted its end. */
  private static boolean ends(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join())
        .map(process -> !process.isAlive())
        .orElse(true);
  }

  private static int rooms(ScaleKit kit) throws Exception {
    try (Connection database =
            DriverManager.getConnection(
                kit.databaseUrl(), kit.databaseUser(), kit.databasePassword());
        ResultSet count = database.createStatement().executeQuery("select count(*) from room")) {
      count.next();
      return count.getInt(1);
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "proxy", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
