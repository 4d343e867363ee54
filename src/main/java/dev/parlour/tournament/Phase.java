package dev.parlour.tournament;

/** Where a tournament is in its life; see {@link Referee}. */
public enum Phase {
  /** People enter. */
  ANNOUNCED,
  /** Who has entered says that they are there; people still enter. */
  CHECK_IN,
  RUNNING,
  FINISHED,
  CANCELLED;

  /** Nothing but a correction by the organiser can happen any more. */
  public boolean over() {
    return this == FINISHED || this == CANCELLED;
  }

  /** People may still enter. */
  public boolean open() {
    return this == ANNOUNCED || this == CHECK_IN;
  }
}
