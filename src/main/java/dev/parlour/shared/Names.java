package dev.parlour.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The rule for what a person may be called, and for when two names are the same name. */
public final class Names {
  /** Longest name in code points, after cleaning. */
  public static final int MAX_LENGTH = 24;

  private Names() {}

  /**
   * The name as it is kept: NFC, outer blanks cut, inner runs of blanks made one. Empty where
   * nothing visible is left, where it is longer than {@link #MAX_LENGTH}, or where it holds
   * control, format (direction overrides, joiners at the edges) or unassigned characters, which
   * would let one player pass for another.
   */
  public static Optional<String> clean(String typed) {
    if (typed == null || typed.length() > 4 * MAX_LENGTH) {
      return Optional.empty();
    }
    String name =
        Normalizer.normalize(typed, Normalizer.Form.NFC).strip().replaceAll("[\\p{Zs}\\t]+", " ");
    boolean visible =
        name.codePoints()
            .anyMatch(
                c ->
                    Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL);
    boolean forbidden = name.codePoints().anyMatch(Names::forbidden);
    return visible && !forbidden && name.codePointCount(0, name.length()) <= MAX_LENGTH
        ? Optional.of(name)
        : Optional.empty();
  }

  private static boolean forbidden(int codePoint) {
    if (codePoint == 0x200D) {
      return false; // the joiner inside emoji
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * Two names with the same key are one name to people: compatibility forms folded, case and blanks
   * ignored.
   */
  public static String key(String cleanName) {
    return Normalizer.normalize(cleanName, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace(" ", "");
  }
}
