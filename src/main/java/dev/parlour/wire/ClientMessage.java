package dev.parlour.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a client may say on the socket. Every field may be missing here; {@link Envelopes#read}
 * tells only what is no message at all, and the meaning of fields is for {@code realtime} to check.
 */
public sealed interface ClientMessage {
  /**
   * Follow a room in a role.
   *
   * @param room its code
   * @param stream instead of a room
   * @param as {@code host}, {@code spectator} or a player's id
   * @param token proves the role; null where the browser's cookie does
   * @param seq the state that the client has; null for none
   * @param format {@code json} (null means this), {@code html} or {@code card}
   * @param lang the language of {@code html} and {@code card}, a BCP 47 tag; null for what the
   *     handshake asked for
   */
  record Attach(
      String room, String stream, String as, String token, Long seq, String format, String lang)
      implements ClientMessage {
    @Override
    public String toString() {
      return "Attach[" + room + " " + stream + " " + as
          + "]"; // without the token, whoever prints it
    }
  }

  /**
   * Do something in a room that is followed in that role.
   *
   * @param id the client's own, 1 to 64 visible ASCII characters
   * @param command an object with a {@code type}
   */
  record Command(String room, String as, String id, JsonNode command) implements ClientMessage {}

  /** Stop following. */
  record Detach(String room, String stream, String as) implements ClientMessage {}

  /**
   * @param at comes back in the pong as it is: a number, or a text of at most 64 characters
   */
  record Ping(JsonNode at) implements ClientMessage {}
}
