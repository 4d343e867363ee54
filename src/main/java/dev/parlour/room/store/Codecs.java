package dev.parlour.room.store;

import dev.parlour.room.Room;
import dev.parlour.wire.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One codec for each game, for good: appends come thousands of times a second. */
@ApplicationScoped
class Codecs {
  private final Map<String, EventCodec> codecs = new ConcurrentHashMap<>();

  EventCodec of(Room room) {
    return codecs.computeIfAbsent(room.game().id(), id -> new EventCodec(room.game()));
  }
}
