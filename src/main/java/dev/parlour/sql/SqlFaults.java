package dev.parlour.sql;

import java.sql.SQLException;

/**
 * What a fault means, by the SQL state of whichever of its causes has one (PostgreSQL, appendix A).
 */
public final class SqlFaults {
  /** Longer chains of causes are a loop. */
  private static final int MOST_CAUSES = 30;

  private SqlFaults() {}

  /**
   * Whether trying again cannot help: the classes 22 (data exception) and 23 (integrity constraint
   * violation).
   */
  public static boolean unstorable(Throwable thrown) {
    return any(thrown, "22", "23");
  }

  /**
   * Whether the database could not be reached, was lost, is starting or stopping, or has no
   * connection left: the classes 08, 57 and 53.
   */
  public static boolean away(Throwable thrown) {
    return any(thrown, "08", "57", "53");
  }

  /**
   * Whether the connection is of no use any more, but another may be: the class 08, and of 57 what
   * an operator does (57P).
   */
  public static boolean connectionLost(Throwable thrown) {
    return any(thrown, "08", "57P");
  }

  private static boolean any(Throwable thrown, String... classes) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        for (String first : classes) {
          if (sql.getSQLState().startsWith(first)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
