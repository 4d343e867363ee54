package dev.parlour.player.store;

import dev.parlour.player.AccountId;
import dev.parlour.player.Friends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;

/** Friends in PostgreSQL: one row a pair, which an index holds. */
@ApplicationScoped
@Transactional
public class JpaFriends implements Friends {
  /** Of the two people :one and :other. */
  private static final String PAIR =
      "least(asker, asked) = least(:one, :other) AND greatest(asker, asked) = greatest(:one,"
          + " :other)";

  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  private Query pair(String statement, AccountId one, AccountId other) {
    return entities
        .createNativeQuery(statement)
        .setParameter("one", one.value())
        .setParameter("other", other.value());
  }

  @Override
  public Standing standing(AccountId one, AccountId other) {
    List<?> rows =
        pair(
                "SELECT CASE WHEN accepted THEN 'FRIENDS' WHEN asker = :one THEN 'ASKED' ELSE"
                    + " 'WANTED' END FROM friendship WHERE "
                    + PAIR,
                one,
                other)
            .getResultList();
    return rows.isEmpty() ? Standing.NONE : Standing.valueOf((String) rows.getFirst());
  }

  @Override
  public Standing ask(AccountId asker, AccountId asked) {
    pair(
            "INSERT INTO friendship (asker, asked) VALUES (:one, :other) ON CONFLICT"
                + " (least(asker, asked), greatest(asker, asked)) DO UPDATE SET accepted ="
                + " friendship.accepted OR friendship.asker = :other",
            asker,
            asked)
        .executeUpdate();
    return standing(asker, asked);
  }

  @Override
  public void part(AccountId one, AccountId other) {
    pair("DELETE FROM friendship WHERE " + PAIR, one, other).executeUpdate();
  }

  @Override
  public List<Friend> of(AccountId account) {
    List<?> rows =
        entities
            .createNativeQuery(
                "SELECT "
                    + JpaAccounts.COLUMNS
                    + ", CASE WHEN f.accepted THEN 'FRIENDS' WHEN f.asker = :me THEN 'ASKED' ELSE"
                    + " 'WANTED' END, a.seen_at > now() - interval '1 minute' FROM friendship f"
                    + " JOIN account a ON a.id = CASE WHEN f.asker = :me THEN f.asked ELSE f.asker"
                    + " END WHERE f.asker = :me OR f.asked = :me ORDER BY a.name_key",
                Object[].class)
            .setParameter("me", account.value())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Friend(
                    JpaAccounts.account(row), Standing.valueOf((String) row[8]), (Boolean) row[9]))
        .toList();
  }

  @Override
  public int count(AccountId account) {
    return ((Number)
            entities
                .createNativeQuery(
                    "SELECT count(*) FROM friendship WHERE asker = :me OR asked = :me")
                .setParameter("me", account.value())
                .getSingleResult())
        .intValue();
  }
}
