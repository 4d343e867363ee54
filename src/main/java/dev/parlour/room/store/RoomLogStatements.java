package dev.parlour.room.store;

import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Claim;
import dev.parlour.room.RoomLog.Copy;
import dev.parlour.room.RoomLog.Loaded;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import dev.parlour.shared.NoticesStored;
import dev.parlour.wire.EventCodec;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

/** The transactions behind {@link JpaRoomLog}, one a method. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class RoomLogStatements {
  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  @Resource(lookup = "jdbc/parlour")
  DataSource database;

  @Inject ThisNode node;
  @Inject Codecs codecs;
  @Inject Event<NoticesStored> stored;

  /**
   * On a connection of its own: an entity manager for each commit costs as much as what it does.
   * Returns the codes of the rooms that are not fenced.
   */
  Set<String> append(List<Written> appends) {
    Set<String> ours;
    try (Connection connection = database.getConnection()) {
      ours = new AppendStatements(connection, node).store(appends);
    } catch (SQLException e) {
      throw AppendStatements.failed(e); // and so all rolls back
    }
    int notices =
        appends.stream()
            .filter(w -> ours.contains(w.append().code()))
            .mapToInt(w -> w.notices().size())
            .sum();
    if (notices > 0) {
      stored.fire(new NoticesStored(notices));
    }
    return ours;
  }

  Optional<String> gameOf(String code) {
    return row(code).map(r -> r.game);
  }

  OptionalLong lastSeq(String code) {
    return row(code).map(r -> OptionalLong.of(r.seq)).orElseGet(OptionalLong::empty);
  }

  /**
   * By a query, not by {@link EntityManager#find}: where the connection breaks, the transaction can
   * only be rolled back, and then Hibernate's find says that there is no such row, instead of
   * throwing.
   */
  private Optional<RoomRow> row(String code) {
    return em
        .createQuery("from RoomRow r where r.code = :code", RoomRow.class)
        .setParameter("code", code)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * What came of it. That somebody else has the room is nothing out of the ordinary, so no
   * transaction need fail for it.
   *
   * @param notOurs null where it was claimed, or there is no such room
   */
  record Claimed(Optional<Loaded> room, RoomLog.NotOwner notOurs) {}

  Claimed claim(String code, Room room, Claim how) {
    // The row is locked before it is judged, so that of two nodes one sees what the other did. By a
    // statement of its own: one that had to wait for the lock sees the row anew, but what it joins
    // to the row as it was before, and would take the new owner for dead.
    em.createNativeQuery("select code from room where code = :code for update")
        .setParameter("code", code)
        .getResultList();
    List<?> rows =
        em.createNativeQuery(
                """
                select r.owner, r.region, coalesce(r.owner = :node and r.run = :run, false),
                       r.owner is not null and r.owner <> :node and coalesce(n.heartbeat > now() - make_interval(secs => :dead), false),
                       cast(extract(epoch from now() - case when r.owner is null then r.released_at when r.owner = :node then n.died_at else n.heartbeat end)
                         * 1000 as bigint)
                  from room r left join node n on n.name = r.owner where r.code = :code
                """)
            .setParameter("run", node.incarnation())
            .setParameter("node", node.name())
            .setParameter("dead", node.deadAfter())
            .setParameter("code", code)
            .getResultList();
    if (rows.isEmpty()) {
      return new Claimed(Optional.empty(), null);
    }
    Object[] row = (Object[]) rows.getFirst();
    String owner = (String) row[0];
    boolean mine = (Boolean) row[2];
    boolean ownerLives = (Boolean) row[3];
    boolean free = owner == null || owner.equals(node.name());
    boolean allowed =
        row[1].equals(node.region())
            && switch (how) {
              case NOTHING -> mine;
              case FREE -> free;
              case ORPHANED -> free || !ownerLives;
            };
    @SuppressWarnings("unchecked")
    List<Object[]> claimed =
        !allowed
            ? List.of()
            : em.createNativeQuery(
                    """
                    update room set epoch = epoch + 1, owner = :node, run = :run, released_at = null
                     where code = :code and exists (select from node where name = :node and incarnation = :run)
                    returning epoch, seq
                    """)
                .setParameter("node", node.name())
                .setParameter("run", node.incarnation())
                .setParameter("code", code)
                .getResultList(); // a run whose name another one has taken takes no rooms back
    if (claimed.isEmpty()) {
      return new Claimed(Optional.empty(), new RoomLog.NotOwner(code, owner, (String) row[1]));
    }
    long epoch = ((Number) claimed.getFirst()[0]).longValue();
    Instant cutOffAt =
        mine || row[4] == null
            ? null
            : Instant.now().minusMillis(Math.max(0, ((Number) row[4]).longValue()));
    Copy copy = read(code, room, ((Number) claimed.getFirst()[1]).longValue());
    Map<String, Long> acknowledged = new HashMap<>();
    for (Object[] id :
        em.createQuery(
                "select e.actor, e.commandId, e.key.seq from RoomEventRow e where e.key.room ="
                    + " :room and e.commandId is not null",
                Object[].class)
            .setParameter("room", code)
            .getResultList()) {
      acknowledged.put(id[0] + " " + id[1], (Long) id[2]);
    }
    Instant lastAt =
        em.createQuery(
                "select max(e.at) from RoomEventRow e where e.key.room = :room", Instant.class)
            .setParameter("room", code)
            .getSingleResult();
    return new Claimed(
        Optional.of(new Loaded(copy.state(), copy.seq(), epoch, acknowledged, lastAt, cutOffAt)),
        null);
  }

  Optional<Copy> read(String code, Room room) {
    return row(code).map(row -> read(code, room, row.seq));
  }

  /**
   * @param upTo the seq that the room's row says; events behind it may be there already, written
   *     while this is read
   */
  private Copy read(String code, Room room, long upTo) {
    EventCodec codec = codecs.of(room);
    RoomState state = room.initial();
    long from = 0;
    RoomSnapshotRow snapshot =
        em
            .createQuery("from RoomSnapshotRow s where s.room = :room", RoomSnapshotRow.class)
            .setParameter("room", code)
            .getResultList()
            .stream()
            .findFirst()
            .orElse(null);
    if (snapshot != null && snapshot.version == codec.snapshotVersion()) {
      state = codec.decodeState(snapshot.payload);
      from = snapshot.seq;
    }
    for (RoomEvent event : events(code, codec, from, Math.max(from, upTo))) {
      state = room.apply(state, event);
    }
    return new Copy(state, Math.max(from, upTo));
  }

  List<RoomEvent> history(String code, Room room) {
    return events(code, codecs.of(room), 0, Long.MAX_VALUE);
  }

  /** Those behind the one place, up to the other. */
  private List<RoomEvent> events(String code, EventCodec codec, long from, long to) {
    // Columns, not entities: there may be thousands, and nobody needs them afterwards.
    return em
        .createQuery(
            "select e.kind, e.version, e.payload from RoomEventRow e where e.key.room = :room"
                + " and e.key.seq > :from and e.key.seq <= :to order by e.key.seq",
            Object[].class)
        .setParameter("room", code)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList()
        .stream()
        .map(
            row ->
                codec.decode(
                    new EventCodec.Encoded((String) row[0], (Integer) row[1], (String) row[2])))
        .toList();
  }

  List<RoomLog.Listed> listed(int most) {
    // the conditions are those of the index room_public
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        em.createNativeQuery(
                """
                select code, game, title, status, created_at from room
                 where visibility = 'PUBLIC' and status in ('READY', 'IN_PROGRESS')
                 order by created_at desc limit :most
                """)
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new RoomLog.Listed(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    Status.valueOf((String) row[3]),
                    (Instant) row[4]))
        .toList();
  }

  void release(String code, long epoch) {
    em.createNativeQuery(
            "update room set owner = null, run = null, released_at = now() where code = :code and"
                + " epoch = :epoch and run = :run")
        .setParameter("code", code)
        .setParameter("epoch", epoch)
        .setParameter("run", node.incarnation())
        .executeUpdate();
  }

  @SuppressWarnings("unchecked")
  List<String> unfinished(Claim how) {
    return em.createNativeQuery(
            """
            select r.code from room r
             where r.status in ('BUILDING', 'IN_PROGRESS') and r.region = :region
               and ((r.owner = :node and r.run is distinct from :run)
                    or (:orphans and (r.owner is null or (r.owner <> :node and not exists (
                      select from node n where n.name = r.owner and n.heartbeat > now() - make_interval(secs => :dead))))))
             order by r.created_at
            """,
            String.class)
        .setParameter("region", node.region())
        .setParameter("node", node.name())
        .setParameter("run", node.incarnation())
        .setParameter("orphans", how == Claim.ORPHANED)
        .setParameter("dead", node.deadAfter())
        .getResultList();
  }

  @SuppressWarnings("unchecked")
  List<String> runElsewhere(int most) {
    return em.createNativeQuery(
            """
            select r.code from room r
             where r.status = 'IN_PROGRESS' and r.region = :region and r.owner <> :node
             order by r.created_at desc limit :most
            """,
            String.class)
        .setParameter("region", node.region())
        .setParameter("node", node.name())
        .setParameter("most", most)
        .getResultList();
  }

  void remind(String code, Notice notice) {
    em.createNativeQuery(
            "insert into outbox (type, room, seq, payload) values (:type, :room, :seq, :payload)")
        .setParameter("type", notice.type())
        .setParameter("room", code)
        .setParameter("seq", notice.seq())
        .setParameter("payload", Written.json(notice.payload()))
        .executeUpdate();
    stored.fire(new NoticesStored(1));
  }

  @SuppressWarnings("unchecked")
  List<String> notOurs(List<String> codes) {
    return em.createNativeQuery(
            "select code from unnest(cast(:codes as text[])) as known (code) where not exists"
                + " (select from room r where r.code = known.code and r.owner = :node and r.run ="
                + " :run)",
            String.class)
        .setParameter("codes", codes.toArray(String[]::new))
        .setParameter("node", node.name())
        .setParameter("run", node.incarnation())
        .getResultList();
  }

  @SuppressWarnings("unchecked")
  List<String> idleSince(Instant before, int most) {
    return em.createNativeQuery(
            """
            select r.code from room r
             where r.active_at < :before and r.status not in ('CLOSED', 'COMPLETED') and r.region = :region
               and (r.owner is null or r.owner = :node
                    or not exists (select from node n where n.name = r.owner and n.heartbeat > now() - make_interval(secs => :dead)))
             order by random() limit :most
            """,
            String.class)
        .setParameter("before", before)
        .setParameter("region", node.region())
        .setParameter("node", node.name())
        .setParameter("dead", node.deadAfter())
        .setParameter("most", most)
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
