package dev.parlour.tournament;

import dev.parlour.game.Placing;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What somebody wants of a tournament; see {@link Referee#decide}. */
public sealed interface TournamentCommand {
  /** The server: makes it. */
  record Announce(
      String title,
      String game,
      Map<String, Object> settings,
      Rules rules,
      String organiser,
      Instant startsAt,
      long seed)
      implements TournamentCommand {}

  /**
   * A person enters.
   *
   * @param rating null where none is known
   */
  record Enter(String name, Integer rating) implements TournamentCommand {}

  /** The organiser enters people by their names, all or none. */
  record Import(List<String> names) implements TournamentCommand {}

  /** The server: somebody proved that an imported entry is theirs. */
  record Claim(String entrant, String key) implements TournamentCommand {}

  /** The server: who had one key has another now. */
  record Move(String from, String to) implements TournamentCommand {}

  /** The server: whoever has this key has deleted their account, and nobody shall know of them. */
  record Forget(String key) implements TournamentCommand {}

  /** An entrant leaves, whatever is being played. */
  record Withdraw() implements TournamentCommand {}

  /** The organiser removes one. */
  record Remove(String entrant) implements TournamentCommand {}

  record OpenCheckIn() implements TournamentCommand {}

  /** An entrant says that they are there. */
  record CheckIn() implements TournamentCommand {}

  /** The organiser puts entrants into an order, the first seed first; it may leave some out. */
  record Seed(List<String> entrants) implements TournamentCommand {}

  record Start() implements TournamentCommand {}

  /** The server: look whether something is due by the time. */
  record Tick() implements TournamentCommand {}

  /**
   * The server: a room is open for the next game.
   *
   * @param attempt the match's, for which the room was made
   * @param seats players' ids there, by entrant
   */
  record OpenGame(String match, int attempt, String room, Map<String, String> seats)
      implements TournamentCommand {}

  /**
   * The server: a room came to its end.
   *
   * @param result by player
   */
  record EndGame(String room, List<Placing> result) implements TournamentCommand {}

  /** The server: a room is gone and has no result. */
  record VoidGame(String room) implements TournamentCommand {}

  /**
   * The server: a room that was made for the next game cannot serve for it, so that it needs
   * another.
   *
   * @param attempt the match's, for which the room was made
   */
  record ForgoRoom(String match, int attempt, String room) implements TournamentCommand {}

  /**
   * The server: the time of a match is up.
   *
   * @param present who was there by then; others do not count
   * @param least with how many the game can be played
   */
  record NoShow(String match, List<String> present, int least) implements TournamentCommand {}

  /**
   * The organiser says how a match ends, or should have ended.
   *
   * @param ranking all who are in it, the best first
   */
  record Correct(String match, List<String> ranking) implements TournamentCommand {}

  /** The organiser has a match played anew. */
  record Restart(String match) implements TournamentCommand {}

  record Pause() implements TournamentCommand {}

  record Resume() implements TournamentCommand {}

  /** The organiser says something to all. */
  record Message(String text) implements TournamentCommand {}

  record Cancel() implements TournamentCommand {}
}
