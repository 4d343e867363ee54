package dev.parlour.wire;

import dev.parlour.game.Checked;
import java.util.function.Consumer;

/**
 * Something besides rooms that a socket can follow: {@code "stream":"ticket/<id>"}. Whoever has
 * such a thing brings a CDI bean of this type; the socket asks the one whose name stands before the
 * slash.
 */
public interface StreamSource {
  /** The word before the slash. */
  String name();

  /**
   * Begins to follow; may wait for the database. The listener hears how things stand now, and then
   * of each change, on any thread; it returns at once. It may have heard of the present before this
   * returns.
   *
   * @param id what stands behind the slash
   * @param token null for none
   * @param guest the key of the browser that asks; null for none
   * @return to be run when nobody follows any more; refused with a code such as {@code
   *     unauthorized}
   */
  Checked<Runnable> follow(String id, String token, String guest, Consumer<ServerMessage> listener);
}
