package dev.parlour.rating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a game of two or more is worth to each of them.
 *
 * <p>Glicko-2 knows games of two. A game of many counts as one against each of the others at once:
 * won against who is placed behind, lost against who is before, drawn with who shares the place;
 * all of it against the ratings from before the game.
 *
 * <p>In a big game these results say less than as many games would, since they come of one evening:
 * after one quiz of a thousand the deviation would be next to nothing. So nobody's evening counts
 * as more than {@value #MOST_OPPONENTS} games: against others who stand evenly spread over all
 * places, which keeps the share of won ones, and makes the work grow with the players, not with
 * their square.
 */
public final class RatedGame {
  /** About as many as the paper wishes for in a period. */
  public static final int MOST_OPPONENTS = 16;

  private RatedGame() {}

  /**
   * @param rating as of their last game
   * @param periods the time since that game, see {@link Glicko2#PERIOD}
   * @param rank the smaller the better
   */
  public record Entrant(Rating rating, double periods, int rank) {}

  /** The ratings after the game, in the order of the entrants; alone nobody's changes. */
  public static List<Rating> after(List<Entrant> entrants) {
    if (entrants.size() < 2) {
      return entrants.stream().map(Entrant::rating).toList();
    }
    List<Integer> order =
        IntStream.range(0, entrants.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> entrants.get(i).rank()))
            .toList();
    List<Rating> now = entrants.stream().map(e -> e.rating().after(e.periods())).toList();
    Rating[] after = new Rating[entrants.size()];
    for (int place = 0; place < order.size(); place++) {
      Entrant self = entrants.get(order.get(place));
      List<Glicko2.Outcome> outcomes = new ArrayList<>();
      for (int opponent : opponents(place, order.size())) {
        int other = order.get(opponent);
        outcomes.add(
            new Glicko2.Outcome(now.get(other), score(self.rank(), entrants.get(other).rank())));
      }
      after[order.get(place)] = Glicko2.rate(self.rating(), outcomes, self.periods());
    }
    return List.of(after);
  }

  /** The places of those against whom somebody's evening counts. */
  private static int[] opponents(int place, int of) {
    int others = of - 1;
    int count = Math.min(others, MOST_OPPONENTS);
    return IntStream.range(0, count)
        .map(i -> (int) ((2L * i + 1) * others / (2L * count))) // the middles of equal parts
        .map(i -> i < place ? i : i + 1)
        .toArray();
  }

  private static double score(int rank, int other) {
    return rank < other ? 1 : rank == other ? 0.5 : 0;
  }
}
