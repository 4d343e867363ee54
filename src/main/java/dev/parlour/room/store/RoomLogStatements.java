package dev.parlour.room.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.room.Room;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomLog.Loaded;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomLog.Outcome;
import dev.parlour.room.RoomState;
import dev.parlour.shared.NoticesStored;
import dev.parlour.wire.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
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
  /** How long after its last heartbeat a node is taken for dead. */
  private static final Duration NODE_DEAD_AFTER = Duration.ofSeconds(5);

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
              insert into room (code, game, title, visibility, status, seq, epoch, owner)
              select code, game, nullif(title, ''), visibility, status, seq, epoch, :node
                from unnest(cast(:codes as text[]), cast(:games as text[]), cast(:titles as text[]), cast(:visibilities as text[]), cast(:states as text[]),
                            cast(:seqs as bigint[]), cast(:epochs as bigint[])) as fresh (code, game, title, visibility, status, seq, epoch)
              on conflict do nothing returning code
              """,
              String.class);
      insert.setParameter("node", node.name());
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
                "select e from RoomEventRow e where e.key.room = :room and e.key.seq >= :from order"
                    + " by e.key.seq",
                RoomEventRow.class)
            .setParameter("room", code)
            .setParameter("from", from)
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

  int deleteOver(Instant before, int most) {
    return em.createNativeQuery(
            "delete from room where code in (select code from room where active_at < :before and"
                + " status in ('CLOSED', 'COMPLETED', 'FAILED') limit :most)")
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }
}
