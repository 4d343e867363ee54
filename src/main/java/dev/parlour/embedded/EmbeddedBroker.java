package dev.parlour.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * An Artemis broker in this process. The application in the same process reaches it without a
 * socket; other nodes may through {@code broker.acceptor}.
 */
final class EmbeddedBroker {

  private static final Logger LOG = Logger.getLogger(EmbeddedBroker.class.getName());

  private final EmbeddedActiveMQ broker;

  private EmbeddedBroker(EmbeddedActiveMQ broker) {
    this.broker = broker;
  }

  /** The one name that may enter, and its password; it may do anything. */
  record Login(String user, String password) {}

  /** With a way in from this process, and one from outside unless {@code acceptor} is blank. */
  static EmbeddedBroker start(Path folder, String acceptor) throws StartRefused {
    return start(folder, acceptor, null);
  }

  /** With a way in from outside only, for those who know the password. */
  static EmbeddedBroker startGuarded(Path folder, String acceptor, Login login)
      throws StartRefused {
    return start(folder, acceptor, login);
  }

  private static EmbeddedBroker start(Path folder, String acceptor, Login login)
      throws StartRefused {
    long began = System.nanoTime();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Artemis finds its factories through the thread's class loader, which is the server's here and
    // knows none of them.
    thread.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
    try {
      EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
      Configuration configuration = configuration(folder);
      if (login == null) {
        configuration.setSecurityEnabled(false).addAcceptorConfiguration("inside", "vm://0");
      } else {
        guard(broker, configuration, login);
      }
      if (!acceptor.isBlank()) {
        configuration.addAcceptorConfiguration("outside", acceptor);
      }
      broker.setConfiguration(configuration);
      broker.start();
      LOG.info(
          "The broker runs after "
              + (System.nanoTime() - began) / 1_000_000
              + " ms; its files are in "
              + folder);
      return new EmbeddedBroker(broker);
    } catch (Exception e) {
      throw new StartRefused("the embedded broker does not start (" + e + ").", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  void stop() {
    try {
      broker.stop();
      LOG.info("The broker stopped");
    } catch (Exception e) {
      LOG.log(Level.WARNING, "The broker did not stop cleanly", e);
    }
  }

  /** Comes back when the broker has stopped, by {@link #stop} or because its disk failed. */
  void awaitEnd() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    broker
        .getActiveMQServer()
        .registerActivateCallback(
            new ActivateCallback() {
              @Override
              public void deActivate() {
                ended.countDown();
              }
            });
    if (broker.getActiveMQServer().isStarted()) {
      ended.await();
    }
  }

  private static void guard(EmbeddedActiveMQ broker, Configuration configuration, Login login) {
    String role = "node";
    configuration.setSecurityEnabled(true);
    configuration.putSecurityRoles(
        "#",
        Set.of(
            new Role(
                role, true, true, true, true, true, true, true, true, true, true, true, true)));
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(
            InVMLoginModule.class.getName(),
            new SecurityConfiguration(
                Map.of(login.user(), login.password()), Map.of(login.user(), List.of(role)))));
  }

  private static Configuration configuration(Path folder) throws Exception {
    Configuration configuration = new ConfigurationImpl();
    configuration.setBrokerInstance(folder.toFile());
    configuration
        .setName("parlour")
        .setJMXManagementEnabled(false)
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalMinFiles(2)
        .setJournalFileSize(1 << 20)
        .setThreadPoolMaxSize(16)
        .setScheduledThreadPoolMaxSize(2)
        // More than this waits on disk and not in the heap that the rooms live in.
        .setGlobalMaxSize(64L << 20)
        // A disk that is nine tenths full is no reason to stop a quiz night; by default the broker
        // would block every sender.
        .setMaxDiskUsage(-1);
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setDefaultAddressRoutingType(RoutingType.MULTICAST)
            .setAutoCreateAddresses(true)
            .setAutoCreateQueues(true)
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
            // With the delays these take seven minutes: no outage of the database that a room's
            // patience survives makes its message a dead letter.
            .setMaxDeliveryAttempts(50)
            .setRedeliveryDelay(200)
            .setRedeliveryMultiplier(2)
            .setMaxRedeliveryDelay(10_000)
            .setDeadLetterAddress(SimpleString.of("parlour.dead"))
            .setExpiryAddress(SimpleString.of("parlour.expired")));
    configuration.addQueueConfiguration(
        QueueConfiguration.of("parlour.dead").setRoutingType(RoutingType.ANYCAST));
    return configuration;
  }
}
