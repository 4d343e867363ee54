package dev.parlour.player;

import java.util.List;

/** Who is whose friend. Everything waits for the database, in the caller's transaction. */
public interface Friends {
  /** How two people stand to each other, seen by the first. */
  enum Standing {
    NONE,
    /** The first has asked the other. */
    ASKED,
    /** The other has asked the first. */
    WANTED,
    FRIENDS
  }

  /**
   * Somebody whom an account has to do with.
   *
   * @param online whether a page or a socket of theirs was here within the last minute
   */
  record Friend(Account account, Standing standing, boolean online) {}

  Standing standing(AccountId one, AccountId other);

  /**
   * Asks; where the other has asked before, both are friends from now on. Repeating it changes
   * nothing.
   */
  Standing ask(AccountId asker, AccountId asked);

  /** They are not friends, and nobody has asked, from now on; idempotent. */
  void part(AccountId one, AccountId other);

  /** Friends, and who has asked or was asked, by name. */
  List<Friend> of(AccountId account);

  /** How many there are, asked ones included. */
  int count(AccountId account);
}
