package dev.parlour.room;

import java.util.Collection;
import java.util.Set;

/**
 * Which rooms there are, for features that keep something by a room's code: when a room is deleted,
 * its code may be given to another one. Waits for the database.
 */
public interface RoomCodes {
  /** Those of the codes that are a room's, whatever has become of it. */
  Set<String> existing(Collection<String> codes);
}
