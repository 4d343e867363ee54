package dev.parlour.game.trivia.web;

import dev.parlour.game.trivia.TriviaView;
import java.util.Locale;
import java.util.stream.Collectors;

/** Small decisions of the templates that are easier to read, and to test, in Java. */
public final class Shown {
  private Shown() {}

  /** The letter on a choice. */
  public static String letter(String id) {
    return id.toUpperCase(Locale.ROOT);
  }

  /** The right choices as people would say them; empty before the reveal. */
  public static String right(TriviaView.Asked asked) {
    return asked.correct() == null
        ? ""
        : asked.choices().stream()
            .filter(c -> asked.correct().contains(c.id()))
            .map(c -> letter(c.id()) + " " + c.text())
            .collect(Collectors.joining(", "));
  }

  /** How many of a hundred who answered chose it. */
  public static int percent(int count, TriviaView.Asked asked) {
    return asked.answered() == 0 ? 0 : Math.min(100, Math.round(100f * count / asked.answered()));
  }

  /** A class by the longest choice, so that long ones get the whole width. */
  public static String longest(TriviaView.Asked asked) {
    int longest =
        asked.choices().stream()
            .mapToInt(c -> c.text().codePointCount(0, c.text().length()))
            .max()
            .orElse(0);
    return longest > 60 ? "texts-long" : longest > 26 ? "texts-medium" : "texts-short";
  }

  /**
   * In one word, how things stand between a player and the question.
   *
   * @return {@code open}, {@code stored}, {@code late} (joined during the question), {@code
   *     paused}, {@code right}, {@code wrong}, {@code missed}, or {@code rest} outside of questions
   */
  public static String state(TriviaView.Shared play, TriviaView.Own mine, boolean paused) {
    return switch (play.phase()) {
      case "question" ->
          mine.answer() != null ? "stored" : !mine.playing() ? "late" : paused ? "paused" : "open";
      case "reveal" ->
          mine.correct() == null
              ? "late"
              : mine.correct() ? "right" : mine.answer() == null ? "missed" : "wrong";
      default -> "rest";
    };
  }
}
