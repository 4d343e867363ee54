package dev.parlour.wire;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The one table from a refusal's code to its HTTP status. What a game refuses of settings has codes
 * of the game's own, so what is not listed is 422: understood, but not acceptable.
 */
public final class Refusals {
  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          // The request itself
          entry("malformed_json", 400),
          entry("bad_message", 400),
          entry("bad_request", 400),
          entry("unknown_type", 400),
          entry("bad_idempotency_key", 400),
          // Who asks
          entry("unauthorized", 401),
          entry("wrong_sign_in", 401),
          entry("wrong_password", 403),
          entry("cross_site", 403),
          entry("csrf", 403),
          entry("forbidden", 403),
          entry("not_host", 403),
          entry("not_allowed", 403),
          entry("not_a_player", 403),
          entry("not_organiser", 403),
          entry("not_an_entrant", 403),
          entry("not_registered", 403),
          // What is asked for
          entry("unknown_room", 404),
          entry("unknown_player", 404),
          entry("unknown_return_code", 404),
          entry("unknown_ticket", 404),
          entry("unknown_tournament", 404),
          entry("unknown_entrant", 404),
          entry("unknown_match", 404),
          entry("not_found", 404),
          entry("no_replay", 404),
          entry("method_not_allowed", 405),
          entry("not_acceptable", 406),
          entry("room_closed", 410),
          // How things stand
          entry("name_taken", 409),
          entry("room_full", 409),
          entry("room_locked", 409),
          entry("room_over", 409),
          entry("already_started", 409),
          entry("not_ready", 409),
          entry("not_started", 409),
          entry("not_in_progress", 409),
          entry("paused", 409),
          entry("not_over", 409),
          entry("no_rematch", 409),
          entry("players_missing", 409),
          entry("too_few_players", 409),
          entry("already_waiting", 409),
          entry("too_many_friends", 409),
          entry("not_offered", 409),
          entry("tournament_full", 409),
          entry("tournament_over", 409),
          entry("too_late", 409),
          entry("too_few_entrants", 409),
          entry("already_entered", 409),
          entry("already_claimed", 409),
          entry("check_in_closed", 409),
          entry("not_by_hand", 409),
          entry("not_running", 409),
          entry("not_paused", 409),
          entry("not_playable", 409),
          // Limits
          entry("length_required", 411),
          entry("too_large", 413),
          entry("unsupported_media_type", 415),
          entry("upgrade_required", 426),
          entry("rate_limited", 429),
          entry("too_many_connections", 429),
          entry("too_many_tickets", 429),
          // The server
          entry("fault", 500),
          entry("room_faulty", 500),
          entry("busy", 503),
          entry("moved", 503),
          entry("unavailable", 503));

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          entry(400, "Bad Request"),
          entry(401, "Unauthorized"),
          entry(403, "Forbidden"),
          entry(404, "Not Found"),
          entry(405, "Method Not Allowed"),
          entry(406, "Not Acceptable"),
          entry(409, "Conflict"),
          entry(410, "Gone"),
          entry(411, "Length Required"),
          entry(413, "Content Too Large"),
          entry(414, "URI Too Long"),
          entry(415, "Unsupported Media Type"),
          entry(422, "Unprocessable Content"),
          entry(426, "Upgrade Required"),
          entry(429, "Too Many Requests"),
          entry(500, "Internal Server Error"),
          entry(503, "Service Unavailable"));

  private Refusals() {}

  /** The HTTP status of a refusal. */
  public static int status(String code) {
    return STATUS.getOrDefault(code, 422);
  }

  static String title(int status) {
    return TITLES.getOrDefault(status, "Refused");
  }

  /** The code for a status that the container, not we, came to. */
  public static String code(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 406 -> "not_acceptable";
      case 411 -> "length_required";
      case 413 -> "too_large";
      case 415 -> "unsupported_media_type";
      case 426 -> "upgrade_required";
      case 429 -> "rate_limited";
      case 503 -> "unavailable";
      default -> status >= 500 ? "fault" : "bad_request";
    };
  }
}
