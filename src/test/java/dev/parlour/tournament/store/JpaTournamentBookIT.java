package dev.parlour.tournament.store;

import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.TournamentBookContract;
import dev.parlour.tournament.TournamentBook;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tournaments in PostgreSQL keep to the contract, with the server's own transactions around them.
 */
@ExtendWith(ArquillianExtension.class)
class JpaTournamentBookIT extends TournamentBookContract {
  @Deployment
  static WebArchive parlour() {
    WebArchive archive =
        Deployments.parlourWith(JpaTournamentBookIT.class, TournamentBookContract.class);
    // Without the timers, so that nobody but the test looks at its tournaments.
    archive.delete("/WEB-INF/classes/dev/parlour/tournament/jobs/TournamentsJob.class");
    return archive;
  }

  @Inject TournamentBook book;

  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  @Override
  protected TournamentBook book() {
    return book;
  }

  /** What has happened is moved into the past. */
  @Override
  protected void pass(Duration time) throws Exception {
    try (Connection connection = database.getConnection()) {
      for (String update :
          new String[] {
            "update tournament set swept_at = swept_at - make_interval(secs => ?) where id = ?",
            "update tournament set changed_at = changed_at - make_interval(secs => ?) where id = ?",
            "update tournament_person set seen_at = seen_at - make_interval(secs => ?)"
                + " where tournament = ?"
          }) {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
          statement.setDouble(1, time.toMillis() / 1000.0);
          statement.setString(2, id);
          statement.executeUpdate();
        }
      }
    }
  }
}
