package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BeatTest {
  private final Beat beat = new Beat(Duration.ofMillis(2));

  private Thread waiting(CountDownLatch over) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                beat.await();
                over.countDown();
              } catch (InterruptedException stopped) {
                // does not count as over
              }
            });
  }

  @Test
  void whoever_waits_goes_on_also_after_it_has_stood_still() throws Exception {
    Thread runs = Thread.ofPlatform().start(beat);
    for (int round = 0; round < 50; round++) {
      CountDownLatch over = new CountDownLatch(20);
      for (int i = 0; i < 20; i++) {
        waiting(over);
      }
      assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    }
    runs.interrupt();
    runs.join();
  }

  @Test
  void nobody_goes_on_before_it() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Thread one = waiting(over);
    while (!beat.isAwaited()) {
      Thread.onSpinWait();
    }
    assertThat(over.getCount()).isOne();
    beat.strike();
    one.join();
    assertThat(over.getCount()).isZero();
    assertThat(beat.isAwaited()).isFalse();
  }

  @Test
  void whoever_is_interrupted_waits_no_longer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Thread one = waiting(over);
    one.interrupt();
    one.join();
    assertThat(over.getCount()).isOne();
  }

  @Test
  void when_it_has_stopped_nobody_is_kept() throws Exception {
    List<Thread> all = new ArrayList<>();
    CountDownLatch over = new CountDownLatch(2);
    Thread runs = Thread.ofPlatform().start(beat);
    all.add(waiting(over));
    runs.interrupt();
    runs.join();
    all.add(waiting(over));
    for (Thread one : all) {
      one.join();
    }
    assertThat(over.getCount()).isZero();
  }
}
