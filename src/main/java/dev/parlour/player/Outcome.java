package dev.parlour.player;

/** What a game was to one of those who played it. */
public enum Outcome {
  WON,
  DRAWN,
  LOST
}
