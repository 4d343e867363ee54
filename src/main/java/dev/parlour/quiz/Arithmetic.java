package dev.parlour.quiz;

import dev.parlour.quiz.EndlessGenerator.Drawn;
import java.util.List;

/**
 * Sums at three levels. Every result is a whole number that is not negative; wrong results are what
 * typical slips lead to.
 */
final class Arithmetic {

  private Arithmetic() {}

  static QuestionGenerator easy() {
    return new EndlessGenerator(
        "arithmetic-easy",
        "Mental arithmetic: easy",
        "Kopfrechnen: leicht",
        "➕",
        (language, dice) ->
            switch (dice.below(4)) {
              case 0 -> sum(language, dice, dice.between(2, 50), dice.between(2, 50));
              case 1 -> difference(language, dice, dice.between(2, 50), dice.between(2, 50));
              case 2 -> product(language, dice, dice.between(2, 10), dice.between(2, 10));
              default -> quotient(language, dice, dice.between(2, 10), dice.between(2, 10));
            });
  }

  static QuestionGenerator medium() {
    return new EndlessGenerator(
        "arithmetic-medium",
        "Mental arithmetic: medium",
        "Kopfrechnen: mittel",
        "✖️",
        (language, dice) ->
            switch (dice.below(5)) {
              case 0 -> sum(language, dice, dice.between(100, 900), dice.between(100, 900));
              case 1 -> difference(language, dice, dice.between(100, 500), dice.between(50, 450));
              case 2 -> product(language, dice, dice.between(11, 99), dice.between(3, 9));
              case 3 -> quotient(language, dice, dice.between(11, 60), dice.between(3, 9));
              default ->
                  percentage(
                      language,
                      dice,
                      dice.oneOf(List.of(5, 10, 20, 25, 50, 75)),
                      20 * dice.between(1, 25));
            });
  }

  static QuestionGenerator hard() {
    return new EndlessGenerator(
        "arithmetic-hard",
        "Mental arithmetic: hard",
        "Kopfrechnen: schwer",
        "🧮",
        (language, dice) ->
            switch (dice.below(5)) {
              case 0 -> product(language, dice, dice.between(11, 99), dice.between(11, 99));
              case 1 ->
                  precedence(
                      language,
                      dice,
                      dice.between(11, 99),
                      dice.between(11, 30),
                      dice.between(3, 19));
              case 2 ->
                  brackets(
                      language,
                      dice,
                      dice.between(11, 60),
                      dice.between(11, 39),
                      dice.between(3, 9));
              case 3 -> quotient(language, dice, dice.between(21, 99), dice.between(11, 25));
              default ->
                  percentage(
                      language,
                      dice,
                      dice.oneOf(List.of(15, 35, 45, 55, 65, 85)),
                      20 * dice.between(2, 40));
            });
  }

  private static Drawn sum(Language language, Dice dice, int a, int b) {
    int result = a + b;
    return drawn(
        language,
        dice,
        Math.max(a, b) + " + " + Math.min(a, b),
        result,
        nearby(result),
        language.say("Check", "Probe") + ": " + result + " − " + b + " = " + a + ".");
  }

  private static Drawn difference(Language language, Dice dice, int result, int b) {
    return drawn(
        language,
        dice,
        (result + b) + " − " + b,
        result,
        nearby(result),
        language.say("Check", "Probe") + ": " + result + " + " + b + " = " + (result + b) + ".");
  }

  private static Drawn product(Language language, Dice dice, int a, int b) {
    int high = Math.max(a, b);
    int low = Math.min(a, b);
    int result = a * b;
    List<Integer> slips =
        result < 200
            ? List.of(
                result + high, result - high, result + low, result - low, result + 10, result - 10)
            : List.of(
                result + high,
                result - high,
                result + low,
                result - low,
                result + 10,
                result - 10,
                result + 100,
                result - 100);
    int ones = high % 10;
    int tens = high - ones;
    String because =
        tens == 0 || ones == 0
            ? low + " × " + high + " = " + result + "; " + result + " ÷ " + low + " = " + high + "."
            : high
                + " × "
                + low
                + " = "
                + tens
                + " × "
                + low
                + " + "
                + ones
                + " × "
                + low
                + " = "
                + tens * low
                + " + "
                + ones * low
                + " = "
                + result
                + ".";
    return drawn(language, dice, high + " × " + low, result, slips, because);
  }

  private static Drawn quotient(Language language, Dice dice, int result, int divisor) {
    List<Integer> slips =
        List.of(result + 1, result - 1, result + 2, result - 2, result + 10, result - 10);
    return drawn(
        language,
        dice,
        result * divisor + " ÷ " + divisor,
        result,
        slips,
        language.say("Check", "Probe")
            + ": "
            + result
            + " × "
            + divisor
            + " = "
            + result * divisor
            + ".");
  }

  /**
   * {@code whole} is a multiple of 20 and {@code percent} of 5, so every step is a whole number.
   */
  private static Drawn percentage(Language language, Dice dice, int percent, int whole) {
    int twentieth = whole / 20;
    int result = twentieth * (percent / 5);
    List<Integer> slips =
        List.of(
            result + twentieth,
            result - twentieth,
            result + 2 * twentieth,
            result - 2 * twentieth,
            whole - result,
            result * 2);
    return drawn(
        language,
        dice,
        language.say(percent + "% of " + whole, percent + " % von " + whole),
        result,
        slips,
        language.say(
            "5% of "
                + whole
                + " is "
                + twentieth
                + ", and "
                + percent
                + "% is "
                + percent / 5
                + " × "
                + twentieth
                + " = "
                + result
                + ".",
            "5 % von "
                + whole
                + " sind "
                + twentieth
                + ", und "
                + percent
                + " % sind "
                + percent / 5
                + " × "
                + twentieth
                + " = "
                + result
                + "."));
  }

  private static Drawn precedence(Language language, Dice dice, int a, int b, int c) {
    int result = a + b * c;
    List<Integer> slips =
        List.of(
            (a + b) * c, result + 10, result - 10, result + c, result - c, result + b, result - b);
    return drawn(
        language,
        dice,
        a + " + " + b + " × " + c,
        result,
        slips,
        language.say("Multiplication comes first", "Punkt vor Strich")
            + ": "
            + b
            + " × "
            + c
            + " = "
            + b * c
            + ", "
            + a
            + " + "
            + b * c
            + " = "
            + result
            + ".");
  }

  private static Drawn brackets(Language language, Dice dice, int difference, int b, int c) {
    int a = difference + b;
    int result = difference * c;
    List<Integer> slips =
        List.of(a - b * c, result + 10, result - 10, result + c, result - c, result + 2 * c);
    return drawn(
        language,
        dice,
        "(" + a + " − " + b + ") × " + c,
        result,
        slips,
        language.say("Brackets come first", "Klammern zuerst")
            + ": "
            + a
            + " − "
            + b
            + " = "
            + difference
            + ", "
            + difference
            + " × "
            + c
            + " = "
            + result
            + ".");
  }

  private static List<Integer> nearby(int result) {
    return List.of(result + 1, result - 1, result + 2, result - 2, result + 10, result - 10);
  }

  private static Drawn drawn(
      Language language, Dice dice, String term, int result, List<Integer> slips, String because) {
    List<String> wrong =
        dice.wrongNumbers(result, 0, Integer.MAX_VALUE, slips).stream()
            .map(String::valueOf)
            .toList();
    String text = language.say("What is " + term + "?", "Was ergibt " + term + "?");
    return new Drawn(term, Draft.single(text, String.valueOf(result), wrong, because));
  }
}
