package dev.parlour.player.store;

import dev.parlour.player.AccountId;
import dev.parlour.player.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Pictures in PostgreSQL: some 60 KB each, so that all nodes have them and a backup is whole. */
@ApplicationScoped
@Transactional
public class JpaPictures implements Pictures {
  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  @Override
  public void put(AccountId account, String id, byte[] png) {
    entities
        .createNativeQuery(
            """
            INSERT INTO account_picture (id, account, png) VALUES (:id, :account, :png)
            ON CONFLICT (account) DO UPDATE SET id = excluded.id, png = excluded.png
            """)
        .setParameter("id", id)
        .setParameter("account", account.value())
        .setParameter("png", png)
        .executeUpdate();
  }

  @Override
  public Optional<byte[]> find(String id) {
    return png("id", id);
  }

  @Override
  public Optional<byte[]> of(AccountId account) {
    return png("account", account.value());
  }

  private Optional<byte[]> png(String column, String value) {
    List<?> rows =
        entities
            .createNativeQuery(
                "SELECT png FROM account_picture WHERE " + column + " = :value", byte[].class)
            .setParameter("value", value)
            .getResultList();
    return rows.stream().findFirst().map(byte[].class::cast);
  }

  @Override
  public void delete(AccountId account) {
    entities
        .createNativeQuery("DELETE FROM account_picture WHERE account = :account")
        .setParameter("account", account.value())
        .executeUpdate();
  }
}
