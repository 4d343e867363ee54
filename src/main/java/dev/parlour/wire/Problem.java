package dev.parlour.wire;

import dev.parlour.game.Rejection;

/**
 * A refusal over HTTP, as RFC 9457 has it ({@value #MEDIA_TYPE}).
 *
 * @param type names the kind; the same for the same code
 * @param title of the status
 * @param status of HTTP
 * @param code stable, for programs
 * @param detail one sentence for people
 */
public record Problem(String type, String title, int status, String code, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The status follows from the code. */
  public static Problem of(Rejection rejection) {
    return of(Refusals.status(rejection.code()), rejection.code(), rejection.message());
  }

  public static Problem of(int status, String code, String detail) {
    return new Problem("urn:parlour:problem:" + code, Refusals.title(status), status, code, detail);
  }
}
