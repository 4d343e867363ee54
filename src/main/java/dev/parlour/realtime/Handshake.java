package dev.parlour.realtime;

import dev.parlour.player.GuestId;
import java.util.Locale;

/**
 * What is known of a connection from its first request.
 *
 * @param guest the account, or else the browser; null for a client without a cookie
 * @param session the number of the session by which somebody is signed in; zero for none
 * @param locale what it wants to read, one of the languages that we have
 */
record Handshake(String address, GuestId guest, long session, Locale locale) {
  /** Under which a session's user properties hold it. */
  static final String PROPERTY = "dev.parlour.handshake";

  /**
   * Holds between {@link HandshakeFilter} and {@link Greeting}, which the container calls further
   * down on the same thread.
   */
  static final ScopedValue<Handshake> CURRENT = ScopedValue.newInstance();
}
