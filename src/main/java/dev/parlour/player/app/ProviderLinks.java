package dev.parlour.player.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import dev.parlour.player.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * The organisation's sign-in for an account that somebody registered with a password: asked for
 * with the password, linked by the provider's next word in the same browser, undone with the
 * password again. Without having been asked for it is never linked, whatever names are alike.
 */
@ApplicationScoped
public class ProviderLinks {
  /** How long somebody may take to sign in at the provider. */
  static final Duration TERM = Duration.ofMinutes(10);

  /** What became of a word of the provider's. */
  public enum Outcome {
    /** Nobody asked to link anything: it is somebody who signs in. */
    NOT_ASKED,
    LINKED,
    /** The provider vouches with this word for somebody else's account. */
    ANOTHERS
  }

  @Inject Players players;
  @Inject Accounts accounts;
  @Inject Sessions sessions;

  /** Lets the provider's next word count for the account; null where it is so now. */
  public Entry.Refused ask(Session me, String password, Visitor visitor) {
    Entry.Refused refused = players.provesPassword(me.account(), password, visitor);
    if (refused == null) {
      sessions.linking(me.id(), TERM);
    }
    return refused;
  }

  /**
   * The provider has vouched for somebody in the browser of this sign-in.
   *
   * @param subject the provider's own name for them
   */
  public Outcome vouched(Session me, String issuer, String subject) {
    if (!sessions.linked(me.id())) {
      return Outcome.NOT_ASKED;
    }
    return accounts.vouch(me.account(), issuer, subject)
            || accounts.vouched(issuer, subject).filter(me.account()::equals).isPresent()
        ? Outcome.LINKED
        : Outcome.ANOTHERS;
  }

  /** Whether the provider vouches for the account. */
  public boolean isLinked(AccountId account, String issuer) {
    return accounts.isVouched(account, issuer);
  }

  /** Undoes it; null where it is done. Devices that are signed in by it stay so. */
  public Entry.Refused undo(Session me, String issuer, String password, Visitor visitor) {
    Entry.Refused refused = players.provesPassword(me.account(), password, visitor);
    if (refused == null) {
      accounts.unvouch(me.account(), issuer);
    }
    return refused;
  }
}
