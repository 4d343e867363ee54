package dev.parlour.player;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names an account for good, whatever its owner is called: 128 random bits. Public, and no proof of
 * anything.
 *
 * @param value 22 characters of base64url
 */
public record AccountId(String value) {
  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  public AccountId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an account's id");
    }
  }

  /** Empty for what cannot be one. */
  public static Optional<AccountId> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new AccountId(text))
        : Optional.empty();
  }

  public static AccountId random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new AccountId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
