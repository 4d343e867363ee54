package dev.parlour.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.Question.Choice;
import dev.parlour.game.trivia.Question.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankReaderTest {

  private static final String HEAD =
      """
      topic: town
      emoji: "🏰"
      title: { en: Our town, de: Unsere Stadt }
      licence: CC BY 4.0
      source: The town museum.
      questions:
      """;

  private static final String GOOD =
      """
        - ask: Which river is ours?
          right: The Mill Stream
          wrong: [The Danube, The Rhine, The Elbe]
          because: It drove eleven mills.
      """;

  @Test
  void a_file_gives_its_topic_and_its_questions_in_order() {
    BankFile file =
        read(
            HEAD
                + GOOD
                + """
                  - ask: Which gates stand?
                    right: [North Gate, River Gate]
                    wrong: [Salt Gate]
                    because: Salt Gate burnt.
                    points: 2000
                    seconds: 30
                  - statement: The hall is older than the church.
                    answer: false
                    because: The church came first.
                """);

    assertThat(file.topic()).isEqualTo("town");
    assertThat(file.titleEn()).isEqualTo("Our town");
    assertThat(file.titleDe()).isEqualTo("Unsere Stadt");
    assertThat(file.language()).isEqualTo("en");
    assertThat(file.questions())
        .extracting(Question::kind)
        .containsExactly(Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE);
    assertThat(file.questions()).extracting(Question::points).containsExactly(1000, 2000, 1000);
    assertThat(file.questions()).extracting(Question::seconds).containsExactly(0, 30, 0);
    assertThat(rightTexts(file.questions().get(1))).containsExactly("North Gate", "River Gate");
    assertThat(rightTexts(file.questions().get(2))).containsExactly("False");
  }

  @Test
  void ids_follow_the_alphabet_and_not_the_order_in_which_right_answers_come_first() {
    Question question = read(HEAD + GOOD).questions().getFirst();

    assertThat(question.choices()).extracting(Choice::text).first().isEqualTo("The Mill Stream");
    assertThat(question.choices()).extracting(Choice::id).containsExactly("c", "a", "d", "b");
    assertThat(question.correct()).containsExactly("c");
  }

  @Test
  void answers_stay_as_they_were_typed() {
    Question question =
        read(HEAD
                + """
                  - ask: How much?
                    right: 1.50
                    wrong: [007, "true", no, 1_000]
                    because: So it is.
                """)
            .questions()
            .getFirst();

    assertThat(question.choices())
        .extracting(Choice::text)
        .containsExactly("1.50", "007", "true", "no", "1_000");
  }

  @Test
  void true_and_false_are_in_the_language_of_the_file() {
    BankFile file =
        BankReader.read(
            "town.de.yaml",
            HEAD.replace("questions:", "language: de\nquestions:")
                + """
                  - statement: Das Rathaus ist alt.
                    answer: true
                    because: Es ist von 1510.
                """);

    assertThat(file.questions().getFirst().choices())
        .extracting(Choice::text)
        .containsExactly("Richtig", "Falsch");
  }

  @Test
  void a_problem_names_file_line_entry_and_what_to_do() {
    assertThat(
            problems(
                HEAD
                    + GOOD
                    + """
                      - ask: Which gate stands?
                        right: North Gate
                        because: It was rebuilt.
                    """))
        .containsExactly(
            "town.yaml, line 11, entry 2 (“Which gate stands?”): 'wrong' is missing or holds"
                + " something that is no text; give a list of wrong answers.");
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThat(problems("topic: town\nquestions:\n  - ask: Which?\n    right: A\n    wrong: [B]\n"))
        .hasSize(5)
        .anyMatch(problem -> problem.contains("'emoji' is missing"))
        .anyMatch(problem -> problem.contains("'licence' is missing"))
        .anyMatch(problem -> problem.contains("'source' is missing"))
        .anyMatch(problem -> problem.contains("'title' is missing"))
        .anyMatch(problem -> problem.contains("'because' is missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wrong: [The Danube, The Rhine, The Elbe]  | wrongs: [The Danube]                    | the key 'wrongs' is unknown; use ask, right, wrong
          wrong: [The Danube, The Rhine, The Elbe]  | wrong: [The Danube, the  MILL stream]   | two choices read the same
          wrong: [The Danube, The Rhine, The Elbe]  | wrong: [A, B, C, D, E, F]               | has 7 answers; keep at most 6
          wrong: [The Danube, The Rhine, The Elbe]  | wrong: []                               | 'wrong' is empty
          wrong: [The Danube, The Rhine, The Elbe]  | wrong: [{ a: b }]                       | holds something that is no text
          right: The Mill Stream                    | right: []                               | 'right' is empty
          right: The Mill Stream                    | right: { a: b }                         | 'right' is missing or holds
          right: The Mill Stream                    | right: *other                           | aliases (*name) are not used here
          ask: Which river is ours?                 | ask:                                    | 'ask' is missing; write the question
          ask: Which river is ours?                 | ask: [a, b]                             | 'ask' must be one text
          ask: Which river is ours?                 | asks: Which?                            | has neither 'ask' nor 'statement'
          ask: Which river is ours?                 | ask: "Which\\nriver?"                   | holds a line break
          because: It drove eleven mills.           | because: It drove: mills.               | this is no valid YAML
          because: It drove eleven mills.           | points: 500                             | 'points' is '500'; write 0, 1000 or 2000
          because: It drove eleven mills.           | seconds: 1                              | 'seconds' is '1'; write a whole number from 2 to 120
          because: It drove eleven mills.           | because: ''                             | 'because' is missing
          because: It drove eleven mills.           | statement: It is.                       | has both 'ask' and 'statement'; keep one
          because: It drove eleven mills.           | right: The Rhine                        | the key 'right' stands twice
          topic: town                               | topic: city                             | does not fit the file's name; call the file city.yaml
          topic: town                               | topic: Town                             | must be lower-case letters
          topic: town                               | topic: mixed                            | topic 'mixed' is taken
          licence: CC BY 4.0                        | license: CC BY 4.0                      | the key 'license' is unknown
          title: { en: Our town, de: Unsere Stadt } | title: { en: Our town }                 | give the topic's title in German
          title: { en: Our town, de: Unsere Stadt } | title: Our town                         | 'title' is missing; give it as
          source: The town museum.                  | language: English                       | language 'English' must be a code
          """)
  void a_broken_rule_is_refused(String good, String bad, String message) {
    assertThat((HEAD + GOOD)).contains(good);
    assertThat(problems((HEAD + GOOD).replace(good, bad)))
        .anyMatch(problem -> problem.contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                           | the file is empty
          just words                   | the file must begin with
          topic: town                  | 'questions' is missing or empty
          'questions: [just words]'    | an entry needs
          'a: &x b'                    | the key 'a' is unknown
          '- a'                        | the file must begin with
          """)
  void a_file_that_is_something_else_is_refused(String yaml, String message) {
    assertThat(problems(yaml)).anyMatch(problem -> problem.contains(message));
  }

  @Test
  void a_second_document_is_refused() {
    assertThat(problems(HEAD + GOOD + "---\na: b\n"))
        .anyMatch(problem -> problem.contains("a second document begins here"));
  }

  @Test
  void an_alias_is_refused() {
    assertThat(
            problems(
                (HEAD + GOOD).replace("emoji: \"🏰\"", "emoji: &x Q").replace("CC BY 4.0", "*x")))
        .anyMatch(problem -> problem.contains("aliases (*name) are not used here"));
  }

  @Test
  void texts_beyond_the_limits_are_refused_with_their_length() {
    assertThat(problems((HEAD + GOOD).replace("Which river is ours?", "x".repeat(121))))
        .anyMatch(problem -> problem.contains("'ask' has 121 characters; shorten it to 120"));
    assertThat(problems((HEAD + GOOD).replace("The Rhine", "x".repeat(76))))
        .anyMatch(problem -> problem.contains("'wrong' has 76 characters; shorten it to 75"));
    assertThat(problems((HEAD + GOOD).replace("It drove eleven mills.", "x".repeat(501))))
        .anyMatch(problem -> problem.contains("'because' has 501 characters; shorten it to 500"));
  }

  @Test
  void a_question_asked_twice_is_refused_whatever_its_case_and_punctuation() {
    assertThat(problems(HEAD + GOOD + GOOD.replace("Which river is ours?", "which RIVER, is ours")))
        .containsExactly(
            "town.yaml, line 11, entry 2 (“which RIVER, is ours”): asks the same as entry 1; delete"
                + " one of them.");
  }

  @Test
  void an_answer_other_than_true_or_false_is_refused() {
    assertThat(problems(HEAD + "  - statement: It is.\n    answer: maybe\n    because: So.\n"))
        .anyMatch(problem -> problem.contains("'answer' is 'maybe'; write true or false"));
  }

  @Test
  void a_deeply_nested_file_is_refused_and_harms_nobody() {
    assertThat(problems("[".repeat(5_000))).isNotEmpty();
  }

  private static BankFile read(String yaml) {
    return BankReader.read("town.yaml", yaml);
  }

  private static List<String> problems(String yaml) {
    BankFormatException refused = catchThrowableOfType(BankFormatException.class, () -> read(yaml));
    assertThat(refused).as("a refusal of " + yaml).isNotNull();
    assertThat(refused.problems()).allMatch(problem -> problem.startsWith("town.yaml, line "));
    return refused.problems();
  }

  private static List<String> rightTexts(Question question) {
    return question.choices().stream()
        .filter(choice -> question.correct().contains(choice.id()))
        .map(Choice::text)
        .toList();
  }
}
