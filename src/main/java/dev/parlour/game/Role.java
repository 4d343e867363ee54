package dev.parlour.game;

/** In which capacity somebody looks at a room. */
public enum Role {
  HOST,
  PLAYER,
  SPECTATOR
}
