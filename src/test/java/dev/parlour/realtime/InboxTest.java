package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Inbox inbox = new Inbox(threads::add, 3);

  @Test
  void what_needs_no_waiting_is_done_at_once() {
    inbox.run(() -> done.add("a"), false);
    assertThat(done).containsExactly("a");
    assertThat(threads).isEmpty();
  }

  @Test
  void what_may_wait_goes_to_a_thread_of_its_own_and_everything_after_it_stays_behind_it() {
    inbox.run(() -> done.add("slow"), true);
    inbox.run(() -> done.add("after"), false);
    assertThat(done).isEmpty();
    threads.remove().run();
    assertThat(done).containsExactly("slow", "after");
    inbox.run(() -> done.add("again at once"), false);
    assertThat(done).hasSize(3);
    assertThat(threads).isEmpty();
  }

  @Test
  void it_does_not_hold_more_than_its_bound() {
    assertThat(inbox.run(() -> {}, true)).isTrue();
    assertThat(inbox.run(() -> {}, false)).isTrue();
    assertThat(inbox.run(() -> {}, false)).isTrue();
    assertThat(inbox.run(() -> {}, false)).isFalse();
  }
}
