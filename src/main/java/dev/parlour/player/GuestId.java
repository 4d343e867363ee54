package dev.parlour.player;

import java.util.Optional;

/**
 * Whose things are kept: seats, hosted rooms, tickets. A browser that is signed in acts as its
 * account, so that all devices of a person share what they have; any other browser is known by its
 * cookie's hash, never by the token.
 *
 * @param key SHA-256 in base64url, or {@code @} and the account's id
 */
public record GuestId(String key) {
  private static final String ACCOUNT = "@"; // no character of base64url

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
