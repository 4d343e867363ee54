package dev.parlour.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a round of a Swiss tournament is paired. Those who have the same points play each other, the
 * upper half of them against the lower half; where their number is odd, one comes to the next. With
 * an odd number in all, the last one in the standing who has had none has a bye.
 *
 * <p>Nobody meets anybody twice, as long as a round can be paired so: whether the rest still can is
 * asked before each pair, by {@link Matching}. If it cannot, as few meet again as possible, and
 * these are then paired as they stand. A bye comes second time only where all have had one.
 */
final class Swiss {
  private Swiss() {}

  /**
   * @param bye null for none
   */
  record Round(List<Pair> pairs, String bye) {
    Round {
      pairs = List.copyOf(pairs);
    }
  }

  record Pair(String one, String other) {
    /** Both, in an order that does not depend on who was named first. */
    static String key(String one, String other) {
      return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
    }
  }

  /** How many rounds are needed so that at most one has won all. */
  static int rounds(int entrants) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(entrants - 1));
  }

  /**
   * @param standing who plays, the best first
   * @param points of each
   * @param met keys of those who have met, see {@link Pair#key}
   * @param rested who has had a bye
   */
  static Round pair(
      List<String> standing, Map<String, Integer> points, Set<String> met, Set<String> rested) {
    int people = standing.size();
    boolean odd = people % 2 == 1;
    int size = people + (odd ? 1 : 0); // the last vertex is the bye
    boolean allRested = rested.containsAll(standing);
    boolean[][] joined = new boolean[size][size];
    for (int v = 0; v < people; v++) {
      for (int w = v + 1; w < people; w++) {
        boolean fresh = !met.contains(Pair.key(standing.get(v), standing.get(w)));
        joined[v][w] = fresh;
        joined[w][v] = fresh;
      }
      if (odd) {
        boolean free = allRested || !rested.contains(standing.get(v));
        joined[v][people] = free;
        joined[people][v] = free;
      }
    }
    Matching matching = new Matching(joined);
    matching.fill();
    if (odd && matching.mate(people) < 0) {
      matching.oust(people); // the bye is somebody's first before anybody's second
    }
    List<Integer> alone = new ArrayList<>();
    for (int v = 0; v < size; v++) {
      if (matching.mate(v) < 0) {
        alone.add(v);
      }
    }
    for (int i = 0; i + 1 < alone.size(); i += 2) { // these must meet again
      joined[alone.get(i)][alone.get(i + 1)] = true;
      joined[alone.get(i + 1)][alone.get(i)] = true;
      matching.pair(alone.get(i), alone.get(i + 1));
    }

    TreeSet<Integer> left = new TreeSet<>();
    for (int v = 0; v < people; v++) {
      left.add(v);
    }
    String bye = null;
    if (odd) {
      int resting =
          left.descendingSet().stream()
              .filter(v -> joined[v][people] && matching.fix(v, people))
              .findFirst()
              .orElseThrow();
      left.remove(resting);
      bye = standing.get(resting);
    }
    List<Pair> pairs = new ArrayList<>();
    while (!left.isEmpty()) {
      int first = left.pollFirst();
      int second =
          wanted(first, left, standing, points).stream()
              .filter(w -> joined[first][w] && matching.fix(first, w))
              .findFirst()
              .orElseThrow();
      left.remove(second);
      pairs.add(new Pair(standing.get(first), standing.get(second)));
    }
    return new Round(pairs, bye);
  }

  /** Whom the first one of those who are left should play, the most fitting one first. */
  private static List<Integer> wanted(
      int first, TreeSet<Integer> left, List<String> standing, Map<String, Integer> points) {
    int own = points.get(standing.get(first));
    List<Integer> group = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int v : left) {
      (points.get(standing.get(v)) == own ? group : others).add(v);
    }
    int middle = group.isEmpty() ? 0 : (group.size() + 1) / 2 - 1;
    List<Integer> wanted = new ArrayList<>(group.subList(middle, group.size()));
    wanted.addAll(group.subList(0, middle).reversed());
    wanted.addAll(others);
    return wanted;
  }
}
