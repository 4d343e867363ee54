package dev.parlour.player.app;

import dev.parlour.player.Account;
import dev.parlour.player.AccountDeleted;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.Pictures;
import dev.parlour.player.Sessions;
import dev.parlour.player.Visitor;
import dev.parlour.room.app.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Set;

/**
 * What must happen wholly or not at all: one transaction each, with what other features do about
 * it. Passwords are hashed before, since a transaction must not wait for that.
 */
@ApplicationScoped
@Transactional
class AccountKeeping {
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Pictures pictures;
  @Inject Event<GuestMoved> moved;
  @Inject Event<AccountDeleted> deleted;

  /** False where the name is taken. */
  boolean register(Accounts.NewAccount account, Visitor visitor, String token) {
    if (!accounts.create(account)) {
      return false;
    }
    open(account.id(), visitor, token);
    return true;
  }

  /**
   * Somebody whom a provider vouches for comes for the first time; false where the name is taken.
   */
  boolean vouched(
      Accounts.NewAccount account, String issuer, String subject, Visitor visitor, String token) {
    if (!accounts.create(account)) {
      return false;
    }
    if (!accounts.vouch(account.id(), issuer, subject)) {
      // The same person, twice in the same moment: the other one has been quicker, and counts.
      accounts.delete(account.id());
      open(accounts.vouched(issuer, subject).orElseThrow(), visitor, token);
      return true;
    }
    open(account.id(), visitor, token);
    return true;
  }

  /** Signs in: what the browser had as a guest is the account's from now on. */
  void open(AccountId account, Visitor visitor, String token) {
    sessions.open(account, Tokens.hash(token), visitor.device());
    if (visitor.browser() != null) {
      accounts.remember(account, visitor.browser().key());
      moved.fire(new GuestMoved(visitor.browser(), GuestId.of(account)));
    }
  }

  /** A new password: whoever else is signed in must know it. */
  Set<Long> password(AccountId account, String hash, long but) {
    accounts.password(account, hash);
    return sessions.endAll(account, but);
  }

  Set<Long> delete(AccountId account) {
    deleted.fire(new AccountDeleted(account));
    Set<Long> ended = sessions.endAll(account, 0);
    accounts.delete(account);
    return ended;
  }

  /** False where somebody has that name. */
  boolean change(Account now, String name, String email, boolean showsPlace) {
    if (!now.name().equals(name) && !accounts.rename(now.id(), name)) {
      return false;
    }
    accounts.describe(now.id(), email, showsPlace);
    return true;
  }

  void drawn(AccountId account, String seed) {
    pictures.delete(account);
    accounts.avatar(account, seed);
  }

  /** False where the account has just been deleted. */
  boolean uploaded(AccountId account, String id, byte[] png) {
    if (accounts.find(account).isEmpty()) {
      return false;
    }
    pictures.put(account, id, png);
    accounts.avatar(account, id);
    return true;
  }
}
