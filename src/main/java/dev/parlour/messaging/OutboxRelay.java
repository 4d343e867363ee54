package dev.parlour.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.shared.NoticesStored;
import dev.parlour.shared.ReadinessProbe;
import dev.parlour.shared.RoomNotice;
import dev.parlour.shared.SchemaReady;
import dev.parlour.wire.Json;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends what the outbox holds, on one thread of its own, as soon as a transaction that filled it
 * has committed, and once a second for what was left. If the broker is away, rows wait in the
 * database and games notice nothing.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = "java:app/parlour/relay", virtual = true)
class OutboxRelay implements ReadinessProbe {
  private static final Logger LOG = System.getLogger(OutboxRelay.class.getName());
  private static final int MOST = 200;
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  @Inject Outbox outbox;

  @Resource(lookup = "jms/parlour")
  ConnectionFactory connections;

  @Resource(lookup = "jms/rooms")
  Topic rooms;

  @Resource(lookup = "java:app/parlour/relay")
  ManagedExecutorService executor;

  private final Semaphore filled = new Semaphore(0);
  private volatile boolean brokerAway;
  private volatile boolean stopped;
  private Future<?> loop;
  private Instant forgetAt = Instant.MIN; // the loop's own

  void begin(@Observes SchemaReady ready) {
    if (loop == null) { // it may be said again
      loop = executor.submit(this::run);
    }
  }

  void filled(@Observes(during = TransactionPhase.AFTER_SUCCESS) NoticesStored stored) {
    filled.release();
  }

  @PreDestroy
  void end() {
    stopped = true;
    if (loop != null) {
      loop.cancel(true);
    }
  }

  private void run() {
    while (!stopped) {
      try {
        filled.tryAcquire(1, TimeUnit.SECONDS);
        filled.drainPermits();
        work(Instant.now());
        if (brokerAway) {
          LOG.log(Level.INFO, "the broker is back");
        }
        brokerAway = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (stopped) {
          return;
        }
        if (!brokerAway) {
          LOG.log(
              Level.WARNING,
              "the outbox waits, as the broker or the database cannot be reached: {0}",
              e);
        }
        brokerAway = true;
      }
    }
  }

  /**
   * Empties the outbox, and now and then the memory of what consumers have dealt with, which would
   * grow for ever.
   */
  void work(Instant now) {
    while (outbox.send(MOST, this::publish) == MOST) {
      // until the outbox is empty
    }
    if (!now.isBefore(forgetAt)) {
      outbox.forgetOld();
      forgetAt = now.plus(FORGET_EVERY);
    }
  }

  private void publish(List<RoomNotice> notices) {
    try (JMSContext context = connections.createContext()) {
      JMSProducer producer = context.createProducer();
      for (RoomNotice notice : notices) {
        TextMessage message = context.createTextMessage(Json.mapper().writeValueAsString(notice));
        message.setStringProperty("type", notice.type());
        message.setStringProperty("room", notice.room());
        producer.send(rooms, message);
      }
    } catch (JMSException | JsonProcessingException e) {
      throw new IllegalStateException("a notice cannot be sent", e);
    }
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public boolean ready() {
    return !brokerAway;
  }

  @Override
  public boolean degradedOnly() {
    return true;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("outbox", brokerAway ? "waiting" : "sending");
  }
}
