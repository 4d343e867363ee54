package dev.parlour.player.app;

import dev.parlour.player.PasswordHashes;
import dev.parlour.room.app.Secrets;
import dev.parlour.shared.Settings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets few passwords be hashed at the same time, whatever many want: a flood of sign-ins must not
 * take the cores that games need. Some wait for their turn, all others are refused at once. For
 * many threads.
 */
@ApplicationScoped
class PasswordGate {
  private PasswordHashes hashes;
  private Semaphore turns;
  private int mostWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private Counter made;
  private Counter refused;

  /** Of nobody's password: so that a name that nobody has costs as much as a wrong password. */
  private volatile String nobodys;

  protected PasswordGate() {}

  @Inject
  PasswordGate(PasswordHashes hashes, PrometheusRegistry registry) {
    this(hashes, PlayerSettings.from(Settings.ofProcess()), registry);
  }

  PasswordGate(PasswordHashes hashes, PlayerSettings settings, PrometheusRegistry registry) {
    this.hashes = hashes;
    turns = new Semaphore(settings.hashesAtOnce(), true);
    mostWaiting = settings.hashesWaiting();
    made =
        Counter.builder()
            .name("parlour_password_hashes_total")
            .help("Passwords hashed on this node, the slow part of every sign-in.")
            .register(registry);
    refused =
        Counter.builder()
            .name("parlour_password_hashes_refused_total")
            .help("Sign-ins that were told to come back, as too many were under way.")
            .register(registry);
  }

  /** Empty where too many wait. */
  Optional<String> make(String password) {
    return turn(
        () -> {
          made.inc();
          return hashes.make(password);
        });
  }

  /**
   * Empty where too many wait.
   *
   * @param hash null for a name that nobody has, which costs the same and never fits
   * @param still asked when its turn has come; where it says no, nothing is hashed
   */
  Optional<Boolean> fits(String password, String hash, Supplier<Boolean> still) {
    return turn(
        () -> {
          if (!still.get()) {
            return false;
          }
          made.inc();
          return hashes.fits(password, hash == null ? nobodys() : hash) && hash != null;
        });
  }

  private String nobodys() {
    String hash = nobodys;
    if (hash == null) {
      hash = hashes.make(Secrets.token());
      nobodys = hash;
    }
    return hash;
  }

  private <T> Optional<T> turn(Supplier<T> work) {
    if (!turns.tryAcquire()) {
      if (waiting.incrementAndGet() > mostWaiting) {
        waiting.decrementAndGet();
        refused.inc();
        return Optional.empty();
      }
      try {
        turns.acquire();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } finally {
        waiting.decrementAndGet();
      }
    }
    try {
      return Optional.of(work.get());
    } finally {
      turns.release();
    }
  }
}
