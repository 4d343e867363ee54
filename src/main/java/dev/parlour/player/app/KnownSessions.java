package dev.parlour.player.app;

import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import dev.parlour.player.SessionsEnded;
import dev.parlour.player.SignedIn;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.app.Tokens;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What this node knows of sign-ins, for {@value #FRESH_SECONDS} seconds each. A sign-out holds at
 * once on the node where it happens and within those seconds on all others: long enough that a page
 * with its pictures and its socket asks the database once, and shorter than it takes to walk to the
 * other device and look. The alternative, telling all nodes by the broker, would hold a sign-out up
 * when the broker is away.
 *
 * <p>When the database is away, what was known last counts for {@value #STALE_SECONDS} seconds, so
 * that a page whose room is in memory goes on. For many threads.
 */
@ApplicationScoped
public class KnownSessions implements SignedIn {
  static final int FRESH_SECONDS = 5;
  static final int STALE_SECONDS = 120;

  /** How often a use is noted down, per session and node. */
  static final int NOTED_SECONDS = 20;

  private static final int MANY = 20_000;
  private static final long NANOS = 1_000_000_000L;

  private record Known(Optional<Session> session, long at, long notedAt) {}

  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
  private final PlayerSettings settings;
  private final LongSupplier nanos;
  private Sessions sessions;
  private Accounts accounts;

  protected KnownSessions() {
    settings = null;
    nanos = null;
  }

  @Inject
  public KnownSessions(Sessions sessions, Accounts accounts) {
    this(sessions, accounts, PlayerSettings.from(Settings.ofProcess()), System::nanoTime);
  }

  KnownSessions(Sessions sessions, Accounts accounts, PlayerSettings settings, LongSupplier nanos) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.settings = settings;
    this.nanos = nanos;
  }

  @Override
  public Optional<Session> find(String token) {
    String hash = Tokens.hash(token);
    long now = nanos.getAsLong();
    Known before = known.get(hash);
    if (before != null && now - before.at() < FRESH_SECONDS * NANOS) {
      return before.session();
    }
    try {
      return ask(hash, before, now);
    } catch (RuntimeException away) {
      if (before != null && now - before.at() < STALE_SECONDS * NANOS) {
        return before.session();
      }
      throw away;
    }
  }

  private Optional<Session> ask(String hash, Known before, long now) {
    Optional<Sessions.Found> found = sessions.find(hash, settings.sessions());
    long notedAt = before == null ? now - NOTED_SECONDS * NANOS : before.notedAt();
    if (found.isPresent()) {
      long id = found.get().session().id();
      if (found.get().fresh()) {
        sessions.arrived(id, settings.sessions());
      }
      if (now - notedAt >= NOTED_SECONDS * NANOS) {
        sessions.used(id);
        notedAt = now;
      }
    }
    if (known.size() > MANY) {
      known.values().removeIf(k -> now - k.at() >= FRESH_SECONDS * NANOS);
    }
    Optional<Session> session = found.map(Sessions.Found::session);
    if (known.size() <= MANY) { // else strangers make up tokens, and are not remembered
      known.put(hash, new Known(session, now, notedAt));
    }
    return session;
  }

  @Override
  public Optional<String> renew(String token) {
    String fresh = Secrets.token();
    String hash = Tokens.hash(token);
    boolean renewed = sessions.renew(hash, Tokens.hash(fresh), settings.sessions());
    known.remove(hash);
    return renewed ? Optional.of(fresh) : Optional.empty();
  }

  @Override
  public Set<Long> ended(Collection<Long> ids) {
    return ids.isEmpty() ? Set.of() : sessions.ended(ids, settings.sessions());
  }

  @Override
  public void seen(Collection<AccountId> present) {
    if (!present.isEmpty()) {
      accounts.seen(present);
    }
  }

  void ended(@Observes SessionsEnded gone) {
    known
        .values()
        .removeIf(k -> k.session().filter(s -> gone.sessions().contains(s.id())).isPresent());
  }

  /** Name or picture have changed. */
  void changed(AccountId account) {
    known.values().removeIf(k -> k.session().filter(s -> s.account().equals(account)).isPresent());
  }
}
