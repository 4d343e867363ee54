package dev.parlour.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server of a test's own, as a process of its own: to be stopped in order, to be killed in the
 * middle of something, and to be started again on the same files.
 *
 * <pre>{@code
 * try (ServerProcess server = ServerProcess.named("kill").start()) {
 *     … server.address() …
 *     server.kill();
 *     server.start();
 * }
 * }</pre>
 *
 * <p>It takes ports that are free and keeps its files under {@code target/it/<name>}, emptied when
 * it is made; start waits until {@code /health/ready} answers. After {@link #close} nothing of it
 * runs any more, neither the server nor a PostgreSQL that a killed server left behind.
 */
public final class ServerProcess implements AutoCloseable {

  /** What the build says of the machine that servers of a test run in; nothing outside of it. */
  private static final String JVM_ARGS = System.getProperty("parlour.server.jvm", "");

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path WORK =
      Path.of(System.getProperty("parlour.work", "target/it")).toAbsolutePath();
  private static final Path USR =
      Path.of(System.getProperty("wlp.usr", "target/usr")).toAbsolutePath();

  private static final ClassArchive CLASSES = ClassArchive.ofTheBuild();

  private final String name;
  private final Path server;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path folder;
  private boolean foreignFolder;
  private Process process;
  private boolean optimizing;

  private ServerProcess(String name) throws IOException {
    this.name = "parlour-" + name;
    this.server = USR.resolve("servers").resolve(this.name);
    this.folder = WORK.resolve(name);
    deleteTree(folder);
    deleteTree(server);
    Files.createDirectories(folder);
    copyTree(Path.of("src/main/liberty/config"), server);
    Files.createDirectories(server.resolve("apps"));
    Files.copy(
        Path.of(System.getProperty("parlour.war", "target/parlour.war")),
        server.resolve("apps/parlour.war"),
        StandardCopyOption.REPLACE_EXISTING);
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(freePort()));
    settings.put("database.port", Integer.toString(freePort()));
    settings.put("data.folder", folder.toString());
    settings.put("database.programs", WORK.resolve("programs").toString());
    settings.put("log.level", "WARNING");
  }

  /** A server that does not run yet; its files from an earlier test run are gone. */
  public static ServerProcess named(String name) throws IOException {
    return new ServerProcess(name);
  }

  /**
   * Sets a variable of server.xml, from the next start on. A data folder given here belongs to
   * somebody else: what runs on it is not stopped by {@link #close}.
   */
  public ServerProcess with(String variable, String value) {
    settings.put(variable, value);
    if (variable.equals("data.folder")) {
      folder = Path.of(value);
      foreignFolder = true;
    }
    return this;
  }

  /**
   * Sets a setting of the application, such as {@code parlour.room.small}, from the next start on.
   */
  public ServerProcess set(String setting, String value) {
    environment.put(setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
    return this;
  }

  /**
   * Lets the JVM's second compiler work too, from the next start on: dearer until the server is
   * ready, but five times quicker at passwords, say.
   */
  public ServerProcess optimizing() {
    optimizing = true;
    return this;
  }

  /** What servers' JVMs are told where somebody else starts them for a test. */
  static String jvmArgs() {
    return JVM_ARGS + " " + CLASSES.use();
  }

  /** Deploys one more application, from the next start on. */
  public ServerProcess deploy(String name, Path war) throws IOException {
    Files.copy(
        war, server.resolve("apps").resolve(name + ".war"), StandardCopyOption.REPLACE_EXISTING);
    Path folder = Files.createDirectories(server.resolve("configDropins/overrides"));
    Files.writeString(
        folder.resolve(name + ".xml"),
        "<server><webApplication name=\"%1$s\" location=\"%1$s.war\" contextRoot=\"/%1$s\"/></server>%n"
            .formatted(name));
    return this;
  }

  /** Starts, and comes back when the server is ready. */
  public ServerProcess start() throws IOException, InterruptedException {
    launch();
    try {
      awaitReady();
    } catch (IOException | InterruptedException | RuntimeException fault) {
      close(); // nobody else has it yet, and it would run on
      throw fault;
    }
    return this;
  }

  /** Starts, and comes back at once. */
  public ServerProcess launch() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException(name + " runs already");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("wlp.home")).resolve("bin/server").toString(),
                "run",
                name,
                "--"));
    settings.forEach((variable, value) -> command.add("--" + variable + "=" + value));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("WLP_USER_DIR", USR.toString());
    builder.environment().putAll(environment);
    // What Maven or a test framework sets for itself is not for a server.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "MAVEN_OPTS"));
    // With Liberty's agent for traces by bytecode no class could come from an archive.
    builder.environment().put("WLP_SKIP_BOOTSTRAP_AGENT", "true");
    builder
        .environment()
        .put(
            "JVM_ARGS",
            String.join(
                " ",
                JVM_ARGS,
                optimizing ? "-XX:TieredStopAtLevel=4" : "",
                CLASSES.useOrWrite(name)));
    process = builder.start();
    return this;
  }

  /** Waits until {@code /health/ready} says so; fails at once if the server ends before. */
  public void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      HttpRequest question =
          HttpRequest.newBuilder(address().resolve("/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      while (true) {
        try {
          if (client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // Nobody listens yet.
        }
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(
              name + " ended with " + process.exitValue() + ":\n" + output());
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              name + " is not ready after " + PATIENCE + ":\n" + output());
        }
      }
    }
  }

  /**
   * SIGKILL to the server, and to nothing else: no goodbye, as when a machine dies. Its PostgreSQL
   * is left behind.
   */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM, and waits until everything is down. */
  public void stop() throws InterruptedException {
    if (isRunning()) {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException(name + " did not stop when asked to");
      }
    }
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** {@code http://127.0.0.1:port/} */
  public URI address() {
    return URI.create("http://127.0.0.1:" + settings.get("http.port") + "/");
  }

  /** {@code ws://127.0.0.1:port/ws} */
  public URI socketAddress() {
    return URI.create("ws://127.0.0.1:" + settings.get("http.port") + "/ws");
  }

  public Path folder() {
    return folder;
  }

  public String setting(String variable) {
    return settings.get(variable);
  }

  /** What the server has printed since its last start. */
  public String output() throws IOException {
    return Files.exists(console()) ? Files.readString(console()) : "";
  }

  /** A connection to its database, with the application's own rights. */
  public Connection database() throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + settings.get("database.port") + "/parlour",
        "parlour",
        databasePassword());
  }

  /** What the embedded database generated for the application's role. */
  public String databasePassword() throws IOException {
    String prefix = "*:*:*:parlour:";
    return Files.readAllLines(folder.resolve("postgres.passwords")).stream()
        .filter(line -> line.startsWith(prefix))
        .findFirst()
        .orElseThrow()
        .substring(prefix.length());
  }

  /** The status and body of {@code /health/ready}, or the empty text if nobody listens. */
  public String readiness() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address().resolve("/health/ready"))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "";
    }
  }

  /** The PostgreSQL on this server's files, if one runs: with the server, or left behind by it. */
  public Optional<ProcessHandle> postgres() throws IOException {
    Path pidFile = folder.resolve("postgres/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    return ProcessHandle.of(pid)
        .filter(
            found ->
                found
                    .info()
                    .commandLine()
                    .orElse("")
                    .contains(folder.resolve("postgres").toString()));
  }

  /**
   * Stops what runs, also what a killed server left behind. The files stay, for whoever wants to
   * know why a test failed.
   */
  @Override
  public void close() throws IOException {
    try {
      boolean ends = isRunning();
      stop();
      if (ends) {
        CLASSES.take(name);
      }
      Optional<ProcessHandle> left = foreignFolder ? Optional.empty() : postgres();
      if (left.isPresent()) {
        new ProcessBuilder("sh", "-c", "kill -INT " + left.get().pid()).start().waitFor();
        left.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL of " + name + " does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " stops", e);
    }
  }

  /** Deletes its files, but for a data folder of somebody else's; only after {@link #close}. */
  public void forget() throws IOException {
    deleteTree(WORK.resolve(name.substring("parlour-".length())));
    deleteTree(server);
    Files.deleteIfExists(console());
  }

  /** A port of this machine that nobody uses at this moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path console() {
    return WORK.resolve(name + ".out");
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
