package dev.parlour.tournament.web;

import java.time.Instant;
import java.util.List;

/**
 * A chart as it is laid out for a page, in the reader's language. Nothing in it belongs to one
 * reader, so that it is drawn once for all.
 *
 * @param shape {@code single} or {@code double} for a bracket, {@code plain} where there is none,
 *     {@code empty} before the start
 * @param sheets the pieces of a chart that is too big for one page; empty where it is not
 * @param parts what is on this sheet
 */
public record Drawing(String shape, List<Sheet> sheets, List<Part> parts) {
  /**
   * A piece of a chart.
   *
   * @param key as in the page's address
   * @param shown whether it is this one
   */
  public record Sheet(String key, String title, boolean shown) {}

  /**
   * A bracket of its own, whose columns are connected.
   *
   * @param kind {@code main}, {@code losers}, {@code third_place} or {@code grand_final}
   * @param title null where there is only one part
   */
  public record Part(String kind, String title, List<Column> columns) {}

  /**
   * The matches of a round, from the top of the chart.
   *
   * @param id of its element, which the links between rounds name
   * @param now whether this is the round to look at; one column of a drawing is
   * @param before the column that a narrow page has before this one; null for none
   * @param after likewise
   * @param byes who goes on from here without a match
   */
  public record Column(
      String id,
      String title,
      boolean now,
      Link before,
      Link after,
      List<Box> boxes,
      List<String> byes) {
    public boolean empty() {
      return boxes.stream().allMatch(Box::hidden);
    }
  }

  public record Link(String id, String title) {}

  /**
   * A match.
   *
   * @param label its name in the chart
   * @param status as in {@link dev.parlour.tournament.Chart.Cell}
   * @param joins how the line goes on to the next column: {@code none}, {@code straight}, and from
   *     the {@code first}, a {@code middle} or the {@code last} of those that meet there
   * @param fed whether a line comes from the column before
   * @param note what a glance should tell besides the score; null for nothing
   * @param sentence all of it in words, for those who hear it
   * @param due when the time of those who are awaited is up; null where nobody is
   */
  public record Box(
      String id,
      String label,
      String status,
      String joins,
      boolean fed,
      List<Side> sides,
      String note,
      String sentence,
      Instant due) {
    /** A place in the drawing that nothing is played at. */
    public boolean hidden() {
      return status.equals("bye");
    }
  }

  /**
   * A place of a match.
   *
   * @param entrant their id; null while nobody is known
   * @param name or from where somebody will come
   * @param seed null for none
   * @param score null for none
   * @param state {@code won}, {@code lost} or {@code open}
   */
  public record Side(String entrant, String name, Integer seed, String score, String state) {}

  public List<Column> columns() {
    return parts.stream().flatMap(p -> p.columns().stream()).toList();
  }

  public boolean drawn() {
    return !shape.equals("empty");
  }

  /** Whether the last column is the end of the tournament and not of a section. */
  public boolean ends() {
    return !shape.equals("plain") && (sheets.isEmpty() || sheets.getLast().shown());
  }
}
