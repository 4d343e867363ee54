package dev.parlour.matchmaking.app;

/**
 * By what somebody shows that a ticket is theirs. A token counts alone: one that proves nothing is
 * refused, even where the browser would do.
 *
 * @param token null for none
 * @param guest the browser's key; null for none
 */
public record Proof(String token, String guest) {
  @Override
  public String toString() {
    return "Proof"; // whoever prints it
  }
}
