package dev.parlour.room.runtime;

import dev.parlour.game.Placing;
import dev.parlour.game.Seat;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomState;
import dev.parlour.shared.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which events of a room other features hear of, and what is told. Names and payloads are a
 * contract between features: add, never change.
 */
final class Notices {
  private Notices() {}

  static Optional<Notice> of(RoomState before, RoomState after, RoomEvent event, long seq) {
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
        payload.put("names", names(after, e.result()));
        payload.put("removed", e.removed() == null ? List.of() : e.removed());
        payload.put("endedByHost", e.endedByHost());
        payload.put("abandoned", e.cameToNothing());
        payload.put("number", after.played().over());
        payload.put("visibility", Words.of(after.created().visibility()));
        payload.put(
            "startedAt", before.life().since().toString()); // when it came to be in progress
        payload.put("at", e.at().toString());
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

  /** What those in a result are called who still have their seats, by the seats' ids. */
  private static Map<String, String> names(RoomState state, List<Placing> result) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Placing placing : result) {
      Seat seat = state.seating().seats().get(placing.player());
      if (seat != null) {
        names.put(seat.id(), seat.name());
      }
    }
    return names;
  }

  private static Map<String, Object> payload(RoomState state) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("game", state.created().game());
    return payload;
  }
}
