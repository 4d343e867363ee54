package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeartbeatTest {
  @Test
  void goes_on_after_a_beat_that_failed_and_ends_when_it_is_interrupted() throws Exception {
    goesOnAfter(
        () -> {
          throw new IllegalStateException("the store is away");
        });
  }

  @Test
  void goes_on_after_an_error_too() throws Exception {
    goesOnAfter(
        () -> {
          throw new StackOverflowError();
        });
  }

  private static void goesOnAfter(Runnable failure) throws Exception {
    CountDownLatch beats = new CountDownLatch(3);
    Heartbeat heartbeat =
        new Heartbeat(
            () -> {
              beats.countDown();
              failure.run();
            },
            () -> {},
            Duration.ofMillis(1));
    Thread thread = Thread.ofPlatform().start(heartbeat);
    assertThat(beats.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join();
  }

  @Test
  void does_not_make_up_for_beats_that_it_missed() throws Exception {
    CountDownLatch three = new CountDownLatch(3);
    long[] first = new long[1];
    long[] third = new long[1];
    Heartbeat heartbeat =
        new Heartbeat(
            () -> {
              if (three.getCount() == 3) {
                first[0] = System.nanoTime();
                while (System.nanoTime() - first[0] < Duration.ofMillis(200).toNanos()) {
                  Thread.onSpinWait(); // a database that takes its time
                }
              }
              if (three.getCount() == 1) {
                third[0] = System.nanoTime();
              }
              three.countDown();
            },
            () -> {},
            Duration.ofMillis(50));
    Thread thread = Thread.ofPlatform().start(heartbeat);
    assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join();
    // The late beat is followed by one at once, and that by one in its time.
    assertThat(Duration.ofNanos(third[0] - first[0])).isGreaterThan(Duration.ofMillis(240));
  }

  @Test
  void what_follows_is_done_after_each_beat_and_keeps_the_next_one_from_nothing() throws Exception {
    CountDownLatch beats = new CountDownLatch(3);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch attended = new CountDownLatch(2);
    Heartbeat heartbeat =
        new Heartbeat(
            beats::countDown,
            () -> {
              attended.countDown();
              try {
                release.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new IllegalStateException("the store is away");
            },
            Duration.ofMillis(1));
    Thread attendant = Thread.ofPlatform().start(heartbeat.attendant());
    Thread heart = Thread.ofPlatform().start(heartbeat);
    assertThat(beats.await(30, TimeUnit.SECONDS)).as("while the first is attended to").isTrue();
    assertThat(attended.getCount()).isGreaterThanOrEqualTo(1);
    release.countDown();
    assertThat(attended.await(30, TimeUnit.SECONDS)).as("after a failure").isTrue();
    heart.interrupt();
    attendant.interrupt();
    heart.join();
    attendant.join();
  }
}
