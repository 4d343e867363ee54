package dev.parlour.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Lanes lanes = new Lanes(threads::add, 2, 3);

  @Test
  void whatNeedsNoWaitingIsDoneAtOnce() {
    lanes.run("A", () -> done.add("a"), false);
    assertThat(done).containsExactly("a");
    assertThat(threads).isEmpty();
    assertThat(lanes.busy()).isFalse();
  }

  @Test
  void whatMayWaitGetsAThreadAndWhatComesForTheSameRoomStaysBehindIt() {
    lanes.run("A", () -> done.add("slow"), true);
    lanes.run("A", () -> done.add("after"), false);
    lanes.run("A", () -> done.add("slow again"), true);
    assertThat(done).isEmpty();
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).containsExactly("slow", "after", "slow again");
    lanes.run("A", () -> done.add("again at once"), false);
    assertThat(done).hasSize(4);
    assertThat(threads).isEmpty();
  }

  @Test
  void whatFailsKeepsNothingBehindItFromBeingDone() {
    lanes.run(
        "A",
        () -> {
          throw new IllegalStateException("a fault");
        },
        true);
    lanes.run("A", () -> done.add("after"), false);
    threads.remove().run();
    assertThat(done).containsExactly("after");
    assertThat(lanes.busy()).isFalse();
  }

  @Test
  void roomsDoNotWaitForEachOtherNorDoesWhatBelongsToNone() {
    lanes.run("A", () -> done.add("slow A"), true);
    lanes.run("B", () -> done.add("slow B"), true);
    lanes.run("B", () -> done.add("after B"), false);
    lanes.run("C", () -> done.add("C"), false);
    lanes.run(null, () -> done.add("ping"), false);
    lanes.run(null, () -> done.add("nonsense"), true);
    assertThat(done).containsExactly("C", "ping", "nonsense");
    threads.removeLast().run();
    assertThat(done).endsWith("slow B", "after B");
    assertThat(lanes.busy()).isTrue();
    threads.remove().run();
    assertThat(done).endsWith("slow A");
  }

  @Test
  void aLaneThatIsEmptyIsGone() {
    lanes.run("A", () -> {}, true);
    lanes.run("B", () -> {}, true);
    threads.remove().run();
    assertThat(lanes.busy()).isTrue();
    threads.remove().run();
    assertThat(lanes.busy()).isFalse();
    for (int i = 0; i < 10; i++) {
      assertThat(lanes.run("room " + i, () -> {}, true)).isTrue();
      threads.remove().run();
    }
  }

  @Test
  void whatComesWhileTheLaneIsWorkedOffIsDoneInItsTurn() {
    lanes.run(
        "A",
        () -> {
          lanes.run("A", () -> done.add("second"), false);
          done.add("first");
        },
        true);
    threads.remove().run();
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void theBoundCountsOverAllLanes() {
    assertThat(lanes.run("A", () -> done.add("1"), true)).isTrue();
    assertThat(lanes.run("B", () -> done.add("2"), true)).isTrue();
    assertThat(lanes.run("A", () -> done.add("3"), false)).isTrue();
    assertThat(lanes.run("B", () -> done.add("too much"), false)).isFalse();
    assertThat(lanes.run("A", () -> done.add("too much"), true)).isFalse();
    threads.forEach(Runnable::run);
    assertThat(done).containsExactly("1", "3", "2");
    threads.clear();
    assertThat(lanes.run("A", () -> done.add("4"), true)).as("all is free again").isTrue();
  }

  @Test
  void soManyRoomsAreWaitedForAndNoMore() {
    assertThat(lanes.run("A", () -> {}, true)).isTrue();
    assertThat(lanes.run("B", () -> {}, true)).isTrue();
    assertThat(lanes.run("C", () -> {}, true)).isFalse();
    assertThat(lanes.run("C", () -> done.add("at once"), false)).isTrue();
    assertThat(done).containsExactly("at once");
  }
}
