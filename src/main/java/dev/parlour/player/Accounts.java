package dev.parlour.player;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where accounts are kept. Everything waits for the database, in the caller's transaction. */
public interface Accounts {
  /**
   * @param password the slow hash; null for none
   * @param email null for none
   */
  record NewAccount(AccountId id, String name, String password, String email, String avatar) {}

  /**
   * What proves a password.
   *
   * @param password the slow hash; null for none
   */
  record Secret(AccountId account, String password) {}

  /** Whom an identity provider vouches for, by the provider's own name for them. */
  record Vouched(String issuer, String subject) {}

  /** False where somebody has that name, or one that looks the same. */
  boolean create(NewAccount account);

  Optional<Account> find(AccountId id);

  /**
   * @param key as {@link dev.parlour.shared.Names#key} has it
   */
  Optional<Account> byNameKey(String key);

  Optional<Secret> secretByNameKey(String key);

  Optional<Secret> secret(AccountId id);

  /** False where somebody else has that name, or one that looks the same. */
  boolean rename(AccountId id, String name);

  /**
   * @param email null for none
   */
  void describe(AccountId id, String email, boolean showsPlace);

  void avatar(AccountId id, String avatar);

  void password(AccountId id, String hash);

  /** The account, its sign-ins, friends and pictures. What else is kept is others' to delete. */
  void delete(AccountId id);

  /** They were here just now. */
  void seen(Collection<AccountId> accounts);

  /** Those that there are, in no particular order. */
  List<Account> all(Collection<AccountId> ids);

  /** Whether somebody has signed in to the account in this browser before. */
  boolean knows(String nameKey, String browser);

  /** In how many browsers somebody has signed in to the account. */
  int browsers(AccountId account);

  /**
   * Whom an identity provider vouches for.
   *
   * @param subject the provider's own name for them, which never changes
   */
  Optional<AccountId> vouched(String issuer, String subject);

  /** From now on the provider vouches for the account; false where it does for another one. */
  boolean vouch(AccountId account, String issuer, String subject);

  /** Whether the provider vouches for the account, by whatever name. */
  boolean isVouched(AccountId account, String issuer);

  /** All words of providers for the account, in the order of both. */
  List<Vouched> vouchedFor(AccountId account);

  /** The provider does not any more. */
  void unvouch(AccountId account, String issuer);

  /** Keeps that they did. */
  void remember(AccountId account, String browser);
}
