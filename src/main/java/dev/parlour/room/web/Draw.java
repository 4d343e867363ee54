package dev.parlour.room.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Choices drawn from a text: the same text always draws the same. SHA-256 spreads neighbouring
 * seeds ("ada", "adb") far apart.
 */
final class Draw {
  private final byte[] bytes;
  private int next;

  Draw(String seed) {
    try {
      bytes = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  int below(int bound) {
    int high = bytes[next++ % bytes.length] & 0xff;
    int low = bytes[next++ % bytes.length] & 0xff;
    return (high << 8 | low) % bound;
  }

  <T> T of(List<T> options) {
    return options.get(below(options.size()));
  }
}
