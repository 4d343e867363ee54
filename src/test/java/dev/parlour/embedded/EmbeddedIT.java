package dev.parlour.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlour.testkit.ServerProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The database inside the server: it is there after a kill, for one server at a time, and for
 * nobody without the password.
 */
class EmbeddedIT {

  @Test
  void a_killed_server_leaves_nothing_that_blocks_the_next_start() throws Exception {
    try (ServerProcess server = ServerProcess.named("killed").start()) {
      try (Connection connection = server.database();
          Statement statement = connection.createStatement()) {
        statement.execute("create table told (what text)");
        statement.execute("insert into told values ('before the kill')");
      }
      assertNobodyComesInWithoutThePassword(server);
      server.kill();
      ProcessHandle orphan =
          server
              .postgres()
              .orElseThrow(() -> new AssertionError("PostgreSQL should have outlived the server"));

      server.start();

      assertThat(orphan.isAlive()).as("the orphan was stopped").isFalse();
      assertThat(server.postgres()).isPresent();
      try (Connection connection = server.database();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select what from told")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("before the kill");
      }

      server.stop();
      assertThat(server.postgres()).as("stopping the server stops PostgreSQL").isEmpty();
    }
  }

  @Test
  void a_second_server_on_the_same_folder_is_told_why() throws Exception {
    try (ServerProcess first = ServerProcess.named("first").start();
        ServerProcess second =
            ServerProcess.named("second").with("data.folder", first.folder().toString())) {
      second.launch();
      assertThat(refusalOf(second))
          .isEqualTo(
              "Parlour cannot start: the data folder "
                  + first.folder()
                  + " is in use by another Parlour (process "
                  + first.pid()
                  + "); stop that one, or choose another folder with data.folder.");
      second.kill();
      assertThat(first.postgres()).as("the first is not disturbed").isPresent();
      first.awaitReady();
    }
  }

  @Test
  void a_taken_port_is_told_in_one_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerProcess server =
            ServerProcess.named("port")
                .with("database.port", Integer.toString(taken.getLocalPort()))) {
      server.launch();
      assertThat(refusalOf(server))
          .isEqualTo(
              "Parlour cannot start: port "
                  + taken.getLocalPort()
                  + " for its PostgreSQL is taken; choose another one with database.port.");
      server.kill();
    }
  }

  @Test
  void the_same_war_takes_database_and_broker_from_elsewhere() throws Exception {
    int brokerPort = ServerProcess.freePort();
    try (ServerProcess elsewhere =
            ServerProcess.named("elsewhere")
                .with("broker.acceptor", "tcp://127.0.0.1:" + brokerPort)
                .start();
        ServerProcess node =
            ServerProcess.named("node")
                .with("database.embedded", "false")
                .with("database.port", elsewhere.setting("database.port"))
                .with("database.password", elsewhere.databasePassword())
                .with("broker.embedded", "false")
                .with("broker.port", Integer.toString(brokerPort))
                .start()) {
      assertThat(node.postgres()).as("no PostgreSQL of its own").isEmpty();
      await(
          () ->
              node.readiness().startsWith("200") && node.readiness().contains("\"broker\":\"up\""),
          node);

      elsewhere.kill();
      await(
          () ->
              node.readiness().startsWith("200")
                  && node.readiness().contains("\"broker\":\"degraded\""),
          node);

      new ProcessBuilder("sh", "-c", "kill -INT " + elsewhere.postgres().orElseThrow().pid())
          .start()
          .waitFor();
      await(
          () ->
              node.readiness().startsWith("503")
                  && node.readiness().contains("\"database\":\"down\""),
          node);
    }
  }

  private static void await(Callable<Boolean> condition, ServerProcess server) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + server.readiness() + "\n" + server.output());
      }
    }
  }

  private static void assertNobodyComesInWithoutThePassword(ServerProcess server) throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + server.setting("database.port") + "/";
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> DriverManager.getConnection(url + "postgres", "postgres", "").close());
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () -> DriverManager.getConnection(url + "parlour", "parlour", "parlour").close());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(server.folder().resolve("postgres.passwords"))))
        .isEqualTo("rw-------");
  }

  private static String refusalOf(ServerProcess server) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline && server.isRunning()) {
      int at = server.output().indexOf(ParlourResourceAdapter.REFUSAL);
      if (at >= 0) {
        return server.output().substring(at).lines().findFirst().orElseThrow();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no refusal in:\n" + server.output());
  }
}
