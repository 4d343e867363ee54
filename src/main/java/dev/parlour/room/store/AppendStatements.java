package dev.parlour.room.store;

import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.wire.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What an append says to PostgreSQL: a handful of set statements over arrays, one round trip for
 * the events of all rooms, where entities would cost one statement each. On the connection itself,
 * since as native queries of Hibernate the same statements cost half as much processor time again.
 */
final class AppendStatements {
  /** The events of those rooms that have moved, and their codes. */
  private static final String EVENTS =
      """
      added as (
        insert into room_event (room, seq, kind, version, payload, actor, command_id, at)
        select room, seq, kind, version, payload, actor, command_id, 'epoch'::timestamptz + at * interval '1 microsecond'
          from unnest(?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[])
            as e (room, seq, kind, version, payload, actor, command_id, at)
         where room in (select code from moved))
      select code from moved
      """;

  /**
   * Moves rooms on where epoch and seq still match, and adds their events: one round trip for both.
   * {@code active_at} is indexed, and only an update that leaves all indexed columns alone is cheap
   * (heap-only); so it moves on in steps.
   */
  private static final String GO_ON =
      """
      with moved as (
        update room r set seq = n.seq, status = n.status,
               active_at = case when r.active_at < now() - interval '10 seconds' then now() else r.active_at end
          from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) as n (code, epoch, before, seq, status)
         where r.code = n.code and r.epoch = n.epoch and r.seq = n.before
        returning r.code),
      """
          + EVENTS;

  /** The same for new rooms, where their code is free. */
  private static final String BEGIN =
      """
      with moved as (
        insert into room (code, game, title, visibility, status, seq, epoch, owner, run, region)
        select n.*, ?::text, ?::text, ?::text from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[]) as n
        on conflict do nothing returning code),
      """
          + EVENTS;

  private static final String NOTICES =
      """
      insert into outbox (type, room, seq, payload)
      select type, room, seq, payload
        from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) with ordinality as n (type, room, seq, payload, place)
       order by place
      """;

  private static final String SNAPSHOTS =
      """
      insert into room_snapshot (room, seq, version, payload)
      select * from unnest(?::text[], ?::bigint[], ?::int[], ?::text[])
      on conflict (room) do update set seq = excluded.seq, version = excluded.version, payload = excluded.payload
      """;

  private final Connection connection;
  private final ThisNode node;

  AppendStatements(Connection connection, ThisNode node) {
    this.connection = connection;
    this.node = node;
  }

  /** What is thrown where the database fails. */
  static IllegalStateException failed(SQLException why) {
    return new IllegalStateException("the events were not stored", why);
  }

  /** Stores those that are not fenced, in one statement. Returns their rooms' codes. */
  Set<String> goOn(List<Written> appends) throws SQLException {
    Set<String> ours = HashSet.newHashSet(appends.size());
    goOn(ours, appends);
    return ours;
  }

  /** Stores those that are not fenced. Returns their rooms' codes. */
  Set<String> store(List<Written> appends) throws SQLException {
    Set<String> ours = HashSet.newHashSet(appends.size());
    begin(ours, appends.stream().filter(w -> w.append().begins()).toList());
    goOn(ours, appends.stream().filter(w -> !w.append().begins()).toList());
    List<Written> stored = appends.stream().filter(w -> ours.contains(w.append().code())).toList();
    notices(stored.stream().filter(w -> !w.notices().isEmpty()).toList());
    snapshots(stored.stream().filter(w -> w.snapshot() != null).toList());
    return ours;
  }

  private void begin(Set<String> ours, List<Written> begun) throws SQLException {
    codes(
        ours,
        BEGIN,
        begun,
        node.name(),
        node.incarnation(),
        node.region(),
        texts(begun, Append::code),
        texts(begun, a -> a.after().created().game()),
        texts(begun, a -> a.after().created().title()),
        texts(begun, a -> a.after().created().visibility().name()),
        texts(begun, a -> a.after().status().name()),
        numbers(begun, Append::lastSeq),
        numbers(begun, Append::epoch));
  }

  private void goOn(Set<String> ours, List<Written> going) throws SQLException {
    codes(
        ours,
        GO_ON,
        going,
        texts(going, Append::code),
        numbers(going, Append::epoch),
        numbers(going, Append::afterSeq),
        numbers(going, Append::lastSeq),
        texts(going, a -> a.after().status().name()));
  }

  /** What {@link #EVENTS} takes. */
  private static Object[] events(List<Written> appends) {
    int rows = appends.stream().mapToInt(w -> w.events().size()).sum();
    String[] rooms = new String[rows];
    long[] seqs = new long[rows];
    String[] kinds = new String[rows];
    int[] versions = new int[rows];
    String[] payloads = new String[rows];
    String[] actors = new String[rows];
    String[] commands = new String[rows];
    long[] ats = new long[rows];
    int i = 0;
    for (Written written : appends) {
      int event = 0;
      for (Entry entry : written.append().entries()) {
        EventCodec.Encoded encoded = written.events().get(event++);
        rooms[i] = written.append().code();
        seqs[i] = entry.seq();
        kinds[i] = encoded.kind();
        versions[i] = encoded.version();
        payloads[i] = encoded.payload();
        actors[i] = entry.actor();
        commands[i] = entry.commandId();
        ats[i++] = ChronoUnit.MICROS.between(Instant.EPOCH, entry.at());
      }
    }
    return new Object[] {rooms, seqs, kinds, versions, payloads, actors, commands, ats};
  }

  private void notices(List<Written> appends) throws SQLException {
    int rows = appends.stream().mapToInt(w -> w.notices().size()).sum();
    if (rows == 0) {
      return;
    }
    String[] types = new String[rows];
    String[] rooms = new String[rows];
    long[] seqs = new long[rows];
    String[] payloads = new String[rows];
    int i = 0;
    for (Written written : appends) {
      int number = 0;
      for (Notice notice : written.append().notices()) {
        types[i] = notice.type();
        rooms[i] = written.append().code();
        seqs[i] = notice.seq();
        payloads[i++] = written.notices().get(number++);
      }
    }
    run(NOTICES, types, rooms, seqs, payloads);
  }

  private void snapshots(List<Written> appends) throws SQLException {
    if (!appends.isEmpty()) {
      run(
          SNAPSHOTS,
          texts(appends, Append::code),
          numbers(appends, Append::lastSeq),
          appends.stream().mapToInt(Written::snapshotVersion).toArray(),
          appends.stream().map(Written::snapshot).toArray(String[]::new));
    }
  }

  private void run(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      statement.executeUpdate();
    }
  }

  private void codes(Set<String> into, String sql, List<Written> appends, Object... parameters)
      throws SQLException {
    if (appends.isEmpty()) {
      return;
    }
    Object[] all =
        Stream.concat(Stream.of(parameters), Stream.of(events(appends))).toArray(Object[]::new);
    try (PreparedStatement statement = prepared(sql, all);
        ResultSet codes = statement.executeQuery()) {
      while (codes.next()) {
        into.add(codes.getString(1));
      }
    }
  }

  /** The driver sends arrays of numbers in binary, which texts cannot have. */
  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof String[] texts) {
          statement.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          statement.setObject(i + 1, parameters[i]);
        }
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static String[] texts(List<Written> all, Function<Append, String> text) {
    return all.stream().map(Written::append).map(text).toArray(String[]::new);
  }

  private static long[] numbers(List<Written> all, ToLongFunction<Append> number) {
    return all.stream().map(Written::append).mapToLong(number).toArray();
  }
}
