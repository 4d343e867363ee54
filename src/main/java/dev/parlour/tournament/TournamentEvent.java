package dev.parlour.tournament;

import dev.parlour.game.Placing;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has happened to a tournament. These are its log; {@link Referee#apply} folds them. Fields
 * may be added, never changed in meaning.
 */
public sealed interface TournamentEvent {
  Instant at();

  /**
   * @param game id of the game, and the settings by which every game is played
   * @param organiser the key of the browser or account that made it; null for a program, which has
   *     a token
   * @param startsAt null where the organiser starts it
   * @param seed for what is drawn by lot
   */
  record Announced(
      String title,
      String game,
      Map<String, Object> settings,
      Rules rules,
      String organiser,
      Instant startsAt,
      long seed,
      Instant at)
      implements TournamentEvent {}

  /**
   * The tournament belongs to another key, as its organiser has an account now.
   *
   * @param organiser null where they have deleted it
   */
  record HandedOver(String organiser, Instant at) implements TournamentEvent {}

  /**
   * @param key null for a name that the organiser put there
   * @param rating null where none is known
   */
  record Entered(String entrant, String name, String key, Integer rating, Instant at)
      implements TournamentEvent {}

  /** An entry belongs to that key from now on. */
  record Claimed(String entrant, String key, Instant at) implements TournamentEvent {}

  /** Whoever had this entry has deleted their account: it has no name and no owner any more. */
  record Forgotten(String entrant, Instant at) implements TournamentEvent {}

  /**
   * @param why {@code withdrew}, or {@code removed} by the organiser
   */
  record Left(String entrant, String why, Instant at) implements TournamentEvent {}

  record CheckInOpened(Instant at) implements TournamentEvent {}

  record CheckedIn(String entrant, Instant at) implements TournamentEvent {}

  /** The organiser has put them into this order. */
  record Seeded(List<String> entrants, Instant at) implements TournamentEvent {}

  /**
   * @param seeds who plays, the first seed first; the drawn order is kept here, so that another way
   *     of drawing cannot change what happened
   */
  record Started(List<String> seeds, Instant at) implements TournamentEvent {}

  /** Swiss: the round, and instead of it and those behind it, where they were there already. */
  record RoundPaired(int round, List<List<String>> pairs, String bye, Instant at)
      implements TournamentEvent {}

  /** Swiss: this round and those behind it are to be paired again, as one before is not over. */
  record RoundsUndone(int from, Instant at) implements TournamentEvent {}

  /**
   * A room is open for the next game of a match.
   *
   * @param seats players' ids in the room, by entrant
   */
  record GameOpened(String match, int game, String room, Map<String, String> seats, Instant at)
      implements TournamentEvent {}

  /**
   * @param result by entrant
   */
  record GameEnded(String match, int game, String room, List<Placing> result, Instant at)
      implements TournamentEvent {}

  /** The room came to no result, or could not even be used; the game is played in another. */
  record GameVoided(String match, int game, String room, Instant at) implements TournamentEvent {}

  /** See {@link Outcome}. */
  record MatchDecided(
      String match, Outcome.How how, List<String> ranking, List<String> absent, Instant at)
      implements TournamentEvent {}

  /**
   * The organiser has given a match this result. All that depended on another is undone.
   *
   * @param undone other matches that are to be played anew
   */
  record MatchCorrected(String match, List<String> ranking, List<String> undone, Instant at)
      implements TournamentEvent {}

  /** A match is played anew, and so is all that depended on it. */
  record MatchRestarted(String match, List<String> undone, Instant at) implements TournamentEvent {}

  record Paused(Instant at) implements TournamentEvent {}

  record Resumed(Instant at) implements TournamentEvent {}

  /** The organiser says something to all. */
  record MessageSent(String text, Instant at) implements TournamentEvent {}

  /**
   * @param champion null where nobody came to the last match
   */
  record Finished(String champion, Instant at) implements TournamentEvent {}

  /**
   * @param reason {@code organiser}, or {@code too_few} at the time of the start
   */
  record Cancelled(String reason, Instant at) implements TournamentEvent {}
}
