package dev.parlour.tournament.app;

import dev.parlour.room.app.Tokens;

/**
 * By what somebody shows who they are. A token counts alone: one that proves nothing is refused,
 * even where the browser would do.
 *
 * @param token null for none
 * @param guest the browser's key; null for none
 */
public record Proof(String token, String guest) {
  /**
   * The key that somebody's things belong to: a browser's, or for a program that of its token, as a
   * browser's key is that of its cookie. Null for nobody.
   */
  String key() {
    return token != null ? Tokens.hash(token) : guest;
  }

  @Override
  public String toString() {
    return "Proof"; // whoever prints it
  }
}
