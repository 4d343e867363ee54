package dev.parlour.tournament.jobs;

import dev.parlour.shared.SchemaReady;
import dev.parlour.tournament.app.TournamentWatch;
import dev.parlour.tournament.app.Tournaments;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * What comes round in tournaments. A run that fails is reported and the next one tries again; two
 * that overlap are harmless.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TournamentsJob {
  private static final Logger LOG = System.getLogger(TournamentsJob.class.getName());

  @Inject Tournaments tournaments;
  @Inject TournamentWatch watch;
  @Inject Schema schema;

  /** Timers run before the schema is there. */
  @ApplicationScoped
  static class Schema {
    private volatile boolean ready;

    void ready(@Observes SchemaReady event) {
      ready = true;
    }

    boolean isReady() {
      return ready;
    }
  }

  /** Two timers: a room that is long in the making must not keep others from hearing. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void sweep() {
    reported("the sweep of tournaments", tournaments::sweep);
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void tell() {
    reported("telling of tournaments", watch::tell);
  }

  @Schedule(hour = "*", minute = "43", persistent = false)
  void tidy() {
    reported("tidying up tournaments", tournaments::tidy);
  }

  private void reported(String what, Runnable work) {
    if (!schema.isReady()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} failed: {1}", what, e);
    }
  }
}
