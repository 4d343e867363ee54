package dev.parlour.player.jobs;

import dev.parlour.player.app.Players;
import dev.parlour.player.app.SeatsOfGoneRooms;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Deletes sign-ins that nobody has used for a month, which do not count any more anyway, and who
 * sat in rooms that are no more.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionsJob {
  private static final Logger LOG = System.getLogger(SessionsJob.class.getName());

  @Inject Players players;
  @Inject SeatsOfGoneRooms seats;

  @Schedule(hour = "*", minute = "23", persistent = false)
  void tidy() {
    tidy("sign-ins", players::tidy);
    tidy("seats", seats::tidy);
  }

  private static void tidy(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "tidying up " + what + " failed: {0}", e);
    }
  }
}
