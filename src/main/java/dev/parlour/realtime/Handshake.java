package dev.parlour.realtime;

import dev.parlour.player.GuestId;
import java.util.Locale;

/**
 * What is known of a connection from its first request.
 *
 * @param guest the browser; null for a client without the cookie
 * @param locale what it wants to read, one of the languages that we have
 */
record Handshake(String address, GuestId guest, Locale locale) {
  /** Under which a session's user properties hold it. */
  static final String PROPERTY = "dev.parlour.handshake";

  /**
   * Holds between {@link HandshakeFilter} and {@link Greeting}, which the container calls further
   * down on the same thread.
   */
  static final ScopedValue<Handshake> CURRENT = ScopedValue.newInstance();
}
