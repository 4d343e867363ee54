package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.Question.Kind;
import dev.parlour.quiz.YamlTree.Fields;
import dev.parlour.quiz.YamlTree.Items;
import dev.parlour.quiz.YamlTree.Malformed;
import dev.parlour.quiz.YamlTree.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one question file (the format is told in {@code bank/FORMAT.md}). Strict, because a
 * question that is silently left out or half understood shows only in front of a room full of
 * people. Used for one file and thrown away.
 */
final class BankReader {

  /** Limits that spreadsheet imports of quiz hosts use too, so that a set can travel. */
  static final int QUESTION_CHARACTERS = 120;

  static final int ANSWER_CHARACTERS = 75;
  static final int BECAUSE_CHARACTERS = 500;

  private static final List<String> FILE_KEYS =
      List.of("topic", "title", "emoji", "language", "licence", "source", "questions");
  private static final List<String> TITLE_KEYS = List.of("en", "de");
  private static final List<String> ASK_KEYS =
      List.of("ask", "right", "wrong", "because", "points", "seconds");
  private static final List<String> STATEMENT_KEYS =
      List.of("statement", "answer", "because", "points", "seconds");

  private final String name;
  private final List<String> problems = new ArrayList<>();
  private String place = "";

  private BankReader(String name) {
    this.name = name;
  }

  /**
   * Reads a file's text.
   *
   * @param name the file's name, which must be {@code <topic>.yaml} or {@code
   *     <topic>.<language>.yaml} ({@code .yml} will do)
   * @throws BankFormatException with everything that is wrong
   */
  static BankFile read(String name, String yaml) {
    BankReader reader = new BankReader(name);
    Optional<BankFile> file = Optional.empty();
    try {
      if (YamlTree.parse(yaml) instanceof Fields root) {
        file = Optional.of(reader.file(root));
      } else {
        reader.problem(
            1, "the file must begin with 'topic:', 'title:', … and end with 'questions:'");
      }
    } catch (Malformed e) {
      reader.problem(e.line(), e.getMessage());
    }
    if (!reader.problems.isEmpty()) {
      throw new BankFormatException(reader.problems);
    }
    return file.orElseThrow();
  }

  private BankFile file(Fields root) {
    known(root, FILE_KEYS);
    String topic = text(root, "topic", 40, "give the topic's id, the same as the file's name");
    if (!topic.isEmpty() && !topic.matches("[a-z][a-z0-9-]*")) {
      problem(
          root.line(),
          "topic '"
              + topic
              + "' must be lower-case letters, digits and hyphens, such as world-history");
    }
    if (topic.equals(MixedQuestions.ID)) {
      problem(
          root.line(), "topic 'mixed' is taken by the mixture of all topics; choose another id");
    }
    String language =
        root.fields().containsKey("language")
            ? text(root, "language", 3, "give a language such as en, or leave the key out")
            : "en";
    if (!language.isEmpty() && !language.matches("[a-z]{2,3}")) {
      problem(
          root.line(),
          "language '"
              + language
              + "' must be a code of two or three lower-case letters such as en");
    }
    String stem = name.replaceFirst("\\.ya?ml$", "");
    if (!topic.isEmpty() && !stem.equals(topic) && !stem.equals(topic + "." + language)) {
      problem(
          root.line(),
          "topic '"
              + topic
              + "' does not fit the file's name; call the file "
              + topic
              + ".yaml, or change the topic");
    }
    String emoji = text(root, "emoji", 10, "give one emoji as the topic's picture");
    String licence = text(root, "licence", 500, "say under what licence the questions may be used");
    String source =
        text(root, "source", 500, "say who wrote the questions, or where they come from");
    String titleEn = "";
    String titleDe = "";
    if (YamlTree.at(root.fields(), "title", root.line()) instanceof Fields title) {
      known(title, TITLE_KEYS);
      titleEn = text(title, "en", 60, "give the topic's title in English");
      titleDe = text(title, "de", 60, "give the topic's title in German");
    } else {
      problem(root.line(), "'title' is missing; give it as 'title: { en: …, de: … }'");
    }
    return new BankFile(
        name, topic, titleEn, titleDe, emoji, language, licence, source, questions(root, language));
  }

  private List<Question> questions(Fields root, String language) {
    List<Question> questions = new ArrayList<>();
    if (!(YamlTree.at(root.fields(), "questions", root.line()) instanceof Items entries)
        || entries.items().isEmpty()) {
      problem(
          root.line(),
          "'questions' is missing or empty; list at least one entry, each beginning with '- '");
      return questions;
    }
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int number = 0;
    for (YamlTree entry : entries.items()) {
      number++;
      place = "entry " + number;
      if (!(entry instanceof Fields fields)) {
        problem(
            entry.line(),
            "an entry needs 'ask', 'right', 'wrong' and 'because', or 'statement', 'answer' and"
                + " 'because'");
        continue;
      }
      int before = problems.size();
      Optional<Question> question = question(fields, Language.of(language));
      if (question.isPresent() && problems.size() == before) {
        Integer earlier = numbers.putIfAbsent(Draft.key(question.get().text()), number);
        if (earlier != null) {
          problem(entry.line(), "asks the same as entry " + earlier + "; delete one of them");
        }
        questions.add(question.get());
      }
    }
    place = "";
    return questions;
  }

  private Optional<Question> question(Fields entry, Language language) {
    boolean asks = entry.fields().containsKey("ask");
    boolean states = entry.fields().containsKey("statement");
    if (asks == states) {
      problem(
          entry.line(),
          asks
              ? "has both 'ask' and 'statement'; keep one"
              : "has neither 'ask' nor 'statement'; begin it with one of them");
      return Optional.empty();
    }
    int before = problems.size();
    String text =
        text(entry, asks ? "ask" : "statement", QUESTION_CHARACTERS, "write the question");
    place += " (“" + text + "”)";
    known(entry, asks ? ASK_KEYS : STATEMENT_KEYS);
    String because =
        text(entry, "because", BECAUSE_CHARACTERS, "add a sentence that explains the answer");
    int points =
        number(entry, "points", Draft.USUAL_POINTS, List.of(0, 1000, 2000), "0, 1000 or 2000");
    int seconds = seconds(entry);
    List<String> right = List.of();
    List<String> wrong = List.of();
    Kind kind = Kind.SINGLE;
    boolean answer = false;
    if (states) {
      String given = text(entry, "answer", 5, "write 'answer: true' or 'answer: false'");
      answer = given.equals("true");
      if (!given.isEmpty() && !answer && !given.equals("false")) {
        problem(entry.line(), "'answer' is '" + given + "'; write true or false");
      }
    } else {
      kind =
          YamlTree.at(entry.fields(), "right", entry.line()) instanceof Items
              ? Kind.MULTIPLE
              : Kind.SINGLE;
      right = texts(entry, "right", "give the right answer, or a list of all right answers");
      wrong = texts(entry, "wrong", "give a list of wrong answers");
      int choices = right.size() + wrong.size();
      if (!right.isEmpty() && !wrong.isEmpty() && choices > 6) {
        problem(
            entry.line(), "has " + choices + " answers; keep at most 6, right and wrong together");
      }
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          states
              ? Draft.trueOrFalse(language, text, answer, because, points, seconds)
              : Draft.choosing(kind, text, right, wrong, because, points, seconds));
    } catch (IllegalArgumentException e) {
      problem(entry.line(), e.getMessage() + "; correct the answers");
      return Optional.empty();
    }
  }

  private void known(Fields entry, List<String> keys) {
    entry
        .fields()
        .forEach(
            (key, value) -> {
              if (!keys.contains(key)) {
                problem(
                    value.line(),
                    "the key '" + key + "' is unknown; use " + String.join(", ", keys));
              }
            });
  }

  private String text(Fields entry, String key, int most, String advice) {
    YamlTree value = YamlTree.at(entry.fields(), key, entry.line());
    return switch (value) {
      case Scalar scalar when scalar.text().isEmpty() -> {
        problem(value.line(), "'" + key + "' is missing; " + advice);
        yield "";
      }
      case Scalar scalar -> limited(key, scalar, most);
      case Items _, Fields _ -> {
        problem(
            value.line(),
            "'" + key + "' must be one text; " + advice + ", in double quotes if it holds ': '");
        yield "";
      }
    };
  }

  private List<String> texts(Fields entry, String key, String advice) {
    YamlTree value = YamlTree.at(entry.fields(), key, entry.line());
    List<YamlTree> items = value instanceof Items list ? list.items() : List.of(value);
    List<String> texts = new ArrayList<>();
    for (YamlTree item : items) {
      if (item instanceof Scalar scalar && !scalar.text().isEmpty()) {
        texts.add(limited(key, scalar, ANSWER_CHARACTERS));
      } else {
        problem(
            item.line(), "'" + key + "' is missing or holds something that is no text; " + advice);
      }
    }
    if (items.isEmpty()) {
      problem(value.line(), "'" + key + "' is empty; " + advice);
    }
    return texts;
  }

  private String limited(String key, Scalar value, int most) {
    String text = value.text();
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      problem(value.line(), "'" + key + "' has " + length + " characters; shorten it to " + most);
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      problem(
          value.line(),
          "'"
              + key
              + "' holds a line break or another control character; write it as one line of text");
    }
    return text;
  }

  private int number(Fields entry, String key, int absent, List<Integer> allowed, String advice) {
    if (!entry.fields().containsKey(key)) {
      return absent;
    }
    String given = text(entry, key, 6, "write " + advice + ", or leave the key out");
    if (given.isEmpty()) {
      return absent;
    }
    for (int value : allowed) {
      if (given.equals(String.valueOf(value))) {
        return value;
      }
    }
    problem(
        entry.line(),
        "'" + key + "' is '" + given + "'; write " + advice + ", or leave the key out");
    return absent;
  }

  private int seconds(Fields entry) {
    List<Integer> allowed = new ArrayList<>();
    for (int seconds = 2; seconds <= 120; seconds++) {
      allowed.add(seconds);
    }
    return number(entry, "seconds", Draft.ROOM_SECONDS, allowed, "a whole number from 2 to 120");
  }

  private void problem(int line, String what) {
    problems.add(
        name + ", line " + line + (place.isEmpty() ? "" : ", " + place) + ": " + what + ".");
  }
}
