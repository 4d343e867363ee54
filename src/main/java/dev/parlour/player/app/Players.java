package dev.parlour.player.app;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Friends;
import dev.parlour.player.PasswordRule;
import dev.parlour.player.PersonalData;
import dev.parlour.player.PictureId;
import dev.parlour.player.Pictures;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import dev.parlour.player.SessionsEnded;
import dev.parlour.player.Visitor;
import dev.parlour.room.app.Guise;
import dev.parlour.room.app.Secrets;
import dev.parlour.shared.Names;
import dev.parlour.shared.Settings;
import dev.parlour.shared.TokenBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The door to accounts. Whoever calls with an {@link AccountId} has established that it is the
 * caller's own.
 *
 * <p>Refusals: {@code bad_name}, {@code mixed_name}, {@code name_taken}, {@code bad_email}, {@code
 * bad_avatar}, those of {@link PasswordRule}, {@code wrong_sign_in} (no word on whether it was the
 * name or the password, and as much work for either), {@code wrong_password}, {@code rate_limited},
 * {@code busy}, {@code unknown_player}.
 */
@ApplicationScoped
public class Players {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
  private static final int MANY_ADDRESSES = 20_000;
  private static final int MOST_NAMESAKES = 1_000;

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Friends friends;
  @Inject Pictures pictures;
  @Inject AccountKeeping keeping;
  @Inject PasswordGate gate;
  @Inject KnownSessions known;
  @Inject Event<SessionsEnded> ended;
  @Inject @Any Instance<PersonalData> data;

  private final PlayerSettings settings = PlayerSettings.from(Settings.ofProcess());
  private final SignInThrottle throttle =
      new SignInThrottle(settings.failBurst(), settings.failsPerMinute() / 60.0);
  private final ConcurrentHashMap<String, TokenBucket> registrations = new ConcurrentHashMap<>();

  public PlayerSettings settings() {
    return settings;
  }

  // Coming in

  /**
   * Makes an account and signs in. What the browser had as a guest is the account's from now on.
   *
   * @param name raw
   * @param email null or blank for none
   * @param avatar null for one drawn from the name
   */
  public Entry register(
      String name, String password, String email, String avatar, Visitor visitor) {
    Rejection wrong = wrong(name, email, avatar);
    if (wrong == null && Names.mixesAlphabets(name)) {
      wrong = mixed();
    }
    if (wrong != null) {
      return new Entry.Refused(wrong, 0);
    }
    Guise guise = ((Checked.Good<Guise>) Guise.of(name, avatar)).value();
    if (PasswordRule.check(password, guise.name())
        instanceof Checked.Bad<String>(Rejection rejection)) {
      return new Entry.Refused(rejection, 0);
    }
    if (accounts.byNameKey(Names.key(guise.name())).isPresent()) {
      return taken(); // before the hash, which would be for nothing
    }
    long wait = registering(visitor.address());
    if (wait > 0) {
      return Entry.Refused.after(wait);
    }
    Optional<String> hash = gate.make(password);
    if (hash.isEmpty()) {
      return Entry.Refused.busy();
    }
    AccountId id = AccountId.random(RANDOM);
    String token = Secrets.token();
    boolean made =
        keeping.register(
            new Accounts.NewAccount(id, guise.name(), hash.get(), email(email), guise.avatar()),
            visitor,
            token);
    if (!made) {
      return taken();
    }
    leave(visitor.token());
    return new Entry.In(id, guise.name(), token);
  }

  private long registering(String address) {
    long now = System.nanoTime();
    if (registrations.size() > MANY_ADDRESSES) {
      registrations.values().removeIf(b -> b.full(now));
    }
    TokenBucket bucket =
        registrations.computeIfAbsent(
            address,
            a ->
                new TokenBucket(
                    settings.registerBurst(), settings.registersPerMinute() / 60.0, now));
    return bucket.take(now) ? 0 : bucket.secondsToWait(now);
  }

  /** Signs in; whoever was signed in in this browser before is not any more. */
  public Entry signIn(String name, String password, Visitor visitor) {
    long wait = throttle.restOf(visitor.address(), System.nanoTime());
    if (wait > 0) {
      return Entry.Refused.after(wait); // a storm shall cost nothing, not even a question
    }
    String key = Names.clean(name).map(Names::key).orElse("");
    Optional<Accounts.Secret> secret = accounts.secretByNameKey(key);
    Entry.Refused refused =
        proves(
            password,
            secret.map(Accounts.Secret::password).orElse(null),
            key,
            visitor,
            new Rejection("wrong_sign_in", "There is nobody with this name and this password."));
    if (refused != null) {
      return refused;
    }
    AccountId id = secret.orElseThrow().account();
    Optional<Account> account = accounts.find(id);
    if (account.isEmpty()) { // deleted in this moment
      return new Entry.Refused(
          "wrong_sign_in", "There is nobody with this name and this password.");
    }
    String token = Secrets.token();
    keeping.open(id, visitor, token);
    leave(visitor.token());
    return new Entry.In(id, account.get().name(), token);
  }

  /**
   * Signs somebody in whom the identity provider vouches for, and makes them an account the first
   * time. An account that has a password is never given to whoever the provider calls the same.
   *
   * @param suggested what the provider calls them; null for nothing. Where somebody has that name,
   *     a number goes behind it
   */
  public Entry vouched(String issuer, String subject, String suggested, Visitor visitor) {
    String token = Secrets.token();
    Optional<AccountId> known = accounts.vouched(issuer, subject);
    if (known.isEmpty()) {
      String wish =
          Names.clean(suggested == null ? "" : suggested.replaceFirst("@.*", ""))
              .filter(name -> !Names.mixesAlphabets(name))
              .orElse("Player");
      for (int i = 1; i <= MOST_NAMESAKES; i++) {
        Optional<String> name = i == 1 ? Optional.of(wish) : numbered(wish, i);
        if (name.isPresent()
            && accounts.byNameKey(Names.key(name.get())).isEmpty()
            && keeping.vouched(
                new Accounts.NewAccount(
                    AccountId.random(RANDOM),
                    name.get(),
                    null,
                    null,
                    ((Checked.Good<Guise>) Guise.of(name.get(), null)).value().avatar()),
                issuer,
                subject,
                visitor,
                token)) {
          leave(visitor.token());
          AccountId id = accounts.vouched(issuer, subject).orElseThrow();
          return new Entry.In(id, name.get(), token);
        }
      }
      return taken();
    }
    keeping.open(known.get(), visitor, token);
    leave(visitor.token());
    return new Entry.In(
        known.get(), accounts.find(known.get()).map(Account::name).orElse(""), token);
  }

  private static Optional<String> numbered(String name, int number) {
    String behind = " " + number;
    int room = Names.MAX_LENGTH - behind.length();
    int length = name.codePointCount(0, name.length());
    return Names.clean(
        (length <= room ? name : name.substring(0, name.offsetByCodePoints(0, room))) + behind);
  }

  /**
   * Null where the password is right.
   *
   * @param hash null where nobody has the name, which costs the same
   */
  private Entry.Refused proves(
      String password, String hash, String nameKey, Visitor visitor, Rejection wrong) {
    String browser = visitor.browser() == null ? null : visitor.browser().key();
    SignInThrottle.Attempt attempt =
        new SignInThrottle.Attempt(
            visitor.address(),
            nameKey,
            browser != null && accounts.knows(nameKey, browser) ? browser : null);
    long wait = throttle.rest(attempt, System.nanoTime());
    if (wait > 0) {
      return Entry.Refused.after(wait);
    }
    if (password == null || PasswordRule.tooLong(password)) {
      return new Entry.Refused(wrong, 0);
    }
    long[] late = {0};
    Optional<Boolean> right =
        gate.fits(
            password,
            hash,
            () -> {
              // Others may have failed while this one waited for its turn.
              late[0] = throttle.rest(attempt, System.nanoTime());
              return late[0] == 0;
            });
    if (right.isEmpty()) {
      return Entry.Refused.busy();
    }
    if (late[0] > 0) {
      return Entry.Refused.after(late[0]);
    }
    if (!right.get()) {
      throttle.missed(attempt, System.nanoTime());
      return new Entry.Refused(wrong, 0);
    }
    throttle.right(attempt);
    return null;
  }

  // Going out

  /** The browser is nobody's any more; idempotent. */
  public void leave(String token) {
    if (token != null) {
      known.find(token).ifPresent(s -> told(sessions.end(s.account(), List.of(s.id()))));
    }
  }

  /** Ends one of somebody's sign-ins, on whatever device. */
  public void end(AccountId account, long session) {
    told(sessions.end(account, List.of(session)));
  }

  /** Signs out everywhere, here too. */
  public void endAll(AccountId account) {
    told(sessions.endAll(account, 0));
  }

  private void told(Set<Long> gone) {
    if (!gone.isEmpty()) {
      ended.fire(new SessionsEnded(gone));
    }
  }

  /** Deletes what has ended by itself. */
  public void tidy() {
    sessions.forget(settings.sessions());
  }

  public List<Sessions.Listed> sessions(AccountId account) {
    return sessions.of(account, settings.sessions());
  }

  // What one is

  public Optional<Account> find(AccountId id) {
    return accounts.find(id);
  }

  /**
   * Somebody by name or id.
   *
   * @param viewer who looks; null for a guest
   */
  public Checked<Profile> profile(String nameOrId, AccountId viewer) {
    Optional<Account> found =
        AccountId.parse(nameOrId)
            .flatMap(accounts::find)
            .or(() -> Names.clean(nameOrId).map(Names::key).flatMap(accounts::byNameKey));
    return found
        .<Checked<Profile>>map(
            a ->
                Checked.good(
                    new Profile(
                        a.id(),
                        a.name(),
                        a.avatar(),
                        a.createdAt(),
                        a.id().equals(viewer),
                        viewer == null || a.id().equals(viewer)
                            ? Friends.Standing.NONE
                            : friends.standing(viewer, a.id()))))
        .orElseGet(() -> Checked.bad("unknown_player", "There is no player with this name."));
  }

  /** Changes what people see and where we may write; null for what stays as it is. */
  public Checked<Account> change(
      AccountId id, String name, String email, String avatar, Boolean showsPlace) {
    Optional<Account> now = accounts.find(id);
    if (now.isEmpty()) {
      return gone();
    }
    Account account = now.get();
    String wish = name == null ? account.name() : name;
    Rejection wrong = wrong(wish, email, avatar);
    if (wrong == null
        && Names.mixesAlphabets(wish)
        && Names.clean(wish).filter(account.name()::equals).isEmpty()) {
      wrong = mixed(); // who has had such a name before keeps it
    }
    if (wrong != null) {
      return new Checked.Bad<>(wrong);
    }
    boolean changed =
        keeping.change(
            account,
            Names.clean(wish).orElseThrow(),
            email == null ? account.email() : email(email),
            showsPlace == null ? account.showsPlace() : showsPlace);
    if (!changed) {
      return new Checked.Bad<>(taken().rejection());
    }
    if (avatar != null && !avatar.equals(account.avatar())) {
      keeping.drawn(id, avatar);
    }
    known.changed(id);
    return accounts.find(id).map(Checked::good).orElseGet(Players::gone);
  }

  /**
   * A new password; all other sign-ins end. Null where it is done.
   *
   * @param session of the caller, which stays
   */
  public Entry.Refused password(
      AccountId id, String former, String fresh, long session, Visitor visitor) {
    Optional<Account> account = accounts.find(id);
    if (account.isEmpty()) {
      return new Entry.Refused(Players.<Account>gone().rejection(), 0);
    }
    if (PasswordRule.check(fresh, account.get().name())
        instanceof Checked.Bad<String>(Rejection rejection)) {
      return new Entry.Refused(rejection, 0);
    }
    Entry.Refused refused = proves(account.get(), former, visitor);
    if (refused != null) {
      return refused;
    }
    Optional<String> hash = gate.make(fresh);
    if (hash.isEmpty()) {
      return Entry.Refused.busy();
    }
    told(keeping.password(id, hash.get(), session));
    return null;
  }

  /**
   * Deletes the account for good. Null where it is done.
   *
   * @param password not asked for where the account has none
   */
  public Entry.Refused delete(AccountId id, String password, Visitor visitor) {
    Optional<Account> account = accounts.find(id);
    if (account.isEmpty()) {
      return null;
    }
    Entry.Refused refused = proves(account.get(), password, visitor);
    if (refused != null) {
      return refused;
    }
    told(keeping.delete(id));
    return null;
  }

  /**
   * Deletes somebody's account for good, as they could do it themselves. Null where it is done.
   * Refuses {@code forbidden} to whoever does not run this server.
   *
   * @param password the operator's own; not asked for where they have none
   */
  public Entry.Refused remove(Session operator, AccountId id, String password, Visitor visitor) {
    if (!operates(operator)) {
      return new Entry.Refused("forbidden", "Only an operator can do that.");
    }
    Optional<Account> own = accounts.find(operator.account());
    if (own.isEmpty()) {
      return new Entry.Refused(Players.<Account>gone().rejection(), 0);
    }
    Entry.Refused refused = proves(own.get(), password, visitor);
    if (refused != null) {
      return refused;
    }
    told(keeping.delete(id));
    return null;
  }

  /** Null where the account has a password and this is it. */
  Entry.Refused provesPassword(AccountId id, String password, Visitor visitor) {
    Optional<Account> account = accounts.find(id).filter(Account::password);
    return account.isPresent()
        ? proves(account.get(), password, visitor)
        : new Entry.Refused(Players.<Account>gone().rejection(), 0);
  }

  private Entry.Refused proves(Account account, String password, Visitor visitor) {
    if (!account.password()) {
      return null;
    }
    return proves(
        password,
        accounts.secret(account.id()).map(Accounts.Secret::password).orElse(null),
        Names.key(account.name()),
        visitor,
        new Rejection("wrong_password", "This is not your password."));
  }

  /**
   * Everything that is kept about somebody, by features: to be written as JSON. Empty where the
   * account is gone.
   */
  public Optional<Map<String, Object>> data(AccountId id) {
    return accounts
        .find(id)
        .map(
            account -> {
              Map<String, Object> all = new LinkedHashMap<>();
              all.put("account", described(account));
              all.put("sessions", sessions(id));
              all.put("providers", accounts.vouchedFor(id));
              all.put("knownBrowsers", accounts.browsers(id)); // hashes say nothing to anybody
              List<Map<String, Object>> people = new ArrayList<>();
              friends
                  .of(id)
                  .forEach(
                      f ->
                          people.add(Map.of("name", f.account().name(), "standing", f.standing())));
              all.put("friends", people);
              data.forEach(d -> all.put(d.name(), d.about(id)));
              return all;
            });
  }

  private static Map<String, Object> described(Account account) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", account.id().value());
    all.put("name", account.name());
    all.put("email", account.email());
    all.put("avatar", account.avatar());
    all.put(
        "picture", PictureId.is(account.avatar()) ? "/picture/" + account.avatar() + ".png" : null);
    all.put("showsPlace", account.showsPlace());
    all.put("createdAt", account.createdAt());
    all.put("seenAt", account.seenAt());
    return all;
  }

  /**
   * A picture of one's own, in any of the usual formats. Refuses {@code bad_picture}, {@code
   * picture_too_big}, {@code busy}.
   *
   * @param upload what was sent
   * @return the name of the picture
   */
  public Checked<String> picture(AccountId id, byte[] upload) {
    return switch (Portrait.png(upload)) {
      case Checked.Bad<byte[]>(Rejection rejection) -> new Checked.Bad<>(rejection);
      case Checked.Good<byte[]>(byte[] png) -> {
        String name = PictureId.of(AccountId.random(RANDOM).value());
        if (!keeping.uploaded(id, name, png)) {
          yield gone();
        }
        known.changed(id);
        yield Checked.good(name);
      }
    };
  }

  /** The PNG of an uploaded picture. */
  public Optional<byte[]> picture(String name) {
    return PictureId.is(name) ? pictures.find(name) : Optional.empty();
  }

  // Roles

  /** Whether somebody may host what needs an account, such as tournaments. */
  public boolean mayHost(Session session) {
    return settings.hosts().isEmpty() || settings.hosts().contains(Names.key(session.name()));
  }

  /**
   * The same of an account, whoever asks. Waits for the database where the operator names hosts.
   */
  public boolean mayHost(AccountId id) {
    return settings.hosts().isEmpty()
        || accounts
            .find(id)
            .filter(a -> settings.hosts().contains(Names.key(a.name())))
            .isPresent();
  }

  /** Whether somebody runs this server. */
  public boolean operates(Session session) {
    return settings.operators().contains(Names.key(session.name()));
  }

  // Rules

  /** What is wrong with it; null for nothing. */
  private static Rejection wrong(String name, String email, String avatar) {
    if (Guise.of(name, avatar) instanceof Checked.Bad<Guise>(Rejection rejection)) {
      return rejection;
    }
    if (PictureId.is(avatar)) {
      return new Rejection("bad_avatar", "A picture is uploaded, and not named.");
    }
    if (email != null && !email.isBlank() && !EMAIL.matcher(email.strip()).matches()) {
      return new Rejection("bad_email", "This is not an e-mail address.");
    }
    return null;
  }

  private static String email(String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }

  private static Rejection mixed() {
    return new Rejection(
        "mixed_name", "A name does not mix Latin letters with Cyrillic or Greek ones.");
  }

  private static Entry.Refused taken() {
    return new Entry.Refused("name_taken", "Somebody has this name already.");
  }

  private static <T> Checked.Bad<T> gone() {
    return new Checked.Bad<>(new Rejection("unknown_player", "This account does not exist."));
  }
}
