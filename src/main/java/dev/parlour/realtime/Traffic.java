package dev.parlour.realtime;

import dev.parlour.wire.Json;
import dev.parlour.wire.ServerMessage;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What goes through sockets, counted. Labels have few values, all of them ours, so that no client
 * can make new series. No bean: it is called for every message and frame, where a proxy of the
 * container's would cost more than the counting.
 */
final class Traffic {
  private final Gauge sockets;
  private final Gauge stalled;
  private final CounterDataPoint received;
  private final Map<Class<?>, CounterDataPoint> sent;
  private final CounterDataPoint views;
  private final CounterDataPoint conflated;
  private final CounterDataPoint frames;
  private final CounterDataPoint framesConflated;
  private final Counter refused;
  private final Counter closed;

  Traffic(PrometheusRegistry registry) {
    sockets = Gauge.builder().name("parlour_sockets").help("Open sockets").register(registry);
    stalled =
        Gauge.builder()
            .name("parlour_sockets_stalled")
            .help("Sockets to which a write has been under way for more than a second")
            .register(registry);
    received =
        Counter.builder()
            .name("parlour_socket_messages_received_total")
            .help("Messages of clients")
            .register(registry)
            .labelValues();
    Counter byType =
        Counter.builder()
            .name("parlour_socket_messages_sent_total")
            .help("Messages to clients by type")
            .labelNames("type")
            .register(registry);
    sent =
        Arrays.stream(ServerMessage.class.getPermittedSubclasses())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), type -> byType.labelValues(Json.typeName(type))));
    views =
        Counter.builder()
            .name("parlour_socket_views_total")
            .help("Views sent, as JSON or as fragments")
            .register(registry)
            .labelValues();
    conflated =
        Counter.builder()
            .name("parlour_socket_views_conflated_total")
            .help("Views that were never sent because a newer one came")
            .register(registry)
            .labelValues();
    frames =
        Counter.builder()
            .name("parlour_socket_frames_total")
            .help("Frames sent of what moves")
            .register(registry)
            .labelValues();
    framesConflated =
        Counter.builder()
            .name("parlour_socket_frames_conflated_total")
            .help("Frames that were never sent because a newer one came")
            .register(registry)
            .labelValues();
    refused =
        Counter.builder()
            .name("parlour_socket_faults_total")
            .help("Messages answered with an error, by code")
            .labelNames("code")
            .register(registry);
    closed =
        Counter.builder()
            .name("parlour_socket_closes_total")
            .help("Closed sockets by code")
            .labelNames("code")
            .register(registry);
  }

  void opened() {
    sockets.inc();
  }

  void closed(int code) {
    sockets.dec();
    closed.labelValues(code >= 1000 && code <= 1015 ? Integer.toString(code) : "other").inc();
  }

  void stalled(int count) {
    stalled.set(count);
  }

  void received() {
    received.inc();
  }

  void sent(ServerMessage message) {
    sent.get(message.getClass()).inc();
  }

  void view() {
    views.inc();
  }

  void conflated() {
    conflated.inc();
  }

  void frame() {
    frames.inc();
  }

  void frameConflated() {
    framesConflated.inc();
  }

  void fault(String code) {
    refused.labelValues(code).inc();
  }
}
