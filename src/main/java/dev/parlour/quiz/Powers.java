package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.ArrayList;
import java.util.List;

/** Squares and their roots from 11 to 30, cubes from 3 to 12, powers of two from 2⁵ to 2¹⁶. */
final class Powers {

  private Powers() {}

  /** One power that may be asked for. */
  private record Power(int root, int exponent) {
    int value() {
      int value = 1;
      for (int i = 0; i < exponent; i++) {
        value *= root;
      }
      return value;
    }

    String term() {
      StringBuilder term = new StringBuilder().append(root);
      String.valueOf(exponent)
          .chars()
          .forEach(digit -> term.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')));
      return term.toString();
    }
  }

  static QuestionGenerator generator() {
    List<Power> powers = new ArrayList<>();
    for (int root = 11; root <= 30; root++) {
      powers.add(new Power(root, 2));
    }
    for (int root = 3; root <= 12; root++) {
      powers.add(new Power(root, 3));
    }
    for (int exponent = 5; exponent <= 16; exponent++) {
      powers.add(new Power(2, exponent));
    }
    return new TableGenerator<>(
        "powers", "Powers and roots", "Potenzen und Wurzeln", "🔢", powers, Powers::question);
  }

  private static Question question(Power power, Language language, Dice dice) {
    int root = power.root();
    int value = power.value();
    if (power.exponent() == 2 && dice.coin()) {
      return Draft.single(
          language.say(
              "What is the square root of " + value + "?",
              "Was ist die Quadratwurzel von " + value + "?"),
          String.valueOf(root),
          texts(
              dice.wrongNumbers(
                  root,
                  2,
                  99,
                  List.of(root - 1, root + 1, root - 2, root + 2, root + 3, root - 3))),
          because(power));
    }
    List<Integer> slips =
        switch (power.exponent()) {
          case 2 ->
              List.of(
                  (root + 1) * (root + 1),
                  (root - 1) * (root - 1),
                  value + 10,
                  value - 10,
                  value + root,
                  value - root);
          case 3 ->
              List.of(
                  value + root,
                  value - root,
                  value + 10,
                  value - 10,
                  value + root * root,
                  value - root * root);
          default -> List.of(value * 2, value / 2, value + 16, value - 16, value + 100, value - 8);
        };
    return Draft.single(
        language.say("What is " + power.term() + "?", "Was ergibt " + power.term() + "?"),
        String.valueOf(value),
        texts(dice.wrongNumbers(value, 1, Integer.MAX_VALUE, slips)),
        because(power));
  }

  private static String because(Power power) {
    int root = power.root();
    String end = " = " + power.value() + ".";
    if (power.root() == 2) {
      return power.term()
          + " = 2 × "
          + new Power(2, power.exponent() - 1).term()
          + " = 2 × "
          + power.value() / 2
          + end;
    }
    if (power.exponent() == 3) {
      return power.term()
          + " = "
          + root
          + " × "
          + new Power(root, 2).term()
          + " = "
          + root
          + " × "
          + root * root
          + end;
    }
    int round = (root + 5) / 10 * 10;
    int apart = Math.abs(root - round);
    if (apart == 0) {
      return power.term() + " = " + root / 10 + " × " + root / 10 + " × 100" + end;
    }
    String sign = root < round ? " − " : " + ";
    return power.term()
        + " = ("
        + round
        + sign
        + apart
        + ")² = "
        + round * round
        + sign
        + 2 * round * apart
        + " + "
        + apart * apart
        + end;
  }

  private static List<String> texts(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).toList();
  }
}
