package dev.parlour.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.trivia.Question;
import dev.parlour.quiz.Selection.Picked;
import dev.parlour.quiz.Selection.Reason;
import dev.parlour.quiz.Selection.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What every topic of the catalogue promises, whoever makes its questions. */
class QuestionLibraryTest {

  private static final QuestionLibrary LIBRARY = QuestionLibrary.of(QuestionBank.shipped());
  private static final QuestionLibrary ANOTHER =
      QuestionLibrary.of(QuestionBank.of(QuestionBank.shipped().files()));

  @Property(tries = 400)
  void a_set_has_the_wished_number_of_questions_and_none_twice(
      @ForAll("topics") Topic topic,
      @ForAll @IntRange(min = 1, max = 50) int count,
      @ForAll("languages") String language,
      @ForAll long seed) {
    int possible = Math.min(count, topic.count().orElse(count));

    List<Question> questions = pick(topic, possible, language, seed);

    assertThat(questions).hasSize(possible);
    assertThat(questions)
        .extracting(question -> Draft.key(question.text()))
        .doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void the_same_request_gets_the_same_questions(
      @ForAll("topics") Topic topic, @ForAll("languages") String language, @ForAll long seed) {
    assertThat(pick(topic, 10, language, seed)).isEqualTo(pick(topic, 10, language, seed));
    assertThat(ANOTHER.pick(new QuestionRequest(topic.id(), 10, language, seed)))
        .isEqualTo(LIBRARY.pick(new QuestionRequest(topic.id(), 10, language, seed)));
  }

  @Property(tries = 200)
  void questions_keep_within_the_limits_of_text(
      @ForAll("topics") Topic topic, @ForAll("languages") String language, @ForAll long seed) {
    for (Question question : pick(topic, 20, language, seed)) {
      assertThat(question.text().codePointCount(0, question.text().length()))
          .as(question.text())
          .isLessThanOrEqualTo(120);
      assertThat(question.choices())
          .allMatch(choice -> choice.text().codePointCount(0, choice.text().length()) <= 75);
      assertThat(question.explanation()).isNotBlank();
    }
  }

  @Example
  void different_seeds_give_different_sets_in_every_topic() {
    for (Topic topic : LIBRARY.topics()) {
      assertThat(pick(topic, 10, "en", 1)).as(topic.id()).isNotEqualTo(pick(topic, 10, "en", 2));
    }
  }

  @Example
  void every_topic_gives_as_many_questions_as_it_says_and_no_more() {
    for (Topic topic : LIBRARY.topics()) {
      int most = Math.min(QuestionRequest.MOST, topic.count().orElse(QuestionRequest.MOST));
      assertThat(pick(topic, most, "en", 7)).as(topic.id()).hasSize(most);
      if (most < QuestionRequest.MOST) {
        assertThat(LIBRARY.pick(new QuestionRequest(topic.id(), most + 1, "en", 7)))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_FEW_QUESTIONS));
      }
    }
  }

  @Example
  void ten_mixed_questions_are_about_ten_topics() {
    List<List<Question>> banks =
        QuestionBank.shipped().files().stream().map(BankFile::questions).toList();
    for (long seed = 0; seed < 50; seed++) {
      List<Question> mixed = pick(LIBRARY.topics().getFirst(), 10, "en", seed);
      for (List<Question> bank : banks) {
        assertThat(mixed.stream().filter(bank::contains).count()).isLessThanOrEqualTo(1);
      }
    }
  }

  @Example
  void a_mixture_stays_in_one_language() {
    assertThat(pick(LIBRARY.topics().getFirst(), 60, "de", 3))
        .isEqualTo(pick(LIBRARY.topics().getFirst(), 60, "en", 3));
  }

  @Example
  void a_mixture_never_repeats_what_two_sources_ask() {
    QuestionSource twice =
        new MixedQuestions(List.of(QuestionBank.shipped(), QuestionBank.shipped()));
    int all =
        QuestionBank.shipped().files().stream().mapToInt(file -> file.questions().size()).sum();
    int wanted = Math.min(all, QuestionRequest.MOST);
    assertThat(twice.pick(new QuestionRequest("mixed", wanted, "en", 5)))
        .isInstanceOfSatisfying(
            Picked.class,
            picked ->
                assertThat(picked.questions())
                    .hasSize(wanted)
                    .extracting(Question::text)
                    .doesNotHaveDuplicates());
  }

  @Example
  void a_mixture_without_enough_questions_is_refused() {
    QuestionBank first = QuestionBank.of(List.of(QuestionBank.shipped().files().getFirst()));
    assertThat(
            new MixedQuestions(List.of(first, first))
                .pick(new QuestionRequest("mixed", 70, "en", 5)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_FEW_QUESTIONS));
    assertThat(new MixedQuestions(List.of()).pick(new QuestionRequest("mixed", 1, "en", 5)))
        .isInstanceOf(Refused.class);
  }

  @Example
  void every_source_refuses_a_topic_it_does_not_have() {
    Stream.of(
            LIBRARY,
            GeneratedQuestions.all(),
            QuestionBank.shipped(),
            new MixedQuestions(List.of(QuestionBank.shipped())))
        .forEach(
            source ->
                assertThat(source.pick(new QuestionRequest("alchemy", 1, "en", 1)))
                    .isEqualTo(new Refused(Reason.UNKNOWN_TOPIC, "There is no topic 'alchemy'.")));
  }

  @Example
  void two_sources_of_one_topic_cannot_be_joined() {
    assertThatThrownBy(
            () -> new QuestionLibrary(List.of(QuestionBank.shipped(), QuestionBank.shipped())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exists already");
  }

  @Example
  void the_catalogue_has_titles_pictures_and_distinct_ids() {
    assertThat(LIBRARY.topics())
        .extracting(Topic::id)
        .doesNotHaveDuplicates()
        .startsWith("mixed", "geography")
        .contains("flags");
    assertThat(LIBRARY.topics())
        .extracting(Topic::emoji)
        .doesNotHaveDuplicates()
        .noneMatch(String::isBlank);
    assertThat(LIBRARY.topics())
        .allMatch(topic -> !topic.title("en").isBlank() && !topic.title("de").isBlank());
  }

  @Example
  void sets_are_the_same_from_many_threads_at_once() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 0; seed < 200; seed++) {
      seeds.add(seed);
    }
    List<List<Question>> alone =
        seeds.stream().map(seed -> pick(LIBRARY.topics().getFirst(), 20, "en", seed)).toList();
    assertThat(
            seeds.parallelStream()
                .map(seed -> pick(LIBRARY.topics().getFirst(), 20, "en", seed))
                .toList())
        .isEqualTo(alone);
  }

  @Provide
  Arbitrary<Topic> topics() {
    return Arbitraries.of(LIBRARY.topics());
  }

  @Provide
  Arbitrary<String> languages() {
    return Arbitraries.of("en", "de", "fr");
  }

  private static List<Question> pick(Topic topic, int count, String language, long seed) {
    return ((Picked) LIBRARY.pick(new QuestionRequest(topic.id(), count, language, seed)))
        .questions();
  }
}
