package dev.parlour.player;

/** Slow hashes of passwords. Costs a good part of a second of one core each time. */
public interface PasswordHashes {
  /** With its own salt, and with all that {@link #fits} must know. */
  String make(String password);

  boolean fits(String password, String hash);
}
