package dev.parlour.room.web;

import java.util.Optional;

/**
 * From where people come to a room, and want to go back to. A feature that makes rooms for its own
 * ends brings a CDI bean of this type; a room itself knows nothing of it.
 */
public interface RoomOrigins {
  /** Empty for a room of somebody else's, and where nobody can say just now. */
  Optional<RoomPage.Origin> of(String room);
}
