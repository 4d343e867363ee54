package dev.parlour.operations;

import dev.parlour.shared.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What an operator shows to be obeyed.
 *
 * @param text {@code operator.token}, at least {@value #SHORTEST} characters; empty where there is
 *     none, and then nobody is obeyed
 */
record OperatorToken(String text) {
  private static final int SHORTEST = 16;

  /**
   * @throws IllegalArgumentException for one that could be guessed; it is not repeated, as what is
   *     told goes into the log
   */
  static OperatorToken from(Settings settings) {
    String text = settings.text("operator.token", "");
    if (!text.isEmpty() && text.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "The setting parlour.operator.token must have at least " + SHORTEST + " characters");
    }
    return new OperatorToken(text);
  }

  boolean exists() {
    return !text.isEmpty();
  }

  /** Takes as long for a header that is nearly right. */
  boolean shownBy(String authorization) {
    return exists()
        && authorization != null
        && MessageDigest.isEqual(
            ("Bearer " + text).getBytes(StandardCharsets.UTF_8),
            authorization.getBytes(StandardCharsets.UTF_8));
  }

  /** The secret stays out of whatever is printed. */
  @Override
  public String toString() {
    return exists() ? "an operator's token" : "no operator's token";
  }
}
