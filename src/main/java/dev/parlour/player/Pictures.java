package dev.parlour.player;

import java.util.Optional;

/** Uploaded pictures. Everything waits for the database, in the caller's transaction. */
public interface Pictures {
  /** Replaces the account's former picture. */
  void put(AccountId account, String id, byte[] png);

  Optional<byte[]> find(String id);

  Optional<byte[]> of(AccountId account);

  void delete(AccountId account);
}
