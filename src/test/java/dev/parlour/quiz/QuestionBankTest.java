package dev.parlour.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.trivia.Question;
import dev.parlour.quiz.Selection.Picked;
import dev.parlour.quiz.Selection.Reason;
import dev.parlour.quiz.Selection.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionBankTest {

  @TempDir Path folder;

  @Test
  void a_folder_of_ones_own_adds_topics_and_replaces_shipped_ones() throws IOException {
    write("town.yaml", file("town", "en", "Which river is ours?"));
    write("geography.yml", file("geography", "en", "Which sea is near?"));
    write("notes.txt", "no question file");

    QuestionBank bank = QuestionBank.shippedAnd(folder);

    assertThat(bank.topics()).hasSize(QuestionBank.shipped().topics().size() + 1);
    assertThat(topic(bank, "town").count()).isEqualTo(OptionalInt.of(1));
    assertThat(topic(bank, "geography").count()).isEqualTo(OptionalInt.of(1));
    assertThat(bank.topics().getFirst().id()).isEqualTo("geography");
  }

  @Test
  void the_wished_language_is_given_and_otherwise_english() throws IOException {
    write("town.de.yaml", file("town", "de", "Welcher Fluss?"));
    write("town.yaml", file("town", "en", "Which river?"));
    write("dorf.yaml", file("dorf", "de", "Welcher Bach?"));
    QuestionBank bank = QuestionBank.of(folder);

    assertThat(topic(bank, "town").languages()).containsExactly("en", "de");
    assertThat(text(bank.pick(new QuestionRequest("town", 1, "de-AT", 1))))
        .isEqualTo("Welcher Fluss?");
    assertThat(text(bank.pick(new QuestionRequest("town", 1, "fr", 1)))).isEqualTo("Which river?");
    assertThat(text(bank.pick(new QuestionRequest("dorf", 1, "en", 1)))).isEqualTo("Welcher Bach?");
  }

  @Test
  void problems_of_all_files_are_told_together() throws IOException {
    write("one.yaml", "topic: two");
    write("three.yaml", "just words");
    Files.write(folder.resolve("four.yaml"), "topic: fänf".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> QuestionBank.of(folder))
        .isInstanceOfSatisfying(
            BankFormatException.class,
            refused ->
                assertThat(refused.problems())
                    .anyMatch(
                        problem -> problem.startsWith("one.yaml, line 1: topic 'two' does not fit"))
                    .anyMatch(problem -> problem.startsWith("three.yaml"))
                    .anyMatch(
                        problem ->
                            problem.equals(
                                "four.yaml: the file is not in UTF-8; save it in that encoding.")));
  }

  @Test
  void a_question_in_two_topics_is_refused() throws IOException {
    write("one.yaml", file("one", "en", "Which river is ours?"));
    write("two.yaml", file("two", "en", "Which river is OURS ?"));

    assertThatThrownBy(() -> QuestionBank.of(folder))
        .isInstanceOf(BankFormatException.class)
        .hasMessage(
            "two.yaml: “Which river is OURS ?” is asked in one.yaml too; delete one of them.");
  }

  @Test
  void a_topic_in_two_files_of_one_language_is_refused() throws IOException {
    write("one.yaml", file("one", "en", "Which river is ours?"));
    write("one.yml", file("one", "en", "Which sea is near?"));

    assertThatThrownBy(() -> QuestionBank.of(folder))
        .isInstanceOf(BankFormatException.class)
        .hasMessageContaining("topic 'one' is in one.yaml already");
  }

  @Test
  void a_folder_that_is_missing_is_told_by_name() {
    assertThatThrownBy(() -> QuestionBank.of(folder.resolve("absent")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void an_unknown_topic_is_refused() {
    assertThat(QuestionBank.shipped().pick(new QuestionRequest("alchemy", 5, "en", 1)))
        .isEqualTo(new Refused(Reason.UNKNOWN_TOPIC, "There is no topic 'alchemy'."));
    assertThat(Reason.UNKNOWN_TOPIC.code()).isEqualTo("unknown_topic");
  }

  @Test
  void more_questions_than_there_are_is_refused() {
    Topic topic = QuestionBank.shipped().topics().getFirst();
    int all = topic.count().orElseThrow();

    assertThat(QuestionBank.shipped().pick(new QuestionRequest(topic.id(), all, "en", 1)))
        .isInstanceOf(Picked.class);
    assertThat(QuestionBank.shipped().pick(new QuestionRequest(topic.id(), all + 1, "en", 1)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.reason().code()).isEqualTo("too_few_questions");
              assertThat(refused.message())
                  .contains(String.valueOf(all))
                  .contains(String.valueOf(all + 1));
            });
  }

  @Test
  void a_request_for_no_question_or_far_too_many_cannot_be_made() {
    assertThatThrownBy(() -> new QuestionRequest("space", 0, "en", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new QuestionRequest("space", QuestionRequest.MOST + 1, "en", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String file(String topic, String language, String question) {
    return """
    topic: %s
    emoji: "🏰"
    title: { en: Our place, de: Unser Ort }
    language: %s
    licence: CC0
    source: Ourselves.
    questions:
      - ask: "%s"
        right: A
        wrong: [B]
        because: So it is.
    """
        .formatted(topic, language, question);
  }

  private static Topic topic(QuestionSource source, String id) {
    return source.topics().stream()
        .filter(topic -> topic.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Selection selection) {
    return ((Picked) selection).questions().stream().map(Question::text).findFirst().orElseThrow();
  }

  @Test
  void a_bank_can_be_made_of_files_read_elsewhere() {
    BankFile file = BankReader.read("town.yaml", file("town", "en", "Which river?"));
    assertThat(QuestionBank.of(List.of(file)).topics())
        .extracting(Topic::id)
        .containsExactly("town");
  }
}
