package dev.parlour.room.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.room.Room;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Claim;
import dev.parlour.room.RoomLog.Copy;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomLog.Loaded;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomLog.Outcome;
import dev.parlour.room.RoomState;
import dev.parlour.shared.NoticesStored;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The transactions behind {@link JpaRoomLog}, one a method. Appends are written as a handful of set
 * statements over arrays: one round trip for the events of all rooms, where entities would cost one
 * statement each; at 5,000 answers in a second that is the difference.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class RoomLogStatements {
  private final Map<String, EventCodec> codecs = new ConcurrentHashMap<>();

  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  @Inject ThisNode node;
  @Inject Event<NoticesStored> stored;

  List<Outcome> append(List<Append> appends) {
    Set<String> ours = fence(appends);
    List<Append> stored = appends.stream().filter(a -> ours.contains(a.code())).toList();
    if (!stored.isEmpty()) {
      insertEvents(stored);
      insertNotices(stored);
      stored.stream().filter(Append::snapshot).forEach(this::snapshot);
    }
    return appends.stream()
        .map(a -> ours.contains(a.code()) ? Outcome.STORED : Outcome.FENCED)
        .toList();
  }

  /**
   * The codes of the rooms whose epoch and seq still match, now moved on; new rooms are entered
   * where their code is free.
   */
  private Set<String> fence(List<Append> appends) {
    Set<String> ours = new HashSet<>();
    List<Append> begun = appends.stream().filter(a -> a.afterSeq() == 0).toList();
    List<Append> going = appends.stream().filter(a -> a.afterSeq() > 0).toList();
    if (!begun.isEmpty()) {
      Query insert =
          em.createNativeQuery(
              """
              insert into room (code, game, title, visibility, status, seq, epoch, owner, run, region)
              select code, game, nullif(title, ''), visibility, status, seq, epoch, :node, :run, :region
                from unnest(cast(:codes as text[]), cast(:games as text[]), cast(:titles as text[]), cast(:visibilities as text[]), cast(:states as text[]),
                            cast(:seqs as bigint[]), cast(:epochs as bigint[])) as fresh (code, game, title, visibility, status, seq, epoch)
              on conflict do nothing returning code
              """,
              String.class);
      insert.setParameter("node", node.name());
      insert.setParameter("run", node.incarnation());
      insert.setParameter("region", node.region());
      insert.setParameter("games", texts(begun, a -> a.after().created().game()));
      insert.setParameter(
          "titles",
          texts(
              begun, a -> a.after().created().title() == null ? "" : a.after().created().title()));
      insert.setParameter(
          "visibilities", texts(begun, a -> a.after().created().visibility().name()));
      ours.addAll(results(places(insert, begun)));
    }
    if (!going.isEmpty()) {
      Query update =
          em.createNativeQuery(
              """
              update room r set seq = n.seq, status = n.status, active_at = now()
                from unnest(cast(:codes as text[]), cast(:epochs as bigint[]), cast(:befores as bigint[]), cast(:seqs as bigint[]), cast(:states as text[]))
                  as n (code, epoch, before, seq, status)
               where r.code = n.code and r.epoch = n.epoch and r.seq = n.before
              returning r.code
              """,
              String.class);
      update.setParameter("befores", going.stream().map(Append::afterSeq).toArray(Long[]::new));
      ours.addAll(results(places(update, going)));
    }
    return ours;
  }

  private static Query places(Query query, List<Append> appends) {
    query.setParameter("codes", texts(appends, Append::code));
    query.setParameter("epochs", appends.stream().map(Append::epoch).toArray(Long[]::new));
    query.setParameter("seqs", appends.stream().map(Append::lastSeq).toArray(Long[]::new));
    query.setParameter("states", texts(appends, a -> a.after().status().name()));
    return query;
  }

  private static String[] texts(
      List<Append> appends, java.util.function.Function<Append, String> text) {
    return appends.stream().map(text).toArray(String[]::new);
  }

  @SuppressWarnings("unchecked") // the queries say String.class
  private static List<String> results(Query query) {
    return query.getResultList();
  }

  /** One for each game, for good: appends come thousands of times a second. */
  private EventCodec codec(Room room) {
    return codecs.computeIfAbsent(room.game().id(), id -> new EventCodec(room.game()));
  }

  private void insertEvents(List<Append> appends) {
    int rows = appends.stream().mapToInt(a -> a.entries().size()).sum();
    String[] rooms = new String[rows];
    Long[] seqs = new Long[rows];
    String[] kinds = new String[rows];
    Integer[] versions = new Integer[rows];
    String[] payloads = new String[rows];
    String[] actors = new String[rows];
    String[] commands = new String[rows];
    Long[] ats = new Long[rows];
    int i = 0;
    for (Append append : appends) {
      EventCodec codec = codec(append.room());
      for (Entry entry : append.entries()) {
        EventCodec.Encoded encoded = codec.encode(entry.event());
        rooms[i] = append.code();
        seqs[i] = entry.seq();
        kinds[i] = encoded.kind();
        versions[i] = encoded.version();
        payloads[i] = encoded.payload();
        actors[i] = entry.actor();
        commands[i] = entry.commandId();
        ats[i++] = entry.at().toEpochMilli();
      }
    }
    em.createNativeQuery(
            """
            insert into room_event (room, seq, kind, version, payload, actor, command_id, at)
            select room, seq, kind, version, payload, actor, command_id, to_timestamp(at / 1000.0)
              from unnest(cast(:rooms as text[]), cast(:seqs as bigint[]), cast(:kinds as text[]), cast(:versions as int[]), cast(:payloads as text[]),
                          cast(:actors as text[]), cast(:commands as text[]), cast(:ats as bigint[])) as e (room, seq, kind, version, payload, actor, command_id, at)
            """)
        .setParameter("rooms", rooms)
        .setParameter("seqs", seqs)
        .setParameter("kinds", kinds)
        .setParameter("versions", versions)
        .setParameter("payloads", payloads)
        .setParameter("actors", actors)
        .setParameter("commands", commands)
        .setParameter("ats", ats)
        .executeUpdate();
  }

  private void insertNotices(List<Append> appends) {
    int count = appends.stream().mapToInt(a -> a.notices().size()).sum();
    if (count == 0) {
      return;
    }
    stored.fire(new NoticesStored(count));
    for (Append append : appends) {
      for (Notice notice : append.notices()) {
        em.createNativeQuery(
                "insert into outbox (type, room, seq, payload) values (:type, :room, :seq,"
                    + " :payload)")
            .setParameter("type", notice.type())
            .setParameter("room", append.code())
            .setParameter("seq", notice.seq())
            .setParameter("payload", json(notice.payload()))
            .executeUpdate();
      }
    }
  }

  private static String json(Map<String, Object> payload) {
    try {
      return Json.mapper().writeValueAsString(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a notice cannot be written", e);
    }
  }

  private void snapshot(Append append) {
    EventCodec codec = codec(append.room());
    em.createNativeQuery(
            """
            insert into room_snapshot (room, seq, version, payload) values (:room, :seq, :version, :payload)
            on conflict (room) do update set seq = excluded.seq, version = excluded.version, payload = excluded.payload
            """)
        .setParameter("room", append.code())
        .setParameter("seq", append.lastSeq())
        .setParameter("version", codec.snapshotVersion())
        .setParameter("payload", codec.encode(append.after()))
        .executeUpdate();
  }

  Optional<String> gameOf(String code) {
    return Optional.ofNullable(em.find(RoomRow.class, code)).map(r -> r.game);
  }

  Optional<Loaded> claim(String code, Room room, Claim how) {
    // The row is locked before it is judged, so that of two nodes one sees what the other did.
    List<?> rows =
        em.createNativeQuery(
                """
                select r.owner, r.region, coalesce(r.owner = :node and r.run = :run, false),
                       r.owner is not null and r.owner <> :node and coalesce(n.heartbeat > now() - make_interval(secs => :dead), false),
                       cast(extract(epoch from now() - case when r.owner is null then r.released_at when r.owner = :node then n.died_at else n.heartbeat end)
                         * 1000 as bigint)
                  from room r left join node n on n.name = r.owner where r.code = :code for update of r
                """)
            .setParameter("run", node.incarnation())
            .setParameter("node", node.name())
            .setParameter("dead", node.deadAfter())
            .setParameter("code", code)
            .getResultList();
    if (rows.isEmpty()) {
      return Optional.empty();
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
      throw new RoomLog.NotOwner(code, owner, (String) row[1]);
    }
    long epoch = ((Number) claimed.getFirst()[0]).longValue();
    Instant cutOffAt =
        mine || row[4] == null
            ? null
            : Instant.now().minusMillis(Math.max(0, ((Number) row[4]).longValue()));
    Folded folded = read(code, room, ((Number) claimed.getFirst()[1]).longValue());
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
    return Optional.of(
        new Loaded(folded.state(), folded.seq(), epoch, acknowledged, folded.lastAt(), cutOffAt));
  }

  Optional<Copy> read(String code, Room room) {
    return Optional.ofNullable(em.find(RoomRow.class, code))
        .map(row -> read(code, room, row.seq))
        .map(folded -> new Copy(folded.state(), folded.seq()));
  }

  private record Folded(RoomState state, long seq, Instant lastAt) {}

  /**
   * @param upTo the seq that the room's row says; events behind it may be there already, written
   *     while this is read
   */
  private Folded read(String code, Room room, long upTo) {
    EventCodec codec = codec(room);
    RoomState state = room.initial();
    long from = 0;
    RoomSnapshotRow snapshot = em.find(RoomSnapshotRow.class, code);
    if (snapshot != null && snapshot.version == codec.snapshotVersion()) {
      state = codec.decodeState(snapshot.payload);
      from = snapshot.seq;
    }
    Instant last =
        Instant.EPOCH; // of the snapshot's own event at the least, which is why it is read too
    List<RoomEventRow> rows =
        em.createQuery(
                "select e from RoomEventRow e where e.key.room = :room and e.key.seq between :from"
                    + " and :to order by e.key.seq",
                RoomEventRow.class)
            .setParameter("room", code)
            .setParameter("from", from)
            .setParameter("to", Math.max(from, upTo))
            .getResultList();
    for (RoomEventRow row : rows) {
      if (row.key.seq() > from) {
        state =
            room.apply(
                state, codec.decode(new EventCodec.Encoded(row.kind, row.version, row.payload)));
      }
      last = row.at.isAfter(last) ? row.at : last;
    }
    em.clear(); // thousands of rows that nobody needs any more
    return new Folded(state, Math.max(from, upTo), last);
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
             order by r.active_at limit :most
            """,
            String.class)
        .setParameter("before", before)
        .setParameter("region", node.region())
        .setParameter("node", node.name())
        .setParameter("dead", node.deadAfter())
        .setParameter("most", most)
        .getResultList();
  }

  int deleteOver(Instant before, int most) {
    return em.createNativeQuery(
            "delete from room where code in (select code from room where active_at < :before and"
                + " status in ('CLOSED', 'COMPLETED', 'FAILED') limit :most)")
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }
}
