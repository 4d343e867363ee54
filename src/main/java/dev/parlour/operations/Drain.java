package dev.parlour.operations;

import dev.parlour.shared.Draining;
import dev.parlour.shared.ReadinessProbe;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Empties this node before it stops: at SIGTERM, or earlier at an operator's word ({@link
 * DrainCommand}). Rooms go to other nodes, then people are asked to connect elsewhere.
 *
 * <p>The signal is caught itself, and handed on to the server when the node is empty: as soon as
 * the server begins to stop, it takes no work on threads any more, hears no other node and is not
 * heard, all at the same time, so no room could be handed over. A second signal is not waited for.
 * Where the application is stopped without a signal, its rooms are only given up.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class.getName());

  /** What systems, containers and {@code kill} send to what should end in order. */
  private static final Signal TERM = new Signal("TERM");

  @Inject private Event<Draining> draining;
  @Inject private Drained drained;
  @Resource private ContextService contexts;

  private SignalHandler server;

  @PostConstruct
  void listen() {
    Runnable inContext = contexts.contextualRunnable(this::begin); // the signal's thread has none
    try {
      server =
          Signal.handle(
              TERM,
              signal -> {
                try {
                  inContext.run();
                } finally {
                  server.handle(signal);
                }
              });
    } catch (IllegalArgumentException e) {
      LOG.warning("SIGTERM cannot be heard, so only the command drains this node: " + e);
    }
  }

  @PreDestroy
  void end() {
    if (server != null) {
      Signal.handle(TERM, server);
    }
    begin();
  }

  /** Returns when it is done; at once where that was begun before. */
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
