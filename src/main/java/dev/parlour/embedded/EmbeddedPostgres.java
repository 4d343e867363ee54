package dev.parlour.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of our own, in a folder of our own, reachable from this machine only and by password
 * only.
 *
 * <p>It is started through {@code pg_ctl}, which gives it a session of its own: a Ctrl-C in the
 * terminal must reach the server alone, which still needs its database while it stops. So it also
 * survives a server that is killed; the next start finds such an orphan, makes sure that it is one,
 * and stops it.
 */
final class EmbeddedPostgres {

  private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class.getName());
  private static final String MAJOR = "18";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PATIENCE_SECONDS = 60;

  private final Path home;
  private final Path folder;
  private final Path log;
  private final Passwords passwords;
  private final int port;

  private EmbeddedPostgres(Path home, ClaimedFolder claimed, int port) throws IOException {
    this.home = home;
    this.folder = claimed.resolve("postgres");
    this.log = claimed.resolve("postgres.log");
    this.passwords = Passwords.in(claimed.resolve("postgres.passwords"));
    this.port = port;
  }

  /**
   * Starts the database and leaves a database {@code name}, owned by {@code user}, that answers.
   *
   * @param sessions most connections; each may hold a prepared transaction, which is one of XA
   */
  static EmbeddedPostgres start(
      ClaimedFolder claimed, Path binaries, int port, String name, String user, int sessions)
      throws StartRefused {
    long began = System.nanoTime();
    try {
      EmbeddedPostgres postgres =
          new EmbeddedPostgres(PostgresBinaries.unpackedIn(binaries), claimed, port);
      postgres.stopOrphan();
      postgres.refuseTakenPort();
      postgres.createUnlessThere();
      postgres.run(sessions);
      postgres.prepare(name, user);
      // The data source finds the generated password by itself this way; no configuration ever
      // holds it.
      System.setProperty(GeneratedPassword.FILE_PROPERTY, postgres.passwords.file().toString());
      LOG.info(
          "PostgreSQL answers on "
              + LOOPBACK
              + ":"
              + port
              + " after "
              + (System.nanoTime() - began) / 1_000_000
              + " ms; its files are in "
              + postgres.folder);
      return postgres;
    } catch (IOException | SQLException e) {
      throw new StartRefused(
          "PostgreSQL in " + claimed.resolve("postgres") + " does not start (" + e + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("the start of PostgreSQL was interrupted.", e);
    }
  }

  void stop() {
    try {
      command(
          "pg_ctl",
          "-D",
          folder.toString(),
          "-m",
          "fast",
          "-w",
          "-t",
          Integer.toString(PATIENCE_SECONDS),
          "stop");
      LOG.info("PostgreSQL stopped");
    } catch (IOException e) {
      LOG.warning("PostgreSQL did not stop: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The claim on the folder is ours, so whatever still runs on these files belongs to a server that
   * is dead.
   */
  private void stopOrphan() throws IOException, InterruptedException, StartRefused {
    Path pidFile = folder.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> orphan =
        lines.isEmpty()
            ? Optional.empty()
            : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(this::runsOnThisFolder);
    if (orphan.isEmpty()) {
      return; // PostgreSQL itself clears away the file of a process that is gone.
    }
    LOG.warning(
        "Stopping the PostgreSQL (process "
            + orphan.get().pid()
            + ") that a killed server left behind");
    execute(List.of("sh", "-c", "kill -INT " + orphan.get().pid()));
    try {
      orphan.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StartRefused(
          "the PostgreSQL (process "
              + orphan.get().pid()
              + ") that a killed server left in "
              + folder
              + " does not stop; stop it by hand.",
          e);
    }
  }

  /** Process numbers are used again, so the number alone proves nothing. */
  private boolean runsOnThisFolder(ProcessHandle process) {
    Path inLinux = Path.of("/proc", Long.toString(process.pid()));
    if (Files.isDirectory(inLinux)) {
      try {
        // A server process of PostgreSQL works in its data directory; its name is checked so that a
        // shell in there is left alone.
        return Files.readSymbolicLink(inLinux.resolve("cwd")).equals(folder)
            && Files.readString(inLinux.resolve("comm")).strip().equals("postgres");
      } catch (IOException gone) {
        return false;
      }
    }
    String line = process.info().commandLine().orElse("");
    return line.contains("postgres") && line.contains(folder.toString());
  }

  private void refuseTakenPort() throws StartRefused {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
    } catch (IOException e) {
      throw new StartRefused(
          "port " + port + " for its PostgreSQL is taken; choose another one with database.port.",
          e);
    }
  }

  private void createUnlessThere() throws IOException, InterruptedException, StartRefused {
    if (Files.exists(folder)) {
      String found = Files.readString(folder.resolve("PG_VERSION")).strip();
      if (!found.equals(MAJOR)) {
        throw new StartRefused(
            "the files in "
                + folder
                + " are of PostgreSQL "
                + found
                + ", but this Parlour brings "
                + MAJOR
                + "; dump and restore them first.");
      }
      return;
    }
    Path unfinished = folder.resolveSibling("postgres.unfinished");
    PostgresBinaries.deleteTree(unfinished);
    Path passwordFile = Files.createTempFile(folder.getParent(), "first", ".password");
    try {
      Files.writeString(passwordFile, passwords.administrator() + "\n");
      command(
          "initdb",
          "-D",
          unfinished.toString(),
          "-U",
          Passwords.ADMINISTRATOR,
          "--pwfile=" + passwordFile,
          "-A",
          "scram-sha-256",
          "-E",
          "UTF8",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C",
          "--no-instructions");
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private void run(int sessions) throws IOException, InterruptedException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling("postgres.previous.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    // Durable on purpose: what was acknowledged must survive a power cut. Prepared transactions are
    // those of XA.
    String settings =
        String.join(
            " ",
            "-p",
            Integer.toString(port),
            "-c listen_addresses=" + LOOPBACK,
            "-c unix_socket_directories=",
            "-c fsync=on",
            "-c synchronous_commit=on",
            "-c full_page_writes=on",
            "-c max_prepared_transactions=" + sessions,
            "-c max_connections=" + sessions,
            "-c timezone=UTC",
            "-c log_timezone=UTC");
    command(
        "pg_ctl",
        "-D",
        folder.toString(),
        "-l",
        log.toString(),
        "-w",
        "-t",
        Integer.toString(PATIENCE_SECONDS),
        "-o",
        settings,
        "start");
  }

  private void prepare(String name, String user) throws SQLException, IOException {
    PGSimpleDataSource administration = new PGSimpleDataSource();
    administration.setServerNames(new String[] {LOOPBACK});
    administration.setPortNumbers(new int[] {port});
    administration.setDatabaseName("postgres");
    try (Connection connection =
            administration.getConnection(Passwords.ADMINISTRATOR, passwords.administrator());
        Statement statement = connection.createStatement()) {
      if (isMissing(connection, "select 1 from pg_roles where rolname = ?", user)) {
        statement.execute("create role " + statement.enquoteIdentifier(user, true) + " login");
      }
      statement.execute(
          "alter role "
              + statement.enquoteIdentifier(user, true)
              + " password "
              + statement.enquoteLiteral(passwords.of(user)));
      if (isMissing(connection, "select 1 from pg_database where datname = ?", name)) {
        statement.execute(
            "create database "
                + statement.enquoteIdentifier(name, true)
                + " owner "
                + statement.enquoteIdentifier(user, true));
      }
    }
  }

  private static boolean isMissing(Connection connection, String question, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, name);
      try (ResultSet found = statement.executeQuery()) {
        return !found.next();
      }
    }
  }

  private void command(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, and may
      // touch only what root's files allow.
      words.addAll(List.of("unshare", "-U"));
    }
    words.add(home.resolve("bin").resolve(program).toString());
    words.addAll(List.of(arguments));
    execute(words);
  }

  /**
   * Output goes to a file and not to a pipe: PostgreSQL, which outlives {@code pg_ctl}, would hold
   * the pipe open for ever.
   */
  private void execute(List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder.getParent(), "command", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .directory(folder.getParent().toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<Process> exit = process.onExit();
      try {
        exit.get(2L * PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        process.destroyForcibly();
        throw new IOException(
            words.get(words.size() > 2 && words.getFirst().equals("unshare") ? 2 : 0)
                + " takes too long",
            e);
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", words)
                + " ended with "
                + process.exitValue()
                + ": "
                + Files.readString(output).strip());
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private boolean isRoot() throws IOException {
    // The password file was made by this very user. (The name of the user would not do: root may
    // have another.)
    return Integer.valueOf(0).equals(Files.getAttribute(passwords.file(), "unix:uid"))
        && Files.exists(Path.of("/proc/self"));
  }

  /**
   * One password for each role, generated once, in a file of the form that PostgreSQL's clients
   * read, for its owner alone.
   */
  private record Passwords(Path file) {

    static final String ADMINISTRATOR = "postgres";

    static Passwords in(Path file) throws IOException {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return new Passwords(file);
    }

    String administrator() throws IOException {
      return of(ADMINISTRATOR);
    }

    String of(String role) throws IOException {
      String prefix = "*:*:*:" + role + ":";
      List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
      for (String line : lines) {
        if (line.startsWith(prefix)) {
          return line.substring(prefix.length());
        }
      }
      byte[] bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      String password = HexFormat.of().formatHex(bytes);
      lines.add(prefix + password);
      Files.write(file, lines, StandardCharsets.UTF_8);
      return password;
    }
  }
}
