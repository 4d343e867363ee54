package dev.parlour.room.web;

import java.util.Map;

/** Pages that only say something. */
final class Messages {
  private Messages() {}

  /**
   * @param error which one, as in the keys of its texts
   */
  static String render(Templates templates, Page page, String error) {
    return templates.render(
        "layout/message",
        Map.of(
            "page",
            page,
            "title",
            page.t("error." + error + ".title"),
            "text",
            page.t("error." + error + ".text"),
            "seed",
            "error-" + error));
  }

  /** The page for a refusal of a room, by its code where that says more than its HTTP status. */
  static String of(String code, int status) {
    return switch (code) {
      case "unknown_room" -> "unknown";
      case "room_faulty" -> "faulty";
      default -> of(status);
    };
  }

  /** The page for an HTTP status. */
  static String of(int status) {
    return switch (status) {
      case 403 -> "403";
      case 404, 405 -> "404";
      case 410 -> "closed";
      case 429, 503 -> "503";
      default -> status >= 500 ? "500" : "400";
    };
  }
}
