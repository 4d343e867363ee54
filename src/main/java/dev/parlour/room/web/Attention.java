package dev.parlour.room.web;

import dev.parlour.shared.Words;

/** What a room wants of somebody, most urgent first: the order of the cards on their page. */
public enum Attention {
  /** The game waits for their move. */
  ANSWER,
  /** The lobby waits for them to start it. */
  START,
  PAUSED,
  RUNNING,
  /** For people, for questions, or for another host. */
  WAITING,
  OVER;

  /**
   * @param paused whether the time stands still
   * @param moves whether the game waits for this very person
   * @param starts whether this very person can start it now
   */
  static Attention of(String status, boolean paused, boolean moves, boolean starts) {
    return switch (status) {
      case "in_progress" -> paused ? PAUSED : moves ? ANSWER : RUNNING;
      case "building", "ready" -> starts ? START : WAITING;
      default -> OVER;
    };
  }

  public boolean urgent() {
    return this == ANSWER || this == START;
  }

  /** As the style sheet and the texts know it. */
  public String word() {
    return Words.of(this);
  }
}
