package dev.parlour.tournament.rest;

import dev.parlour.tournament.Chart;
import java.util.List;
import java.util.stream.Collectors;

/** A chart as comma-separated values (RFC 4180): one line for each place of each match. */
final class ChartCsv {
  private ChartCsv() {}

  static String of(Chart chart) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        List.of(
            "stage", "round", "match", "status", "how", "entrant", "name", "seed", "score",
            "rank"));
    for (Chart.Round round : chart.rounds()) {
      for (Chart.Cell cell : round.matches()) {
        for (Chart.Place place : cell.places()) {
          line(
              text,
              List.of(
                  round.stage(),
                  String.valueOf(round.round()),
                  cell.id(),
                  cell.status(),
                  said(cell.how()),
                  said(place.entrant()),
                  said(place.name()),
                  said(place.seed()),
                  said(place.score()),
                  said(place.rank())));
        }
      }
    }
    return text.toString();
  }

  private static String said(Object value) {
    return value == null ? "" : String.valueOf(value);
  }

  private static void line(StringBuilder text, List<String> values) {
    text.append(values.stream().map(ChartCsv::quoted).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  /** A name that a spreadsheet would take for a formula is shown as the text that it is. */
  private static String quoted(String value) {
    String text =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
