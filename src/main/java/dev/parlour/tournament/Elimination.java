package dev.parlour.tournament;

import dev.parlour.tournament.Source.Nobody;
import dev.parlour.tournament.Source.Place;
import dev.parlour.tournament.Source.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Brackets. In each round the strongest that are left are matched with the weakest: if the better
 * one always wins, match {@code j} of the first round has the seeds {@code j} and {@code 2m-1-j} of
 * {@code 2m}, and so on up to the final. That is the seeding of tennis and college basketball
 * (1-16, 8-9, 4-13, 5-12, …), where 1 and 2 can meet only in the final, and who is missing to a
 * power of two makes byes for the first seeds.
 */
final class Elimination {
  private Elimination() {}

  /**
   * @param entrants at least two
   * @param seats how many play a match
   * @param advance how many of them go on, at most half
   * @param third whether the losers of the semi-finals play for the third place
   */
  static List<Node> single(int entrants, int seats, int advance, boolean third) {
    List<List<Node>> rounds = tree(entrants, seats, advance, third);
    List<Node> nodes = new ArrayList<>();
    rounds.forEach(nodes::addAll);
    if (third && rounds.size() > 1) {
      List<Node> semis = rounds.get(rounds.size() - 2);
      nodes.add(
          nodes.size() - 1, // before the final, as it is played
          new Node(
              "T1",
              Stage.THIRD_PLACE,
              1,
              1,
              semis.stream().<Source>map(n -> new Place(n.id(), 2)).toList(),
              1,
              List.of(3, 4),
              4,
              null));
    }
    return nodes;
  }

  private static List<List<Node>> tree(int entrants, int seats, int advance, boolean third) {
    int fan = seats / advance; // so many matches fill one of the next round
    int rounds = 1;
    int groups = 1;
    while ((long) groups * seats < entrants) {
      groups *= fan;
      rounds++;
    }
    // which of a round's matches, by strength, stands where: each next to those it meets
    List<List<Integer>> order = new ArrayList<>(List.of(List.of(0)));
    int count = 1;
    for (int round = rounds - 1; round > 0; round--) {
      List<Integer> below = new ArrayList<>();
      for (int match : order.getFirst()) {
        for (int row = 0; row < fan; row++) {
          below.add(snake(row, match, count));
        }
      }
      order.addFirst(below);
      count *= fan;
    }
    List<List<Node>> tree = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Integer> here = order.get(round - 1);
      boolean last = round == rounds;
      int goOn = last ? 1 : advance;
      int exit = here.size() * goOn + 1;
      List<Node> nodes = new ArrayList<>();
      for (int at = 0; at < here.size(); at++) {
        List<Source> sources =
            round == 1
                ? seeds(here.get(at), entrants, groups)
                : below(tree.getLast().subList(at * fan, (at + 1) * fan), advance);
        List<Integer> places = new ArrayList<>();
        boolean thirdFollows = third && round == rounds - 1;
        for (int rank = 1; rank <= sources.size(); rank++) {
          places.add(
              rank > goOn
                  ? thirdFollows ? 0 : exit + (rank - goOn - 1) * here.size()
                  : last ? 1 : 0);
        }
        nodes.add(
            new Node(
                letter(round) + (at + 1),
                Stage.MAIN,
                round,
                at + 1,
                sources,
                goOn,
                places,
                exit,
                null));
      }
      tree.add(nodes);
    }
    return tree;
  }

  /** Back and forth: the strongest of one row comes to the weakest of the next. */
  private static int snake(int row, int column, int columns) {
    return row * columns + (row % 2 == 0 ? column : columns - 1 - column);
  }

  /** The seeds of a group; who fills the last row, which may be short, goes to the weakest. */
  private static List<Source> seeds(int group, int entrants, int groups) {
    List<Source> seeds = new ArrayList<>();
    for (int row = 0; row * groups < entrants; row++) {
      boolean whole = (row + 1) * groups <= entrants;
      int seed = whole ? snake(row, group, groups) : row * groups + groups - 1 - group;
      if (seed < entrants) {
        seeds.add(new Seed(seed + 1));
      }
    }
    while (seeds.size() < 2) {
      seeds.add(new Nobody());
    }
    return seeds;
  }

  private static List<Source> below(List<Node> matches, int advance) {
    List<Source> sources = new ArrayList<>();
    for (int rank = 1; rank <= advance; rank++) {
      for (Node match : matches) {
        sources.add(new Place(match.id(), rank));
      }
    }
    return sources;
  }

  private static String letter(int round) {
    return String.valueOf((char) ('A' + round - 1));
  }

  /**
   * Double elimination. The losers of the first round play each other; from then on, rounds of
   * those who have lost before take turns with rounds in which the newly lost come to them. These
   * come crosswise, see {@link #crossed}.
   */
  static List<Node> twice(int entrants) {
    List<List<Node>> winners = tree(entrants, 2, 1, false);
    int depth = winners.size();
    int losersRounds = 2 * (depth - 1);
    int[] exits = new int[losersRounds + 1]; // by losers' round, from 1
    int exit = 3;
    for (int round = losersRounds; round >= 1; round--) {
      exits[round] = exit;
      exit += size(depth, round);
    }
    List<Node> nodes = new ArrayList<>();
    for (List<Node> round : winners) {
      for (Node n : round) {
        int into = n.round() == 1 ? 1 : 2 * (n.round() - 1);
        nodes.add(
            new Node(
                n.id(),
                n.stage(),
                n.round(),
                n.number(),
                n.sources(),
                1,
                List.of(0, 0),
                losersRounds == 0 ? 2 : exits[into],
                null));
      }
    }
    Source best = new Place(winners.getLast().getFirst().id(), 1);
    Source second = new Place(winners.getLast().getFirst().id(), 2);
    for (int round = 1; round <= losersRounds; round++) {
      int count = size(depth, round);
      for (int at = 0; at < count; at++) {
        nodes.add(
            new Node(
                losers(round, at),
                Stage.LOSERS,
                round,
                at + 1,
                into(winners, round, at, count),
                1,
                List.of(0, exits[round]),
                exits[round],
                null));
      }
      second = new Place(losers(round, 0), 1);
    }
    List<Source> finalists = List.of(best, second);
    nodes.add(new Node("GF1", Stage.GRAND_FINAL, 1, 1, finalists, 1, List.of(0, 0), 2, null));
    nodes.add(
        new Node(
            "GF2",
            Stage.GRAND_FINAL,
            2,
            1,
            List.of(new Place("GF1", 2), new Place("GF1", 1)),
            1,
            List.of(1, 2),
            2,
            "GF1"));
    return nodes;
  }

  private static List<Source> into(List<List<Node>> winners, int round, int at, int count) {
    if (round == 1) {
      List<Node> first = winners.getFirst();
      return List.of(
          new Place(first.get(2 * at).id(), 2), new Place(first.get(2 * at + 1).id(), 2));
    }
    if (round % 2 == 1) {
      return List.of(
          new Place(losers(round - 1, 2 * at), 1), new Place(losers(round - 1, 2 * at + 1), 1));
    }
    Node dropped = winners.get(round / 2).get(crossed(round / 2, count).applyAsInt(at));
    return List.of(new Place(dropped.id(), 2), new Place(losers(round - 1, at), 1));
  }

  /**
   * From which match of the winners' round the newly lost come to a match of the losers' round:
   * from the other end, then from the other end of the same half, then from the other half, and so
   * on by turns. Of such patterns this is one by which two who have met meet again latest.
   */
  private static IntUnaryOperator crossed(int drop, int count) {
    int half = Math.max(1, count / 2);
    return switch (drop % 3) {
      case 1 -> at -> count - 1 - at;
      case 2 -> at -> at / half * half + half - 1 - at % half;
      default -> at -> (at + count / 2) % count;
    };
  }

  /** How many matches a losers' round has. */
  private static int size(int depth, int round) {
    return 1 << (depth - 2 - (round - 1) / 2);
  }

  private static String losers(int round, int at) {
    return "L" + letter(round) + (at + 1);
  }

  /** Seeds from the top of a bracket to its end, for so many, a power of two; from 1. */
  static List<Integer> order(int size) {
    List<Integer> order = new ArrayList<>();
    for (Node node : tree(size, 2, 1, false).getFirst()) {
      for (Source source : node.sources()) {
        order.add(((Seed) source).number());
      }
    }
    return Collections.unmodifiableList(order);
  }
}
