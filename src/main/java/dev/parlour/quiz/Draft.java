package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.Question.Choice;
import dev.parlour.game.trivia.Question.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Builds questions from right and wrong answers. Authors write the right answer first, so ids are
 * given by the alphabet of the texts: an id by position would tell every client what is right.
 */
final class Draft {

  private static final Comparator<String> ALPHABET =
      String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

  static final int USUAL_POINTS = 1000;
  static final int ROOM_SECONDS = 0;

  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}&&[^%*/-]]+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Draft() {}

  static Question single(String text, String right, List<String> wrong, String explanation) {
    return choosing(
        Kind.SINGLE, text, List.of(right), wrong, explanation, USUAL_POINTS, ROOM_SECONDS);
  }

  static Question trueOrFalse(
      Language language, String statement, boolean answer, String explanation) {
    return trueOrFalse(language, statement, answer, explanation, USUAL_POINTS, ROOM_SECONDS);
  }

  static Question trueOrFalse(
      Language language,
      String statement,
      boolean answer,
      String explanation,
      int points,
      int seconds) {
    List<Choice> choices =
        List.of(
            new Choice("a", language.say("True", "Richtig")),
            new Choice("b", language.say("False", "Falsch")));
    return new Question(
        statement,
        Kind.TRUE_FALSE,
        choices,
        List.of(answer ? "a" : "b"),
        explanation,
        points,
        seconds);
  }

  static Question choosing(
      Kind kind,
      String text,
      List<String> right,
      List<String> wrong,
      String explanation,
      int points,
      int seconds) {
    List<String> texts = new ArrayList<>(right);
    texts.addAll(wrong);
    List<String> alphabet = texts.stream().sorted(ALPHABET).toList();
    List<Choice> choices = texts.stream().map(t -> new Choice(id(alphabet.indexOf(t)), t)).toList();
    List<String> correct = choices.stream().limit(right.size()).map(Choice::id).sorted().toList();
    return new Question(text, kind, choices, correct, explanation, points, seconds);
  }

  private static String id(int position) {
    return String.valueOf((char) ('a' + position));
  }

  /**
   * What remains of a text when case, accents' encoding, punctuation and space are ignored. Two
   * questions with one key are the same question. Symbols such as + and − stay, for they tell sums
   * apart, and so do raised digits: 2¹² is not 21².
   */
  static String key(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return SPACE.matcher(PUNCTUATION.matcher(composed).replaceAll(" ").strip()).replaceAll(" ");
  }
}
