package dev.parlour.player;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whose things are kept: seats, hosted rooms, tickets. A browser that is signed in acts as its
 * account, so that all devices of a person share what they have; any other browser is known by its
 * cookie's hash, never by the token.
 *
 * @param key SHA-256 in base64url; {@code @} and the account's id; or {@code ~} and chance for an
 *     account that is deleted
 */
public record GuestId(String key) {
  private static final String ACCOUNT = "@"; // no character of base64url
  private static final String DELETED = "~"; // likewise

  public static GuestId of(AccountId account) {
    return new GuestId(ACCOUNT + account.value());
  }

  /** Under which it stays known that a seat was somebody's, but not whose. */
  public static GuestId ofDeleted(RandomGenerator random) {
    return new GuestId(DELETED + AccountId.random(random).value());
  }

  /** Whether whoever it was has deleted their account. */
  public boolean isDeleted() {
    return key.startsWith(DELETED);
  }

  /** Empty for a browser in which nobody is signed in. */
  public Optional<AccountId> account() {
    return key.startsWith(ACCOUNT)
        ? AccountId.parse(key.substring(ACCOUNT.length()))
        : Optional.empty();
  }
}
