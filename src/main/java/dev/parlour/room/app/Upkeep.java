package dev.parlour.room.app;

import dev.parlour.room.Alarms;

/** What timers ask of the rooms of this node. */
public interface Upkeep {
  /** An alarm has rung; returns at once. */
  void rang(String code, Alarms.Kind kind);

  /**
   * Closes rooms without people, lets quiet ones leave memory, deletes what is past keeping. Waits
   * for the database.
   */
  void tidy();
}
