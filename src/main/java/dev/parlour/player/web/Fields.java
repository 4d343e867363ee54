package dev.parlour.player.web;

import dev.parlour.player.PasswordRule;
import jakarta.servlet.http.HttpServletRequest;

/** What stands in forms, and which of a form's fields a refusal speaks of. */
final class Fields {
  private Fields() {}

  /** Empty for none. */
  static String text(HttpServletRequest request, String field) {
    String text = request.getParameter(field);
    return text == null ? "" : text;
  }

  /**
   * As {@link PasswordRule} and the rules of names call what they refuse. Null for no field in
   * particular.
   */
  static String of(String code) {
    return switch (code) {
      case "bad_name", "mixed_name", "name_taken" -> "name";
      case "bad_email" -> "email";
      case "password_short", "password_long", "password_common", "password_is_name" -> "password";
      case "wrong_password" -> "former";
      case "bad_picture" -> "picture";
      default -> null;
    };
  }
}
