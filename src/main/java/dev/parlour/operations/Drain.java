package dev.parlour.operations;

import dev.parlour.shared.Draining;
import dev.parlour.shared.ReadinessProbe;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Empties this node before it stops: when the application stops, or earlier at an operator's word
 * ({@link DrainCommand}). Rooms go to other nodes, then people are asked to connect elsewhere.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class.getName());

  @Inject private Event<Draining> draining;
  @Inject private Drained drained;

  /** Returns when it is done; at once where that was begun before. */
  @PreDestroy
  public void begin() {
    if (drained.begun.compareAndSet(false, true)) {
      long began = System.nanoTime();
      draining.fire(new Draining());
      LOG.info("This node is drained, after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
  }

  /** No people are sent to a node that drains. */
  @ApplicationScoped
  public static class Drained implements ReadinessProbe {
    final AtomicBoolean begun = new AtomicBoolean();

    @Override
    public String name() {
      return "draining";
    }

    @Override
    public boolean ready() {
      return !begun.get();
    }
  }
}
