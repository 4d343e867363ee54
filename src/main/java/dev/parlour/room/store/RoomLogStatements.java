package dev.parlour.room.store;

import dev.parlour.room.Room;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Loaded;
import dev.parlour.room.RoomLog.Outcome;
import dev.parlour.room.RoomState;
import dev.parlour.shared.NoticesStored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/** The transactions behind {@link JpaRoomLog}, one a method. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class RoomLogStatements {
  /** How long after its last heartbeat a node is taken for dead. */
  private static final Duration NODE_DEAD_AFTER = Duration.ofSeconds(5);

  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  @Inject ThisNode node;
  @Inject Codecs codecs;
  @Inject Event<NoticesStored> stored;

  List<Outcome> append(List<Written> appends) {
    Set<String> ours =
        em.unwrap(Session.class)
            .doReturningWork(
                connection -> new AppendStatements(connection, node.name()).store(appends));
    int notices =
        appends.stream()
            .filter(w -> ours.contains(w.append().code()))
            .mapToInt(w -> w.notices().size())
            .sum();
    if (notices > 0) {
      stored.fire(new NoticesStored(notices));
    }
    return appends.stream()
        .map(w -> ours.contains(w.append().code()) ? Outcome.STORED : Outcome.FENCED)
        .toList();
  }

  Optional<String> gameOf(String code) {
    return Optional.ofNullable(em.find(RoomRow.class, code)).map(r -> r.game);
  }

  Optional<Loaded> claim(String code, Room room) {
    @SuppressWarnings("unchecked")
    List<Object[]> claimed =
        em.createNativeQuery(
                """
                update room set epoch = epoch + 1, owner = :node
                 where code = :code
                   and (owner is null or owner = :node or not exists (
                     select from node where name = owner and heartbeat > now() - make_interval(secs => :dead)))
                   and exists (select from node where name = :node and incarnation = :incarnation)
                returning epoch, seq
                """)
            .setParameter("node", node.name())
            .setParameter("code", code)
            .setParameter(
                "incarnation",
                node.incarnation()) // a run whose name another one has taken must not take its
            // rooms back
            .setParameter("dead", (double) NODE_DEAD_AFTER.toSeconds())
            .getResultList();
    if (claimed.isEmpty()) {
      if (em.find(RoomRow.class, code) == null) {
        return Optional.empty();
      }
      throw new RoomLog.NotOwner(code);
    }
    long epoch = ((Number) claimed.getFirst()[0]).longValue();
    long seq = ((Number) claimed.getFirst()[1]).longValue();
    return Optional.of(read(code, room, epoch, seq));
  }

  private Loaded read(String code, Room room, long epoch, long seq) {
    EventCodec codec = codecs.of(room);
    RoomState state = room.initial();
    long from = 0;
    RoomSnapshotRow snapshot = em.find(RoomSnapshotRow.class, code);
    if (snapshot != null && snapshot.version == codec.snapshotVersion()) {
      state = codec.decodeState(snapshot.payload);
      from = snapshot.seq;
    }
    Instant last =
        Instant.EPOCH; // of the snapshot's own event at the least, which is why it is read too
    // Columns, not entities: there may be thousands, and nobody needs them afterwards.
    List<Object[]> rows =
        em.createQuery(
                "select e.key.seq, e.kind, e.version, e.payload, e.at from RoomEventRow e where"
                    + " e.key.room = :room and e.key.seq >= :from order by e.key.seq",
                Object[].class)
            .setParameter("room", code)
            .setParameter("from", from)
            .getResultList();
    for (Object[] row : rows) {
      if ((Long) row[0] > from) {
        EventCodec.Encoded event =
            new EventCodec.Encoded((String) row[1], (Integer) row[2], (String) row[3]);
        state = room.apply(state, codec.decode(event));
      }
      Instant at = (Instant) row[4];
      last = at.isAfter(last) ? at : last;
    }
    Map<String, Long> acknowledged = new HashMap<>();
    for (Object[] row :
        em.createQuery(
                "select e.actor, e.commandId, e.key.seq from RoomEventRow e where e.key.room ="
                    + " :room and e.commandId is not null",
                Object[].class)
            .setParameter("room", code)
            .getResultList()) {
      acknowledged.put(row[0] + " " + row[1], (Long) row[2]);
    }
    return new Loaded(state, seq, epoch, acknowledged, last);
  }

  List<String> unfinished() {
    return em.createQuery(
            "select r.code from RoomRow r where r.owner = :node and r.status in ('BUILDING',"
                + " 'IN_PROGRESS') order by r.createdAt",
            String.class)
        .setParameter("node", node.name())
        .getResultList();
  }

  List<String> idleSince(Instant before, int most) {
    return em.createQuery(
            "select r.code from RoomRow r where r.owner = :node and r.activeAt < :before and"
                + " r.status not in ('CLOSED', 'COMPLETED') order by r.activeAt",
            String.class)
        .setParameter("node", node.name())
        .setParameter("before", before)
        .setMaxResults(most)
        .getResultList();
  }

  /** Events have no foreign key, which would cost each of them a look at its room. */
  int deleteOver(Instant before, int most) {
    @SuppressWarnings("unchecked")
    List<String> over =
        em.createNativeQuery(
                "delete from room where code in (select code from room where active_at < :before"
                    + " and status in ('CLOSED', 'COMPLETED', 'FAILED') limit :most) returning"
                    + " code",
                String.class)
            .setParameter("before", before)
            .setParameter("most", most)
            .getResultList();
    if (!over.isEmpty()) {
      // behind the rooms: an append that held one of them is in the log by now, and no other comes
      em.createNativeQuery("delete from room_event where room = any(cast(:codes as text[]))")
          .setParameter("codes", over.toArray(String[]::new))
          .executeUpdate();
    }
    return over.size();
  }
}
