package dev.parlour.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.Question.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds for the questions that come with Parlour. That each is valid is shown by their being
 * read at all.
 */
class ShippedBankTest {

  private static final List<BankFile> FILES = QuestionBank.shipped().files();
  private static final List<Question> QUESTIONS =
      FILES.stream().flatMap(file -> file.questions().stream()).toList();

  @Test
  void there_are_at_least_four_hundred_questions_in_ten_topics() {
    assertThat(QUESTIONS).hasSizeGreaterThanOrEqualTo(400);
    assertThat(FILES)
        .hasSizeGreaterThanOrEqualTo(10)
        .allMatch(file -> file.questions().size() >= 30);
  }

  @Test
  void the_index_names_every_file() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/parlour/quiz/bank"))) {
      assertThat(
              files
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml")))
          .containsExactlyInAnyOrderElementsOf(FILES.stream().map(BankFile::name).toList());
    }
  }

  @Test
  void no_question_stands_twice() {
    Map<String, String> seen = new HashMap<>();
    for (Question question : QUESTIONS) {
      assertThat(seen.put(Draft.key(question.text()), question.text()))
          .as(question.text())
          .isNull();
    }
  }

  @Test
  void every_text_fits_on_a_screen_and_into_a_spreadsheet() {
    for (Question question : QUESTIONS) {
      assertThat(question.text().codePointCount(0, question.text().length()))
          .as(question.text())
          .isLessThanOrEqualTo(120);
      assertThat(question.choices())
          .allMatch(choice -> choice.text().codePointCount(0, choice.text().length()) <= 75);
    }
  }

  @Test
  void every_question_is_explained_in_whole_sentences() {
    assertThat(QUESTIONS)
        .allMatch(
            question ->
                question.explanation().length() >= 25 && question.explanation().endsWith("."));
  }

  @Test
  void every_text_is_clean() {
    for (Question question : QUESTIONS) {
      Stream.concat(
              Stream.of(question.text(), question.explanation()),
              question.choices().stream().map(Question.Choice::text))
          .forEach(
              text ->
                  assertThat(text)
                      .doesNotContain("  ")
                      .doesNotContain("TODO")
                      .doesNotContain("|")
                      .isEqualTo(text.strip()));
      assertThat(question.text())
          .as(question.text())
          .endsWith(question.kind() == Kind.TRUE_FALSE ? "." : "?");
    }
  }

  @Test
  void single_choice_has_four_answers() {
    assertThat(QUESTIONS)
        .filteredOn(question -> question.kind() == Kind.SINGLE)
        .allMatch(question -> question.choices().size() == 4);
  }

  @Test
  void each_topic_mixes_the_kinds() {
    for (BankFile file : FILES) {
      long other =
          file.questions().stream().filter(question -> question.kind() != Kind.SINGLE).count();
      assertThat(other * 100 / file.questions().size()).as(file.name()).isGreaterThanOrEqualTo(15);
      assertThat(file.questions()).extracting(Question::kind).contains(Kind.values());
    }
  }

  @Test
  void statements_are_as_often_false_as_true_within_reason() {
    List<Question> statements =
        QUESTIONS.stream().filter(question -> question.kind() == Kind.TRUE_FALSE).toList();
    long wrong = statements.stream().filter(question -> question.correct().contains("b")).count();
    assertThat(wrong * 100 / statements.size()).isBetween(35L, 65L);
  }

  @Test
  void the_right_answers_id_tells_nothing() {
    Map<String, Integer> counts = new HashMap<>();
    QUESTIONS.stream()
        .filter(question -> question.kind() == Kind.SINGLE)
        .forEach(question -> counts.merge(question.correct().getFirst(), 1, Integer::sum));
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(counts)
        .hasSize(4)
        .allSatisfy((id, count) -> assertThat(count * 100 / all).as(id).isBetween(15, 35));
  }

  @Test
  void the_right_answer_is_not_betrayed_by_being_the_longest() {
    List<Question> single =
        QUESTIONS.stream().filter(question -> question.kind() == Kind.SINGLE).toList();
    long longest =
        single.stream()
            .filter(
                question -> {
                  int right = question.choices().getFirst().text().length();
                  return question.choices().stream()
                      .skip(1)
                      .allMatch(choice -> choice.text().length() < right);
                })
            .count();
    assertThat(longest * 100 / single.size()).isLessThanOrEqualTo(40);
  }
}
