package dev.parlour.room.app;

import dev.parlour.game.Checked;
import dev.parlour.shared.Names;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody is called at a table, and what they look like.
 *
 * @param name cleaned
 * @param avatar seed of the picture
 */
public record Guise(String name, String avatar) {
  private static final Pattern AVATAR = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  /**
   * Refuses {@code bad_name} and {@code bad_avatar}.
   *
   * @param name raw
   * @param avatar null for one drawn from the name
   */
  public static Checked<Guise> of(String name, String avatar) {
    Optional<String> clean = Names.clean(name);
    if (clean.isEmpty()) {
      return badName();
    }
    if (avatar != null && !AVATAR.matcher(avatar).matches()) {
      return Checked.bad(
          "bad_avatar", "An avatar is named by up to 32 letters, digits, hyphens and underscores.");
    }
    return Checked.good(
        new Guise(
            clean.get(), avatar != null ? avatar : Tokens.hash(clean.get()).substring(0, 12)));
  }

  /** The refusal for a name that is none. */
  public static <T> Checked<T> badName() {
    return Checked.bad(
        "bad_name",
        "A name has 1 to "
            + Names.MAX_LENGTH
            + " characters that people can see, and no control characters.");
  }
}
