package dev.parlour.room;

/** Where a room is in its life; see {@link Room}. */
public enum Status {
  /** Content is being made. */
  BUILDING,
  /** The lobby. */
  READY,
  /** The game runs, or is paused. */
  IN_PROGRESS,
  /** The game came to its end; the result stays readable. */
  COMPLETED,
  /** Content could not be made; the reason is in the state. */
  FAILED,
  /** Closed by its host or expired. */
  CLOSED;

  /** Nothing but closing can happen any more. */
  public boolean over() {
    return this == COMPLETED || this == FAILED || this == CLOSED;
  }
}
