package dev.parlour.room;

import dev.parlour.shared.Words;

/** Whether a player is there. Games know only {@link #CONNECTED} and the rest. */
public enum Presence {
  /** Has a connection, or lost it a moment ago. */
  CONNECTED,
  /** Has lost the connection, or has none yet, and may well be back. */
  AWAY,
  /** Away for so long that nobody should wait. */
  GONE;

  /** As clients are told. */
  public String word() {
    return Words.of(this);
  }
}
