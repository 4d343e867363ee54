package dev.parlour.matchmaking.app;

import dev.parlour.matchmaking.Queue;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.shared.Words;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what becomes of tickets, for {@code /metrics}: a queue that fails must be seen. Each node
 * counts what it did itself; how many wait is the same on all. Labels are games and modes that are
 * registered, so no client can make new series.
 */
@ApplicationScoped
public class QueueMeter {
  /** What becomes of a ticket. */
  enum Outcome {
    /** Paired with people, or with the computer. */
    MATCHED,
    COMPUTER,
    EXPIRED,
    CANCELLED,
    /** The same browser asked again. */
    DEDUPLICATED,
    /** Back in the queue, because others did not come. */
    REQUEUED;

    String label() {
      return Words.of(this);
    }
  }

  private Histogram waited;
  private Counter tickets;
  private Gauge waiting;
  private Counter failures;
  private final Set<Queue> shown = ConcurrentHashMap.newKeySet();

  protected QueueMeter() {}

  @Inject
  public QueueMeter(PrometheusRegistry registry) {
    waited =
        Histogram.builder()
            .name("parlour_matchmaking_wait_seconds")
            .help("How long people waited until they were matched.")
            .labelNames("game", "mode")
            .classicUpperBounds(0.1, 0.5, 1, 2, 5, 10, 20, 40, 60, 120, 300, 900)
            .classicOnly()
            .register(registry);
    tickets =
        Counter.builder()
            .name("parlour_matchmaking_tickets_total")
            .help("Tickets by what became of them on this node.")
            .labelNames("game", "mode", "outcome")
            .register(registry);
    waiting =
        Gauge.builder()
            .name("parlour_matchmaking_waiting")
            .help("Tickets that wait, on all nodes together.")
            .labelNames("game", "mode")
            .register(registry);
    failures =
        Counter.builder()
            .name("parlour_matchmaking_failures_total")
            .help("Rooms that could not be made or called off at once and were tried again.")
            .register(registry);
  }

  void count(Queue queue, Outcome outcome, int times) {
    tickets.labelValues(queue.game(), queue.mode(), outcome.label()).inc(times);
  }

  void matched(Ticket ticket) {
    count(ticket.queue(), ticket.computer() ? Outcome.COMPUTER : Outcome.MATCHED, 1);
    waited
        .labelValues(ticket.queue().game(), ticket.queue().mode())
        .observe(ticket.waitedMillis() / 1000.0);
  }

  void failed() {
    failures.inc();
  }

  /**
   * All are told, also those in which nobody waits; so are those that this node does not know.
   *
   * @param known the queues of this node's games
   */
  void waiting(Collection<Queue> known, Map<Queue, Integer> now) {
    shown.addAll(known);
    shown.addAll(now.keySet());
    for (Queue queue : shown) {
      waiting.labelValues(queue.game(), queue.mode()).set(now.getOrDefault(queue, 0));
    }
  }
}
