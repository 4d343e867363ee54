package dev.parlour.room.runtime;

import dev.parlour.room.Alarms;
import dev.parlour.room.NodeLedger;
import dev.parlour.room.NodeLink;
import dev.parlour.room.RoomLog;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.Upkeep;
import dev.parlour.shared.Draining;
import dev.parlour.shared.ReadinessProbe;
import dev.parlour.shared.SchemaReady;
import dev.parlour.shared.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * Puts the rooms of this node together in the container, starts them when the schema is ready, and
 * stops the committer with the application.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = "java:app/parlour/turns", virtual = true)
class RoomRuntime implements ReadinessProbe {
  @Inject Games games;
  @Inject RoomLog log;
  @Inject NodeLedger node;
  @Inject Alarms alarms;
  @Inject NodeLink link;
  @Inject PrometheusRegistry registry;

  @Resource(lookup = "java:app/parlour/turns")
  ManagedExecutorService turns;

  private LiveRooms rooms;
  private Future<?> committer;

  @PostConstruct
  void assemble() {
    PrometheusRoomMeter meter = new PrometheusRoomMeter(registry);
    rooms =
        new LiveRooms(
            games,
            log,
            node,
            alarms,
            link,
            RuntimeSettings.from(Settings.ofProcess()),
            InstantSource.system(),
            meter,
            turns);
    meter.rooms(rooms::inMemory);
    committer = turns.submit(rooms.committer());
  }

  void begin(@Observes SchemaReady ready) {
    rooms.begin();
  }

  void drain(@Observes @Priority(Draining.ROOMS) Draining draining) {
    rooms.drain();
  }

  @PreDestroy
  void end() {
    committer.cancel(true);
  }

  @Produces
  @ApplicationScoped
  Rooms rooms() {
    return rooms;
  }

  @Produces
  @ApplicationScoped
  NodeLink.Receiver receiver() {
    return rooms;
  }

  @Produces
  @ApplicationScoped
  Upkeep upkeep() {
    return rooms;
  }

  @Override
  public String name() {
    return "rooms";
  }

  @Override
  public boolean ready() {
    return rooms.ready();
  }

  @Override
  public Map<String, String> details() {
    return Map.of(
        "inMemory",
        String.valueOf(rooms.inMemory()),
        "recovering",
        String.valueOf(rooms.recovering()));
  }
}
