package dev.parlour.room.runtime;

import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which events of a room other features hear of, and what is told. Names and payloads are a
 * contract between features: add, never change.
 */
final class Notices {
  private Notices() {}

  static Optional<Notice> of(RoomState after, RoomEvent event, long seq) {
    return switch (event) {
      case RoomEvent.RoomCreated e -> {
        Map<String, Object> payload = payload(after);
        payload.put("settings", e.settings());
        payload.put("needsContent", e.needsContent());
        payload.put("seed", e.seed());
        yield Optional.of(new Notice("RoomCreated", seq, payload));
      }
      case RoomEvent.RoomReady e -> Optional.of(new Notice("RoomReady", seq, payload(after)));
      case RoomEvent.RoomStarted e -> Optional.of(new Notice("RoomStarted", seq, payload(after)));
      case RoomEvent.RoomFailed e -> {
        Map<String, Object> payload = payload(after);
        payload.put("code", e.reason().code());
        yield Optional.of(new Notice("RoomFailed", seq, payload));
      }
      case RoomEvent.RoomCompleted e -> {
        Map<String, Object> payload = payload(after);
        payload.put("result", e.result());
        yield Optional.of(new Notice("RoomCompleted", seq, payload));
      }
      case RoomEvent.RoomClosed e -> {
        Map<String, Object> payload = payload(after);
        payload.put("reason", e.reason());
        yield Optional.of(new Notice("RoomClosed", seq, payload));
      }
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> payload(RoomState state) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("game", state.created().game());
    return payload;
  }
}
