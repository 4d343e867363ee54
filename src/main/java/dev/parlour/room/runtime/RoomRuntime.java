package dev.parlour.room.runtime;

import dev.parlour.room.Alarms;
import dev.parlour.room.NodeLedger;
import dev.parlour.room.NodeLink;
import dev.parlour.room.RoomLog;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Replays;
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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Puts the rooms of this node together in the container, starts them when the schema is ready, and
 * stops its threads with the application.
 */
@ApplicationScoped
@ManagedThreadFactoryDefinition(name = "java:app/parlour/turns", virtual = true)
class RoomRuntime implements ReadinessProbe {
  /** A node that is silent for three seconds counts as dead. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** So many threads wait for the next turns, whatever comes; more come and go. */
  private static final int KEPT_THREADS = 256;

  private static final long IDLE_SECONDS = 10;

  @Inject Games games;
  @Inject RoomLog log;
  @Inject NodeLedger node;
  @Inject Alarms alarms;
  @Inject NodeLink link;
  @Inject PrometheusRegistry registry;

  @Resource(lookup = "java:app/parlour/turns")
  ManagedThreadFactory virtual;

  /** Of platform threads. */
  @Resource ManagedThreadFactory threads;

  private ThreadPoolExecutor turns;
  private LiveRooms rooms;
  private Thread committer;
  private Thread ticker;
  private Thread heart;
  private Thread attendant;

  @PostConstruct
  void assemble() {
    // Virtual threads, since turns wait, but not a new one for each: what the container sets up for
    // a managed thread costs more than most turns.
    turns =
        new ThreadPoolExecutor(
            KEPT_THREADS,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            virtual);
    PrometheusRoomMeter meter = new PrometheusRoomMeter(registry);
    rooms =
        new LiveRooms(
            games,
            log,
            node,
            alarms,
            link,
            RuntimeSettings.from(Settings.ofProcess()),
            () -> RoomLog.kept(Instant.now()),
            meter,
            this::turn);
    meter.rooms(rooms::inMemory);
    // It waits for the database most of the time, which is cheaper for a platform thread.
    committer = threads.newThread(rooms.committer());
    committer.start();
    meter.moving(rooms.ticker()::size);
    ticker = threads.newThread(rooms.ticker());
    ticker.start();
    Heartbeat heartbeat = new Heartbeat(rooms::heart, rooms::attend, BEAT);
    heart = threads.newThread(heartbeat);
    heart.start();
    attendant = threads.newThread(heartbeat.attendant());
    attendant.start();
  }

  private void turn(Runnable turn) {
    try {
      turns.execute(turn);
    } catch (IllegalStateException stopping) { // a server that stops gives no threads
      throw new RejectedExecutionException(stopping);
    }
  }

  void begin(@Observes SchemaReady ready) {
    rooms.begin();
  }

  void drain(@Observes @Priority(Draining.ROOMS) Draining draining) {
    rooms.drain();
  }

  @PreDestroy
  void end() {
    heart.interrupt();
    attendant.interrupt();
    ticker.interrupt();
    committer.interrupt();
    turns.shutdown();
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
  Replays replays() {
    return rooms.replays();
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
