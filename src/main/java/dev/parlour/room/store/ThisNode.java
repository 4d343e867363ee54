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
import java.util.UUID;

/**
 * This node's row. Its name is the setting {@code node.name} ({@code node-1}), which must stay the
 * same over restarts and be another one on each node; its region is {@code node.region}; its
 * incarnation is new with every run.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class ThisNode implements NodeLedger {
  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  private final String name = word("node.name", "node-1");
  private final String region = word("node.region", "default");
  private final Duration deadAfter =
      Settings.ofProcess().millis("node.dead-millis", 3_000, 1_500, 60_000);
  private final String incarnation = UUID.randomUUID().toString();

  /** Names go into selectors of the broker and into logs. */
  private static String word(String setting, String usual) {
    String word = Settings.ofProcess().text(setting, usual);
    if (!word.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "The setting parlour."
              + setting
              + " has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
    return word;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String region() {
    return region;
  }

  /** This run of it. */
  String incarnation() {
    return incarnation;
  }

  /** In seconds: a node that was not heard for so long counts as dead. */
  double deadAfter() {
    return deadAfter.toMillis() / 1000.0;
  }

  @Override
  public void begin() {
    em.createNativeQuery(
            """
            insert into node (name, incarnation, heartbeat, region) values (:name, :incarnation, now(), :region)
            on conflict (name) do update set incarnation = excluded.incarnation, heartbeat = excluded.heartbeat, region = excluded.region,
              draining = false, died_at = node.heartbeat
            """)
        .setParameter("name", name)
        .setParameter("incarnation", incarnation)
        .setParameter("region", region)
        .executeUpdate();
  }

  @Override
  public Pulse beat() {
    boolean ours = changed("update node set heartbeat = now()") == 1;
    @SuppressWarnings("unchecked")
    List<Object[]> living =
        em.createNativeQuery(
                "select name, region, draining from node where heartbeat > now() -"
                    + " make_interval(secs => :dead) order by name")
            .setParameter("dead", deadAfter())
            .getResultList();
    return new Pulse(
        ours,
        living.stream().map(n -> new Node((String) n[0], (String) n[1], (Boolean) n[2])).toList());
  }

  @Override
  public void drain() {
    changed("update node set draining = true");
  }

  @Override
  public void end() {
    em.createNativeQuery(
            "update room set owner = null, run = null, epoch = epoch + 1, released_at = now() where"
                + " owner = :name and run = :incarnation")
        .setParameter("name", name)
        .setParameter("incarnation", incarnation)
        .executeUpdate();
    changed("update node set heartbeat = now() - interval '1 hour'");
  }

  private int changed(String update) {
    return em.createNativeQuery(update + " where name = :name and incarnation = :incarnation")
        .setParameter("name", name)
        .setParameter("incarnation", incarnation)
        .executeUpdate();
  }
}
