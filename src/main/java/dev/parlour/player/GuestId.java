package dev.parlour.player;

import java.util.Optional;

/**
 * Whose things are kept: a browser's, as its cookie names it, or an account's on all its devices.
 *
 * @param key a browser's: SHA-256 of its cookie's token in base64url, never the token; an
 *     account's: {@code @} and its id
 */
public record GuestId(String key) {
  private static final String ACCOUNT = "@";

  public static GuestId of(AccountId account) {
    return new GuestId(ACCOUNT + account.value());
  }

  /** Empty for a browser in which nobody is signed in. */
  public Optional<AccountId> account() {
    return key.startsWith(ACCOUNT)
        ? AccountId.parse(key.substring(ACCOUNT.length()))
        : Optional.empty();
  }
}
