package dev.parlour.player.store;

import dev.parlour.player.AccountId;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sign-ins in PostgreSQL, by the database's clock, so that all nodes agree on what has ended. */
@ApplicationScoped
@Transactional
public class JpaSessions implements Sessions {
  /** Whether a row still counts. */
  private static final String HOLDS = "used_at > now() - :unused * interval '1 second'";

  /** Whether a row counts by the token. */
  private static final String BY_TOKEN =
      "(token = :token OR former = :token AND (former_until IS NULL OR former_until > now()))";

  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  private Query sql(String statement) {
    return entities.createNativeQuery(statement);
  }

  @Override
  public long open(AccountId account, String token, String device) {
    return ((Number)
            sql("""
            INSERT INTO account_session (account, token, device)
            VALUES (:account, :token, :device) RETURNING id
            """)
                .setParameter("account", account.value())
                .setParameter("token", token)
                .setParameter("device", device)
                .getSingleResult())
        .longValue();
  }

  @Override
  public Optional<Found> find(String token, Terms terms) {
    List<?> rows =
        entities
            .createNativeQuery(
                "SELECT s.id, s.account, a.name, a.avatar, s.renewed_at < now() - :renewed *"
                    + " interval '1 second', s.token = :token AND s.former IS NOT NULL AND"
                    + " s.former_until IS NULL FROM account_session s JOIN account a ON a.id ="
                    + " s.account WHERE "
                    + BY_TOKEN
                    + " AND s."
                    + HOLDS,
                Object[].class)
            .setParameter("token", token)
            .setParameter("renewed", terms.renewed().toSeconds())
            .setParameter("unused", terms.unused().toSeconds())
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(Object[].class::cast)
        .map(
            row ->
                new Found(
                    new Session(
                        ((Number) row[0]).longValue(),
                        new AccountId((String) row[1]),
                        (String) row[2],
                        (String) row[3],
                        (Boolean) row[4]),
                    (Boolean) row[5]));
  }

  @Override
  public boolean renew(String token, String fresh, Terms terms) {
    return sql("UPDATE account_session SET former = :token, former_until = NULL, token = :fresh,"
                + " renewed_at = now() WHERE renewed_at < now() - :renewed * interval '1 second'"
                + " AND "
                + BY_TOKEN)
            .setParameter("token", token)
            .setParameter("fresh", fresh)
            .setParameter("renewed", terms.renewed().toSeconds())
            .executeUpdate()
        == 1;
  }

  @Override
  public void arrived(long id, Terms terms) {
    sql("UPDATE account_session SET former_until = now() + :grace * interval '1 second' WHERE id ="
            + " :id AND former_until IS NULL AND former IS NOT NULL")
        .setParameter("id", id)
        .setParameter("grace", terms.grace().toSeconds())
        .executeUpdate();
  }

  @Override
  public void used(long id) {
    sql("""
    WITH used AS (UPDATE account_session SET used_at = now() WHERE id = :id RETURNING account)
    UPDATE account SET seen_at = now() WHERE id = (SELECT account FROM used)
    """)
        .setParameter("id", id)
        .executeUpdate();
  }

  @Override
  public void linking(long id, Duration term) {
    sql("UPDATE account_session SET linking_until = now() + :term * interval '1 second' WHERE id ="
            + " :id")
        .setParameter("id", id)
        .setParameter("term", term.toSeconds())
        .executeUpdate();
  }

  @Override
  public boolean linked(long id) {
    return sql("""
    UPDATE account_session SET linking_until = NULL WHERE id = :id AND linking_until > now()
    """)
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  @Override
  public List<Listed> of(AccountId account, Terms terms) {
    List<?> rows =
        entities
            .createNativeQuery(
                "SELECT id, device, CAST(extract(epoch FROM created_at) * 1000 AS bigint),"
                    + " CAST(extract(epoch FROM used_at) * 1000 AS bigint) FROM account_session"
                    + " WHERE account = :account AND "
                    + HOLDS
                    + " ORDER BY used_at DESC, id DESC",
                Object[].class)
            .setParameter("account", account.value())
            .setParameter("unused", terms.unused().toSeconds())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Listed(
                    ((Number) row[0]).longValue(),
                    (String) row[1],
                    Instant.ofEpochMilli((Long) row[2]),
                    Instant.ofEpochMilli((Long) row[3])))
        .toList();
  }

  @Override
  public Set<Long> end(AccountId account, Collection<Long> ids) {
    return numbers(
        sql("DELETE FROM account_session WHERE account = :account AND id = ANY (:ids) RETURNING id")
            .setParameter("account", account.value())
            .setParameter("ids", ids.toArray(Long[]::new)));
  }

  @Override
  public Set<Long> endAll(AccountId account, long but) {
    return numbers(
        sql("DELETE FROM account_session WHERE account = :account AND id <> :but RETURNING id")
            .setParameter("account", account.value())
            .setParameter("but", but));
  }

  @Override
  public Set<Long> ended(Collection<Long> ids, Terms terms) {
    Set<Long> ended = new LinkedHashSet<>(ids);
    ended.removeAll(
        numbers(
            sql("SELECT id FROM account_session WHERE id = ANY (:ids) AND " + HOLDS)
                .setParameter("ids", ids.toArray(Long[]::new))
                .setParameter("unused", terms.unused().toSeconds())));
    return ended;
  }

  private static Set<Long> numbers(Query query) {
    Set<Long> numbers = new LinkedHashSet<>();
    for (Object id : query.getResultList()) {
      numbers.add(((Number) id).longValue());
    }
    return numbers;
  }

  @Override
  public void forget(Terms terms) {
    sql("DELETE FROM account_session WHERE NOT (" + HOLDS + ")")
        .setParameter("unused", terms.unused().toSeconds())
        .executeUpdate();
  }
}
