package dev.parlour.tournament;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who stands where, from what was played. */
final class Standings {
  /** Behind all whose place is known. */
  private static final int NO_PLACE = Integer.MAX_VALUE;

  private Standings() {}

  /** What somebody has come to so far. */
  private static final class Tally {
    private int wins;
    private int losses;
    private int points;
    private int games;
    private int byes;
    private final List<String> met = new ArrayList<>();
  }

  /** The best first; empty before the start. */
  static List<Standing> of(Tournament tournament) {
    if (tournament.bracket() == null) {
      return List.of();
    }
    Map<String, Tally> tallies = tallies(tournament);
    return switch (tournament.rules().format()) {
      case SINGLE_ELIMINATION, DOUBLE_ELIMINATION -> knockout(tournament, tallies);
      case ROUND_ROBIN -> table(tournament, tallies, false);
      case SWISS -> table(tournament, tallies, true);
    };
  }

  private static Map<String, Tally> tallies(Tournament t) {
    Bracket bracket = t.bracket();
    Map<String, Tally> tallies = new LinkedHashMap<>(); // in the order of the seeds
    bracket.seeds().forEach(e -> tallies.put(e, new Tally()));
    for (Match match : bracket.all()) {
      if (match.decided()) {
        count(match, t.rules().needed(), tallies);
      }
    }
    return tallies;
  }

  /**
   * @param needed what a match by the organiser's word counts as, to nil: what was played for it
   *     was wrong
   */
  private static void count(Match match, int needed, Map<String, Tally> tallies) {
    List<String> lineUp = match.lineUp();
    Outcome outcome = match.outcome();
    if (outcome.how() == Outcome.How.BYE) {
      for (String entrant : lineUp) {
        tallies.get(entrant).byes++;
        tallies.get(entrant).points++;
      }
      return;
    }
    Map<String, Integer> wins = match.wins();
    if (outcome.how() == Outcome.How.DECREED) {
      wins.replaceAll((e, n) -> e.equals(outcome.winner()) ? needed : 0);
    }
    int won = wins.values().stream().mapToInt(Integer::intValue).sum();
    for (String entrant : lineUp) {
      Tally tally = tallies.get(entrant);
      int rank = outcome.rank(entrant);
      if (rank > 0 && rank <= match.node().advance()) {
        tally.wins++;
        tally.points++;
      } else {
        tally.losses++;
      }
      tally.games += 2 * wins.get(entrant) - won;
      lineUp.stream().filter(e -> !e.equals(entrant)).forEach(tally.met::add);
    }
  }

  // ---- brackets

  private static List<Standing> knockout(Tournament t, Map<String, Tally> tallies) {
    Map<String, Integer> exits = new TreeMap<>();
    Bracket bracket = t.bracket();
    TreeSet<String> still = new TreeSet<>();
    for (Match match : bracket.all()) {
      if (!match.decided()) {
        still.addAll(match.lineUp());
        continue;
      }
      for (String entrant : match.lineUp()) {
        int place = place(bracket, match, entrant);
        if (place > 0) {
          exits.put(entrant, place);
        }
      }
    }
    still.forEach(exits::remove); // they play on, if only for the third place
    List<String> order = new ArrayList<>(tallies.keySet());
    order.sort(Comparator.comparingInt(e -> exits.getOrDefault(e, 0)));
    List<Standing> standings = new ArrayList<>();
    int open = (int) order.stream().filter(e -> !exits.containsKey(e)).count();
    for (String entrant : order) {
      int exit = exits.getOrDefault(entrant, NO_PLACE);
      int better = (int) exits.values().stream().filter(e -> e < exit).count();
      standings.add(
          standing(t, entrant, exit == NO_PLACE ? null : open + better + 1, tallies.get(entrant)));
    }
    return standings;
  }

  private static int place(Bracket bracket, Match match, String entrant) {
    Outcome outcome = match.outcome();
    int rank = outcome.rank(entrant);
    if (rank == 0) {
      return match.node().exit();
    }
    if (match.node().stage() == Stage.GRAND_FINAL && match.node().again() == null) {
      Match second = bracket.all().getLast();
      return second.decided() && second.outcome().how() == Outcome.How.NOT_NEEDED ? rank : 0;
    }
    return match.node().place(rank);
  }

  // ---- tables

  private static List<Standing> table(
      Tournament t, Map<String, Tally> tallies, boolean byOpponents) {
    Map<String, int[]> marks = new LinkedHashMap<>();
    tallies.forEach((e, tally) -> marks.put(e, opponents(tally, tallies)));
    Comparator<String> order = Comparator.comparingInt(e -> -tallies.get(e).points);
    if (byOpponents) {
      order = order.thenComparingInt(e -> -marks.get(e)[0]).thenComparingInt(e -> -marks.get(e)[1]);
    } else {
      Map<String, Integer> direct = direct(t.bracket(), tallies);
      order = order.thenComparingInt(e -> -direct.get(e));
    }
    List<String> sorted = new ArrayList<>(tallies.keySet()); // the better seed first among equals
    sorted.sort(order.thenComparingInt(e -> -tallies.get(e).games));
    boolean over = t.phase() == Phase.FINISHED;
    List<Standing> standings = new ArrayList<>();
    for (String entrant : sorted) {
      Tally tally = tallies.get(entrant);
      int[] mark = byOpponents ? marks.get(entrant) : new int[2];
      Integer place = over ? (Integer) (standings.size() + 1) : null;
      standings.add(
          new Standing(
              entrant,
              place,
              tally.wins,
              tally.losses,
              tally.points,
              mark[0],
              mark[1],
              tally.games,
              t.entrant(entrant).out()));
    }
    return standings;
  }

  /** The points of those whom somebody met: all, and all but the best and the worst. */
  private static int[] opponents(Tally tally, Map<String, Tally> tallies) {
    List<Integer> points = new ArrayList<>();
    tally.met.forEach(e -> points.add(tallies.get(e).points));
    for (int i = 0; i < tally.byes; i++) {
      points.add(tally.points);
    }
    points.sort(null);
    int all = points.stream().mapToInt(Integer::intValue).sum();
    int median = points.size() < 3 ? 0 : all - points.getFirst() - points.getLast();
    return new int[] {all, median};
  }

  /** Matches that somebody won against those who have as many points. */
  private static Map<String, Integer> direct(Bracket bracket, Map<String, Tally> tallies) {
    Map<String, Integer> direct = new TreeMap<>();
    tallies.keySet().forEach(e -> direct.put(e, 0));
    for (Match match : bracket.all()) {
      String winner = match.decided() ? match.outcome().winner() : null;
      if (winner != null) {
        for (String entrant : match.lineUp()) {
          if (!entrant.equals(winner)
              && tallies.get(entrant).points == tallies.get(winner).points) {
            direct.merge(winner, 1, Integer::sum);
          }
        }
      }
    }
    return direct;
  }

  private static Standing standing(Tournament t, String entrant, Integer place, Tally tally) {
    return new Standing(
        entrant, place, tally.wins, tally.losses, 0, 0, 0, tally.games, t.entrant(entrant).out());
  }
}
