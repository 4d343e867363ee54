package dev.parlour.room.jobs;

import dev.parlour.room.app.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The tidying up. A run that fails is reported and the next one tries again. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpkeepJob {
  private static final Logger LOG = System.getLogger(UpkeepJob.class.getName());

  @Inject Upkeep upkeep;

  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  void tidy() {
    try {
      upkeep.tidy();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "tidying up failed: {0}", e);
    }
  }
}
