package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WritersTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final Writers writers = new Writers(threads::add);
  private final List<Integer> done = new ArrayList<>();

  private void tasks(int from, int to) {
    IntStream.range(from, to).forEach(i -> writers.execute(() -> done.add(i)));
  }

  @Test
  void one_thread_does_all_that_waits_in_its_order() {
    tasks(0, 10);
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
  }

  @Test
  void behind_one_at_work_another_is_ready_as_long_as_something_waits() {
    writers.execute(() -> assertThat(threads).as("two more wait").hasSize(1));
    writers.execute(
        () -> {
          threads.remove().run(); // the first waits for its reader: the next goes on
          assertThat(done).containsExactly(7);
        });
    writers.execute(() -> done.add(7));
    threads.remove().run();
    assertThat(done).containsExactly(7);
    assertThat(threads).isEmpty();
  }

  @Test
  void for_a_single_task_no_other_is_begun() {
    tasks(0, 1);
    threads.remove().run();
    assertThat(done).hasSize(1);
    assertThat(threads).isEmpty();
    tasks(1, 2);
    assertThat(threads).hasSize(1);
  }

  @Test
  void after_a_while_others_get_the_processor_and_the_next_goes_on() {
    tasks(0, 200);
    int turns = 0;
    while (!threads.isEmpty()) {
      int before = done.size();
      threads.remove().run();
      assertThat(done.size() - before).isLessThanOrEqualTo(64);
      turns++;
    }
    assertThat(done).hasSize(200);
    assertThat(turns).isBetween(4, 5);
  }

  @Test
  void a_task_that_fails_does_not_keep_the_others() {
    writers.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    tasks(0, 1);
    Runnable first = threads.remove();
    assertThatThrownBy(first::run).hasMessage("on purpose");
    threads.remove().run();
    assertThat(done).containsExactly(0);
  }

  @RepeatedTest(5)
  void all_is_done_once_though_every_tenth_waits_for_ever() throws Exception {
    Writers real = new Writers(task -> Thread.ofVirtual().start(task));
    int each = 2_000;
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(3 * each);
    CountDownLatch readers = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      Thread.ofPlatform()
          .start(
              () -> {
                for (int n = 0; n < each; n++) {
                  boolean slow = n % 10 == 0;
                  real.execute(
                      () -> {
                        ran.incrementAndGet();
                        all.countDown();
                        if (slow) {
                          awaited(readers);
                        }
                      });
                }
              });
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    readers.countDown();
    assertThat(ran).hasValue(3 * each);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
