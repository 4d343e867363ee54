package dev.parlour.tournament.web;

import java.util.List;

/**
 * The page of a match.
 *
 * @param id of the tournament
 * @param box as in the chart
 * @param facts in a few words each
 * @param room where it is played now; null while it is not
 * @param sheet of the chart that it is on; null where there is but one
 * @param lineUp who the organiser can name the winner of; empty for everybody else
 * @param mayRestart the organiser can have it played anew
 * @param refused what came of the last form; null for nothing to say
 */
public record MatchView(
    String id,
    String title,
    String round,
    Drawing.Box box,
    List<String> facts,
    List<Game> games,
    String room,
    String sheet,
    List<TournamentView.Named> lineUp,
    boolean mayRestart,
    String refused) {
  /**
   * A game that is over.
   *
   * @param line how it ended
   */
  public record Game(int number, String room, String line) {}
}
