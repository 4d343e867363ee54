package dev.parlour.matchmaking.store;

import dev.parlour.matchmaking.TicketBook;
import dev.parlour.testkit.Deployments;
import dev.parlour.testkit.TicketBookContract;
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

/** Tickets in PostgreSQL keep to the contract, with the server's own transactions around them. */
@ExtendWith(ArquillianExtension.class)
class JpaTicketBookIT extends TicketBookContract {
  @Deployment
  static WebArchive parlour() {
    WebArchive archive = Deployments.parlourWith(JpaTicketBookIT.class, TicketBookContract.class);
    // Without the timers, so that nobody but the test works on its pairings.
    archive.delete("/WEB-INF/classes/dev/parlour/matchmaking/jobs/MatchmakingJob.class");
    return archive;
  }

  @Inject TicketBook book;

  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  @Override
  protected TicketBook book() {
    return book;
  }

  /** What has happened is moved into the past. */
  @Override
  protected void pass(String game, Duration time) throws Exception {
    try (Connection connection = database.getConnection()) {
      for (String update :
          new String[] {
            "update ticket set queued_at = queued_at - t.by, seen_at = seen_at - t.by,"
                + " waited_until = waited_until - t.by from (select make_interval(secs => ?) as by)"
                + " t where game = ?",
            "update pairing set made_at = made_at - t.by, arrive_by = arrive_by - t.by, tried_at ="
                + " tried_at - t.by from (select make_interval(secs => ?) as by) t where game = ?"
          }) {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
          statement.setDouble(1, time.toMillis() / 1000.0);
          statement.setString(2, game);
          statement.executeUpdate();
        }
      }
    }
  }
}
