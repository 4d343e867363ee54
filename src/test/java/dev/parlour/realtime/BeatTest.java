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
  private final List<String> done = new ArrayList<>();

  @Test
  void whatever_waits_is_done_also_after_it_has_stood_still() throws Exception {
    Thread runs = Thread.ofPlatform().start(beat);
    for (int round = 0; round < 50; round++) {
      CountDownLatch over = new CountDownLatch(20);
      for (int i = 0; i < 20; i++) {
        beat.next(over::countDown);
      }
      assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    }
    runs.interrupt();
    runs.join();
  }

  @Test
  void nothing_is_done_before_it_and_all_of_it_once_and_in_order() {
    beat.next(() -> done.add("first"));
    beat.next(() -> done.add("second"));
    assertThat(done).isEmpty();
    beat.strike();
    beat.strike();
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void what_is_put_off_during_a_beat_waits_for_the_next() {
    beat.next(() -> beat.next(() -> done.add("later")));
    beat.strike();
    assertThat(done).isEmpty();
    beat.strike();
    assertThat(done).containsExactly("later");
  }

  @Test
  void what_fails_keeps_nothing_else_from_being_done() {
    beat.next(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    beat.next(() -> done.add("behind it"));
    beat.strike();
    assertThat(done).containsExactly("behind it");
  }

  @Test
  void when_it_has_stopped_nothing_is_kept() throws Exception {
    Thread runs = Thread.ofPlatform().unstarted(beat);
    beat.next(() -> done.add("before"));
    runs.interrupt();
    runs.start();
    runs.join();
    assertThat(done).containsExactly("before");
    beat.next(() -> done.add("after"));
    assertThat(done).containsExactly("before", "after");
  }
}
