package dev.parlour.player.store;

import dev.parlour.player.AccountDeleted;
import dev.parlour.player.GuestId;
import dev.parlour.player.GuestMoved;
import dev.parlour.player.GuestSeats;
import dev.parlour.player.HeldSeat;
import dev.parlour.player.SeatHolder;
import dev.parlour.player.SeatRecords;
import dev.parlour.room.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Written with PostgreSQL's own upsert, because two tabs of one browser may come at the same
 * moment.
 */
@ApplicationScoped
public class JpaGuestSeats implements GuestSeats, SeatRecords {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int AT_ONCE = 1_000;

  @PersistenceContext(unitName = "parlour")
  private EntityManager entities;

  @Override
  @Transactional
  public void remember(GuestId guest, String room, Actor actor, String name) {
    make(guest);
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

  /**
   * Has a row for the guest, and holds it until the transaction ends, so that nobody deletes it
   * before it has something. An account that is being deleted is waited for, and gets none.
   */
  private void make(GuestId guest) {
    String held =
        " ON CONFLICT (key) DO UPDATE SET created_at = guest.created_at WHERE false"; // locks it
    if (guest.account().isPresent()) {
      entities
          .createNativeQuery(
              "INSERT INTO guest (key) SELECT CAST(:key AS text) FROM account WHERE id = :account"
                  + " FOR KEY SHARE"
                  + held)
          .setParameter("key", guest.key())
          .setParameter("account", guest.account().get().value())
          .executeUpdate();
    } else {
      entities
          .createNativeQuery("INSERT INTO guest (key) VALUES (:key)" + held)
          .setParameter("key", guest.key())
          .executeUpdate();
    }
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
        .map(JpaGuestSeats::held)
        .toList();
  }

  @Override
  @Transactional
  public List<Kept> all(GuestId guest) {
    return entities
        .createQuery(
            "SELECT s FROM GuestSeatRow s, GuestRow g WHERE g.id = s.id.guestId AND g.key = :key"
                + " ORDER BY s.takenAt DESC, s.id.room, s.id.actor",
            GuestSeatRow.class)
        .setParameter("key", guest.key())
        .getResultList()
        .stream()
        .map(s -> new Kept(held(s), s.givenUp))
        .toList();
  }

  private static HeldSeat held(GuestSeatRow seat) {
    return new HeldSeat(
        seat.id.room(),
        HeldText.actor(seat.id.actor()),
        seat.name.isEmpty() ? null : seat.name,
        seat.takenAt);
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
                SELECT DISTINCT ON (s.actor) s.actor, g.key, s.name,
                       nullif(s.held_at, min(s.first_at) OVER (PARTITION BY s.actor))
                FROM guest_seat s JOIN guest g ON g.id = s.guest_id
                WHERE s.room = :room AND s.actor <> :host
                ORDER BY s.actor, g.key ~ '^[@~]' DESC, CASE WHEN g.key ~ '^[@~]' THEN s.first_at END,
                         s.given_up, s.taken_at DESC, g.id DESC
                """)
            .setParameter("room", room)
            .setParameter("host", HeldText.of(Actor.HOST))
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new SeatHolder(
                    (String) row[0],
                    new GuestId((String) row[1]),
                    (String) row[2],
                    (Instant) row[3]))
        .toList();
  }

  /** In the transaction in which somebody signs in. */
  @Transactional
  void moved(@Observes GuestMoved move) {
    String to = move.to().key();
    String from = move.from().key();
    make(move.to());
    entities
        .createNativeQuery(
            """
            INSERT INTO guest_seat (guest_id, room, actor, name, taken_at, first_at, given_up)
            SELECT t.id, s.room, s.actor, s.name, s.taken_at, s.first_at, s.given_up
            FROM guest t, guest f JOIN guest_seat s ON s.guest_id = f.id
            WHERE t.key = :to AND f.key = :from
            ON CONFLICT (guest_id, room, actor) DO UPDATE
              SET given_up = guest_seat.given_up AND excluded.given_up,
                  first_at = least(guest_seat.first_at, excluded.first_at)
            """)
        .setParameter("to", to)
        .setParameter("from", from)
        .executeUpdate();
    entities
        .createNativeQuery("DELETE FROM guest WHERE key = :key")
        .setParameter("key", from)
        .executeUpdate();
    codes(from, to);
  }

  private void codes(String from, String to) {
    entities
        .createNativeQuery("UPDATE return_code SET taken_by = :to WHERE taken_by = :from")
        .setParameter("to", to)
        .setParameter("from", from)
        .executeUpdate();
  }

  /**
   * In the transaction in which an account goes. Its seats stay until their rooms go, so that a
   * game that is not over yet knows that whoever sat there is not to be named.
   */
  @Transactional
  void deleted(@Observes AccountDeleted gone) {
    String key = GuestId.of(gone.account()).key();
    String nobody = GuestId.ofDeleted(RANDOM).key();
    // First, as whoever is about to sit down in its name holds it too.
    entities
        .createNativeQuery("SELECT id FROM account WHERE id = :id FOR UPDATE")
        .setParameter("id", gone.account().value())
        .getResultList();
    entities
        .createNativeQuery(
            "DELETE FROM guest_seat s USING guest g WHERE g.id = s.guest_id AND g.key = :key AND"
                + " s.actor = :host")
        .setParameter("key", key)
        .setParameter("host", HeldText.of(Actor.HOST))
        .executeUpdate();
    entities
        .createNativeQuery(
            "UPDATE guest_seat s SET name = '', given_up = true FROM guest g WHERE g.id ="
                + " s.guest_id AND g.key = :key")
        .setParameter("key", key)
        .executeUpdate();
    entities
        .createNativeQuery("UPDATE guest SET key = :nobody WHERE key = :key")
        .setParameter("nobody", nobody)
        .setParameter("key", key)
        .executeUpdate();
    codes(key, nobody);
  }

  @Override
  @Transactional
  @SuppressWarnings("unchecked") // of one column, here and below
  public List<String> rooms(String after, int most) {
    return entities
        .createNativeQuery(
            "SELECT DISTINCT room FROM guest_seat WHERE room > :after AND taken_at < now() -"
                + " interval '1 day' ORDER BY room LIMIT :most",
            String.class)
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  @Override
  @Transactional
  public void forget(Collection<String> rooms) {
    entities
        .createNativeQuery(
            "DELETE FROM guest_seat WHERE room = ANY (:rooms) AND taken_at < now() - interval '1"
                + " day'")
        .setParameter("rooms", rooms.toArray(String[]::new))
        .executeUpdate();
  }

  @Override
  @Transactional
  @SuppressWarnings("unchecked")
  public void forgetEmptyHanded() {
    List<Long> some;
    do {
      some =
          entities
              .createNativeQuery(
                  """
                  SELECT id FROM guest g
                  WHERE created_at < now() - interval '1 day'
                    AND NOT EXISTS (SELECT 1 FROM guest_seat s WHERE s.guest_id = g.id)
                  ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
                  """,
                  Long.class)
              .setParameter("most", AT_ONCE)
              .getResultList();
      // Asked once more, as somebody may have got a seat before the lock was there.
      entities
          .createNativeQuery(
              """
              DELETE FROM guest g
              WHERE id = ANY (:ids) AND NOT EXISTS (SELECT 1 FROM guest_seat s WHERE s.guest_id = g.id)
              """)
          .setParameter("ids", some.toArray(Long[]::new))
          .executeUpdate();
    } while (some.size() == AT_ONCE);
  }
}
