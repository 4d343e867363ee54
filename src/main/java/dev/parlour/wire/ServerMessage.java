package dev.parlour.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;

/** What the server says on the socket. */
public sealed interface ServerMessage {
  /** The room is followed now. */
  record Attached(String room, String as, long seq) implements ServerMessage {}

  /**
   * @param shared the same for everybody in the role, encoded once
   * @param you null for all but players
   */
  record View(String room, String as, long seq, RawValue shared, RawValue you)
      implements ServerMessage {}

  /**
   * The view as fragments of a page, by element id.
   *
   * @param you null where nothing has changed since the last one
   */
  record Html(String room, String as, long seq, RawValue shared, RawValue you)
      implements ServerMessage {}

  /**
   * What moves, at one step; the same for everybody in the room. For those who ask for {@code
   * parlour.v1.bin} it comes as bytes instead.
   *
   * @param frame the game's own, whose first field is the {@code tick}
   */
  record Frame(String room, RawValue frame) implements ServerMessage {}

  record Countdown(String room, String as, long remainingMs, Instant deadline)
      implements ServerMessage {}

  /** The command is stored. */
  record Ack(String room, String as, String id, long seq) implements ServerMessage {}

  record Reject(String room, String as, String id, String code, String message)
      implements ServerMessage {}

  /** The room is not followed any more. */
  record Detached(String room, String as, String reason) implements ServerMessage {}

  /**
   * @param at what the ping said
   * @param now the server's clock, for clients that estimate the difference
   */
  record Pong(JsonNode at, Instant now) implements ServerMessage {}

  /**
   * @param room and as are null where the fault concerns no room
   */
  record Error(String room, String as, String code, String message) implements ServerMessage {}
}
