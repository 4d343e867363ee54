package dev.parlour.embedded;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.ra.ActiveMQResourceAdapter;

/**
 * Artemis's resource adapter, which by configuration also holds what it connects to: the broker,
 * and PostgreSQL beside it.
 *
 * <p><b>Life cycle.</b> The server calls {@link #start} once, before it starts applications that
 * use the adapter, and {@link #stop} once, after they have stopped. Start claims the data folder,
 * then starts PostgreSQL, then the broker, then the adapter proper; stop goes back the same way.
 * What fails half-way is undone, the reason is one sentence in the log beginning with {@value
 * #REFUSAL}, and the application does not start: an adapter must not stop a server that may run
 * other things too.
 *
 * <p><b>Threads.</b> Both are called on a thread of the server, one after the other and never
 * together; they may block. This class starts no thread; PostgreSQL is a process, and the broker's
 * threads are Artemis's own.
 */
public class ParlourResourceAdapter extends ActiveMQResourceAdapter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(ParlourResourceAdapter.class.getName());
  static final String REFUSAL = "Parlour cannot start: ";

  /** Far more than one server's pool. */
  private static final int DATABASE_SESSIONS = 200;

  /**
   * A system property with the reason, for the application, which would otherwise wait for a
   * database that cannot come.
   */
  static final String REFUSAL_PROPERTY = "dev.parlour.refusal";

  private boolean embeddedDatabase;
  private boolean embeddedBroker;
  private String dataFolder = "data";
  private String binariesFolder = "";
  private int databasePort;
  private String databaseName = "parlour";
  private String databaseUser = "parlour";
  private String brokerAcceptor = "";

  private transient ClaimedFolder folder;
  private transient EmbeddedPostgres postgres;
  private transient EmbeddedBroker broker;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    try {
      if (embeddedDatabase || embeddedBroker) {
        folder = ClaimedFolder.claim(Path.of(dataFolder));
      }
      if (embeddedDatabase) {
        Path binaries =
            binariesFolder.isBlank()
                ? folder.resolve("programs")
                : Path.of(binariesFolder).toAbsolutePath();
        postgres =
            EmbeddedPostgres.start(
                folder, binaries, databasePort, databaseName, databaseUser, DATABASE_SESSIONS);
      }
      if (embeddedBroker) {
        broker = EmbeddedBroker.start(folder.resolve("broker"), brokerAcceptor);
        setConnectorClassName(InVMConnectorFactory.class.getName());
        setConnectionParameters("serverId=0");
      }
      super.start(context);
      System.clearProperty(REFUSAL_PROPERTY);
    } catch (StartRefused e) {
      stopWhatRuns();
      System.setProperty(REFUSAL_PROPERTY, REFUSAL + e.getMessage());
      LOG.log(Level.SEVERE, REFUSAL + e.getMessage());
      throw new ResourceAdapterInternalException(REFUSAL + e.getMessage(), e);
    } catch (ResourceAdapterInternalException | RuntimeException e) {
      stopWhatRuns();
      throw e;
    }
  }

  @Override
  public void stop() {
    super.stop();
    stopWhatRuns();
  }

  private void stopWhatRuns() {
    if (broker != null) {
      broker.stop();
      broker = null;
    }
    if (postgres != null) {
      postgres.stop();
      postgres = null;
    }
    if (folder != null) {
      try {
        folder.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The data folder was not released", e);
      }
      folder = null;
    }
  }

  // Artemis would send an empty name as a name; empty means that the broker wants none.

  @Override
  public void setUserName(String name) {
    super.setUserName(name == null || name.isBlank() ? null : name);
  }

  @Override
  public void setPassword(String password) {
    super.setPassword(password == null || password.isBlank() ? null : password);
  }

  public Boolean getEmbeddedDatabase() {
    return embeddedDatabase;
  }

  public void setEmbeddedDatabase(Boolean embeddedDatabase) {
    this.embeddedDatabase = embeddedDatabase;
  }

  public Boolean getEmbeddedBroker() {
    return embeddedBroker;
  }

  public void setEmbeddedBroker(Boolean embeddedBroker) {
    this.embeddedBroker = embeddedBroker;
  }

  public String getDataFolder() {
    return dataFolder;
  }

  public void setDataFolder(String dataFolder) {
    this.dataFolder = dataFolder;
  }

  public String getBinariesFolder() {
    return binariesFolder;
  }

  public void setBinariesFolder(String binariesFolder) {
    this.binariesFolder = binariesFolder == null ? "" : binariesFolder;
  }

  public Integer getDatabasePort() {
    return databasePort;
  }

  public void setDatabasePort(Integer databasePort) {
    this.databasePort = databasePort;
  }

  public String getDatabaseName() {
    return databaseName;
  }

  public void setDatabaseName(String databaseName) {
    this.databaseName = databaseName;
  }

  public String getDatabaseUser() {
    return databaseUser;
  }

  public void setDatabaseUser(String databaseUser) {
    this.databaseUser = databaseUser;
  }

  public String getBrokerAcceptor() {
    return brokerAcceptor;
  }

  public void setBrokerAcceptor(String brokerAcceptor) {
    this.brokerAcceptor = brokerAcceptor == null ? "" : brokerAcceptor;
  }
}
