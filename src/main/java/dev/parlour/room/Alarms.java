package dev.parlour.room;

import java.time.Instant;

/**
 * Wakes rooms. An alarm may come late, a moment early, or be lost with its server; what is due
 * stands in the room's state.
 */
public interface Alarms {
  enum Kind {
    /** Something in the game may be due. */
    WAKE,
    /** Viewers want to hear how much time is left. */
    COUNTDOWN,
    /** A view that was held back is to go out. */
    PUBLISH,
    /** Something that watchers see later is to be shown. */
    BROADCAST,
    /** Somebody who lost the connection may be gone for good. */
    PRESENCE
  }

  /** Sets the room's alarm of that kind, in place of an earlier one. */
  void set(String room, Kind kind, Instant at);

  /** Takes back all alarms of the room. */
  void clear(String room);
}
