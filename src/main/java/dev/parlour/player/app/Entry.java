package dev.parlour.player.app;

import dev.parlour.game.Rejection;
import dev.parlour.player.AccountId;

/** What came of registering, signing in, or proving a password. */
public sealed interface Entry {
  /**
   * Signed in.
   *
   * @param token for the cookie; told once and kept only as a hash
   */
  record In(AccountId account, String name, String token) implements Entry {
    /** Without the token, which is nobody else's business. */
    @Override
    public String toString() {
      return "In[" + account + "]";
    }
  }

  /**
   * @param retryAfter seconds after which it may be tried again; zero where that does not help
   */
  record Refused(Rejection rejection, long retryAfter) implements Entry {
    Refused(String code, String message) {
      this(new Rejection(code, message), 0);
    }

    /** Too fast. */
    static Refused after(long seconds) {
      return new Refused(
          new Rejection(
              "rate_limited", "That was tried too often; try again in " + seconds + " seconds."),
          seconds);
    }

    /** Too many at the same time. */
    static Refused busy() {
      return new Refused(
          new Rejection("busy", "Many people sign in at this moment; try again at once."), 2);
    }
  }
}
