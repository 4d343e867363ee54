package dev.parlour.room.store;

import dev.parlour.room.NodeLedger;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * This node's row. Its name is the setting {@code node.name} ({@code node-1}), which must stay the
 * same over restarts and be another one on each node; its incarnation is new with every run.
 */
@ApplicationScoped
class ThisNode implements NodeLedger {
  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  private final String name = Settings.ofProcess().text("node.name", "node-1");
  private final String incarnation = UUID.randomUUID().toString();

  @Override
  public String name() {
    return name;
  }

  /** This run of it. */
  String incarnation() {
    return incarnation;
  }

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public Optional<Duration> begin() {
    List<?> ago =
        em.createNativeQuery(
                "select cast(extract(epoch from now() - heartbeat) * 1000 as bigint) from node"
                    + " where name = :name")
            .setParameter("name", name)
            .getResultList();
    em.createNativeQuery(
            """
            insert into node (name, incarnation, heartbeat) values (:name, :incarnation, now())
            on conflict (name) do update set incarnation = excluded.incarnation, heartbeat = excluded.heartbeat
            """)
        .setParameter("name", name)
        .setParameter("incarnation", incarnation)
        .executeUpdate();
    return ago.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, ((Number) ago.getFirst()).longValue())));
  }

  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public boolean beat() {
    return em.createNativeQuery(
                "update node set heartbeat = now() where name = :name and incarnation ="
                    + " :incarnation")
            .setParameter("name", name)
            .setParameter("incarnation", incarnation)
            .executeUpdate()
        == 1;
  }
}
