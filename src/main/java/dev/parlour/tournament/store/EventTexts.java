package dev.parlour.tournament.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.wire.Json;

/** How a tournament's events are written. */
final class EventTexts {
  static final int VERSION = 1;

  private static final ObjectWriter WRITER = Json.mapper().writerFor(TournamentEvent.class);
  private static final ObjectReader READER = Json.mapper().readerFor(TournamentEvent.class);

  private EventTexts() {}

  static String write(TournamentEvent event) {
    try {
      return WRITER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event cannot be written: " + event.getClass(), e);
    }
  }

  static TournamentEvent read(String text) {
    try {
      return READER.readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event of a tournament cannot be read", e);
    }
  }
}
