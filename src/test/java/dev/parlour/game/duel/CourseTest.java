package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlour.game.SeededRandom;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CourseTest {

  @Property
  void the_same_seed_draws_the_same_course(@ForAll long seed) {
    assertThat(Course.drawn(50, new SeededRandom(seed)))
        .isEqualTo(Course.drawn(50, new SeededRandom(seed)));
  }

  @Test
  void another_seed_draws_another_course() {
    assertThat(Course.drawn(50, new SeededRandom(1)))
        .isNotEqualTo(Course.drawn(50, new SeededRandom(2)));
  }

  @Property
  void from_every_ring_there_is_time_to_jump_to_the_next_and_no_jump_leaves_one_out(
      @ForAll long seed, @ForAll @IntRange(min = 50, max = 1000) int rings) {
    Course course = Course.drawn(rings, new SeededRandom(seed));

    assertThat(course.rings()).isEqualTo(rings);
    for (int ring = 0; ring < rings; ring++) {
      int next = course.starts().get(ring + 1);
      int jump = Arc.length(ring);
      assertThat(next).as("a gap behind ring %d", ring).isGreaterThan(course.end(ring));
      int inTime = (course.end(ring) + jump - next) / Arc.speed(ring);
      assertThat(inTime).as("steps in which a jump off ring %d succeeds", ring).isBetween(9, 28);
      assertThat(course.end(ring) + jump)
          .as("the latest jump off ring %d", ring)
          .isLessThan(course.end(ring + 1));
    }
  }

  @Property(tries = 50)
  void whoever_jumps_in_time_comes_to_the_end(
      @ForAll long seed, @ForAll @IntRange(min = 50, max = 1000) int rings) {
    DuelMatch match =
        DuelMatch.seeded(
                seed, DuelMatch.settings("mode", "practice", "rings", rings, "countdownSeconds", 0))
            .started()
            .skilled("p1")
            .runToTheEnd();

    assertThat(match.body("p1").score()).isEqualTo(rings);
  }

  @Property
  void whoever_never_jumps_falls_at_the_first_gap(@ForAll long seed) {
    DuelMatch match =
        DuelMatch.seeded(seed, DuelMatch.settings("mode", "practice", "rings", 50))
            .started()
            .runToTheEnd();

    assertThat(match.body("p1").state()).isEqualTo("fallen");
    assertThat(match.body("p1").score()).isZero();
  }

  @Test
  void it_gets_harder_with_the_rings() {
    int early = 0;
    int late = 0;
    for (int seed = 0; seed < 50; seed++) {
      Course course = Course.drawn(300, new SeededRandom(seed));
      early += percentOfAJump(course, 10);
      late += percentOfAJump(course, 250);
    }
    assertThat(late).isGreaterThan(early + 50 * 10);
  }

  private static int percentOfAJump(Course course, int ring) {
    return 100 * (course.starts().get(ring) - course.end(ring - 1)) / Arc.length(ring - 1);
  }

  @Test
  void a_course_needs_as_many_widths_as_starts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Course(List.of(0, 10), List.of(5)))
        .withMessageContaining("2 rings");
  }
}
