package dev.parlour.room.jobs;

import dev.parlour.room.app.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * What comes round: the node's heartbeat and the tidying up. A run that fails is reported and the
 * next one tries again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpkeepJob {
  private static final Logger LOG = System.getLogger(UpkeepJob.class.getName());

  @Inject Upkeep upkeep;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void heartbeat() {
    reported("heartbeat", upkeep::beat);
  }

  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  void tidy() {
    reported("tidying up", upkeep::tidy);
  }

  private static void reported(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} failed: {1}", what, e);
    }
  }
}
