package dev.parlour.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for what a person may be called, and for when two names are the same name. */
public final class Names {
  /** Longest name in code points, after cleaning. */
  public static final int MAX_LENGTH = 24;

  /** Count as letters or signs but show nothing: the fillers of Hangul, the Braille blank. */
  private static final String BLANK = "\u115F\u1160\u2800\u3164\uFFA0";

  /**
   * Show nothing where they stand, so they make no other name: joiner, variation selectors, the
   * vowels of Khmer that are not written.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\x{200D}\\x{34F}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}"
              + "\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");

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
        Normalizer.normalize(typed, Normalizer.Form.NFC)
            .replaceAll("[\\p{Zs}\\t]+", " ")
            .strip(); // last, as it knows no blanks that do not break
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
    if (BLANK.indexOf(codePoint) >= 0) {
      return true;
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
   * Whether Latin letters stand beside Cyrillic or Greek ones, many of which look the same: so one
   * name can be written that people read as another. Not part of {@link #clean}, by which names are
   * read that were given before.
   */
  public static boolean mixesAlphabets(String name) {
    boolean latin = false;
    boolean alike = false;
    for (int c : name.codePoints().toArray()) {
      Character.UnicodeScript script = Character.UnicodeScript.of(c);
      latin |= script == Character.UnicodeScript.LATIN;
      alike |=
          script == Character.UnicodeScript.CYRILLIC || script == Character.UnicodeScript.GREEK;
    }
    return latin && alike;
  }

  /**
   * Two names with the same key are one name to people: compatibility forms folded, case, blanks
   * and characters that show nothing ignored.
   */
  public static String key(String cleanName) {
    String seen = UNSEEN.matcher(cleanName).replaceAll("");
    return Normalizer.normalize(seen, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace(" ", "");
  }
}
