package dev.parlour.http;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;

/**
 * Ends a request with a problem document. Not for what rooms refuse over sockets: there a refusal
 * is a value.
 */
public final class Refused extends RuntimeException {
  private final transient Rejection rejection;
  private final long retryAfter;

  public Refused(Rejection rejection) {
    this(rejection, 0);
  }

  /**
   * @param retryAfter seconds after which it may be tried again; zero where nothing is known of it
   */
  public Refused(Rejection rejection, long retryAfter) {
    super(rejection.code(), null, false, false); // a refusal is no fault, so it needs no trace
    this.rejection = rejection;
    this.retryAfter = retryAfter;
  }

  public Refused(String code, String message) {
    this(new Rejection(code, message));
  }

  public Rejection rejection() {
    return rejection;
  }

  /** Seconds after which it may be tried again; zero where nothing is known of it. */
  public long retryAfter() {
    return retryAfter;
  }

  /** The value, or this exception. */
  public static <T> T orThrow(Checked<T> checked) {
    return switch (checked) {
      case Checked.Good<T> good -> good.value();
      case Checked.Bad<T> bad -> throw new Refused(bad.rejection());
    };
  }
}
