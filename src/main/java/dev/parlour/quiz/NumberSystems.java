package dev.parlour.quiz;

import dev.parlour.quiz.EndlessGenerator.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers written in other ways: Roman, binary, hexadecimal. Both directions; one number at most
 * once in a set.
 */
final class NumberSystems {

  private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final List<String> ROMAN_SIGNS =
      List.of("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I");
  private static final int MOST_ROMAN = 3999;

  private NumberSystems() {}

  static QuestionGenerator roman() {
    return new EndlessGenerator(
        "roman-numerals",
        "Roman numerals",
        "Römische Zahlen",
        "🏛️",
        (language, dice) -> {
          int number = dice.coin() ? dice.between(4, 200) : dice.between(201, MOST_ROMAN);
          String numeral = roman(number);
          List<Integer> wrong =
              dice.wrongNumbers(
                  number,
                  1,
                  MOST_ROMAN,
                  List.of(
                      number + 1,
                      number - 1,
                      number + 2,
                      number - 2,
                      number + 10,
                      number - 10,
                      number + 5,
                      number + 50,
                      number + 100,
                      number - 100));
          String because =
              numeral + " = " + String.join(" + ", parts(number)) + " = " + number + ".";
          if (parts(number).size() == 1) {
            because =
                language.say(
                        "A smaller sign before a larger one is taken away from it: ",
                        "Ein kleineres Zeichen vor einem größeren wird abgezogen: ")
                    + "IV = 4, IX = 9, XL = 40, XC = 90, CD = 400, CM = 900.";
          }
          return new Drawn(
              String.valueOf(number),
              dice.coin()
                  ? Draft.single(
                      language.say(
                          "Which number is the Roman numeral " + numeral + "?",
                          "Welche Zahl ist die römische Zahl " + numeral + "?"),
                      String.valueOf(number),
                      wrong.stream().map(String::valueOf).toList(),
                      because)
                  : Draft.single(
                      language.say(
                          "How is " + number + " written in Roman numerals?",
                          "Wie schreibt man " + number + " mit römischen Zahlzeichen?"),
                      numeral,
                      wrong.stream().map(NumberSystems::roman).toList(),
                      because));
        });
  }

  static QuestionGenerator computers() {
    return new EndlessGenerator(
        "binary-and-hex",
        "Binary and hexadecimal",
        "Binär und hexadezimal",
        "💾",
        (language, dice) -> {
          int number = dice.between(9, 255);
          int bit = 1 << dice.below(3);
          List<Integer> slips =
              List.of(
                  number ^ bit,
                  number ^ bit << 1,
                  number ^ bit << 2,
                  number + 1,
                  number - 1,
                  number + 16,
                  number - 16);
          List<Integer> wrong = dice.wrongNumbers(number, 1, 255, slips);
          // Bare digits could be read in either system, so every hexadecimal number is marked as
          // programmers do.
          boolean hexadecimal = dice.coin();
          String written = hexadecimal ? hex(number) : Integer.toBinaryString(number);
          String because =
              hexadecimal
                  ? hex(number)
                      + " = "
                      + number / 16
                      + " × 16 + "
                      + number % 16
                      + " = "
                      + number
                      + "."
                  : written + " = " + String.join(" + ", bits(number)) + " = " + number + ".";
          boolean toDecimal = dice.coin();
          String english = hexadecimal ? "hexadecimal" : "binary";
          String german = hexadecimal ? "hexadezimal" : "binär";
          return new Drawn(
              String.valueOf(number),
              toDecimal
                  ? Draft.single(
                      language.say(
                          "What is " + english + " " + written + " in decimal?",
                          "Was ist " + german + " " + written + " dezimal?"),
                      String.valueOf(number),
                      wrong.stream().map(String::valueOf).toList(),
                      because)
                  : Draft.single(
                      language.say(
                          "How is decimal " + number + " written in " + english + "?",
                          "Wie schreibt man dezimal " + number + " " + german + "?"),
                      written,
                      wrong.stream()
                          .map(n -> hexadecimal ? hex(n) : Integer.toBinaryString(n))
                          .toList(),
                      because));
        });
  }

  /** The numeral of 1 to 3999 in its standard form. */
  static String roman(int number) {
    StringBuilder numeral = new StringBuilder();
    int rest = number;
    for (int i = 0; i < ROMAN_VALUES.length; i++) {
      for (; rest >= ROMAN_VALUES[i]; rest -= ROMAN_VALUES[i]) {
        numeral.append(ROMAN_SIGNS.get(i));
      }
    }
    return numeral.toString();
  }

  private static List<String> parts(int number) {
    List<String> parts = new ArrayList<>();
    for (int place = 1000; place > 0; place /= 10) {
      int part = number / place % 10 * place;
      if (part > 0) {
        parts.add(String.valueOf(part));
      }
    }
    return parts;
  }

  private static List<String> bits(int number) {
    List<String> bits = new ArrayList<>();
    for (int bit = Integer.highestOneBit(number); bit > 0; bit >>= 1) {
      if ((number & bit) != 0) {
        bits.add(String.valueOf(bit));
      }
    }
    return bits;
  }

  private static String hex(int number) {
    return "0x" + Integer.toHexString(number).toUpperCase(Locale.ROOT);
  }
}
