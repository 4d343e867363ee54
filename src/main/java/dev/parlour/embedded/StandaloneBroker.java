package dev.parlour.embedded;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The Artemis that Parlour brings along as a process of its own, for several nodes on one machine.
 * It runs until it gets SIGTERM; its journal survives SIGKILL too.
 *
 * <p>Arguments: the folder for its journal, the address that it listens on, and the port. The
 * environment has {@code BROKER_USER} and {@code BROKER_PASSWORD}, without which nobody enters. If
 * it cannot start, it prints one sentence on the error stream and ends with 1.
 */
public final class StandaloneBroker {

  /** Artemis would tell of every queue and every login. Held, as loggers are forgotten. */
  private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

  private StandaloneBroker() {}

  public static void main(String[] arguments) throws InterruptedException {
    AUDIT.setLevel(Level.OFF);
    String acceptor =
        "tcp://" + arguments[1] + ":" + Integer.parseInt(arguments[2]) + "?protocols=CORE";
    try {
      EmbeddedBroker broker =
          EmbeddedBroker.startGuarded(
              Path.of(arguments[0]),
              acceptor,
              new EmbeddedBroker.Login(secret("BROKER_USER"), secret("BROKER_PASSWORD")));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "stop"));
      broker.awaitEnd();
    } catch (StartRefused e) {
      System.err.println(e.getMessage());
    }
    System.exit(1); // Without effect where the end was asked for.
  }

  private static String secret(String name) throws StartRefused {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new StartRefused(name + " is missing in the environment.");
    }
    return value;
  }
}
