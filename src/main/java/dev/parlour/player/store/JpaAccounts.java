package dev.parlour.player.store;

import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Accounts;
import dev.parlour.shared.Names;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Accounts in PostgreSQL. Which of two people who want a name has it, its index decides. */
@ApplicationScoped
@Transactional
public class JpaAccounts implements Accounts {
  /** What {@link #account} reads, of a table named {@code a}. */
  static final String COLUMNS =
      "a.id, a.name, a.email, a.avatar, a.password IS NOT NULL, a.shows_place,"
          + " CAST(extract(epoch FROM a.created_at) * 1000 AS bigint),"
          + " CAST(extract(epoch FROM a.seen_at) * 1000 AS bigint)";

  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  static Account account(Object[] row) {
    return new Account(
        new AccountId((String) row[0]),
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (Boolean) row[4],
        (Boolean) row[5],
        Instant.ofEpochMilli((Long) row[6]),
        Instant.ofEpochMilli((Long) row[7]));
  }

  private Query sql(String statement) {
    return entities.createNativeQuery(statement);
  }

  private Query rows(String statement) {
    return entities.createNativeQuery(statement, Object[].class);
  }

  private static Optional<Object[]> first(Query query) {
    List<?> rows = query.getResultList();
    return rows.stream().findFirst().map(Object[].class::cast);
  }

  @Override
  public boolean create(NewAccount account) {
    lock(account.name());
    return sql("""
    INSERT INTO account (id, name, name_key, email, password, avatar)
    VALUES (:id, :name, :key, :email, :password, :avatar)
    ON CONFLICT (name_key) DO NOTHING
    """)
            .setParameter("id", account.id().value())
            .setParameter("name", account.name())
            .setParameter("key", Names.key(account.name()))
            .setParameter("email", account.email())
            .setParameter("password", account.password())
            .setParameter("avatar", account.avatar())
            .executeUpdate()
        == 1;
  }

  @Override
  public Optional<Account> find(AccountId id) {
    return first(
            rows("SELECT " + COLUMNS + " FROM account a WHERE a.id = :id")
                .setParameter("id", id.value()))
        .map(JpaAccounts::account);
  }

  @Override
  public Optional<Account> byNameKey(String key) {
    return first(
            rows("SELECT " + COLUMNS + " FROM account a WHERE a.name_key = :key")
                .setParameter("key", key))
        .map(JpaAccounts::account);
  }

  @Override
  public Optional<Secret> secretByNameKey(String key) {
    return first(
            rows("SELECT id, password FROM account WHERE name_key = :key").setParameter("key", key))
        .map(JpaAccounts::secret);
  }

  @Override
  public Optional<Secret> secret(AccountId id) {
    return first(
            rows("SELECT id, password FROM account WHERE id = :id").setParameter("id", id.value()))
        .map(JpaAccounts::secret);
  }

  private static Secret secret(Object[] row) {
    return new Secret(new AccountId((String) row[0]), (String) row[1]);
  }

  @Override
  public boolean rename(AccountId id, String name) {
    lock(name);
    return sql("""
    UPDATE account SET name = :name, name_key = :key
    WHERE id = :id
      AND NOT EXISTS (SELECT 1 FROM account WHERE name_key = :key AND id <> :id)
    """)
            .setParameter("id", id.value())
            .setParameter("name", name)
            .setParameter("key", Names.key(name))
            .executeUpdate()
        == 1;
  }

  /** One after the other who want the same name, or the index would break a transaction. */
  private void lock(String name) {
    sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('account name'), hashtext(:key))")
        .setParameter("key", Names.key(name))
        .getSingleResult();
  }

  @Override
  public void describe(AccountId id, String email, boolean showsPlace) {
    sql("UPDATE account SET email = :email, shows_place = :shows WHERE id = :id")
        .setParameter("id", id.value())
        .setParameter("email", email)
        .setParameter("shows", showsPlace)
        .executeUpdate();
  }

  @Override
  public void avatar(AccountId id, String avatar) {
    sql("UPDATE account SET avatar = :avatar WHERE id = :id")
        .setParameter("id", id.value())
        .setParameter("avatar", avatar)
        .executeUpdate();
  }

  @Override
  public void password(AccountId id, String hash) {
    sql("UPDATE account SET password = :hash WHERE id = :id")
        .setParameter("id", id.value())
        .setParameter("hash", hash)
        .executeUpdate();
  }

  @Override
  public void delete(AccountId id) {
    sql("DELETE FROM account WHERE id = :id").setParameter("id", id.value()).executeUpdate();
  }

  @Override
  public void seen(Collection<AccountId> accounts) {
    // Several nodes and tabs may say the same; one of them is enough.
    sql("UPDATE account SET seen_at = now() WHERE id = ANY (:ids) AND seen_at < now() - interval"
            + " '15 seconds'")
        .setParameter("ids", ids(accounts))
        .executeUpdate();
  }

  @Override
  public List<Account> all(Collection<AccountId> accounts) {
    List<?> rows =
        rows("SELECT " + COLUMNS + " FROM account a WHERE a.id = ANY (:ids)")
            .setParameter("ids", ids(accounts))
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(JpaAccounts::account).toList();
  }

  private static String[] ids(Collection<AccountId> accounts) {
    // Always in the same order, so that nodes which touch the same rows do not wait for each other.
    return accounts.stream().map(AccountId::value).distinct().sorted().toArray(String[]::new);
  }

  @Override
  public boolean knows(String nameKey, String browser) {
    return !sql("SELECT 1 FROM account_browser b JOIN account a ON a.id = b.account WHERE"
            + " a.name_key = :key AND b.browser = :browser")
        .setParameter("key", nameKey)
        .setParameter("browser", browser)
        .getResultList()
        .isEmpty();
  }

  @Override
  public int browsers(AccountId account) {
    return ((Number)
            sql("SELECT count(*) FROM account_browser WHERE account = :account")
                .setParameter("account", account.value())
                .getSingleResult())
        .intValue();
  }

  @Override
  public Optional<AccountId> vouched(String issuer, String subject) {
    List<?> ids =
        sql("SELECT account FROM account_vouched WHERE issuer = :issuer AND subject = :subject")
            .setParameter("issuer", issuer)
            .setParameter("subject", subject)
            .getResultList();
    return ids.stream().findFirst().map(String.class::cast).map(AccountId::new);
  }

  @Override
  public boolean vouch(AccountId account, String issuer, String subject) {
    return sql("""
    INSERT INTO account_vouched (issuer, subject, account)
    VALUES (:issuer, :subject, :account) ON CONFLICT DO NOTHING
    """)
            .setParameter("issuer", issuer)
            .setParameter("subject", subject)
            .setParameter("account", account.value())
            .executeUpdate()
        == 1;
  }

  @Override
  public boolean isVouched(AccountId account, String issuer) {
    return !sql("SELECT 1 FROM account_vouched WHERE account = :account AND issuer = :issuer")
        .setParameter("account", account.value())
        .setParameter("issuer", issuer)
        .getResultList()
        .isEmpty();
  }

  @Override
  public List<Vouched> vouchedFor(AccountId account) {
    List<?> rows =
        rows("SELECT issuer, subject FROM account_vouched WHERE account = :account ORDER BY issuer,"
                + " subject")
            .setParameter("account", account.value())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Vouched((String) row[0], (String) row[1]))
        .toList();
  }

  @Override
  public void unvouch(AccountId account, String issuer) {
    sql("DELETE FROM account_vouched WHERE account = :account AND issuer = :issuer")
        .setParameter("account", account.value())
        .setParameter("issuer", issuer)
        .executeUpdate();
  }

  @Override
  public void remember(AccountId account, String browser) {
    sql("INSERT INTO account_browser (account, browser) VALUES (:id, :browser) ON CONFLICT DO"
            + " NOTHING")
        .setParameter("id", account.value())
        .setParameter("browser", browser)
        .executeUpdate();
  }
}
