package dev.parlour.player;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where sign-ins are kept: tokens by their hashes. Everything waits for the database, in the
 * caller's transaction.
 */
public interface Sessions {
  /**
   * How long a sign-in holds.
   *
   * @param unused it ends when it was not used for so long
   * @param renewed its token is exchanged when it is that old
   * @param grace how long the former token still counts after the new one was seen
   */
  record Terms(Duration unused, Duration renewed, Duration grace) {}

  /**
   * @param fresh whether it came by the present token while the former one still counts without an
   *     end: the new one has arrived
   */
  record Found(Session session, boolean fresh) {}

  /**
   * One of somebody's sign-ins, for them to see.
   *
   * @param device browser and system in a few words
   */
  record Listed(long id, String device, Instant since, Instant usedAt) {}

  /** Its number. */
  long open(AccountId account, String token, String device);

  Optional<Found> find(String token, Terms terms);

  /**
   * Exchanges the token if it is due, which one of many callers does.
   *
   * @return false where somebody else has just done it, or the token does not count any more
   */
  boolean renew(String token, String fresh, Terms terms);

  /** The new token was seen: the former one ends after the grace. */
  void arrived(long id, Terms terms);

  /** It was used just now. */
  void used(long id);

  /** For so long, the next word of an identity provider in this browser counts for its account. */
  void linking(long id, Duration term);

  /** Whether it still does; it does not any more after this. */
  boolean linked(long id);

  /** Newest use first. */
  List<Listed> of(AccountId account, Terms terms);

  /** Ends those of the account that are named; gives those that it ended. */
  Set<Long> end(AccountId account, Collection<Long> ids);

  /**
   * Ends all of the account.
   *
   * @param but this one stays; zero for none
   */
  Set<Long> endAll(AccountId account, long but);

  /** Which of these do not hold any more. */
  Set<Long> ended(Collection<Long> ids, Terms terms);

  /** Deletes those that were not used for so long. */
  void forget(Terms terms);
}
