package dev.parlour.room.app;

import dev.parlour.room.Alarms;

/** What timers ask of the rooms of this node. */
public interface Upkeep {
  /** An alarm has rung; returns at once. */
  void rang(String code, Alarms.Kind kind);

  /**
   * Says in the database that this node lives; the first time, has the games go on that its last
   * run left. Where another server has taken its name, every room is dropped here at once. Waits
   * for the database.
   */
  void beat();

  /**
   * Closes rooms without people, lets quiet ones leave memory, deletes what is past keeping. Waits
   * for the database.
   */
  void tidy();
}
