package dev.parlour.player.store;

import dev.parlour.player.GuestId;
import dev.parlour.player.ReturnCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Time is the database's, so that all nodes agree on when a code expires. */
@ApplicationScoped
public class JpaReturnCodes implements ReturnCodes {
  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  @Override
  @Transactional
  public Instant offer(String key, Places places, Duration valid) {
    String actors = HeldText.of(places.actors());
    entities
        .createNativeQuery(
            """
            DELETE FROM return_code
            WHERE expires_at <= now() OR room = :room AND actors <> :actors
              AND string_to_array(actors, ' ') && string_to_array(:actors, ' ')
            """)
        .setParameter("room", places.room())
        .setParameter("actors", actors)
        .executeUpdate();
    return (Instant)
        entities
            .createNativeQuery(
                """
                INSERT INTO return_code (key, room, actors, expires_at)
                VALUES (:key, :room, :actors, now() + :seconds * interval '1 second')
                ON CONFLICT (room, actors) DO UPDATE
                  SET key = excluded.key, expires_at = excluded.expires_at, taken_by = NULL
                RETURNING expires_at
                """,
                Instant.class)
            .setParameter("key", key)
            .setParameter("room", places.room())
            .setParameter("actors", actors)
            .setParameter("seconds", valid.toSeconds())
            .getSingleResult();
  }

  @Override
  @Transactional
  public Optional<Places> take(String key, GuestId by) {
    List<?> taken =
        entities
            .createNativeQuery(
                """
                UPDATE return_code SET taken_by = :by
                WHERE key = :key AND expires_at > now() AND (taken_by IS NULL OR taken_by = :by)
                RETURNING room, actors
                """,
                Object[].class)
            .setParameter("key", key)
            .setParameter("by", by.key())
            .getResultList();
    return taken.stream()
        .findFirst()
        .map(Object[].class::cast)
        .map(row -> new Places((String) row[0], HeldText.actors((String) row[1])));
  }
}
