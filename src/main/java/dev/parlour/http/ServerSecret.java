package dev.parlour.http;

/** 32 random bytes that all nodes share and that never leave them. */
public interface ServerSecret {
  /** Waits for the database the first time. Not to be changed by the caller. */
  byte[] bytes();
}
