package dev.parlour.tournament;

import dev.parlour.game.Checked;

/**
 * By what a tournament is played.
 *
 * @param bestOf games of a match: 1, 3, 5 or 7; whoever has won more than half of them has won it
 * @param seats how many play a match: 2, or in single elimination up to 8
 * @param advance how many of a match go on: 1 of two, at most half of more
 * @param thirdPlace single elimination: whether the losers of the semi-finals play for it
 * @param rounds Swiss: how many; 0 for as many as a single elimination would have
 * @param entrants the most that may enter
 * @param noShowSeconds how long a match waits for its people, from when it can be played
 * @param checkInMinutes how long before the start check-in opens by itself; 0 for no check-in but
 *     by the organiser's word
 */
public record Rules(
    Format format,
    int bestOf,
    Seeding seeding,
    int seats,
    int advance,
    boolean thirdPlace,
    int rounds,
    int entrants,
    int noShowSeconds,
    int checkInMinutes) {
  public static final int MOST_SEATS = 8;
  public static final int NO_SHOW_SECONDS = 120;
  public static final int LONGEST_NO_SHOW = 86_400;
  public static final int LONGEST_CHECK_IN = 10_080;

  /** What holds where nothing else is said. */
  public static Rules of(Format format) {
    return new Rules(format, 1, Seeding.ORDER, 2, 1, false, 0, format.most(), NO_SHOW_SECONDS, 0);
  }

  /** Refuses {@code bad_rules}, with a sentence that says which. */
  public Checked<Rules> checked() {
    if (format == null || seeding == null) {
      return bad("A tournament needs a format and a seeding.");
    }
    if (bestOf != 1 && bestOf != 3 && bestOf != 5 && bestOf != 7) {
      return bad("A match is the best of 1, 3, 5 or 7 games.");
    }
    if (seats < 2 || seats > MOST_SEATS || advance < 1 || advance > seats / 2) {
      return bad("From 2 to 8 play a match, and at most half of them go on.");
    }
    if (seats > 2 && (format != Format.SINGLE_ELIMINATION || bestOf > 1 || thirdPlace)) {
      return bad(
          "Matches of more than two are for single elimination, with one game a match and without"
              + " a match for the third place.");
    }
    if (thirdPlace && format != Format.SINGLE_ELIMINATION) {
      return bad("A match for the third place is for single elimination.");
    }
    if (rounds < 0 || rounds > 0 && (format != Format.SWISS || rounds > 32)) {
      return bad("The number of rounds is for Swiss tournaments, from 1 to 32.");
    }
    if (entrants < 2 || entrants > format.most()) {
      return bad("From 2 to " + format.most() + " may enter a tournament of this format.");
    }
    if (noShowSeconds < 1 || noShowSeconds > LONGEST_NO_SHOW) {
      return bad("A match waits for its people from 1 second to a day.");
    }
    if (checkInMinutes < 0 || checkInMinutes > LONGEST_CHECK_IN) {
      return bad("Check-in opens at most a week before the start.");
    }
    return Checked.good(this);
  }

  /** How many games somebody must win to have won a match. */
  public int needed() {
    return bestOf / 2 + 1;
  }

  private static Checked<Rules> bad(String sentence) {
    return Checked.bad("bad_rules", sentence);
  }
}
