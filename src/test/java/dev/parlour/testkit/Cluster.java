package dev.parlour.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Three servers with one database and one broker, which all tests share that stop and kill them: it
 * starts for the first of these and ends with the test run. Before each test all are well again.
 *
 * <pre>{@code
 * @RegisterExtension static final Cluster CLUSTER = Cluster.ofThree();
 * … CLUSTER.kit().kill("node-1"); …
 * }</pre>
 *
 * <p>Limits of rates are high, as everybody comes from one address.
 */
public final class Cluster implements BeforeAllCallback, BeforeEachCallback {
  public static final int NODES = 3;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "database.pool",
          "15",
          "parlour.realtime.messages-per-second",
          "10000",
          "parlour.realtime.message-burst",
          "10000");

  private ScaleKit kit;

  private Cluster() {}

  public static Cluster ofThree() {
    return new Cluster();
  }

  /** The store closes it when the whole run is over. */
  private record Shared(ScaleKit kit) implements AutoCloseable {
    static Shared start() {
      try {
        return new Shared(
            ScaleKit.up(
                Path.of(System.getProperty("parlour.work", "target/it")).resolve("cluster"),
                NODES,
                SETTINGS,
                "--no-proxy"));
      } catch (Exception e) {
        throw new IllegalStateException("the servers do not start", e);
      }
    }

    @Override
    public void close() throws Exception {
      kit.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    kit =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Cluster.class))
            .getOrComputeIfAbsent("kit", k -> Shared.start(), Shared.class)
            .kit();
  }

  /** What the test before has stopped, killed or drained. */
  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    List<CompletableFuture<Void>> cures = new ArrayList<>();
    for (ScaleKit.Status one : kit.status()) {
      if (!one.health().equals("ready")) {
        cures.add(CompletableFuture.runAsync(() -> cure(one)));
      }
    }
    CompletableFuture.allOf(cures.toArray(CompletableFuture[]::new)).join();
  }

  private void cure(ScaleKit.Status one) {
    try {
      if (one.pid().isPresent()) {
        kit.stop(one.name());
      }
      kit.start(one.name());
    } catch (Exception e) {
      throw new IllegalStateException(one.name() + " does not get well", e);
    }
  }

  public ScaleKit kit() {
    return kit;
  }

  /**
   * @param number from 1
   */
  public static String node(int number) {
    return "node-" + number;
  }

  public URI at(int number) {
    return kit.node(node(number)).address();
  }

  /** All nodes, that one first. */
  public List<URI> from(int first) {
    List<URI> all = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      all.add(at((first - 1 + i) % NODES + 1));
    }
    return all;
  }

  /** How a row of the database is read. */
  public interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** What the database says. */
  public <T> List<T> rows(String sql, Object parameter, Reading<T> reading) {
    try (Connection database =
            DriverManager.getConnection(
                kit.databaseUrl(), kit.databaseUser(), kit.databasePassword());
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reading.of(result));
        }
      }
      return rows;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
