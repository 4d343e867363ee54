package dev.parlour.bench;

import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Rest;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** What all scenarios need: a server, and the means to speak with it. */
record Stage(Target target, Network network, Rest rest) {
  private static final int OPENING_AT_ONCE = 128;
  private static final long PATIENCE_SECONDS = 120;
  private static final long LOOK_MILLIS = 20;
  private static final int QUIET_LOOKS = 25;

  /**
   * A socket of the bare endpoint.
   *
   * @param group who is sent the same
   * @param hz how often a text of that many bytes comes; 0 for never
   * @param binary whether it comes as bytes instead
   */
  CompletableFuture<Link> openBare(
      String group, int bytes, double hz, boolean binary, Link.Listener listener) {
    return openBare(
        "feed?group=" + group + "&bytes=" + bytes + "&hz=" + hz + "&binary=" + binary, listener);
  }

  /** A socket of the bare endpoint that goes on as a room of so many does. */
  CompletableFuture<Link> openBareRound(
      String group, int players, int bytes, Link.Listener listener) {
    return openBare("rounds?group=" + group + "&players=" + players + "&bytes=" + bytes, listener);
  }

  private CompletableFuture<Link> openBare(String what, Link.Listener listener) {
    URI socket = Network.socket(target.address()).resolve("/" + BareWar.NAME + "/" + what);
    return network.open(socket, null, listener, 0);
  }

  /** Begins many things, a few at once, and waits for them all. */
  static <T> List<T> all(int count, IntFunction<CompletableFuture<T>> begin) throws Exception {
    Semaphore room = new Semaphore(OPENING_AT_ONCE);
    List<CompletableFuture<T>> begun = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException("the server lets nobody in any more, after " + i);
      }
      begun.add(begin.apply(i).whenComplete((done, failure) -> room.release()));
    }
    List<T> all = new ArrayList<>(count);
    for (CompletableFuture<T> one : begun) {
      all.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return all;
  }

  /**
   * Has something done for each link so many times a second, on the link's own loop and not for all
   * at once.
   *
   * @param hz zero for never
   * @param beat is given the link's place in the list
   * @return what to cancel in the end
   */
  static List<ScheduledFuture<?>> beat(List<Link> links, double hz, IntConsumer beat) {
    List<ScheduledFuture<?>> beats = new ArrayList<>();
    long period = (long) (1e9 / hz);
    for (int i = 0; i < links.size() && hz > 0; i++) {
      int place = i;
      beats.add(
          links
              .get(i)
              .loop()
              .scheduleAtFixedRate(
                  () -> beat.accept(place),
                  period * i / links.size(),
                  period,
                  TimeUnit.NANOSECONDS));
    }
    return beats;
  }

  /** Waits for something; says false where it does not come in time. */
  static boolean await(BooleanSupplier condition, double seconds) throws InterruptedException {
    long deadline = System.nanoTime() + (long) (seconds * 1e9);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return true;
  }

  /** Waits until a count has stood still for half a second. */
  static void awaitQuiet(java.util.function.LongSupplier count) throws InterruptedException {
    long last = -1;
    int quiet = 0;
    for (long looks = 0; quiet < QUIET_LOOKS && looks < PATIENCE_SECONDS * 50; looks++) {
      long now = count.getAsLong();
      quiet = now == last ? quiet + 1 : 0;
      last = now;
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
