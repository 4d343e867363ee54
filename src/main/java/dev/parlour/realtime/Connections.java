package dev.parlour.realtime;

import dev.parlour.http.Guesses;
import dev.parlour.player.AccountId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.SessionsEnded;
import dev.parlour.player.SignedIn;
import dev.parlour.room.HtmlViews;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.Draining;
import dev.parlour.shared.Settings;
import dev.parlour.wire.StreamSource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * All connections of this node: how many each address has, and the sweeper that looks at them once
 * a second. For many threads.
 */
@ManagedExecutorDefinition(name = "java:app/concurrent/connections", virtual = true)
@ApplicationScoped
public class Connections {
  private static final Logger LOG = Logger.getLogger(Connections.class.getName());
  private static final long SWEEP_MILLIS = 1_000;
  private static final int RESTART = 1012; // RFC 6455's registry: Service Restart

  /** Somebody signed in or out: come back as who you are now. A code for applications. */
  private static final int SOMEBODY_ELSE = 4001;

  /** Longer than one goodbye may take. */
  private static final long GOODBYES_NANOS = 5_000_000_000L;

  private static final long LOOK_NANOS = 10_000_000L;

  /** How often it is asked whether the people of open connections are still signed in. */
  private static final long SIGNED_IN_MILLIS = 3_000;

  /** How often it is noted down that they are here. */
  private static final int SEEN_ROUNDS = 7;

  private static final ThreadFactory WRITERS =
      Thread.ofVirtual().name("writer").inheritInheritableThreadLocals(false).factory();

  @Resource(lookup = "java:app/concurrent/connections")
  private ManagedExecutorService threads;

  @Resource private ManagedThreadFactory platform; // the beat must not stand behind what it begins

  @Resource private ManagedScheduledExecutorService clock;

  @Inject private Rooms rooms;
  @Inject private Games games;
  @Inject private GuestSeats seats;
  @Inject private Instance<HtmlViews> html;
  @Inject @Any private Instance<StreamSource> streams;
  @Inject private PrometheusRegistry metrics;
  @Inject private Guesses guesses;
  @Inject private SignedIn signedIn;

  private final RealtimeSettings settings = RealtimeSettings.from(Settings.ofProcess());
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final Writers writers = new Writers(Connections::writing);
  private Traffic traffic;
  private Door door;
  private Thread beat;
  private Future<?> sweeper;
  private Future<?> doorkeeper;
  private int rounds; // the doorkeeper's own

  @PostConstruct
  void begin() {
    traffic = new Traffic(metrics);
    Beat gathering = new Beat(settings.gatherFor());
    beat = platform.newThread(gathering);
    beat.start();
    door =
        new Door(
            rooms,
            games,
            seats,
            html.isResolvable() ? Optional.of(html.get()) : Optional.empty(),
            streams.stream()
                .collect(Collectors.toUnmodifiableMap(StreamSource::name, Function.identity())),
            settings,
            traffic,
            new Slab(),
            gathering,
            guesses::missed,
            threads,
            writers,
            InstantSource.system(),
            System::nanoTime);
    sweeper =
        clock.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    doorkeeper =
        clock.scheduleWithFixedDelay(
            this::lookWhoIsSignedIn, SIGNED_IN_MILLIS, SIGNED_IN_MILLIS, TimeUnit.MILLISECONDS);
  }

  RealtimeSettings settings() {
    return settings;
  }

  /** Whether an address has as many connections as it may have. */
  boolean crowded(String address) {
    return byAddress.getOrDefault(address, 0) >= settings.socketsPerAddress();
  }

  /** Whether an address has named too many rooms that do not exist. */
  boolean guessing(String address) {
    return guesses.wait(address) > 0;
  }

  /** A connection; its writer begins when there is something to write. */
  Connection open(Peer peer, Handshake handshake) {
    Connection[] self = new Connection[1];
    Connection connection = new Connection(peer, handshake, door, () -> gone(self[0]));
    self[0] = connection;
    byAddress.merge(handshake.address(), 1, Integer::sum);
    open.add(connection);
    traffic.opened();
    return connection;
  }

  private static void writing(Runnable turns) {
    Thread writer = WRITERS.newThread(turns);
    // for libraries that look for something of the application
    writer.setContextClassLoader(Connections.class.getClassLoader());
    writer.start();
  }

  private void gone(Connection connection) {
    open.remove(connection);
    byAddress.computeIfPresent(
        connection.address(), (address, count) -> count == 1 ? null : count - 1);
  }

  private void sweep() {
    int stalled = 0;
    long now = door.nanos().getAsLong(); // one look at the clock for thousands
    for (Connection connection : open) {
      try {
        connection.check(now);
        stalled += connection.isStalled(now) ? 1 : 0;
      } catch (RuntimeException | Error fault) {
        // the sweeper must come round again, for all the others
        LOG.log(Level.SEVERE, "A connection could not be looked at", fault);
      }
    }
    writers.look();
    traffic.stalled(stalled);
  }

  /**
   * Ends connections whose people have signed out, which may have happened on another node, and
   * notes down who is here. Not the sweeper's work, since it waits for the database.
   */
  private void lookWhoIsSignedIn() {
    try {
      Map<Long, AccountId> present = new HashMap<>();
      for (Connection connection : open) {
        if (connection.session() != 0) {
          connection
              .guest()
              .account()
              .ifPresent(account -> present.put(connection.session(), account));
        }
      }
      if (!present.isEmpty()) {
        end(signedIn.ended(present.keySet()));
        if (rounds++ % SEEN_ROUNDS == 0) {
          signedIn.seen(present.values());
        }
      }
    } catch (RuntimeException | Error away) {
      // asked again in a moment; meanwhile people stay
      LOG.log(Level.FINE, "Nobody can say who is signed in", away);
    }
  }

  /** Somebody has signed out on this node. */
  void signedOut(@Observes SessionsEnded gone) {
    end(gone.sessions());
  }

  /**
   * Somebody has signed in: what this browser had as a guest is the account's, so its connections
   * must come back as that.
   */
  void signedIn(@Observes(during = TransactionPhase.AFTER_SUCCESS) GuestMoved move) {
    for (Connection connection : open) {
      if (move.from().equals(connection.guest())) {
        connection.part(SOMEBODY_ELSE, "signed_in");
      }
    }
  }

  /** They come back by themselves, as whoever they are by then. */
  private void end(Set<Long> sessions) {
    if (!sessions.isEmpty()) {
      for (Connection connection : open) {
        if (connection.session() != 0 && sessions.contains(connection.session())) {
          connection.part(SOMEBODY_ELSE, "signed_out");
        }
      }
    }
  }

  /**
   * Everybody is asked to come back, which the load balancer makes another node. Waits until that
   * is said, but not for ever: right after it the server may stop, and who has not heard by then
   * would wait on a silent socket until the process ends.
   */
  void drain(@Observes @Priority(Draining.CONNECTIONS) Draining draining) {
    List<Connection> people = List.copyOf(open);
    people.forEach(c -> c.part(RESTART, "restart"));
    long until = System.nanoTime() + GOODBYES_NANOS;
    while (people.stream().anyMatch(open::contains)
        && System.nanoTime() < until
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** The application stops: everybody is told, so that clients come back elsewhere at once. */
  @PreDestroy
  void end() {
    sweeper.cancel(true);
    doorkeeper.cancel(true);
    open.forEach(c -> c.part(1001, "going_away"));
    beat.interrupt();
  }
}
