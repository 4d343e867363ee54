package dev.parlour.tournament.web;

import dev.parlour.room.web.Texts;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.Chart.Cell;
import dev.parlour.tournament.Chart.Place;
import dev.parlour.tournament.web.Drawing.Box;
import dev.parlour.tournament.web.Drawing.Column;
import dev.parlour.tournament.web.Drawing.Link;
import dev.parlour.tournament.web.Drawing.Part;
import dev.parlour.tournament.web.Drawing.Sheet;
import dev.parlour.tournament.web.Drawing.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Lays a chart out. A bracket of more than {@link #WHOLE} matches in its first round is cut into
 * sheets of {@link #SECTION}, each a bracket of its own, and one of the finals; where there is no
 * bracket, each round is a sheet. Pure.
 */
final class Painter {
  /** The most matches of a first round that are drawn in one piece. */
  static final int WHOLE = 64;

  /** How many of them a section has. */
  static final int SECTION = 32;

  static final String FINALS = "finals";

  private static final String MAIN = "main";
  private static final String LOSERS = "losers";

  private final Chart chart;
  private final Texts texts;

  private Painter(Chart chart, Texts texts) {
    this.chart = chart;
    this.texts = texts;
  }

  /**
   * @param texts of tournaments
   * @param sheet the key of the wanted one; where there is none of that key, the one where
   *     something goes on
   */
  static Drawing draw(Chart chart, Texts texts, String sheet) {
    if (chart.rounds().isEmpty()) {
      return new Drawing("empty", List.of(), List.of());
    }
    Painter painter = new Painter(chart, texts);
    return switch (chart.format()) {
      case "single_elimination" -> painter.bracket("single", sheet);
      case "double_elimination" -> painter.bracket("double", sheet);
      default -> painter.rounds(sheet);
    };
  }

  /** The key of the sheet that a match is on; null where there is but one. */
  static String sheetOf(Chart chart, String match) {
    for (Chart.Round round : chart.rounds()) {
      for (int at = 0; at < round.matches().size(); at++) {
        if (round.matches().get(at).id().equals(match)) {
          if (!knockout(chart)) {
            return String.valueOf(round.round());
          }
          int sections = sections(chart);
          int count = round.matches().size();
          return sections == 1
              ? null
              : count < sections ? FINALS : String.valueOf(at / (count / sections) + 1);
        }
      }
    }
    return null;
  }

  /** A match by itself. */
  static Box box(Chart chart, Texts texts, Cell cell) {
    return new Painter(chart, texts).box(cell);
  }

  /** What a round is called. */
  static String title(Chart chart, Texts texts, Chart.Round round) {
    if (!knockout(chart)) {
      return texts.get("round.n", round.round());
    }
    boolean twice = chart.format().equals("double_elimination");
    int last =
        chart.rounds().stream()
            .filter(r -> r.stage().equals(round.stage()))
            .mapToInt(Chart.Round::round)
            .max()
            .orElse(0);
    boolean ends = round.round() == last;
    return switch (round.stage()) {
      case LOSERS ->
          ends ? texts.get("round.losers.final") : texts.get("round.losers", round.round());
      case "third_place" -> texts.get("round.third");
      case "grand_final" -> texts.get(ends ? "round.grand.again" : "round.grand");
      default -> {
        if (twice) {
          yield ends ? texts.get("round.winners.final") : texts.get("round.winners", round.round());
        }
        int behind = chart.seats() == 2 ? last - round.round() : ends ? 0 : Integer.MAX_VALUE;
        yield switch (behind) {
          case 0 -> texts.get("round.final");
          case 1 -> texts.get("round.semi");
          case 2 -> texts.get("round.quarter");
          default -> texts.get("round.n", round.round());
        };
      }
    };
  }

  private static boolean knockout(Chart chart) {
    return chart.format().endsWith("_elimination");
  }

  // ---- brackets

  private Drawing bracket(String shape, String wanted) {
    int sections = sections(chart);
    String shown = sections == 1 ? null : known(wanted, sections) ? wanted : lively(sections);
    Map<String, List<Column>> parts = new LinkedHashMap<>();
    for (Chart.Round round : chart.rounds()) {
      List<Cell> cells = cut(round.matches(), sections, shown);
      if (!cells.isEmpty()) {
        parts.computeIfAbsent(round.stage(), s -> new ArrayList<>()).add(column(round, cells));
      }
    }
    List<Part> all = new ArrayList<>();
    parts.forEach(
        (kind, columns) ->
            all.add(
                new Part(
                    kind,
                    parts.size() == 1 ? null : texts.get("part." + shape + "." + kind),
                    joined(
                        columns, meets(shape, kind) && (shown == null || shown.equals(FINALS))))));
    return new Drawing(shape, sheets(sections, shown), linked(all));
  }

  /** Whether a part ends in another one, which is drawn beside it. */
  private static boolean meets(String shape, String kind) {
    return shape.equals("double") && !kind.equals("grand_final");
  }

  /** How many sections a bracket has: as many as a round has matches; 1 for one that is whole. */
  private static int sections(Chart chart) {
    List<Chart.Round> main = chart.rounds().stream().filter(r -> r.stage().equals(MAIN)).toList();
    int first = main.getFirst().matches().size();
    if (first <= WHOLE) {
      return 1;
    }
    return main.stream()
        .mapToInt(r -> r.matches().size())
        .filter(n -> first / n <= SECTION)
        .min()
        .orElse(1);
  }

  private static boolean known(String key, int sections) {
    return key != null
        && (key.equals(FINALS)
            || key.matches("[1-9]\\d{0,3}") && Integer.parseInt(key) <= sections);
  }

  private String lively(int sections) {
    return chart.rounds().stream()
            .filter(r -> r.matches().size() >= sections)
            .flatMap(r -> r.matches().stream())
            .allMatch(Painter::over)
        ? FINALS
        : "1";
  }

  private static List<Cell> cut(List<Cell> cells, int sections, String shown) {
    if (shown == null) {
      return cells;
    }
    if (shown.equals(FINALS)) {
      return cells.size() < sections ? cells : List.of();
    }
    int size = cells.size() / sections;
    int at = Integer.parseInt(shown) - 1;
    return cells.subList(at * size, (at + 1) * size);
  }

  private List<Sheet> sheets(int sections, String shown) {
    List<Sheet> sheets = new ArrayList<>();
    if (sections > 1) {
      for (int at = 1; at <= sections; at++) {
        String key = String.valueOf(at);
        sheets.add(new Sheet(key, texts.get("sheet.section", at), key.equals(shown)));
      }
      sheets.add(new Sheet(FINALS, texts.get("sheet.finals"), FINALS.equals(shown)));
    }
    return sheets;
  }

  /**
   * With the lines between them. A column in which nothing is played is left out.
   *
   * @param reaching whether a line goes on from the last one
   */
  private static List<Column> joined(List<Column> columns, boolean reaching) {
    List<Column> seen = columns.stream().filter(c -> !c.empty()).toList();
    List<Column> joined = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Column column = seen.get(i);
      int count = column.boxes().size();
      int fan = i + 1 < seen.size() ? Math.max(1, count / seen.get(i + 1).boxes().size()) : 1;
      boolean goesOn = i + 1 < seen.size() || reaching;
      List<Box> boxes = new ArrayList<>();
      for (int at = 0; at < count; at++) {
        Box box = column.boxes().get(at);
        boxes.add(
            joined(
                box,
                box.hidden() || !goesOn ? "none" : joint(at % fan, fan),
                i > 0 && fed(seen.get(i - 1).boxes(), at, count)));
      }
      joined.add(
          new Column(column.id(), column.title(), column.now(), null, null, boxes, column.byes()));
    }
    return joined;
  }

  private static boolean fed(List<Box> before, int at, int count) {
    int fan = Math.max(1, before.size() / count);
    return before.subList(at * fan, (at + 1) * fan).stream().anyMatch(b -> !b.hidden());
  }

  private static String joint(int at, int fan) {
    return fan == 1 ? "straight" : at == 0 ? "first" : at == fan - 1 ? "last" : "middle";
  }

  private static Box joined(Box box, String joins, boolean fed) {
    return new Box(
        box.id(),
        box.label(),
        box.status(),
        joins,
        fed,
        box.sides(),
        box.note(),
        box.sentence(),
        box.due());
  }

  // ---- without a bracket

  private Drawing rounds(String wanted) {
    Chart.Round shown =
        chart.rounds().stream()
            .filter(r -> String.valueOf(r.round()).equals(wanted))
            .findFirst()
            .or(
                () ->
                    chart.rounds().stream()
                        .filter(r -> !r.matches().stream().allMatch(Painter::over))
                        .findFirst())
            .orElse(chart.rounds().getLast());
    List<Sheet> sheets =
        chart.rounds().stream()
            .map(
                r ->
                    new Sheet(
                        String.valueOf(r.round()), texts.get("round.n", r.round()), r == shown))
            .toList();
    Column column = column(shown, shown.matches());
    return new Drawing(
        "plain",
        sheets,
        linked(
            List.of(
                new Part(
                    MAIN,
                    null,
                    List.of(
                        new Column(
                            column.id(),
                            column.title(),
                            false,
                            null,
                            null,
                            column.boxes().stream().filter(b -> !b.hidden()).toList(),
                            column.byes()))))));
  }

  // ---- both

  private static boolean over(Cell cell) {
    return switch (cell.status()) {
      case "decided", "bye", "not_needed" -> true;
      default -> false;
    };
  }

  private Column column(Chart.Round round, List<Cell> cells) {
    String title = title(chart, texts, round);
    return new Column(
        round.stage().replace('_', '-') + "-" + round.round(),
        title,
        false,
        null,
        null,
        cells.stream().map(this::box).toList(),
        cells.stream()
            .filter(c -> c.status().equals("bye"))
            .flatMap(c -> c.places().stream())
            .map(Place::name)
            .filter(Objects::nonNull)
            .toList());
  }

  /** With the way from column to column, and the mark at the one to look at. */
  private static List<Part> linked(List<Part> parts) {
    List<Column> all = parts.stream().flatMap(p -> p.columns().stream()).toList();
    Column now =
        first(all, List.of("playing", "ready"))
            .or(() -> first(all, List.of("waiting")))
            .orElseGet(() -> lastPlayed(parts));
    List<Part> linked = new ArrayList<>();
    int at = 0;
    for (Part part : parts) {
      List<Column> columns = new ArrayList<>();
      for (Column column : part.columns()) {
        columns.add(
            new Column(
                column.id(),
                column.title(),
                column == now,
                at == 0 ? null : link(all.get(at - 1)),
                at + 1 == all.size() ? null : link(all.get(at + 1)),
                column.boxes(),
                column.byes()));
        at++;
      }
      linked.add(new Part(part.kind(), part.title(), columns));
    }
    return linked;
  }

  private static Optional<Column> first(List<Column> columns, List<String> statuses) {
    return columns.stream()
        .filter(c -> c.boxes().stream().anyMatch(b -> statuses.contains(b.status())))
        .findFirst();
  }

  private static Column lastPlayed(List<Part> parts) {
    Part last =
        parts.stream()
            .filter(p -> p.kind().equals("grand_final"))
            .findFirst()
            .orElse(parts.getFirst());
    return last.columns().stream()
        .filter(c -> c.boxes().stream().anyMatch(b -> b.status().equals("decided")))
        .reduce((one, other) -> other)
        .orElse(last.columns().getLast());
  }

  private static Link link(Column column) {
    return new Link(column.id(), column.title());
  }

  private Box box(Cell cell) {
    List<Side> sides = new ArrayList<>();
    for (Place place : cell.places()) {
      if (place.entrant() != null || place.from() != null || cell.places().size() == 2) {
        sides.add(side(cell, place));
      }
    }
    return new Box(
        cell.id(),
        cell.id(),
        cell.status(),
        "none",
        false,
        sides,
        note(cell),
        sentence(cell),
        cell.due());
  }

  private Side side(Cell cell, Place place) {
    String state =
        place.won() == null || cell.status().equals("bye") ? "open" : place.won() ? "won" : "lost";
    String score = place.score() == null ? null : texts.number(place.score());
    return new Side(place.entrant(), name(place), place.seed(), score, state);
  }

  private String name(Place place) {
    if (place.entrant() != null) {
      return place.name();
    }
    if (place.from() == null) {
      return texts.get("place.nobody");
    }
    return switch (place.fromRank()) {
      case 1 -> texts.get("place.winner", place.from());
      case 2 -> texts.get(chart.seats() == 2 ? "place.loser" : "place.second", place.from());
      default -> texts.get("place.rank", place.fromRank(), place.from());
    };
  }

  private String note(Cell cell) {
    return switch (cell.status()) {
      case "playing", "not_needed" -> texts.get("box." + cell.status());
      case "ready" -> texts.get("box.ready");
      case "decided" -> cell.how().equals("played") ? null : texts.get("how." + cell.how());
      default -> null;
    };
  }

  /** The match in words. */
  private String sentence(Cell cell) {
    String who =
        cell.places().size() == 2
            ? texts.get(
                "say.two", cell.id(), name(cell.places().get(0)), name(cell.places().get(1)))
            : texts.get(
                "say.more",
                cell.id(),
                String.join(", ", cell.places().stream().map(this::name).toList()));
    return who + " " + ending(cell);
  }

  private String ending(Cell cell) {
    if (!cell.status().equals("decided")) {
      return texts.get("say." + cell.status());
    }
    List<Place> won = cell.places().stream().filter(p -> Boolean.TRUE.equals(p.won())).toList();
    if (won.isEmpty()) {
      return texts.get("say.nobody");
    }
    if (cell.places().size() > 2) {
      return texts.get("say.on", String.join(", ", won.stream().map(Place::name).toList()));
    }
    Place winner = won.getFirst();
    Place loser = cell.places().get(cell.places().getFirst() == winner ? 1 : 0);
    return winner.score() == null || loser.score() == null || !cell.how().equals("played")
        ? texts.get("say.won." + cell.how(), winner.name())
        : texts.get("say.won.score", winner.name(), winner.score(), loser.score());
  }
}
