package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The chemical elements: symbol from name, name from symbol, name from atomic number and back. */
final class Elements {

  /** The shipped table, read once. */
  static final Elements SHIPPED = new Elements(Table.shipped("elements"));

  private static final int[] PERIOD_ENDS = {2, 10, 18, 36, 54, 86, 118};

  private final List<Element> elements;

  /**
   * One element; {@code origin} is the word its symbol comes from where the English name does not
   * show it, otherwise empty.
   */
  record Element(int number, String symbol, String nameEn, String nameDe, String origin) {
    String name(Language language) {
      return language.say(nameEn, nameDe);
    }

    int period() {
      int period = 1;
      while (number > PERIOD_ENDS[period - 1]) {
        period++;
      }
      return period;
    }
  }

  Elements(Table table) {
    elements =
        table.rows().stream()
            .map(
                row ->
                    new Element(
                        Integer.parseInt(row.get(0)),
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4)))
            .toList();
  }

  List<Element> elements() {
    return elements;
  }

  QuestionGenerator generator() {
    return new TableGenerator<>(
        "elements", "Chemical elements", "Chemische Elemente", "⚗️", elements, this::question);
  }

  private Question question(Element element, Language language, Dice dice) {
    String name = element.name(language);
    String inText = language == Language.ENGLISH ? name.toLowerCase(Locale.ROOT) : name;
    return switch (dice.below(4)) {
      case 0 ->
          Draft.single(
              language.say(
                  "What is the chemical symbol of " + inText + "?",
                  "Welches Elementsymbol hat " + inText + "?"),
              element.symbol(),
              alike(element, language, dice).stream().map(Element::symbol).toList(),
              because(element, language));
      case 1 ->
          Draft.single(
              language.say(
                  "Which element has the symbol " + element.symbol() + "?",
                  "Welches Element hat das Symbol " + element.symbol() + "?"),
              name,
              alike(element, language, dice).stream().map(other -> other.name(language)).toList(),
              because(element, language));
      case 2 ->
          Draft.single(
              language.say(
                  "Which element has the atomic number " + element.number() + "?",
                  "Welches Element hat die Ordnungszahl " + element.number() + "?"),
              name,
              near(element, dice).stream().map(other -> other.name(language)).toList(),
              because(element, language));
      default ->
          Draft.single(
              language.say(
                  "What is the atomic number of " + inText + "?",
                  "Welche Ordnungszahl hat " + inText + "?"),
              String.valueOf(element.number()),
              near(element, dice).stream().map(other -> String.valueOf(other.number())).toList(),
              because(element, language));
    };
  }

  private static String because(Element element, Language language) {
    String number =
        language.say(
            element.nameEn()
                + " ("
                + element.symbol()
                + ") has "
                + element.number()
                + (element.number() == 1 ? " proton" : " protons")
                + " in its nucleus and stands in period "
                + element.period()
                + " of the periodic table.",
            element.nameDe()
                + " ("
                + element.symbol()
                + ") hat "
                + element.number()
                + (element.number() == 1 ? " Proton" : " Protonen")
                + " im Kern und steht in Periode "
                + element.period()
                + " des Periodensystems.");
    return element.origin().isEmpty()
        ? number
        : number
            + language.say(" The symbol comes from the word ", " Das Symbol kommt vom Wort ")
            + element.origin()
            + ".";
  }

  /**
   * Three other elements whose names or symbols begin alike, filled up with neighbours in the
   * periodic table.
   */
  private List<Element> alike(Element element, Language language, Dice dice) {
    List<Element> alike = new ArrayList<>();
    for (Element other : dice.shuffled(elements)) {
      boolean begins =
          other.symbol().charAt(0) == element.symbol().charAt(0)
              || other.name(language).charAt(0) == element.name(language).charAt(0);
      if (alike.size() < 3 && begins && other.number() != element.number()) {
        alike.add(other);
      }
    }
    for (Element other : near(element, dice)) {
      if (alike.size() < 3 && !alike.contains(other)) {
        alike.add(other);
      }
    }
    return alike;
  }

  private List<Element> near(Element element, Dice dice) {
    int most = elements.size();
    int number = element.number();
    List<Integer> slips =
        List.of(
            number - 1,
            number + 1,
            number - 2,
            number + 2,
            number + 3,
            number - 3,
            number + 8,
            number - 8);
    return dice.wrongNumbers(number, 1, most, slips).stream()
        .map(near -> elements.get(near - 1))
        .toList();
  }
}
