package dev.parlour.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.Question.Choice;
import dev.parlour.game.trivia.Question.Kind;
import dev.parlour.quiz.Countries.Country;
import dev.parlour.quiz.Elements.Element;
import dev.parlour.quiz.Selection.Picked;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Answers every generated question anew, from its text and the tables, and finds that just the
 * choice marked right is right.
 */
class GeneratedQuestionsTest {

  private static final GeneratedQuestions SOURCE = GeneratedQuestions.all();
  private static final Countries COUNTRIES = Countries.SHIPPED;
  private static final List<Element> ELEMENTS = Elements.SHIPPED.elements();

  @Property(tries = 150)
  void choices_are_four_and_distinct(
      @ForAll("topics") Topic topic, @ForAll("languages") String language, @ForAll long seed) {
    for (Question question : pick(topic.id(), 20, language, seed)) {
      if (question.kind() == Kind.SINGLE) {
        assertThat(question.choices()).hasSize(4).extracting(Choice::text).doesNotHaveDuplicates();
      }
    }
  }

  @Property(tries = 100)
  void only_the_right_result_of_a_sum_is_right(@ForAll("levels") String level, @ForAll long seed) {
    for (Question question : pick(level, 20, "en", seed)) {
      int result = evaluate(inner(question, "What is (.+)\\?"));
      exactlyRight(question, choice -> Integer.parseInt(choice) == result);
      assertThat(question.choices()).allMatch(choice -> Integer.parseInt(choice.text()) >= 0);
    }
  }

  @Property(tries = 100)
  void only_the_right_power_is_right(@ForAll long seed) {
    for (Question question : pick("powers", 20, "en", seed)) {
      if (question.text().contains("root")) {
        int square = Integer.parseInt(inner(question, "What is the square root of (\\d+)\\?"));
        exactlyRight(
            question, choice -> Integer.parseInt(choice) * Integer.parseInt(choice) == square);
      } else {
        MatchResult term = match(question, "What is (\\d+)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\\?");
        StringBuilder exponent = new StringBuilder();
        term.group(2).chars().forEach(sign -> exponent.append("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)));
        long power =
            Math.round(
                Math.pow(Integer.parseInt(term.group(1)), Integer.parseInt(exponent.toString())));
        exactlyRight(question, choice -> Long.parseLong(choice) == power);
      }
    }
  }

  @Property(tries = 100)
  void only_the_right_roman_numeral_is_right(@ForAll long seed) {
    for (Question question : pick("roman-numerals", 20, "en", seed)) {
      if (question.text().startsWith("Which")) {
        int number =
            fromRoman(inner(question, "Which number is the Roman numeral ([IVXLCDM]+)\\?"));
        exactlyRight(question, choice -> Integer.parseInt(choice) == number);
      } else {
        int number =
            Integer.parseInt(inner(question, "How is (\\d+) written in Roman numerals\\?"));
        exactlyRight(question, choice -> fromRoman(choice) == number);
      }
    }
  }

  @Property(tries = 100)
  void only_the_right_binary_or_hexadecimal_number_is_right(@ForAll long seed) {
    for (Question question : pick("binary-and-hex", 20, "en", seed)) {
      int radix = question.text().contains("binary") ? 2 : 16;
      if (question.text().startsWith("What")) {
        int number = parse(inner(question, "What is \\w+ (\\w+) in decimal\\?"), radix);
        exactlyRight(question, choice -> Integer.parseInt(choice) == number);
      } else {
        int number = Integer.parseInt(inner(question, "How is decimal (\\d+) written in \\w+\\?"));
        exactlyRight(question, choice -> parse(choice, radix) == number);
      }
    }
  }

  @Property(tries = 100)
  void only_the_right_answer_to_a_calendar_puzzle_is_right(@ForAll long seed) {
    for (Question question : pick("calendar", 20, "en", seed)) {
      if (question.kind() == Kind.TRUE_FALSE) {
        boolean leap =
            Year.isLeap(Integer.parseInt(inner(question, ".* (\\d{4}) is a leap year\\.")));
        exactlyRight(question, choice -> choice.equals(leap ? "True" : "False"));
      } else if (question.text().startsWith("If")) {
        MatchResult found =
            match(question, "If today is (\\w+), which day is it in (\\d+) days\\?");
        DayOfWeek day =
            DayOfWeek.valueOf(found.group(1).toUpperCase(Locale.ROOT))
                .plus(Integer.parseInt(found.group(2)));
        exactlyRight(question, choice -> choice.equalsIgnoreCase(day.name()));
      } else if (question.text().startsWith("How")) {
        MatchResult found = match(question, "How many days after (.+) is (.+) of the same year\\?");
        for (int year : List.of(2023, 2024)) {
          long days =
              date(found.group(2) + " " + year).toEpochDay()
                  - date(found.group(1) + " " + year).toEpochDay();
          exactlyRight(question, choice -> Long.parseLong(choice) == days);
        }
      } else {
        DayOfWeek day =
            date(inner(question, "Which day of the week belongs to (.+)\\?")).getDayOfWeek();
        exactlyRight(question, choice -> choice.equalsIgnoreCase(day.name()));
      }
    }
  }

  @Property(tries = 100)
  void only_the_right_element_is_right(@ForAll long seed) {
    for (Question question : pick("elements", 20, "en", seed)) {
      String text = question.text();
      if (text.contains("has the symbol")) {
        Element element = element(e -> e.symbol().equals(inner(question, ".* symbol (\\w+)\\?")));
        exactlyRight(question, choice -> choice.equals(element.nameEn()));
      } else if (text.contains("has the atomic number")) {
        Element element =
            element(e -> e.number() == Integer.parseInt(inner(question, ".* number (\\d+)\\?")));
        exactlyRight(question, choice -> choice.equals(element.nameEn()));
      } else {
        Element element =
            element(e -> e.nameEn().equalsIgnoreCase(inner(question, ".* of (\\w+)\\?")));
        exactlyRight(
            question,
            choice ->
                choice.equals(
                    text.contains("symbol") ? element.symbol() : String.valueOf(element.number())));
      }
    }
  }

  @Property(tries = 150)
  void only_the_right_capital_is_right(@ForAll long seed) {
    for (Question question : pick("capitals", 20, "en", seed)) {
      if (question.text().startsWith("What")) {
        String country = inner(question, "What is the capital of (.+)\\?");
        exactlyRight(
            question,
            choice ->
                COUNTRIES.withCapital().stream()
                    .anyMatch(c -> c.nameEn().equals(country) && c.capitalEn().equals(choice)));
      } else {
        String capital = inner(question, "(.+) is the capital of which country\\?");
        exactlyRight(
            question,
            choice ->
                COUNTRIES.withCapital().stream()
                    .anyMatch(
                        c ->
                            c.capitalEn().equals(capital)
                                && c.title(Language.ENGLISH).equals(choice)));
      }
    }
  }

  @Property(tries = 150)
  void only_the_right_flag_is_right_and_none_beside_it_looks_like_another(@ForAll long seed) {
    for (Question question : pick("flags", 20, "en", seed)) {
      List<Country> shown;
      if (question.text().startsWith("Which country")) {
        String flag = inner(question, "Which country has this flag\\? (.+)");
        exactlyRight(
            question,
            choice -> country(c -> c.title(Language.ENGLISH).equals(choice)).flag().equals(flag));
        shown =
            question.choices().stream()
                .map(choice -> country(c -> c.title(Language.ENGLISH).equals(choice.text())))
                .toList();
      } else {
        String name = inner(question, "Which is the flag of (.+)\\?");
        exactlyRight(
            question, choice -> country(c -> c.flag().equals(choice)).nameEn().equals(name));
        shown =
            question.choices().stream()
                .map(choice -> country(c -> c.flag().equals(choice.text())))
                .toList();
      }
      for (Country one : shown) {
        assertThat(shown)
            .filteredOn(other -> !other.equals(one))
            .noneMatch(other -> COUNTRIES.lookAlike(one, other));
      }
    }
  }

  @Property(tries = 50)
  void german_questions_have_the_same_right_answer(
      @ForAll("levels") String level, @ForAll long seed) {
    List<Question> german = pick(level, 10, "de", seed);
    List<Question> english = pick(level, 10, "en", seed);
    assertThat(german)
        .extracting(Question::choices)
        .isEqualTo(english.stream().map(Question::choices).toList());
    assertThat(german)
        .extracting(Question::correct)
        .isEqualTo(english.stream().map(Question::correct).toList());
    assertThat(german).allMatch(question -> question.text().startsWith("Was ergibt"));
  }

  @Example
  void wrong_answers_come_from_the_same_continent_where_it_has_enough() {
    for (Question question : pick("capitals", 100, "en", 11)) {
      if (question.text().startsWith("What")) {
        assertThat(question.choices())
            .extracting(
                choice ->
                    COUNTRIES.withCapital().stream()
                        .filter(c -> c.capitalEn().equals(choice.text()))
                        .findFirst()
                        .orElseThrow()
                        .continent())
            .containsOnly(
                COUNTRIES.withCapital().stream()
                    .filter(
                        c -> c.nameEn().equals(inner(question, "What is the capital of (.+)\\?")))
                    .findFirst()
                    .orElseThrow()
                    .continent());
      }
    }
  }

  @Example
  void the_table_of_countries_is_whole_and_unambiguous() {
    assertThat(COUNTRIES.all())
        .hasSize(193)
        .allMatch(country -> country.code().matches("[A-Z]{2}"));
    assertThat(COUNTRIES.all()).extracting(Country::code).doesNotHaveDuplicates();
    assertThat(COUNTRIES.all()).extracting(Country::nameEn).doesNotHaveDuplicates();
    assertThat(COUNTRIES.all()).extracting(Country::nameDe).doesNotHaveDuplicates();
    assertThat(COUNTRIES.withCapital()).extracting(Country::capitalEn).doesNotHaveDuplicates();
    assertThat(COUNTRIES.withCapital())
        .extracting(Country::capitalDe)
        .doesNotHaveDuplicates()
        .noneMatch(String::isEmpty);
    assertThat(COUNTRIES.withCapital())
        .noneMatch(country -> country.capitalEn().contains(country.nameEn()));
  }

  @Example
  void countries_whose_capital_is_not_beyond_doubt_are_not_asked_for_it() {
    assertThat(COUNTRIES.withCapital())
        .extracting(Country::code)
        .doesNotContain(
            "BO", "ZA", "IL", "BJ", "CI", "SZ", "MY", "LK", "NR", "CH", "ID", "BI", "YE", "GQ",
            "EG", "KZ");
  }

  @Example
  void flags_known_to_be_alike_are_kept_apart() {
    for (List<String> pair :
        List.of(
            List.of("TD", "RO"),
            List.of("ID", "MC"),
            List.of("IE", "CI"),
            List.of("NL", "LU"),
            List.of("AU", "NZ"),
            List.of("SI", "SK"),
            List.of("NO", "IS"),
            List.of("SN", "ML"),
            List.of("PL", "MC"),
            List.of("CO", "EC"),
            List.of("QA", "BH"))) {
      assertThat(
              COUNTRIES.lookAlike(
                  country(c -> c.code().equals(pair.get(0))),
                  country(c -> c.code().equals(pair.get(1)))))
          .as("%s", pair)
          .isTrue();
    }
  }

  @Example
  void every_code_in_the_table_of_flags_is_a_country() {
    List<String> codes = COUNTRIES.all().stream().map(Country::code).toList();
    for (List<String> row : Table.shipped("flags").rows()) {
      assertThat(codes).containsAll(List.of(row.getFirst().split(" ")));
    }
  }

  @Example
  void the_table_of_elements_is_whole_and_unambiguous() {
    assertThat(ELEMENTS).hasSize(118);
    for (int i = 0; i < ELEMENTS.size(); i++) {
      assertThat(ELEMENTS.get(i).number()).isEqualTo(i + 1);
    }
    assertThat(ELEMENTS)
        .extracting(Element::symbol)
        .doesNotHaveDuplicates()
        .allMatch(symbol -> symbol.matches("[A-Z][a-z]?"));
    assertThat(ELEMENTS).extracting(Element::nameEn).doesNotHaveDuplicates();
    assertThat(ELEMENTS).extracting(Element::nameDe).doesNotHaveDuplicates();
    assertThat(Map.of(1, 1, 2, 1, 3, 2, 26, 4, 57, 6, 86, 6, 87, 7, 118, 7))
        .allSatisfy(
            (number, period) -> assertThat(ELEMENTS.get(number - 1).period()).isEqualTo(period));
  }

  @Example
  void every_table_tells_its_source_and_licence() {
    for (String name : List.of("countries", "elements", "flags")) {
      assertThat(Table.shipped(name).source()).isNotBlank();
      assertThat(Table.shipped(name).licence()).isNotBlank();
    }
  }

  @Example
  void a_row_that_is_too_short_is_refused() {
    assertThatThrownBy(() -> new Table("s", "l", List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 2 columns");
  }

  @Provide
  Arbitrary<Topic> topics() {
    return Arbitraries.of(SOURCE.topics());
  }

  @Provide
  Arbitrary<String> languages() {
    return Arbitraries.of("en", "de");
  }

  @Provide
  Arbitrary<String> levels() {
    return Arbitraries.of("arithmetic-easy", "arithmetic-medium", "arithmetic-hard");
  }

  private static List<Question> pick(String topic, int count, String language, long seed) {
    return ((Picked) SOURCE.pick(new QuestionRequest(topic, count, language, seed))).questions();
  }

  /** Every choice is right by the oracle if and only if the question says so. */
  private static void exactlyRight(Question question, Predicate<String> oracle) {
    for (Choice choice : question.choices()) {
      assertThat(oracle.test(choice.text()))
          .as(question + ", " + choice)
          .isEqualTo(question.correct().contains(choice.id()));
    }
  }

  private static MatchResult match(Question question, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(question.text());
    assertThat(matcher.matches()).as(question.text()).isTrue();
    return matcher.toMatchResult();
  }

  private static String inner(Question question, String pattern) {
    return match(question, pattern).group(1);
  }

  private static Element element(Predicate<Element> wanted) {
    List<Element> found = ELEMENTS.stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Country country(Predicate<Country> wanted) {
    List<Country> found = COUNTRIES.all().stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static int evaluate(String term) {
    Matcher percent = Pattern.compile("(\\d+)% of (\\d+)").matcher(term);
    if (percent.matches()) {
      int hundredfold = Integer.parseInt(percent.group(1)) * Integer.parseInt(percent.group(2));
      assertThat(hundredfold % 100).isZero();
      return hundredfold / 100;
    }
    Matcher brackets = Pattern.compile("\\((.+)\\) × (\\d+)").matcher(term);
    if (brackets.matches()) {
      return evaluate(brackets.group(1)) * Integer.parseInt(brackets.group(2));
    }
    Matcher sum = Pattern.compile("(.+) ([+−]) (.+)").matcher(term);
    if (sum.matches()) {
      return evaluate(sum.group(1)) + (sum.group(2).equals("+") ? 1 : -1) * evaluate(sum.group(3));
    }
    Matcher product = Pattern.compile("(\\d+) ([×÷]) (\\d+)").matcher(term);
    if (product.matches()) {
      int left = Integer.parseInt(product.group(1));
      int right = Integer.parseInt(product.group(3));
      assertThat(product.group(2).equals("×") || left % right == 0).isTrue();
      return product.group(2).equals("×") ? left * right : left / right;
    }
    return Integer.parseInt(term);
  }

  private static int fromRoman(String numeral) {
    assertThat(numeral).matches("M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})");
    int number = 0;
    int last = 0;
    for (int i = numeral.length() - 1; i >= 0; i--) {
      int value =
          Map.of('I', 1, 'V', 5, 'X', 10, 'L', 50, 'C', 100, 'D', 500, 'M', 1000)
              .get(numeral.charAt(i));
      number += value < last ? -value : value;
      last = Math.max(last, value);
    }
    return number;
  }

  private static int parse(String written, int radix) {
    return Integer.parseInt(written.replaceFirst("^0x", ""), radix);
  }

  private static LocalDate date(String text) {
    String[] parts = text.split(" ");
    int month =
        1
            + List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December")
                .indexOf(parts[1]);
    return LocalDate.of(Integer.parseInt(parts[2]), month, Integer.parseInt(parts[0]));
  }
}
