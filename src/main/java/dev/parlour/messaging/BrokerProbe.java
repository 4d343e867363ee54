package dev.parlour.messaging;

import dev.parlour.shared.ReadinessProbe;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Whether the broker takes messages. Without it games go on and only other features and nodes hear
 * later, so its loss is reported and no more.
 *
 * <p>A broker that dies while connected can block whoever talks to it for half a minute. So a
 * thread of its own asks, one at a time, and the probe tells what the last answer was; a question
 * that is still open after {@value #PATIENCE_MILLIS} ms counts as no answer.
 */
@ApplicationScoped
public class BrokerProbe implements ReadinessProbe {

  private static final long PATIENCE_MILLIS = 3_000;

  @Resource(lookup = "jms/parlour")
  private ConnectionFactory broker;

  @Resource private ManagedExecutorService executor;

  private Future<?> question;
  private long askedAt;
  private volatile boolean answered = true;
  private volatile String trouble = "";

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public boolean degradedOnly() {
    return true;
  }

  @Override
  public synchronized boolean ready() {
    long now = System.nanoTime();
    if (question == null || question.isDone()) {
      boolean well = answered;
      askedAt = now;
      try {
        question = executor.submit(this::ask);
      } catch (RejectedExecutionException e) {
        trouble = "nobody to ask it";
        return false;
      }
      return well;
    }
    if (now - askedAt > PATIENCE_MILLIS * 1_000_000) {
      trouble = "no answer within " + PATIENCE_MILLIS + " ms";
      return false;
    }
    return answered;
  }

  private void ask() {
    try (JMSContext context = broker.createContext()) {
      context.createTemporaryQueue().delete();
      trouble = "";
      answered = true;
    } catch (JMSRuntimeException | jakarta.jms.JMSException e) {
      trouble = "it does not answer";
      answered = false;
    }
  }

  @Override
  public Map<String, String> details() {
    String known = trouble;
    return known.isEmpty() ? Map.of() : Map.of("trouble", known);
  }
}
