package dev.parlour.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Several nodes with one database, one broker and HAProxy in front, all as processes of their own:
 * what {@code scale/kit} starts, for tests and tools.
 *
 * <pre>{@code
 * try (ScaleKit kit = ScaleKit.up(folder, 3, Map.of("parlour.room.grace-seconds", "1"))) {
 *     … kit.proxy() …
 *     kit.kill("node-2");
 *     kit.start("node-2");
 * }
 * }</pre>
 *
 * <p>Names are {@code database}, {@code broker}, {@code proxy}, {@code node-1}, {@code node-2}, …
 * Every kit has ports of its own that were free, so several may run at the same time. It takes what
 * the build has left under {@code target/} and builds nothing. After {@link #close} nothing of it
 * runs, and its folder is gone. Commands for different names may be given at the same time.
 */
public final class ScaleKit implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than the script's own patience with any one process. */
  private static final long PATIENCE_SECONDS = 600;

  private final Path data;
  private final List<Node> nodes = new ArrayList<>();
  private final String databaseUrl;
  private final String databaseUser;
  private URI proxy;

  /**
   * One server.
   *
   * @param name such as {@code node-1}, which is its {@code parlour.node.name} too
   * @param address such as {@code http://127.0.0.1:9081/}, past the proxy
   */
  public record Node(String name, URI address) {}

  /**
   * What the kit says of one process.
   *
   * @param pid empty where it does not run
   * @param health {@code ready}, {@code not ready}, {@code starting} or {@code down}
   */
  public record Status(String name, Optional<Long> pid, int port, String health) {}

  private ScaleKit(Path data) throws IOException, InterruptedException {
    this.data = data;
    JsonNode status = askStatus();
    databaseUrl = status.path("database").path("url").asText();
    databaseUser = status.path("database").path("user").asText();
    for (JsonNode process : status.path("processes")) {
      String name = process.path("name").asText();
      if (name.startsWith("node-")) {
        nodes.add(new Node(name, URI.create(process.path("uri").asText())));
      } else if (name.equals("proxy")) {
        proxy = URI.create(process.path("uri").asText());
      }
    }
  }

  /**
   * Comes back when all are ready; if that fails, nothing runs.
   *
   * @param data an empty folder, or one that is not there yet
   * @param settings of all nodes, by their names in the README; {@code node-2.name} is one of that
   *     node alone, and {@code node.heap} the largest heap of a node ({@code 512m})
   * @param options further ones of {@code scale/kit up}, such as {@code --tls}
   */
  public static ScaleKit up(Path data, int nodes, Map<String, String> settings, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("up", "--no-build", "--base-port", "0"));
    command.addAll(List.of("--nodes", Integer.toString(nodes)));
    settings.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
    command.addAll(Arrays.asList(options));
    Path folder = data.toAbsolutePath();
    run(folder, command);
    return new ScaleKit(folder);
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Node node(String name) {
    return nodes.stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Where players come in, such as {@code http://127.0.0.1:9080/}; with {@code --tls} it is {@code
   * https://localhost:9080/}.
   */
  public URI proxy() {
    if (proxy == null) {
      throw new IllegalStateException("this kit has no proxy");
    }
    return proxy;
  }

  /** What the proxy shows with {@code --tls}: a PEM file. */
  public Path certificate() {
    return data.resolve("secrets/proxy.crt");
  }

  public Path data() {
    return data;
  }

  public String databaseUrl() {
    return databaseUrl;
  }

  public String databaseUser() {
    return databaseUser;
  }

  public String databasePassword() throws IOException {
    String prefix = "*:*:*:" + databaseUser + ":";
    return Files.readAllLines(data.resolve("database/postgres.passwords")).stream()
        .filter(line -> line.startsWith(prefix))
        .findFirst()
        .orElseThrow()
        .substring(prefix.length());
  }

  /** What an operator shows to a node: {@code Authorization: Bearer …}. */
  public String operatorToken() throws IOException {
    return Files.readString(data.resolve("secrets/operator.token")).strip();
  }

  /** All processes, as they are now. */
  public List<Status> status() throws IOException, InterruptedException {
    List<Status> all = new ArrayList<>();
    for (JsonNode process : askStatus().path("processes")) {
      all.add(
          new Status(
              process.path("name").asText(),
              process.path("pid").isNumber()
                  ? Optional.of(process.path("pid").asLong())
                  : Optional.empty(),
              process.path("port").asInt(),
              process.path("health").asText()));
    }
    return all;
  }

  /** SIGKILL, as a crash is; comes back when the process is gone. */
  public void kill(String name) throws IOException, InterruptedException {
    run(data, List.of("kill", name));
  }

  /** Starts again what was stopped or killed; comes back when it is ready. */
  public void start(String name) throws IOException, InterruptedException {
    run(data, List.of("start", name));
  }

  /** SIGTERM; comes back when the process has ended in order. */
  public void stop(String name) throws IOException, InterruptedException {
    run(data, List.of("stop", name));
  }

  /** An operator's order to hand the rooms over; gives the node's answer. */
  public String drain(String name) throws IOException, InterruptedException {
    return run(data, List.of("drain", name));
  }

  @Override
  public void close() throws IOException {
    try {
      run(data, List.of("down", "--purge"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the kit stops", e);
    }
  }

  private JsonNode askStatus() throws IOException, InterruptedException {
    return JSON.readTree(run(data, List.of("status", "--json")));
  }

  /** What the script prints; a failure has it in its message. */
  private static String run(Path data, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scale/kit"));
    command.addAll(arguments);
    command.addAll(List.of("--data", data.toString()));
    Path output = Files.createTempFile("scale-kit", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JVM_ARGS", ServerProcess.jvmArgs());
      Optional.ofNullable(System.getProperty("wlp.home"))
          .ifPresent(home -> builder.environment().put("WLP_HOME", home));
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy(); // It stops what it has started.
        process.waitFor();
        throw new IllegalStateException(
            "scale/kit " + arguments + " takes too long:\n" + Files.readString(output));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "scale/kit " + arguments + " failed:\n" + Files.readString(output));
      }
      return Files.readString(output);
    } finally {
      Files.delete(output);
    }
  }
}
