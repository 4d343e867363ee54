package dev.parlour.http;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a request was made by a page of ours, or by no page at all. Browsers cannot be made to
 * lie about {@code Origin} and {@code Sec-Fetch-Site}; whoever sends neither is no browser and
 * carries nobody's cookies but its own.
 */
public final class SameSite {
  private SameSite() {}

  /**
   * @param origin the Origin header; null for none
   * @param fetchSite the Sec-Fetch-Site header; null for none
   * @param allowed further origins
   */
  public static boolean allows(
      String origin, String fetchSite, Caller caller, Set<String> allowed) {
    if (origin != null) {
      String small = origin.strip().toLowerCase(Locale.ROOT);
      return small.equals(caller.origin()) || allowed.contains(small) || withoutPort(small, caller);
    }
    return fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none");
  }

  private static boolean withoutPort(String origin, Caller caller) {
    String port = caller.scheme().equals("https") ? ":443" : ":80";
    return origin.endsWith(port)
        && origin.substring(0, origin.length() - port.length()).equals(caller.origin());
  }
}
