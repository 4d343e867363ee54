package dev.parlour.room.runtime;

import static dev.parlour.room.runtime.Bench.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TickerTest {
  private final AtomicInteger looks = new AtomicInteger(); // at the clock, one a turn
  private final Ticker ticker =
      new Ticker(
          () -> Instant.ofEpochMilli(looks.incrementAndGet()), System::nanoTime, RoomMeter.SILENT);
  private final Thread thread = Thread.ofPlatform().unstarted(ticker);

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Test
  void each_has_a_moment_of_its_own_and_comes_as_often_as_the_others() throws Exception {
    List<Integer> order = new ArrayList<>();
    List<Instant> moments = new ArrayList<>();
    CountDownLatch enough = new CountDownLatch(10 * Ticker.TURNS);
    for (int i = 0; i < Ticker.TURNS; i++) {
      int id = i;
      ticker.add(
          now -> {
            if (enough.getCount() > 0) {
              order.add(id);
              moments.add(now);
              enough.countDown();
            }
          });
    }
    thread.start();
    assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(moments).doesNotHaveDuplicates();
    Set<Integer> round = new LinkedHashSet<>(order.subList(0, Ticker.TURNS));
    assertThat(round).hasSize(Ticker.TURNS);
    for (int i = 0; i < order.size(); i++) {
      assertThat(order.get(i)).isEqualTo(order.get(i % Ticker.TURNS));
    }
  }

  @Test
  void one_that_fails_keeps_nobody_from_moving() throws Exception {
    CountDownLatch stepped = new CountDownLatch(3);
    for (int i = 0; i < 2 * Ticker.TURNS; i++) {
      ticker.add(
          now -> {
            throw new IllegalStateException("a fault of the game's");
          });
      ticker.add(
          now -> {
            throw new StackOverflowError();
          });
    }
    ticker.add(now -> stepped.countDown());
    thread.start();
    assertThat(stepped.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void sleeps_while_nothing_moves_and_wakes_for_what_comes() throws Exception {
    thread.start();
    eventually("it sleeps", () -> thread.getState() == Thread.State.WAITING);
    CountDownLatch stepped = new CountDownLatch(3);
    Ticker.Stepped moving = now -> stepped.countDown();
    ticker.add(moving);
    ticker.add(moving);
    assertThat(ticker.size()).isEqualTo(1);
    assertThat(stepped.await(30, TimeUnit.SECONDS)).isTrue();
    ticker.remove(moving);
    assertThat(ticker.size()).isZero();
    eventually("it sleeps again", () -> thread.getState() == Thread.State.WAITING);
  }
}
