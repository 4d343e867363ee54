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

  /**
   * The room, or the stream, is not followed any more.
   *
   * @param room and as are null where it was a stream, and the stream where it was a room
   */
  record Detached(String room, String as, String stream, String reason) implements ServerMessage {
    /** Of a room. */
    public Detached(String room, String as, String reason) {
      this(room, as, null, reason);
    }
  }

  /**
   * How a ticket stands. The token of the seat is not told here; whoever is no browser asks for it
   * over REST.
   *
   * @param stream {@code ticket/} and its id
   * @param status {@code waiting}, {@code matched}, {@code expired} or {@code cancelled}
   * @param place from 1; null unless it waits
   * @param note a code that says why; null for nothing to say
   * @param room where to go, and player the seat there; null unless it is matched
   */
  record Ticket(
      String stream,
      String status,
      Integer place,
      long waitedMs,
      boolean computerOffered,
      String note,
      String room,
      String player)
      implements ServerMessage {}

  /**
   * How a tournament stands.
   *
   * @param stream {@code tournament/} and its id
   * @param chart the whole chart, encoded once for all; null where the changes say all
   * @param changes what is different from the {@code seq} before, encoded once for all
   * @param since the {@code seq} that the changes are based on; null for a whole chart
   * @param you what concerns whoever follows; null for somebody without an entry
   */
  record Tournament(
      String stream, long seq, RawValue chart, Long since, RawValue changes, RawValue you)
      implements ServerMessage {}

  /**
   * @param at what the ping said
   * @param now the server's clock, for clients that estimate the difference
   */
  record Pong(JsonNode at, Instant now) implements ServerMessage {}

  /**
   * @param room and as are null where the fault concerns no room, and the stream where it concerns
   *     none
   */
  record Error(String room, String as, String stream, String code, String message)
      implements ServerMessage {
    /** About a room, or nothing in particular. */
    public Error(String room, String as, String code, String message) {
      this(room, as, null, code, message);
    }
  }
}
