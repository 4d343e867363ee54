package dev.parlour.room.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.util.List;
import java.util.Map;

/**
 * An append with all its texts made, so that nothing is left to do inside the transaction but to
 * send them.
 *
 * @param events one for each entry
 * @param snapshot null where none is to be stored
 * @param notices one for each notice
 */
record Written(
    Append append,
    List<EventCodec.Encoded> events,
    int snapshotVersion,
    String snapshot,
    List<String> notices) {

  /** Throws {@link IllegalArgumentException} where something cannot be written. */
  static Written of(Append append, EventCodec codec) {
    return new Written(
        append,
        append.entries().stream().map(Entry::event).map(codec::encode).toList(),
        codec.snapshotVersion(),
        append.snapshot() ? codec.encode(append.after()) : null,
        append.notices().stream().map(Notice::payload).map(Written::json).toList());
  }

  /** Whether a room only moves on by it: nothing but events, and a number in the room's row. */
  boolean goesOn() {
    return !append.begins() && snapshot == null && notices.isEmpty();
  }

  static String json(Map<String, Object> payload) {
    try {
      return Json.mapper().writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a notice cannot be written", e);
    }
  }
}
