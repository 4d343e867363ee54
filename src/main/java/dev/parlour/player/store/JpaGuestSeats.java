package dev.parlour.player.store;

import dev.parlour.player.AccountDeleted;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.SeatHolder;
import dev.parlour.room.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Written with PostgreSQL's own upsert, because two tabs of one browser may come at the same
 * moment.
 */
@ApplicationScoped
public class JpaGuestSeats implements GuestSeats {
  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  @Override
  @Transactional
  public void remember(GuestId guest, String room, Actor actor, String name) {
    entities
        .createNativeQuery("INSERT INTO guest (key) VALUES (:key) ON CONFLICT (key) DO NOTHING")
        .setParameter("key", guest.key())
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            INSERT INTO guest_seat (guest_id, room, actor, name)
            SELECT id, :room, :actor, :name FROM guest WHERE key = :key
            ON CONFLICT (guest_id, room, actor) DO UPDATE
              SET name = excluded.name, given_up = false,
                  taken_at = CASE WHEN guest_seat.given_up THEN now() ELSE guest_seat.taken_at END
            """)
        .setParameter("room", room)
        .setParameter("actor", HeldText.of(actor))
        .setParameter("name", name == null ? "" : name)
        .setParameter("key", guest.key())
        .executeUpdate();
  }

  @Override
  @Transactional
  public Set<Actor> in(GuestId guest, String room) {
    Set<Actor> actors = new LinkedHashSet<>();
    entities
        .createQuery(
            "SELECT s.id.actor FROM GuestSeatRow s, GuestRow g WHERE g.id = s.id.guestId AND g.key"
                + " = :key AND s.id.room = :room AND NOT s.givenUp ORDER BY s.takenAt DESC",
            String.class)
        .setParameter("key", guest.key())
        .setParameter("room", room)
        .getResultList()
        .forEach(a -> actors.add(HeldText.actor(a)));
    return actors;
  }

  @Override
  @Transactional
  public void forget(GuestId guest, String room, Actor actor) {
    entities
        .createNativeQuery(
            "UPDATE guest_seat s SET given_up = true FROM guest g WHERE g.id = s.guest_id AND"
                + " g.key = :key AND s.room = :room AND s.actor = :actor")
        .setParameter("key", guest.key())
        .setParameter("room", room)
        .setParameter("actor", HeldText.of(actor))
        .executeUpdate();
  }

  @Override
  @Transactional
  public List<HeldSeat> rooms(GuestId guest) {
    return entities
        .createQuery(
            "SELECT s FROM GuestSeatRow s, GuestRow g WHERE g.id = s.id.guestId AND g.key = :key"
                + " AND NOT s.givenUp ORDER BY s.takenAt DESC, s.id.room, s.id.actor",
            GuestSeatRow.class)
        .setParameter("key", guest.key())
        .setMaxResults(RECENT)
        .getResultList()
        .stream()
        .map(
            s ->
                new HeldSeat(
                    s.id.room(),
                    HeldText.actor(s.id.actor()),
                    s.name.isEmpty() ? null : s.name,
                    s.takenAt))
        .toList();
  }

  @Override
  @Transactional
  public List<SeatHolder> holders(String room) {
    // A statement of its own: one that had to wait for a lock would join the row, as it is after
    // the wait, to guests as they were before it.
    entities
        .createNativeQuery(
            """
            SELECT actor FROM guest_seat WHERE room = :room AND actor <> :host
            ORDER BY guest_id, actor FOR SHARE
            """)
        .setParameter("room", room)
        .setParameter("host", HeldText.of(Actor.HOST))
        .getResultList();
    List<?> rows =
        entities
            .createNativeQuery(
                """
                SELECT DISTINCT ON (s.actor) s.actor, g.key, s.name
                FROM guest_seat s JOIN guest g ON g.id = s.guest_id
                WHERE s.room = :room AND s.actor <> :host
                ORDER BY s.actor, g.key LIKE '@%' DESC, s.given_up, s.taken_at DESC, g.id DESC
                """)
            .setParameter("room", room)
            .setParameter("host", HeldText.of(Actor.HOST))
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new SeatHolder((String) row[0], new GuestId((String) row[1]), (String) row[2]))
        .toList();
  }

  /** In the transaction in which somebody signs in. */
  @Transactional
  void moved(@Observes GuestMoved move) {
    String to = move.to().key();
    String from = move.from().key();
    entities
        .createNativeQuery("INSERT INTO guest (key) VALUES (:key) ON CONFLICT (key) DO NOTHING")
        .setParameter("key", to)
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            INSERT INTO guest_seat (guest_id, room, actor, name, taken_at, given_up)
            SELECT t.id, s.room, s.actor, s.name, s.taken_at, s.given_up
            FROM guest t, guest f JOIN guest_seat s ON s.guest_id = f.id
            WHERE t.key = :to AND f.key = :from
            ON CONFLICT (guest_id, room, actor) DO UPDATE
              SET given_up = guest_seat.given_up AND excluded.given_up
            """)
        .setParameter("to", to)
        .setParameter("from", from)
        .executeUpdate();
    delete(from);
    entities
        .createNativeQuery("UPDATE return_code SET taken_by = :to WHERE taken_by = :from")
        .setParameter("to", to)
        .setParameter("from", from)
        .executeUpdate();
  }

  /** In the transaction in which an account goes. */
  @Transactional
  void deleted(@Observes AccountDeleted gone) {
    delete(GuestId.of(gone.account()).key());
  }

  private void delete(String key) {
    entities
        .createNativeQuery("DELETE FROM guest WHERE key = :key")
        .setParameter("key", key)
        .executeUpdate();
  }
}
