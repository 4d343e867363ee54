package dev.parlour.http;

import java.util.List;
import java.util.Map;

/** What a browser says of itself, in a few words that its owner will recognise. */
final class Devices {
  /** The first that fits counts: most browsers claim to be others as well. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("Edg", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("SamsungBrowser", "Samsung Internet"),
          Map.entry("Firefox", "Firefox"),
          Map.entry("FxiOS", "Firefox"),
          Map.entry("CriOS", "Chrome"),
          Map.entry("Chrome", "Chrome"),
          Map.entry("Safari", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("Android", "Android"),
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("CrOS", "ChromeOS"),
          Map.entry("Windows", "Windows"),
          Map.entry("Mac OS X", "Mac"),
          Map.entry("Linux", "Linux"));

  private Devices() {}

  /**
   * Such as {@code Firefox, Linux}; empty where nothing is known of it.
   *
   * @param userAgent null for none
   */
  static String words(String userAgent) {
    if (userAgent == null) {
      return "";
    }
    String browser = first(BROWSERS, userAgent);
    String system = first(SYSTEMS, userAgent);
    return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
  }

  private static String first(List<Map.Entry<String, String>> known, String userAgent) {
    return known.stream()
        .filter(k -> userAgent.contains(k.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
