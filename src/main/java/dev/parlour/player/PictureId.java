package dev.parlour.player;

import java.util.regex.Pattern;

/**
 * The name of an uploaded picture: stands where a drawn one's seed would stand. A new picture has a
 * new name, so that each may be kept for ever.
 */
public final class PictureId {
  private static final Pattern FORM = Pattern.compile("u-[A-Za-z0-9_-]{22}");

  private PictureId() {}

  /** Whether an avatar is an uploaded picture. */
  public static boolean is(String avatar) {
    return avatar != null && FORM.matcher(avatar).matches();
  }

  /**
   * @param random 22 characters of base64url
   */
  public static String of(String random) {
    return "u-" + random;
  }
}
