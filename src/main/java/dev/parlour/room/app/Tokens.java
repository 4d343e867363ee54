package dev.parlour.room.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Tokens are kept only as hashes. A plain SHA-256 is enough, since a token has 256 random bits and
 * cannot be guessed from a list of words.
 */
public final class Tokens {
  private Tokens() {}

  /** What is stored for a token. */
  public static String hash(String token) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}
