package dev.parlour.http;

import dev.parlour.game.Rejection;
import dev.parlour.sql.SqlFaults;
import dev.parlour.wire.Problem;

/** What a request is told that ended with an exception. */
final class Faults {
  private Faults() {}

  /** That the database is away is no fault of ours, and passes: {@code unavailable}. */
  static Problem problem(Throwable thrown) {
    return Problem.of(
        SqlFaults.away(thrown)
            ? new Rejection(
                "unavailable", "The server cannot store anything right now; try again in a moment.")
            : new Rejection("fault", "That went wrong on our side. It has been noted."));
  }
}
