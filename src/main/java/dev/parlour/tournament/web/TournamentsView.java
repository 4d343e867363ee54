package dev.parlour.tournament.web;

import java.time.Instant;
import java.util.List;

/**
 * The list of tournaments.
 *
 * @param over finished or cancelled
 */
public record TournamentsView(List<Row> open, List<Row> running, List<Row> over) {
  /**
   * @param line what it is, in a few words
   * @param startsAt null where the organiser starts it, or it has begun
   * @param champion null while there is none
   * @param mine whether the reader has entered, or leads it
   */
  public record Row(
      String id,
      String title,
      String line,
      String phase,
      int entered,
      Instant startsAt,
      String champion,
      boolean mine) {}

  public boolean empty() {
    return open.isEmpty() && running.isEmpty() && over.isEmpty();
  }
}
