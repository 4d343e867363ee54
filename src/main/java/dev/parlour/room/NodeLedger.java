package dev.parlour.room;

import java.time.Duration;
import java.util.Optional;

/** Which nodes live, by the database's clock. Waits for storage. */
public interface NodeLedger {
  /** This node's name; the same after a restart. */
  String name();

  /**
   * Enters this run of the node. A former run under the same name is fenced off from now on.
   *
   * @return how long ago the former run was last alive; empty where there was none
   */
  Optional<Duration> begin();

  /**
   * Says that this run lives. Returns false where another run has taken the name: then every room
   * must be dropped at once.
   */
  boolean beat();
}
