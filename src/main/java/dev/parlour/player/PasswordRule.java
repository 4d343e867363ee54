package dev.parlour.player;

import dev.parlour.game.Checked;
import dev.parlour.shared.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a password must be: long, and nothing that everybody tries first. No rule about digits and
 * signs, which make passwords harder for people and not for programs (NIST SP 800-63B, 3.1.1.2).
 */
public final class PasswordRule {
  /** In code points. */
  public static final int SHORTEST = 10;

  /** Longest, so that nobody has us hash a book. */
  public static final int LONGEST = 200;

  private static final Set<String> COMMON = common();

  private PasswordRule() {}

  /**
   * The password as it is hashed. Refuses {@code password_short}, {@code password_long}, {@code
   * password_is_name}, {@code password_common}.
   *
   * @param typed null for none
   * @param name of the account
   */
  public static Checked<String> check(String typed, String name) {
    if (typed == null || typed.codePointCount(0, typed.length()) < SHORTEST) {
      return Checked.bad("password_short", "A password has at least " + SHORTEST + " characters.");
    }
    if (tooLong(typed)) {
      return Checked.bad("password_long", "A password has at most " + LONGEST + " characters.");
    }
    String key = Names.key(typed);
    if (name != null && key.equals(Names.key(name))) {
      return Checked.bad("password_is_name", "Your name is no password.");
    }
    if (COMMON.contains(typed.toLowerCase(Locale.ROOT))
        || typed.codePoints().distinct().count() < 3) {
      return Checked.bad(
          "password_common", "This password is among those that everybody tries first.");
    }
    return Checked.good(typed);
  }

  /** Whether it is longer than any password is. */
  public static boolean tooLong(String typed) {
    return typed.length() > 2 * LONGEST || typed.codePointCount(0, typed.length()) > LONGEST;
  }

  private static Set<String> common() {
    try (InputStream in = PasswordRule.class.getResourceAsStream("common-passwords.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
