package dev.parlour.player;

import dev.parlour.rating.Rating;
import java.util.List;

/**
 * What came of finished games, by who played them, and how well people play by it. Calls wait for
 * the database and take part in the caller's transaction where there is one.
 */
public interface Results {
  /** How many a ranking names at most. */
  int BEST = 100;

  /**
   * Keeps a game and changes the ratings by it, both or none. Once: what was kept before under the
   * same room, seq and time changes nothing, also where two nodes come with it at the same moment.
   * Games of the same people that end at the same moment change their ratings one after the other.
   *
   * @return false where it was kept before
   */
  boolean keep(FinishedGame game);

  /**
   * The games of a guest or an account, the newest first.
   *
   * @param before an id of a game: only older ones; {@link Long#MAX_VALUE} for all
   */
  List<PlayedGame> history(GuestId of, long before, int most);

  /** Won, drawn and lost by game, in the games' order; games that do not count are not counted. */
  List<Tally> tallies(GuestId of);

  record Tally(String game, int won, int drawn, int lost) {}

  /** By game, in the games' order; the deviation as of now. */
  List<Rated> ratings(AccountId of);

  /**
   * @param games how many have been rated
   */
  record Rated(String game, Rating rating, int games) {}

  /** In the order of {@link Rating#low}, with the deviation as of now; {@link #BEST} at most. */
  List<Ranked> best(String game);

  /**
   * @param name as they were called in their last rated game
   */
  record Ranked(AccountId account, String name, Rating rating, int games) {}

  /** What a browser has played becomes an account's. It changes no rating: it is long over. */
  void move(GuestId from, GuestId to);

  /** Its ratings go, and so do key and name in its results, which stay. */
  void forget(AccountId account);

  /** Thrown where the store cannot be reached or answers with a fault of its own. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
