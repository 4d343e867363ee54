package dev.parlour.matchmaking.jobs;

import dev.parlour.matchmaking.app.Matchmaking;
import dev.parlour.matchmaking.app.TicketWatch;
import dev.parlour.shared.SchemaReady;
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
 * What comes round in matchmaking. A run that fails is reported and the next one tries again; two
 * that overlap are harmless.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MatchmakingJob {
  private static final Logger LOG = System.getLogger(MatchmakingJob.class.getName());

  @Inject Matchmaking matchmaking;
  @Inject TicketWatch watch;
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
    reported("the sweep of queues", matchmaking::sweep);
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void tell() {
    reported("telling of tickets", watch::tell);
  }

  @Schedule(hour = "*", minute = "17", persistent = false)
  void tidy() {
    reported("tidying up tickets", matchmaking::tidy);
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
