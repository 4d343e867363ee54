package dev.parlour.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The six characters by which people find a room. The alphabet leaves out what looks or sounds
 * alike when it is read off a projector (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V), which leaves 23 signs:
 * 148 million codes.
 */
public record RoomCode(String value) {
  public static final int LENGTH = 6;
  public static final String ALPHABET = "ACDEFGHJKMNPQRTWXY34679";

  public RoomCode {
    if (value == null || !isCode(value)) {
      throw new IllegalArgumentException("not a room code");
    }
  }

  /** What a person typed: any case, blanks and hyphens ignored. Empty where it cannot be a code. */
  public static Optional<RoomCode> parse(String typed) {
    if (typed == null || typed.length() > 32) {
      return Optional.empty();
    }
    // Programs write it as it is, in each of their messages.
    String bare = isCode(typed) ? typed : typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return isCode(bare) ? Optional.of(new RoomCode(bare)) : Optional.empty();
  }

  private static boolean isCode(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** A fresh code; whether it is free is for the store to say. */
  public static RoomCode random(RandomGenerator random) {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new RoomCode(code.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
