package dev.parlour.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * What the JDBC driver asks for the password: the configured one, or else the one that the embedded
 * database generated for this role.
 *
 * <p>So no configuration ever holds the generated one. It is packed beside the driver, whose class
 * loader must see it, and knows nothing else of this package.
 */
public final class GeneratedPassword implements AuthenticationPlugin {

  /** Names the file with the generated passwords, one line {@code *:*:*:role:password} each. */
  static final String FILE_PROPERTY = "dev.parlour.database.passwords";

  private final Properties connection;

  public GeneratedPassword(Properties connection) {
    this.connection = connection;
  }

  @Override
  public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
    String configured = PGProperty.PASSWORD.getOrDefault(connection);
    String file = System.getProperty(FILE_PROPERTY);
    if (configured != null && !configured.isEmpty() || file == null) {
      return configured == null ? null : configured.toCharArray();
    }
    String prefix = "*:*:*:" + PGProperty.USER.getOrDefault(connection) + ":";
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        if (line.startsWith(prefix)) {
          return line.substring(prefix.length()).toCharArray();
        }
      }
      return null;
    } catch (IOException e) {
      throw new PSQLException(
          "The generated password cannot be read", PSQLState.INVALID_PASSWORD, e);
    }
  }
}
