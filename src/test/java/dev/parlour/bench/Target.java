package dev.parlour.bench;

import dev.parlour.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server that bears the load: anybody's, or one of the tool's own. */
final class Target implements AutoCloseable {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+(\\d+)\\s+(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the tool's own server is allowed, as all clients come from one address. */
  private static final List<String> LIMITS =
      List.of(
          "parlour.realtime.sockets-per-address=100000",
          "parlour.realtime.messages-per-second=10000",
          "parlour.realtime.message-burst=100000",
          "parlour.realtime.rooms-per-socket=1000",
          "parlour.tournament.guests-organise=true",
          "parlour.http.post-burst=1000000",
          "parlour.http.posts-per-second=100000");

  private final URI address;
  private final OptionalLong pid; // empty where it is the tool's own or nobody said it
  private final ServerProcess own; // null where it is somebody else's
  private final Thread end = new Thread(this::end);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Target(URI address, OptionalLong pid) {
    this.address = address;
    this.pid = pid;
    this.own = null;
  }

  private Target(URI address, ServerProcess own) {
    this.address = address;
    this.pid = OptionalLong.empty();
    this.own = own;
  }

  /**
   * @param pid of the server, where it runs on this machine
   */
  static Target at(URI address, OptionalLong pid) {
    return new Target(address, pid);
  }

  /**
   * Starts a server with wide limits and files of its own.
   *
   * @param settings more of them, as {@code name=value}
   * @param bare whether the bare endpoint stands beside Parlour
   */
  static Target own(List<String> settings, boolean bare) throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.named("bench-" + ProcessHandle.current().pid());
    LIMITS.forEach(setting -> apply(server, setting));
    settings.forEach(setting -> apply(server, setting));
    if (bare) {
      Path war = server.folder().resolve("bare.war");
      BareWar.write(war);
      server.deploy(BareWar.NAME, war);
    }
    Target target = new Target(server.address(), server);
    Runtime.getRuntime().addShutdownHook(target.end); // a Ctrl-C must leave no server behind
    server.start();
    return target;
  }

  private static void apply(ServerProcess server, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new Options.Misunderstood("--set needs name=value, not " + setting + ".");
    }
    String name = setting.substring(0, equals);
    String value = setting.substring(equals + 1);
    if (name.startsWith("parlour.")) {
      server.set(name, value);
    } else {
      server.with(name, value);
    }
  }

  URI address() {
    return address;
  }

  boolean isOwn() {
    return own != null;
  }

  boolean isProcessKnown() {
    return own != null || pid.isPresent();
  }

  /** What {@code /metrics} tells now; numbers that it does not tell are NaN. */
  ServerFigures figures() throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address.resolve("/metrics")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return ServerFigures.read(
          answer.statusCode() == 200 ? answer.body() : "", databaseCpuSeconds());
    } catch (IOException untold) {
      return ServerFigures.read("", Double.NaN);
    }
  }

  private double databaseCpuSeconds() throws IOException {
    return own == null
        ? Double.NaN
        : own.postgres().stream()
            .flatMap(postgres -> Stream.concat(Stream.of(postgres), postgres.children()))
            .mapToDouble(ServerFigures::cpuSeconds)
            .filter(Double::isFinite)
            .sum();
  }

  /**
   * Bytes of all living objects, after a collection; only where {@link #isProcessKnown}.
   *
   * @throws IllegalStateException where the JVM does not say it
   */
  long liveBytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("the server's JVM does not tell its live objects");
    }
    return Long.parseLong(total.group(2));
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(
                program.toString(),
                Long.toString(own != null ? own.pid() : pid.orElseThrow()),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("jcmd " + command + " failed: " + output);
    }
    return output;
  }

  private synchronized void end() {
    if (own != null) {
      try {
        own.close();
        own.forget();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    http.close();
    end();
  }
}
