package dev.parlour.player;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Who is signed in, for whoever answers requests and sockets. Knows for some seconds what it knew,
 * so that a page with many requests asks the database once. For many threads; may wait for the
 * database.
 */
public interface SignedIn {
  /**
   * @param token as the cookie holds it
   * @return empty for one that does not count, or not any more
   * @throws RuntimeException where the database is away and nothing is known
   */
  Optional<Session> find(String token);

  /**
   * A new token for a session whose {@link Session#renew} is set; the former one counts for a while
   * after the new one has been seen. Empty where another request has just done it.
   */
  Optional<String> renew(String token);

  /** Which of these sessions have ended, on whatever node. */
  Set<Long> ended(Collection<Long> sessions);

  /** These people have an open socket. */
  void seen(Collection<AccountId> accounts);
}
