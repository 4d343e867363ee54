package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
  void what_could_not_begin_for_want_of_a_thread_is_not_lost() {
    List<Runnable> refused = new ArrayList<>();
    Writers poor =
        new Writers(
            work -> {
              if (refused.isEmpty()) {
                refused.add(work);
                throw new OutOfMemoryError("unable to create native thread");
              }
              threads.add(work);
            });
    poor.execute(() -> done.add(0));
    assertThat(threads).isEmpty();
    poor.look();
    poor.look();
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).containsExactly(0);
    poor.look();
    assertThat(threads).as("nothing waits").isEmpty();
  }

  @Test
  void their_share_of_the_processor_grows_with_what_waits() {
    tasks(0, 1_000);
    assertThat(threads).hasSize(1 + 1_000 / 64);
  }

  @Test
  void after_a_while_others_get_the_processor_and_the_next_goes_on() {
    tasks(0, 200);
    while (!threads.isEmpty()) {
      int before = done.size();
      threads.remove().run();
      assertThat(done.size() - before).isLessThanOrEqualTo(64);
    }
    assertThat(done).hasSize(200);
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
    List<Thread> workers = Collections.synchronizedList(new ArrayList<>());
    Writers real = new Writers(work -> workers.add(Thread.ofVirtual().start(work)));
    int each = 2_000;
    AtomicIntegerArray ran = new AtomicIntegerArray(3 * each);
    CountDownLatch all = new CountDownLatch(3 * each);
    CountDownLatch readers = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      int first = i * each;
      Thread.ofPlatform()
          .start(
              () -> {
                for (int n = first; n < first + each; n++) {
                  int task = n;
                  real.execute(
                      () -> {
                        ran.incrementAndGet(task);
                        all.countDown();
                        if (task % 10 == 0) {
                          awaited(readers);
                        }
                      });
                }
              });
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    readers.countDown();
    for (Thread worker : List.copyOf(workers)) {
      assertThat(worker.join(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(IntStream.range(0, 3 * each).map(ran::get)).containsOnly(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
