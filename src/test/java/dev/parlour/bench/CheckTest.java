package dev.parlour.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.bench.client.TriviaTable.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run is accused of, and of what not. */
class CheckTest {
  private static final String ROOM = "ABCDEF";

  private final Check check = new Check();

  CheckTest() {
    check.acknowledged(ROOM, "p1", 1, "a");
    check.acknowledged(ROOM, "p2", 1, "b");
    check.score(ROOM, "p1", 1000, 1);
    check.score(ROOM, "p2", 0, 1);
  }

  private void shown(int answered, int a, int b) {
    check.shown(ROOM, new Result(1, answered, Map.of("a", a, "b", b), List.of("a"), 1000));
  }

  @Test
  void nothing_where_all_is_counted_once() {
    shown(2, 1, 1);
    assertThat(check.faults()).isEmpty();
    assertThat(check.answers()).isEqualTo(2);
  }

  @Test
  void a_missing_answer() {
    shown(1, 1, 0);
    assertThat(check.faults())
        .containsExactly(
            "ABCDEF question 1: 2 answers were acknowledged, 1 are counted",
            "ABCDEF question 1: choice b was acknowledged 1 times and is counted 0 times");
  }

  @Test
  void a_doubled_answer() {
    shown(3, 1, 2);
    assertThat(check.faults())
        .containsExactly(
            "ABCDEF question 1: 2 answers were acknowledged, 3 are counted",
            "ABCDEF question 1: choice b was acknowledged 1 times and is counted 2 times");
  }

  @Test
  void an_answer_that_became_another() {
    shown(2, 0, 2);
    assertThat(check.faults()).hasSize(2).allMatch(fault -> fault.contains("choice"));
  }

  @Test
  void points_that_nobody_earned() {
    shown(2, 1, 1);
    check.score(ROOM, "p1", 2000, 1);
    assertThat(check.faults())
        .containsExactly(
            "ABCDEF: player p1 should have 1000 points for what was acknowledged and has 2000");
  }

  @Test
  void no_points_of_a_question_that_is_not_settled_yet() {
    shown(2, 1, 1);
    check.acknowledged(ROOM, "p1", 2, "a");
    check.shown(ROOM, new Result(2, 1, Map.of("a", 1), List.of("a"), 1000));
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void an_answer_to_a_question_that_was_never_revealed() {
    assertThat(check.faults())
        .contains("ABCDEF question 1: 2 answers were acknowledged, but no reveal was seen");
  }

  @Test
  void what_is_wrong_by_itself() {
    shown(2, 1, 1);
    check.fault("3 commands were answered twice");
    assertThat(check.faults()).containsExactly("3 commands were answered twice");
  }
}
