package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Countries by capital and by flag. A country without a capital in the table is never asked for its
 * capital: it has several, none, or a move is under way. Flags that one could take for each other
 * at the size of a button never stand together.
 */
final class Countries {

  /** The shipped tables, read once. */
  static final Countries SHIPPED =
      new Countries(Table.shipped("countries"), Table.shipped("flags"));

  private final List<Country> countries;

  /** Ordered pairs of codes, both ways round, such as {@code TDRO}; only asked for membership. */
  private final Set<String> alike = new HashSet<>();

  /**
   * One country; {@code capitalEn} and {@code capitalDe} are empty where no single capital is
   * beyond doubt or it repeats the name.
   */
  record Country(
      String code,
      String nameEn,
      String nameDe,
      String capitalEn,
      String capitalDe,
      String continent,
      String region,
      boolean flagAsked) {

    /** The name as it stands within a sentence, in English with the article it may need. */
    String name(Language language) {
      return language.say(nameEn, nameDe);
    }

    /** The name as it stands alone. */
    String title(Language language) {
      String name = name(language);
      return name.startsWith("the ") ? "The " + name.substring(4) : name;
    }

    String capital(Language language) {
      return language.say(capitalEn, capitalDe);
    }

    /** The flag as two regional indicator signs. */
    String flag() {
      StringBuilder flag = new StringBuilder();
      code.chars().forEach(letter -> flag.appendCodePoint(0x1F1E6 + letter - 'A'));
      return flag.toString();
    }
  }

  Countries(Table table, Table flags) {
    for (List<String> row : flags.rows()) {
      List<String> group = List.of(row.get(0).split(" "));
      group.forEach(
          one ->
              group.stream()
                  .filter(other -> !other.equals(one))
                  .forEach(other -> alike.add(one + other)));
    }
    List<String> unasked =
        flags.rows().stream()
            .filter(row -> row.get(1).equals("not-asked"))
            .map(row -> row.get(0))
            .toList();
    countries =
        table.rows().stream()
            .map(
                row ->
                    new Country(
                        row.get(0),
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5),
                        row.get(6),
                        !unasked.contains(row.get(0))))
            .toList();
  }

  List<Country> all() {
    return countries;
  }

  List<Country> withCapital() {
    return countries.stream().filter(country -> !country.capitalEn().isEmpty()).toList();
  }

  List<Country> withFlag() {
    return countries.stream().filter(Country::flagAsked).toList();
  }

  /** Whether two different flags could be taken for each other. */
  boolean lookAlike(Country one, Country other) {
    return alike.contains(one.code() + other.code());
  }

  QuestionGenerator capitals() {
    return new TableGenerator<>(
        "capitals",
        "Capitals of the world",
        "Hauptstädte der Welt",
        "🏙️",
        withCapital(),
        this::capital);
  }

  QuestionGenerator flags() {
    return new TableGenerator<>(
        "flags", "Flags of the world", "Flaggen der Welt", "🏁", withFlag(), this::flag);
  }

  private Question capital(Country country, Language language, Dice dice) {
    List<Country> others = others(country, withCapital(), false, dice);
    Country first = others.getFirst();
    Country second = others.get(1);
    String because =
        language.say(
            country.capitalEn()
                + " is the capital of "
                + country.nameEn()
                + "; "
                + first.capitalEn()
                + " is that of "
                + first.nameEn()
                + ", "
                + second.capitalEn()
                + " that of "
                + second.nameEn()
                + ".",
            country.nameDe()
                + ": "
                + country.capitalDe()
                + "; "
                + first.nameDe()
                + ": "
                + first.capitalDe()
                + "; "
                + second.nameDe()
                + ": "
                + second.capitalDe()
                + ".");
    if (dice.coin()) {
      return Draft.single(
          language.say(
              "What is the capital of " + country.nameEn() + "?",
              country.nameDe() + ": Wie heißt die Hauptstadt?"),
          country.capital(language),
          others.stream().map(other -> other.capital(language)).toList(),
          because);
    }
    return Draft.single(
        language.say(
            country.capitalEn() + " is the capital of which country?",
            country.capitalDe() + " ist die Hauptstadt welches Landes?"),
        country.title(language),
        others.stream().map(other -> other.title(language)).toList(),
        because);
  }

  private Question flag(Country country, Language language, Dice dice) {
    List<Country> others = others(country, withFlag(), true, dice);
    Country first = others.getFirst();
    String because =
        language.say(
            country.flag()
                + " is the flag of "
                + country.nameEn()
                + "; "
                + first.flag()
                + " is that of "
                + first.nameEn()
                + ".",
            country.flag()
                + " "
                + country.nameDe()
                + "; "
                + first.flag()
                + " "
                + first.nameDe()
                + ".");
    if (dice.coin()) {
      return Draft.single(
          language.say(
              "Which country has this flag? " + country.flag(),
              "Welches Land hat diese Flagge? " + country.flag()),
          country.title(language),
          others.stream().map(other -> other.title(language)).toList(),
          because);
    }
    return Draft.single(
        language.say(
            "Which is the flag of " + country.nameEn() + "?",
            country.nameDe() + ": Welche Flagge ist es?"),
        country.flag(),
        others.stream().map(Country::flag).toList(),
        because);
  }

  /**
   * Three other countries: of the same region as far as there are any, then of the continent, then
   * of the world.
   */
  private List<Country> others(Country country, List<Country> from, boolean flags, Dice dice) {
    List<Country> chosen = new ArrayList<>();
    List<Country> order = new ArrayList<>();
    List<Country> shuffled = dice.shuffled(from);
    shuffled.stream().filter(other -> other.region().equals(country.region())).forEach(order::add);
    shuffled.stream()
        .filter(other -> other.continent().equals(country.continent()))
        .forEach(order::add);
    order.addAll(shuffled);
    for (Country other : order) {
      if (chosen.size() == 3) {
        break;
      }
      boolean fits =
          !other.equals(country)
              && !chosen.contains(other)
              && !(flags
                  && (lookAlike(country, other)
                      || chosen.stream().anyMatch(taken -> lookAlike(taken, other))));
      if (fits) {
        chosen.add(other);
      }
    }
    return chosen;
  }
}
