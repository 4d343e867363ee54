package dev.parlour.player.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.player.PasswordHashes;
import dev.parlour.shared.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordGateTest {
  /** Says at once whether it fits, unless it is held up. */
  private static final class Hashes implements PasswordHashes {
    final AtomicInteger made = new AtomicInteger();
    final AtomicInteger compared = new AtomicInteger();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    volatile boolean slow;

    @Override
    public String make(String password) {
      made.incrementAndGet();
      return "hash of " + password;
    }

    @Override
    public boolean fits(String password, String hash) {
      compared.incrementAndGet();
      begun.countDown();
      if (slow) {
        try {
          if (!goOn.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody let it go on");
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return hash.equals("hash of " + password);
    }
  }

  private final Hashes hashes = new Hashes();

  private PasswordGate gate(int atOnce, int waiting) {
    Map<String, String> set =
        Map.of(
            "parlour.player.hashes-at-once", "" + atOnce,
            "parlour.player.hashes-waiting", "" + waiting);
    return new PasswordGate(
        hashes, PlayerSettings.from(new Settings(set::get, e -> null)), new PrometheusRegistry());
  }

  @Test
  void a_password_fits_its_own_hash_alone() {
    PasswordGate gate = gate(1, 0);
    String hash = gate.make("open the tall door").orElseThrow();
    assertThat(gate.fits("open the tall door", hash, () -> true)).contains(true);
    assertThat(gate.fits("open the small door", hash, () -> true)).contains(false);
  }

  @Test
  void a_name_that_nobody_has_costs_one_comparison_as_a_wrong_password_does() {
    PasswordGate gate = gate(1, 0);
    gate.fits("anything at all", null, () -> true); // nobody's hash is made once
    int before = hashes.compared.get();
    int made = hashes.made.get();
    assertThat(gate.fits("anything at all", null, () -> true)).contains(false);
    assertThat(gate.fits("anything at all", "hash of something", () -> true)).contains(false);
    assertThat(hashes.compared.get() - before).isEqualTo(2);
    assertThat(hashes.made.get()).isEqualTo(made);
  }

  @Test
  void who_finds_all_places_taken_is_told_at_once() throws Exception {
    PasswordGate gate = gate(1, 0);
    hashes.slow = true;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Optional<Boolean>> first =
          threads.submit(() -> gate.fits("a password", "hash of a password", () -> true));
      assertThat(hashes.begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(gate.fits("another", "hash of another", () -> true)).isEmpty();
      assertThat(gate.make("a third")).isEmpty();
      assertThat(hashes.compared.get()).isEqualTo(1);
      hashes.goOn.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS)).contains(true);
    }
  }

  @Test
  void nothing_is_hashed_for_who_may_not_try_any_more_when_their_turn_comes() {
    PasswordGate gate = gate(1, 0);
    assertThat(gate.fits("a password", "hash of a password", () -> false)).contains(false);
    assertThat(hashes.compared.get()).isZero();
  }
}
