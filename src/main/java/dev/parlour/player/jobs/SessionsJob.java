package dev.parlour.player.jobs;

import dev.parlour.player.app.Players;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Deletes sign-ins that nobody has used for a month; they do not count any more anyway. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionsJob {
  private static final Logger LOG = System.getLogger(SessionsJob.class.getName());

  @Inject Players players;

  @Schedule(hour = "*", minute = "23", persistent = false)
  void tidy() {
    try {
      players.tidy();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "tidying up sign-ins failed: {0}", e);
    }
  }
}
