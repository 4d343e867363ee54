package dev.parlour.http;

import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How often an address may name rooms, or codes to come back with, that do not exist, by pages,
 * REST and sockets together. A private room is protected by its code alone, and a code must not be
 * found by trying: at one miss a second, one of a hundred living rooms is found after 17 days on
 * average. For many threads.
 *
 * <p>Settings: {@code http.guess-burst}, misses at once, 300 (a hall in which everybody mistypes);
 * {@code http.guesses-per-minute}, in the long run, 60.
 */
@ApplicationScoped
public class Guesses {
  private final Limits limits;

  public Guesses() {
    this(Settings.ofProcess());
  }

  Guesses(Settings settings) {
    limits =
        new Limits(
            settings.whole("http.guess-burst", 300, 1, 1_000_000),
            settings.whole("http.guesses-per-minute", 60, 1, 1_000_000) / 60.0);
  }

  /** Seconds until the address may ask for rooms again; zero where it may now. */
  public long wait(String address) {
    return limits.wait(address, System.nanoTime());
  }

  /** The address has named a room that does not exist. */
  public void missed(String address) {
    limits.take(address, System.nanoTime());
  }
}
