package dev.parlour.tournament;

import dev.parlour.tournament.Source.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * Round robin by the circle method: one stays, the others go round, and whoever is opposite plays.
 * Seed 1 meets the last one first and seed 2 last. With an odd number one rests in each round.
 */
final class Circle {
  private Circle() {}

  static List<Node> rounds(int entrants) {
    int circle = entrants + entrants % 2; // the one too many is the one that rests
    List<Node> nodes = new ArrayList<>();
    for (int round = 1; round < circle; round++) {
      int number = 0;
      for (int at = 0; at < circle / 2; at++) {
        int one = seed(at, round, circle);
        int other = seed(circle - 1 - at, round, circle);
        if (one <= entrants && other <= entrants) {
          number++;
          nodes.add(
              new Node(
                  round + "-" + number,
                  Stage.MAIN,
                  round,
                  number,
                  List.of(new Seed(Math.min(one, other)), new Seed(Math.max(one, other))),
                  1,
                  List.of(0, 0),
                  0,
                  null));
        }
      }
    }
    return nodes;
  }

  /** Who stands at a place of the circle in that round. */
  private static int seed(int place, int round, int circle) {
    return place == 0 ? 1 : 2 + Math.floorMod(place - 1 - (round - 1), circle - 1);
  }
}
