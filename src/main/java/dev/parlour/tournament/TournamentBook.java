package dev.parlour.tournament;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where tournaments are kept, for all nodes: the log of each, who was there lately, and which room
 * belongs to which. Everything waits for storage, is one transaction of its own and may be called
 * on any thread. Every method throws {@link Unavailable} where the store cannot be reached; then it
 * may or may not have happened.
 */
public interface TournamentBook {
  /**
   * An event in its place in the log.
   *
   * @param seq from 1
   */
  record Logged(long seq, TournamentEvent event) {}

  /** What a list says of a tournament. */
  record Listed(
      String id,
      String title,
      String game,
      Format format,
      Phase phase,
      int entrants,
      String champion,
      Instant startsAt) {}

  /**
   * Appends to a log, and keeps what follows from it: what lists say, whose tournament it is, which
   * rooms belong to it.
   *
   * @param before how many events the log has; 0 to begin one
   * @param after the state after the events
   * @return false where the log has not so many, and nothing was stored
   */
  boolean append(String id, long before, List<TournamentEvent> events, Tournament after);

  /** What stands in a log behind that place, in order; empty also for a log that is not there. */
  List<Logged> read(String id, long after);

  /** No more than so many of these, the first ones. */
  List<Logged> read(String id, long after, int most);

  /** How long the logs are; those that are not there are left out. */
  Map<String, Long> lengths(Collection<String> ids);

  /** The newest first. */
  List<Listed> list(int most);

  /** Those in which somebody enters, plays or organises; the newest first. */
  List<Listed> of(String key, int most);

  /** Ids of those with which a key has to do. */
  List<String> idsOf(String key);

  /** Takes a key out of a log, and the names of those to whom it belonged; its places stay. */
  void forget(String id, String key);

  /** Deletes those in which nothing has happened for so long, with all that belongs to them. */
  void forgetQuiet(Duration time);

  Optional<String> ofRoom(String room);

  /** Somebody is there, by tournament; keys that have nothing to do with it are left out. */
  void seen(Map<String, ? extends Collection<String>> keys);

  /** Who was there within that time. */
  Set<String> present(String id, Duration within);

  /**
   * Tournaments that are not over and that nobody has looked at for so long. Each is given to one
   * caller at a time.
   */
  List<String> due(Duration unseen, int most);

  /** Thrown where the store cannot be reached or answers with a fault of its own. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
