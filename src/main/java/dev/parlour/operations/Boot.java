package dev.parlour.operations;

import dev.parlour.shared.SchemaReady;
import dev.parlour.shared.Settings;
import dev.parlour.sql.SqlFaults;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * The first thing that happens in the application: the schema is brought up to date, then {@link
 * SchemaReady} is fired.
 *
 * <p>A start-up singleton, because the container starts those before it lets in requests, messages
 * and timers, and gives up on the application if one of them fails: a node with the wrong schema
 * must not serve. Observers of {@code SchemaReady} run inside this start, one after the other; one
 * that fails stops it, unless it met a connection that was closed: then all are called again.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Boot {

  private static final Logger LOG = Logger.getLogger(Boot.class.getName());
  private static final int MOST_ATTEMPTS = 30; // more than a pool holds

  @Resource(lookup = "jdbc/parlour")
  private DataSource database;

  @Inject private Event<SchemaReady> schemaReady;

  private volatile boolean finished;

  @PostConstruct
  void boot() {
    // The command that asks for it is made only when somebody calls it, which is too late to
    // refuse.
    OperatorToken.from(Settings.ofProcess());
    // The resource adapter, which is started before us, leaves the reason here if it cannot give us
    // a database.
    String refusal = System.getProperty("dev.parlour.refusal");
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
    // A database that starts at the same moment gets a minute to answer; Flyway asks again, ever
    // less often.
    Flyway flyway =
        Flyway.configure(Boot.class.getClassLoader())
            .dataSource(database)
            .locations("classpath:db/migration")
            .connectRetries(15)
            .connectRetriesInterval(5)
            .validateMigrationNaming(true)
            .load();
    MigrateResult result = reaching(flyway::migrate);
    String version =
        result.targetSchemaVersion != null
            ? result.targetSchemaVersion
            : result.initialSchemaVersion;
    LOG.info(
        "The schema is at version "
            + version
            + " ("
            + result.migrationsExecuted
            + " migrations applied)");
    SchemaReady event = new SchemaReady(version == null ? "" : version, result.migrationsExecuted);
    reaching(
        () -> {
          schemaReady.fire(event);
          return null;
        });
    finished = true;
  }

  /**
   * An application that is deployed anew finds a pool that was filled before, and in it connections
   * that the database may have closed since. One of them that fails leaves the pool, and mostly
   * takes the others along, but not where it fails at the beginning of a transaction.
   */
  static <T> T reaching(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (attempt == MOST_ATTEMPTS || !SqlFaults.connectionLost(e)) {
          throw e;
        }
        LOG.info("A connection of the pool was closed; it is tried with another one");
      }
    }
  }

  /** Public, as a bean without an interface shows only such methods to others. */
  public boolean isFinished() {
    return finished;
  }
}
