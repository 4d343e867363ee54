package dev.parlour.game.trivia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TriviaSettingsTest {

  @Test
  void a_topic_alone_is_enough() {
    TriviaSettings settings = good(Map.of("topic", " Capitals "));

    assertThat(settings)
        .isEqualTo(
            new TriviaSettings("Capitals", null, 10, 10, 6, 4, Scoring.SPEED, 500, true, 30, null));
  }

  @Test
  void every_setting_can_be_chosen() {
    Map<String, Object> raw =
        new HashMap<>(
            Map.of(
                "quiz",
                "q-17",
                "questions",
                5,
                "secondsPerQuestion",
                20L,
                "revealSeconds",
                3,
                "standingsSeconds",
                2));
    raw.putAll(
        Map.of(
            "scoring",
            "flat",
            "maxPlayers",
            new BigDecimal("5E3"),
            "autoAdvance",
            false,
            "hostGoneSeconds",
            BigInteger.ZERO,
            "language",
            "de"));

    assertThat(good(raw))
        .isEqualTo(
            new TriviaSettings(null, "q-17", 5, 20, 3, 2, Scoring.FLAT, 5000, false, 0, "de"));
  }

  @Test
  void a_null_counts_as_absent() {
    Map<String, Object> raw = new HashMap<>(Map.of("quiz", "q-17"));
    raw.put("topic", null);
    raw.put("questions", null);
    raw.put("autoAdvance", null);

    assertThat(good(raw).questions()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "questions, 1, 50, bad_questions",
    "secondsPerQuestion, 2, 120, bad_seconds_per_question",
    "revealSeconds, 2, 60, bad_reveal_seconds",
    "standingsSeconds, 2, 60, bad_standings_seconds",
    "maxPlayers, 1, 5000, bad_max_players",
    "hostGoneSeconds, 0, 600, bad_host_gone_seconds"
  })
  void numbers_keep_within_their_bounds(String name, int least, int most, String code) {
    assertThat(good(Map.of("topic", "t", name, least))).isNotNull();
    assertThat(good(Map.of("topic", "t", name, most))).isNotNull();
    assertThat(good(Map.of("topic", "t", name, (double) most))).isNotNull();
    List<Object> wrong =
        List.of(
            least - 1,
            most + 1,
            least + 0.5,
            "10",
            true,
            List.of(5),
            Map.of(),
            Long.MAX_VALUE,
            (1L << 32) + most,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Float.NaN,
            new BigDecimal("1E+999999999"),
            new BigDecimal("1E-999999999"),
            BigInteger.TWO.pow(64));
    for (Object value : wrong) {
      Rejection bad = bad(Map.of("topic", "t", name, value));
      assertThat(bad.code()).as("%s", value).isEqualTo(code);
      assertThat(bad.message()).contains(least + " to " + most);
    }
  }

  static Stream<Map<String, Object>> wrongTexts() {
    return Stream.of("", "  ", "x".repeat(81), "a\u0000b", 7, List.of("a"), true)
        .map(value -> Map.of("topic", value));
  }

  @ParameterizedTest
  @MethodSource("wrongTexts")
  void a_topic_is_a_short_text(Map<String, Object> raw) {
    assertThat(bad(raw).code()).isEqualTo("bad_topic");
  }

  @Test
  void a_question_set_is_a_short_text() {
    assertThat(bad(Map.of("quiz", 7)).code()).isEqualTo("bad_quiz");
  }

  @Test
  void a_topic_or_a_question_set_is_required() {
    assertThat(bad(Map.of()).code()).isEqualTo("topic_or_quiz_missing");
    assertThat(bad(null).code()).isEqualTo("topic_or_quiz_missing");
  }

  @Test
  void a_topic_and_a_question_set_exclude_each_other() {
    assertThat(bad(Map.of("topic", "t", "quiz", "q")).code()).isEqualTo("topic_and_quiz");
  }

  @ParameterizedTest
  @CsvSource({"scoring, SPEED", "scoring, fast", "language, fr", "language, ''"})
  void words_outside_the_list_are_refused(String name, String word) {
    assertThat(bad(Map.of("topic", "t", name, word)).code()).isEqualTo("bad_" + name);
    assertThat(bad(Map.of("topic", "t", name, 1)).code()).isEqualTo("bad_" + name);
  }

  @Test
  void automatic_advance_is_true_or_false() {
    assertThat(bad(Map.of("topic", "t", "autoAdvance", "true")).code())
        .isEqualTo("bad_auto_advance");
  }

  @Test
  void an_unknown_name_is_refused_and_named() {
    Rejection bad = bad(Map.of("topic", "t", "secondsPerQestion", 10));

    assertThat(bad.code()).isEqualTo("unknown_setting");
    assertThat(bad.message()).contains("secondsPerQestion").contains("secondsPerQuestion");
  }

  @Test
  void an_unknown_name_that_could_do_harm_is_not_repeated() {
    assertThat(bad(Map.of("topic", "t", "<script>", 1)).message()).doesNotContain("<");
    assertThat(bad(Map.of("topic", "t", "x".repeat(10_000), 1)).message()).hasSizeLessThan(300);
  }

  @Test
  void settings_made_in_code_keep_the_bounds_too() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TriviaSettings("t", null, 51, 10, 6, 4, Scoring.SPEED, 500, true, 30, null));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TriviaSettings("t", "q", 10, 10, 6, 4, Scoring.SPEED, 500, true, 30, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TriviaSettings("t", null, 10, 10, 6, 4, null, 500, true, 30, null));
  }

  @Property
  void anything_from_outside_is_read_or_refused_with_a_sentence(
      @ForAll("anySettings") Map<String, Object> raw) {
    if (TriviaSettings.read(raw) instanceof Checked.Bad<TriviaSettings> bad) {
      assertThat(bad.rejection().code()).matches("[a-z_]+");
      assertThat(bad.rejection().message()).endsWith(".").hasSizeBetween(10, 400);
    }
  }

  @Provide
  Arbitrary<Map<String, Object>> anySettings() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(
                "topic",
                "quiz",
                "questions",
                "secondsPerQuestion",
                "scoring",
                "autoAdvance",
                "language",
                "hostGoneSeconds"),
            Arbitraries.strings().ofMaxLength(5));
    List<Arbitrary<?>> kinds = new ArrayList<>();
    kinds.add(Arbitraries.strings().ofMaxLength(100));
    kinds.add(Arbitraries.integers());
    kinds.add(Arbitraries.integers().between(0, 200));
    kinds.add(Arbitraries.doubles());
    kinds.add(Arbitraries.bigDecimals());
    kinds.add(Arbitraries.of(true, false));
    kinds.add(Arbitraries.integers().list().ofMaxSize(3));
    kinds.add(Arbitraries.of("speed", "flat", "en"));
    Arbitrary<Object> values =
        Arbitraries.of(kinds).flatMap(kind -> kind.map(value -> (Object) value)).injectNull(0.05);
    return Arbitraries.maps(names, values).ofMaxSize(6);
  }

  private static TriviaSettings good(Map<String, Object> raw) {
    assertThat(TriviaSettings.read(raw)).isInstanceOf(Checked.Good.class);
    return ((Checked.Good<TriviaSettings>) TriviaSettings.read(raw)).value();
  }

  private static Rejection bad(Map<String, Object> raw) {
    assertThat(TriviaSettings.read(raw)).isInstanceOf(Checked.Bad.class);
    return ((Checked.Bad<TriviaSettings>) TriviaSettings.read(raw)).rejection();
  }
}
