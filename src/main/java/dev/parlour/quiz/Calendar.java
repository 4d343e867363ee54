package dev.parlour.quiz;

import dev.parlour.quiz.EndlessGenerator.Drawn;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reckoning with the Gregorian calendar. Names of days and months are kept here: those of the JDK
 * change with its locale tables, and a seed would then give other texts.
 */
final class Calendar {

  private static final List<String> DAYS_EN =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final List<String> DAYS_DE =
      List.of("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag");
  private static final List<String> MONTHS_EN =
      List.of(
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
          "December");
  private static final List<String> MONTHS_DE =
      List.of(
          "Januar",
          "Februar",
          "März",
          "April",
          "Mai",
          "Juni",
          "Juli",
          "August",
          "September",
          "Oktober",
          "November",
          "Dezember");

  private Calendar() {}

  static QuestionGenerator generator() {
    return new EndlessGenerator(
        "calendar",
        "Calendar puzzles",
        "Kalenderrätsel",
        "📅",
        (language, dice) ->
            switch (dice.below(4)) {
              case 0 ->
                  leapYear(
                      language,
                      dice.coin() ? 100 * dice.between(16, 25) : dice.between(1601, 2599));
              case 1 ->
                  weekdayLater(
                      language, dice, DayOfWeek.of(dice.between(1, 7)), dice.between(10, 200));
              case 2 -> daysBetween(language, dice);
              default ->
                  weekdayOf(language, dice, LocalDate.of(1900, 1, 1).plusDays(dice.below(73_000)));
            });
  }

  private static Drawn leapYear(Language language, int year) {
    boolean leap = Year.isLeap(year);
    String because;
    if (year % 400 == 0) {
      because =
          language.say(
              "Full centuries are leap years only if 400 divides them, as it does " + year + ".",
              "Volle Jahrhunderte sind nur Schaltjahre, wenn sie durch 400 teilbar sind, wie "
                  + year
                  + ".");
    } else if (year % 100 == 0) {
      because =
          language.say(
              "4 divides "
                  + year
                  + ", but full centuries are leap years only if 400 divides them too.",
              year
                  + " ist durch 4 teilbar, doch volle Jahrhunderte sind nur Schaltjahre, wenn sie"
                  + " auch durch 400 teilbar sind.");
    } else if (leap) {
      because =
          language.say(
              "4 divides " + year + ", and it is no full century.",
              year + " ist durch 4 teilbar und kein volles Jahrhundert.");
    } else {
      because =
          language.say(
              "4 does not divide " + year + ": the last two digits decide that.",
              year + " ist nicht durch 4 teilbar; das entscheiden die letzten zwei Ziffern.");
    }
    String text =
        language.say(
            "In the Gregorian calendar, " + year + " is a leap year.",
            "Im gregorianischen Kalender ist " + year + " ein Schaltjahr.");
    return new Drawn(text, Draft.trueOrFalse(language, text, leap, because));
  }

  private static Drawn weekdayLater(Language language, Dice dice, DayOfWeek from, int days) {
    DayOfWeek to = from.plus(days);
    String text =
        language.say(
            "If today is " + day(language, from) + ", which day is it in " + days + " days?",
            "Heute ist " + day(language, from) + ". Welcher Wochentag ist in " + days + " Tagen?");
    int weeks = days / 7;
    int rest = days % 7;
    String because =
        language.say(
            days
                + " days are "
                + weeks
                + (weeks == 1 ? " week" : " weeks")
                + " and "
                + rest
                + (rest == 1 ? " day" : " days")
                + "; only the rest moves the weekday.",
            days
                + " Tage sind "
                + weeks
                + (weeks == 1 ? " Woche" : " Wochen")
                + " und "
                + rest
                + (rest == 1 ? " Tag" : " Tage")
                + "; nur der Rest verschiebt den Wochentag.");
    return new Drawn(
        text, Draft.single(text, day(language, to), otherDays(language, dice, to), because));
  }

  /** From March to December, so that the answer is the same in every year. */
  private static Drawn daysBetween(Language language, Dice dice) {
    int first = dice.between(3, 11);
    int second = Math.min(12, first + dice.between(1, 3));
    LocalDate from = LocalDate.of(2001, first, dice.between(1, 28));
    LocalDate to = LocalDate.of(2001, second, dice.between(1, 28));
    int days = (int) ChronoUnit.DAYS.between(from, to);
    String text =
        language.say(
            "How many days after "
                + date(language, from)
                + " is "
                + date(language, to)
                + " of the same year?",
            "Wie viele Tage nach dem "
                + date(language, from)
                + " ist der "
                + date(language, to)
                + " desselben Jahres?");
    List<String> lengths = new ArrayList<>();
    for (int month = first; month < second; month++) {
      int length = LocalDate.of(2001, month, 1).lengthOfMonth();
      lengths.add(
          language.say(
              MONTHS_EN.get(month - 1) + " has " + length + " days",
              "der " + MONTHS_DE.get(month - 1) + " hat " + length + " Tage"));
    }
    String list = String.join(", ", lengths);
    String because = list.substring(0, 1).toUpperCase(Locale.ROOT) + list.substring(1) + ".";
    List<Integer> wrong =
        dice.wrongNumbers(
            days, 1, 365, List.of(days + 1, days - 1, days + 2, days - 2, days + 7, days - 7));
    return new Drawn(
        text,
        Draft.single(
            text, String.valueOf(days), wrong.stream().map(String::valueOf).toList(), because));
  }

  private static Drawn weekdayOf(Language language, Dice dice, LocalDate date) {
    String full = date(language, date) + " " + date.getYear();
    DayOfWeek key = LocalDate.of(date.getYear(), 4, 4).getDayOfWeek();
    String text =
        language.say(
            "Which day of the week belongs to " + full + "?",
            "Welcher Wochentag gehört zum " + full + "?");
    String because =
        language.say(
            "In "
                + date.getYear()
                + ", 4 April, 6 June, 8 August, 10 October and 12 December all fall on a "
                + day(language, key)
                + "; count on from the nearest.",
            "Im Jahr "
                + date.getYear()
                + " fallen 4.4., 6.6., 8.8., 10.10. und 12.12. alle auf einen "
                + day(language, key)
                + "; von dort zählt man weiter.");
    return new Drawn(
        full,
        Draft.single(
            text,
            day(language, date.getDayOfWeek()),
            otherDays(language, dice, date.getDayOfWeek()),
            because));
  }

  private static List<String> otherDays(Language language, Dice dice, DayOfWeek right) {
    List<DayOfWeek> others = new ArrayList<>(List.of(DayOfWeek.values()));
    others.remove(right);
    return dice.shuffled(others).stream().limit(3).map(other -> day(language, other)).toList();
  }

  private static String day(Language language, DayOfWeek day) {
    return (language == Language.GERMAN ? DAYS_DE : DAYS_EN).get(day.getValue() - 1);
  }

  private static String date(Language language, LocalDate date) {
    return language.say(
        date.getDayOfMonth() + " " + MONTHS_EN.get(date.getMonthValue() - 1),
        date.getDayOfMonth() + ". " + MONTHS_DE.get(date.getMonthValue() - 1));
  }
}
