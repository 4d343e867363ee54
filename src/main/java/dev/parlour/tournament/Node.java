package dev.parlour.tournament;

import java.util.List;

/**
 * A match as the plan has it, whoever will play it.
 *
 * @param id unique in the tournament: {@code A3} is the third match of the first round, {@code LB1}
 *     the first of the losers' second round, {@code T1} for the third place, {@code GF1} and {@code
 *     GF2} the grand final, {@code 5-2} the second match of round 5 where there is no bracket
 * @param round in its stage, from 1
 * @param number in its round, from 1, from the top of the chart
 * @param sources who comes there, the better one first; at least two
 * @param advance how many go on from here, or win
 * @param places the place in the tournament that each rank here comes to, from rank 1; 0 for going
 *     on, or for nothing that could be said here
 * @param exit the place of those who leave here without a rank
 * @param again the match of which this is the second leg, that is played only where its second
 *     source won the first; null mostly
 */
public record Node(
    String id,
    Stage stage,
    int round,
    int number,
    List<Source> sources,
    int advance,
    List<Integer> places,
    int exit,
    String again) {
  public Node {
    sources = List.copyOf(sources);
    places = List.copyOf(places);
  }

  /** 0 for going on. */
  int place(int rank) {
    return rank <= places.size() ? places.get(rank - 1) : exit;
  }
}
