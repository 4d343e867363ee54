package dev.parlour.player;

/**
 * Who knocks: what a request says of the browser behind it.
 *
 * @param browser by its own cookie, whoever is signed in; null for a caller without one
 * @param address for limits
 * @param device browser and system in a few words, for the list of one's sign-ins
 * @param token of the session that the browser has; null for none
 */
public record Visitor(GuestId browser, String address, String device, String token) {
  /** Without the token, which is nobody else's business. */
  @Override
  public String toString() {
    return "Visitor[" + address + "]";
  }
}
