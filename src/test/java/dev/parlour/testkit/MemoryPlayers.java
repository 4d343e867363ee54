package dev.parlour.testkit;

import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.player.Friends;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import dev.parlour.shared.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Accounts, sign-ins and friends in memory, by a clock that tests turn. For one thread. */
public final class MemoryPlayers {
  public final ManualClock clock = new ManualClock();

  /** Whether the store cannot be reached. */
  public boolean away;

  /** How often it was asked who a token names. */
  public int lookUps;

  /** How often it was noted down that a session was used. */
  public int notes;

  private static final class Person {
    AccountId id;
    String name;
    String email;
    String password;
    String avatar;
    boolean shows = true;
    Instant created;
    Instant seen;
    final Set<String> browsers = new LinkedHashSet<>();

    Account account() {
      return new Account(id, name, email, avatar, password != null, shows, created, seen);
    }
  }

  private static final class Row {
    long id;
    AccountId account;
    String token;
    String former;
    Instant formerUntil;
    Instant renewed;
    Instant created;
    Instant used;
    Instant linkingUntil = Instant.MIN;
    String device;
  }

  private record Pair(AccountId asker, AccountId asked, boolean accepted) {
    boolean of(AccountId one, AccountId other) {
      return asker.equals(one) && asked.equals(other) || asker.equals(other) && asked.equals(one);
    }
  }

  private final Map<AccountId, Person> people = new LinkedHashMap<>();
  private final Map<String, AccountId> vouched = new LinkedHashMap<>();
  private final Map<Long, Row> rows = new LinkedHashMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private long last;

  private void reach() {
    if (away) {
      throw new IllegalStateException("away");
    }
  }

  public Accounts accounts() {
    return new Accounts() {
      @Override
      public boolean create(NewAccount account) {
        if (byNameKey(Names.key(account.name())).isPresent()) {
          return false;
        }
        Person person = new Person();
        person.id = account.id();
        person.name = account.name();
        person.email = account.email();
        person.password = account.password();
        person.avatar = account.avatar();
        person.created = clock.instant();
        person.seen = clock.instant();
        people.put(account.id(), person);
        return true;
      }

      @Override
      public Optional<Account> find(AccountId id) {
        reach();
        return Optional.ofNullable(people.get(id)).map(Person::account);
      }

      private Optional<Person> named(String key) {
        reach();
        return people.values().stream().filter(p -> Names.key(p.name).equals(key)).findFirst();
      }

      @Override
      public Optional<Account> byNameKey(String key) {
        return named(key).map(Person::account);
      }

      @Override
      public Optional<Secret> secretByNameKey(String key) {
        return named(key).map(p -> new Secret(p.id, p.password));
      }

      @Override
      public Optional<Secret> secret(AccountId id) {
        return Optional.ofNullable(people.get(id)).map(p -> new Secret(p.id, p.password));
      }

      @Override
      public boolean rename(AccountId id, String name) {
        if (named(Names.key(name)).filter(p -> !p.id.equals(id)).isPresent()
            || !people.containsKey(id)) {
          return false;
        }
        people.get(id).name = name;
        return true;
      }

      private void change(AccountId id, java.util.function.Consumer<Person> change) {
        Optional.ofNullable(people.get(id)).ifPresent(change);
      }

      @Override
      public void describe(AccountId id, String email, boolean showsPlace) {
        change(
            id,
            p -> {
              p.email = email;
              p.shows = showsPlace;
            });
      }

      @Override
      public void avatar(AccountId id, String avatar) {
        change(id, p -> p.avatar = avatar);
      }

      @Override
      public void password(AccountId id, String hash) {
        change(id, p -> p.password = hash);
      }

      @Override
      public void delete(AccountId id) {
        people.remove(id);
        vouched.values().removeIf(id::equals);
        rows.values().removeIf(r -> r.account.equals(id));
        pairs.removeIf(p -> p.asker().equals(id) || p.asked().equals(id));
      }

      @Override
      public void seen(Collection<AccountId> accounts) {
        accounts.forEach(a -> change(a, p -> p.seen = clock.instant()));
      }

      @Override
      public List<Account> all(Collection<AccountId> ids) {
        return people.values().stream()
            .filter(p -> ids.contains(p.id))
            .map(Person::account)
            .toList();
      }

      @Override
      public boolean knows(String nameKey, String browser) {
        return named(nameKey).filter(p -> p.browsers.contains(browser)).isPresent();
      }

      @Override
      public int browsers(AccountId account) {
        return Optional.ofNullable(people.get(account)).map(p -> p.browsers.size()).orElse(0);
      }

      @Override
      public Optional<AccountId> vouched(String issuer, String subject) {
        return Optional.ofNullable(vouched.get(issuer + " " + subject));
      }

      @Override
      public boolean vouch(AccountId account, String issuer, String subject) {
        return vouched.putIfAbsent(issuer + " " + subject, account) == null;
      }

      @Override
      public boolean isVouched(AccountId account, String issuer) {
        return vouched.entrySet().stream()
            .anyMatch(v -> v.getKey().startsWith(issuer + " ") && v.getValue().equals(account));
      }

      @Override
      public List<Vouched> vouchedFor(AccountId account) {
        return vouched.entrySet().stream()
            .filter(v -> v.getValue().equals(account))
            .map(v -> v.getKey().split(" ", 2))
            .map(v -> new Vouched(v[0], v[1]))
            .sorted(Comparator.comparing(Vouched::issuer).thenComparing(Vouched::subject))
            .toList();
      }

      @Override
      public void unvouch(AccountId account, String issuer) {
        vouched
            .entrySet()
            .removeIf(v -> v.getKey().startsWith(issuer + " ") && v.getValue().equals(account));
      }

      @Override
      public void remember(AccountId account, String browser) {
        change(account, p -> p.browsers.add(browser));
      }
    };
  }

  public Sessions sessions() {
    return new Sessions() {
      @Override
      public long open(AccountId account, String token, String device) {
        Row row = new Row();
        row.id = ++last;
        row.account = account;
        row.token = token;
        row.device = device;
        row.renewed = clock.instant();
        row.created = clock.instant();
        row.used = clock.instant();
        rows.put(row.id, row);
        return row.id;
      }

      private boolean holds(Row row, Terms terms) {
        return row.used.isAfter(clock.instant().minus(terms.unused()));
      }

      private Optional<Row> by(String token) {
        return rows.values().stream()
            .filter(
                r ->
                    r.token.equals(token)
                        || token.equals(r.former)
                            && (r.formerUntil == null || r.formerUntil.isAfter(clock.instant())))
            .findFirst();
      }

      private boolean due(Row row, Terms terms) {
        return row.renewed.isBefore(clock.instant().minus(terms.renewed()));
      }

      @Override
      public Optional<Found> find(String token, Terms terms) {
        lookUps++;
        reach();
        return by(token)
            .filter(r -> holds(r, terms))
            .map(
                r ->
                    new Found(
                        new Session(
                            r.id,
                            r.account,
                            people.get(r.account).name,
                            people.get(r.account).avatar,
                            due(r, terms)),
                        r.token.equals(token) && r.former != null && r.formerUntil == null));
      }

      @Override
      public boolean renew(String token, String fresh, Terms terms) {
        Optional<Row> row = by(token).filter(r -> due(r, terms));
        row.ifPresent(
            r -> {
              r.former = token;
              r.formerUntil = null;
              r.token = fresh;
              r.renewed = clock.instant();
            });
        return row.isPresent();
      }

      @Override
      public void arrived(long id, Terms terms) {
        Row row = rows.get(id);
        if (row != null && row.former != null && row.formerUntil == null) {
          row.formerUntil = clock.instant().plus(terms.grace());
        }
      }

      @Override
      public void used(long id) {
        notes++;
        Row row = rows.get(id);
        if (row != null) {
          row.used = clock.instant();
          people.get(row.account).seen = clock.instant();
        }
      }

      @Override
      public void linking(long id, Duration term) {
        rows.get(id).linkingUntil = clock.instant().plus(term);
      }

      @Override
      public boolean linked(long id) {
        Row row = rows.get(id);
        boolean still = row != null && row.linkingUntil.isAfter(clock.instant());
        if (still) {
          row.linkingUntil = Instant.MIN;
        }
        return still;
      }

      @Override
      public List<Listed> of(AccountId account, Terms terms) {
        return rows.values().stream()
            .filter(r -> r.account.equals(account) && holds(r, terms))
            .sorted(Comparator.comparing((Row r) -> r.used).thenComparing(r -> r.id).reversed())
            .map(r -> new Listed(r.id, r.device, r.created, r.used))
            .toList();
      }

      private Set<Long> remove(Predicate<Row> which) {
        Set<Long> gone = new LinkedHashSet<>();
        rows.values().stream().filter(which).forEach(r -> gone.add(r.id));
        rows.keySet().removeAll(gone);
        return gone;
      }

      @Override
      public Set<Long> end(AccountId account, Collection<Long> ids) {
        return remove(r -> r.account.equals(account) && ids.contains(r.id));
      }

      @Override
      public Set<Long> endAll(AccountId account, long but) {
        return remove(r -> r.account.equals(account) && r.id != but);
      }

      @Override
      public Set<Long> ended(Collection<Long> ids, Terms terms) {
        Set<Long> ended = new LinkedHashSet<>(ids);
        rows.values().stream().filter(r -> holds(r, terms)).forEach(r -> ended.remove(r.id));
        return ended;
      }

      @Override
      public void forget(Terms terms) {
        remove(r -> !holds(r, terms));
      }
    };
  }

  public Friends friends() {
    return new Friends() {
      private Optional<Pair> pair(AccountId one, AccountId other) {
        return pairs.stream().filter(p -> p.of(one, other)).findFirst();
      }

      @Override
      public Standing standing(AccountId one, AccountId other) {
        return pair(one, other)
            .map(
                p ->
                    p.accepted()
                        ? Standing.FRIENDS
                        : p.asker().equals(one) ? Standing.ASKED : Standing.WANTED)
            .orElse(Standing.NONE);
      }

      @Override
      public Standing ask(AccountId asker, AccountId asked) {
        Optional<Pair> before = pair(asker, asked);
        if (before.isEmpty()) {
          pairs.add(new Pair(asker, asked, false));
        } else if (before.get().asker().equals(asked)) {
          pairs.set(pairs.indexOf(before.get()), new Pair(asked, asker, true));
        }
        return standing(asker, asked);
      }

      @Override
      public void part(AccountId one, AccountId other) {
        pairs.removeIf(p -> p.of(one, other));
      }

      @Override
      public List<Friend> of(AccountId account) {
        return pairs.stream()
            .filter(p -> p.asker().equals(account) || p.asked().equals(account))
            .map(p -> people.get(p.asker().equals(account) ? p.asked() : p.asker()))
            .sorted(Comparator.comparing(p -> Names.key(p.name)))
            .map(
                p ->
                    new Friend(
                        p.account(),
                        standing(account, p.id),
                        p.seen.isAfter(clock.instant().minus(Duration.ofMinutes(1)))))
            .toList();
      }

      @Override
      public int count(AccountId account) {
        return of(account).size();
      }
    };
  }
}
