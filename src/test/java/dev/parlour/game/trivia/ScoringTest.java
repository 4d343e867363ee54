package dev.parlour.game.trivia;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {

  @ParameterizedTest(name = "{0} points after {1} of {2} ms: {3}")
  @CsvSource({
    // Full points below half a second, and the formula from there on.
    "1000,     0, 10000, 1000",
    "1000,   499, 10000, 1000",
    "1000,   500, 10000,  975",
    "2000,   500, 10000, 1950",
    "1000,  2000, 30000,  967", // 966.67
    "1000,  5000, 10000,  750",
    "1000,  3333, 10000,  833", // 833.35
    "1000,  3337, 10000,  833", // 833.15
    "1000,  7777, 10000,  611", // 611.15
    "1000,  9999, 10000,  500", // 500.05
    "1000, 10000, 10000,  500",
    "2000, 10000, 10000, 1000",
    // Halves round up.
    "1000,   510, 10000,  975", // 974.5
    "1000,   511, 10000,  974", // 974.45
    "1000,   530, 10000,  974", // 973.5
    "1000,  1010, 20000,  975", // 974.75
    // An answer in the time that the host added is worth one half.
    "1000, 10001, 10000,  500",
    "1000, 55000, 10000,  500",
    "0,     3000, 10000,    0",
    "0,        0, 10000,    0",
  })
  void speed_follows_the_published_formula(int worth, long took, long time, int points) {
    assertThat(Scoring.SPEED.points(worth, took, time)).isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"1000, 0", "1000, 9999", "2000, 60000", "0, 100"})
  void flat_gives_all_points_at_any_time(int worth, long took) {
    assertThat(Scoring.FLAT.points(worth, took, 10_000)).isEqualTo(worth);
  }

  @Property
  void speed_equals_the_formula_in_decimal_arithmetic(
      @ForAll @IntRange(min = 0, max = 2) int thousands,
      @ForAll @LongRange(min = 500, max = 130_000) long took,
      @ForAll @IntRange(min = 2, max = 120) int seconds) {
    assertThat(Scoring.SPEED.points(thousands * 1000, took, seconds * 1000L))
        .isEqualTo(byTheBook(thousands * 1000, took, seconds * 1000L));
  }

  @Property
  void a_later_answer_never_earns_more(
      @ForAll @LongRange(min = 0, max = 130_000) long took,
      @ForAll @LongRange(min = 0, max = 10_000) long more,
      @ForAll @IntRange(min = 2, max = 120) int seconds) {
    assertThat(Scoring.SPEED.points(1000, took + more, seconds * 1000L))
        .isBetween(500, Scoring.SPEED.points(1000, took, seconds * 1000L));
  }

  /** The formula as it is published, computed in another way than the rules do. */
  static int byTheBook(int worth, long took, long time) {
    if (took < 500) {
      return worth;
    }
    BigDecimal share =
        BigDecimal.valueOf(Math.min(took, time))
            .divide(BigDecimal.valueOf(time), 40, RoundingMode.HALF_EVEN);
    // 30 digits first: thirds are not exact in decimals, and their error must not decide a half
    return BigDecimal.ONE
        .subtract(share.divide(BigDecimal.TWO))
        .multiply(BigDecimal.valueOf(worth))
        .setScale(30, RoundingMode.HALF_EVEN)
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }
}
