package dev.parlour.player;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who has registered.
 *
 * @param value 22 characters of base64url, random; in addresses, and no secret
 */
public record AccountId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  public AccountId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an account's id");
    }
  }

  /** Empty for a text that cannot be one. */
  public static Optional<AccountId> parse(String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(new AccountId(text))
        : Optional.empty();
  }
}
