package dev.parlour.testkit.canary.room;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does everything that a pure package must not do. */
class Impure {
  @Inject Object container;

  Object now() {
    return Instant.now();
  }

  long ticks() {
    return System.nanoTime();
  }

  double chance() {
    return Math.random() + new Random().nextDouble();
  }

  Object unordered() {
    return Stream.of(Set.of("a", "b"), Map.copyOf(Map.of("a", "b"))).collect(Collectors.toSet());
  }
}
