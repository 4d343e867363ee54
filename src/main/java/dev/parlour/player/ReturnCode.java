package dev.parlour.player;

import dev.parlour.shared.RoomCode;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What somebody types on another device to get their place back there: eight characters of the
 * alphabet of room codes, shown in two groups of four; 78 thousand million codes. A secret while it
 * is valid.
 */
public record ReturnCode(String value) {
  public static final int LENGTH = 8;

  public ReturnCode {
    if (value == null || value.length() != LENGTH || !ofAlphabet(value)) {
      throw new IllegalArgumentException("not a return code");
    }
  }

  /** What a person typed: any case, blanks and hyphens ignored. Empty where it cannot be a code. */
  public static Optional<ReturnCode> parse(String typed) {
    if (typed == null || typed.length() > 32) {
      return Optional.empty();
    }
    String bare = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return bare.length() == LENGTH && ofAlphabet(bare)
        ? Optional.of(new ReturnCode(bare))
        : Optional.empty();
  }

  /**
   * @param random must not be foreseeable
   */
  public static ReturnCode random(RandomGenerator random) {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(RoomCode.ALPHABET.charAt(random.nextInt(RoomCode.ALPHABET.length())));
    }
    return new ReturnCode(code.toString());
  }

  public String firstHalf() {
    return value.substring(0, LENGTH / 2);
  }

  public String secondHalf() {
    return value.substring(LENGTH / 2);
  }

  private static boolean ofAlphabet(String text) {
    return text.chars().allMatch(c -> RoomCode.ALPHABET.indexOf(c) >= 0);
  }

  /** Without the code, which is nobody else's business. */
  @Override
  public String toString() {
    return "ReturnCode";
  }
}
