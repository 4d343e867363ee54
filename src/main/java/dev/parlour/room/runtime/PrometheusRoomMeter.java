package dev.parlour.room.runtime;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.IntSupplier;

/** Counts rooms' work for {@code /metrics}. */
final class PrometheusRoomMeter implements RoomMeter {
  private final PrometheusRegistry registry;
  private final Histogram commitSeconds;
  private final Histogram commitEvents;
  private final Counter failures;
  private final Counter accepted;
  private final Counter rejected;
  private final Counter views;
  private final Counter quarantined;
  private final Counter overruns;

  PrometheusRoomMeter(PrometheusRegistry registry) {
    this.registry = registry;
    commitSeconds =
        Histogram.builder()
            .name("parlour_commit_seconds")
            .help("How long a transaction of the committer takes.")
            .classicOnly()
            .register(registry);
    commitEvents =
        Histogram.builder()
            .name("parlour_commit_events")
            .help("Events in one transaction.")
            .classicUpperBounds(1, 3, 10, 30, 100, 300, 1000, 3000, 10000)
            .classicOnly()
            .register(registry);
    failures =
        Counter.builder()
            .name("parlour_commit_failures_total")
            .help("Transactions of the committer that failed.")
            .register(registry);
    accepted =
        Counter.builder()
            .name("parlour_commands_accepted_total")
            .help("Commands stored.")
            .labelNames("game")
            .register(registry);
    rejected =
        Counter.builder()
            .name("parlour_commands_rejected_total")
            .help("Commands refused.")
            .labelNames("code")
            .register(registry);
    views =
        Counter.builder()
            .name("parlour_publications_total")
            .help("Changes of rooms given to their followers.")
            .register(registry);
    quarantined =
        Counter.builder()
            .name("parlour_rooms_quarantined_total")
            .help("Rooms stopped because of a fault.")
            .register(registry);
    overruns =
        Counter.builder()
            .name("parlour_steps_late_total")
            .help("Steps of everything that moves that came more than a step late.")
            .register(registry);
  }

  void moving(IntSupplier rooms) {
    GaugeWithCallback.builder()
        .name("parlour_rooms_moving")
        .help("Rooms in which something moves.")
        .callback(c -> c.call(rooms.getAsInt()))
        .register(registry);
  }

  void rooms(IntSupplier inMemory) {
    GaugeWithCallback.builder()
        .name("parlour_rooms")
        .help("Rooms in memory.")
        .callback(c -> c.call(inMemory.getAsInt()))
        .register(registry);
  }

  @Override
  public void committed(int events, long nanos) {
    commitSeconds.observe(nanos / 1e9);
    commitEvents.observe(events);
  }

  @Override
  public void commitFailed() {
    failures.inc();
  }

  @Override
  public void accepted(String game) {
    accepted.labelValues(game).inc();
  }

  @Override
  public void rejected(String code) {
    rejected.labelValues(code).inc();
  }

  @Override
  public void published() {
    views.inc();
  }

  @Override
  public void quarantined() {
    quarantined.inc();
  }

  @Override
  public void overrun() {
    overruns.inc();
  }
}
