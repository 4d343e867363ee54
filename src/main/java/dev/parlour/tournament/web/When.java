package dev.parlour.tournament.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Times for people. A server does not know where its readers are, so it says which zone it means.
 */
public final class When {
  private When() {}

  /** Date and time of day in UTC; a script puts the reader's own in its place. */
  public static String text(Instant at, Locale locale) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .format(at.atOffset(ZoneOffset.UTC))
        + " UTC";
  }
}
