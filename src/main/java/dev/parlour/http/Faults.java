package dev.parlour.http;

import dev.parlour.game.Rejection;
import dev.parlour.wire.Problem;
import java.sql.SQLException;

/** What a request is told that ended with an exception. */
final class Faults {
  /** Longer chains of causes are a loop. */
  private static final int MOST_CAUSES = 30;

  private Faults() {}

  /** That the database is away is no fault of ours, and passes: {@code unavailable}. */
  static Problem problem(Throwable thrown) {
    return Problem.of(
        databaseIsAway(thrown)
            ? new Rejection(
                "unavailable", "The server cannot store anything right now; try again in a moment.")
            : new Rejection("fault", "That went wrong on our side. It has been noted."));
  }

  /**
   * Whether the database could not be reached, was lost, is starting or stopping, or has no
   * connection left: the classes 08, 57 and 53 of SQL states (PostgreSQL, appendix A).
   */
  static boolean databaseIsAway(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().matches("(08|57|53).*")) {
        return true;
      }
    }
    return false;
  }
}
