package dev.parlour.tournament.store;

import dev.parlour.sql.Sql;
import dev.parlour.sql.Sql.Texts;
import dev.parlour.tournament.Format;
import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Redaction;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook.Listed;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The transactions behind {@link JpaTournamentBook}, one a method.
 *
 * <p>Whoever appends says how long the log was when they decided, and changes the tournament's row
 * only where that still holds. So of two who decide at the same moment one comes too late, decides
 * anew, and nothing happens twice.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class TournamentStatements {
  private static final String LISTED =
      "select t.id, t.title, t.game, t.format, t.phase, t.entrants, t.champion, t.starts_at"
          + " from tournament t ";

  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  boolean append(String id, long before, List<TournamentEvent> events, Tournament after) {
    return Sql.in(
        em,
        sql -> {
          long seq = before + events.size();
          boolean mine =
              before == 0 ? insert(sql, id, seq, after) : update(sql, id, before, seq, after);
          if (!mine) {
            return false;
          }
          append(sql, id, before, events);
          for (TournamentEvent event : events) {
            follow(sql, id, event);
          }
          return true;
        });
  }

  private static boolean insert(Sql sql, String id, long seq, Tournament after)
      throws SQLException {
    return sql.update(
            """
            insert into tournament (id, seq, title, game, format, phase, entrants, starts_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
            """,
            id,
            seq,
            after.announced().title(),
            after.announced().game(),
            after.rules().format().name(),
            after.phase().name(),
            after.entrants().size(),
            after.announced().startsAt())
        == 1;
  }

  private static boolean update(Sql sql, String id, long before, long seq, Tournament after)
      throws SQLException {
    return sql.update(
            """
            update tournament set seq = ?, phase = ?, entrants = ?, champion = ?, changed_at = now()
             where id = ? and seq = ?
            """,
            seq,
            after.phase().name(),
            after.entrants().size(),
            after.champion() == null ? null : after.entrant(after.champion()).name(),
            id,
            before)
        == 1;
  }

  /** What an event means beside the log. */
  private static void follow(Sql sql, String id, TournamentEvent event) throws SQLException {
    switch (event) {
      case TournamentEvent.Announced e -> person(sql, id, e.organiser());
      case TournamentEvent.HandedOver e -> person(sql, id, e.organiser());
      case TournamentEvent.Entered e -> person(sql, id, e.key());
      case TournamentEvent.Claimed e -> person(sql, id, e.key());
      case TournamentEvent.GameOpened e ->
          sql.update(
              "insert into tournament_room (room, tournament) values (?, ?)"
                  + " on conflict (room) do update set tournament = excluded.tournament",
              e.room(),
              id);
      default -> {}
    }
  }

  private static void append(Sql sql, String id, long before, List<TournamentEvent> events)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (TournamentEvent event : events) {
      rows.add(
          new Object[] {
            id, before + rows.size() + 1, EventTexts.VERSION, EventTexts.write(event), event.at()
          });
    }
    sql.batch(
        "insert into tournament_event (tournament, seq, version, payload, at) values (?, ?, ?, ?,"
            + " ?)",
        rows);
  }

  private static void person(Sql sql, String id, String key) throws SQLException {
    if (key != null) {
      sql.update(
          "insert into tournament_person (tournament, key, seen_at) values (?, ?, now())"
              + " on conflict (tournament, key) do update set seen_at = now()",
          id,
          key);
    }
  }

  List<Logged> read(String id, long after, int most) {
    return Sql.in(
        em,
        sql ->
            sql.rows(
                r -> new Logged(r.getLong(1), EventTexts.read(r.getString(2))),
                "select seq, payload from tournament_event where tournament = ? and seq > ?"
                    + " order by seq limit ?",
                id,
                after,
                most));
  }

  Map<String, Long> lengths(Collection<String> ids) {
    return Sql.in(
        em,
        sql -> {
          Map<String, Long> lengths = new LinkedHashMap<>();
          sql.rows(
              r -> lengths.put(r.getString(1), r.getLong(2)),
              "select id, seq from tournament where id = any (?)",
              new Texts(ids));
          return lengths;
        });
  }

  List<Listed> list(int most) {
    return Sql.in(
        em,
        sql ->
            sql.rows(
                TournamentStatements::listed,
                LISTED + "order by t.created_at desc, t.id limit ?",
                most));
  }

  List<Listed> of(String key, int most) {
    return Sql.in(
        em,
        sql ->
            sql.rows(
                TournamentStatements::listed,
                LISTED
                    + "join tournament_person p on p.tournament = t.id where p.key = ?"
                    + " order by t.created_at desc, t.id limit ?",
                key,
                most));
  }

  List<String> idsOf(String key) {
    return Sql.in(
        em,
        sql ->
            sql.rows(
                r -> r.getString(1),
                """
                select t.id from tournament t join tournament_person p on p.tournament = t.id
                 where p.key = ? order by t.id
                """,
                key));
  }

  /** The one exception from a log's being written once: a name that nobody may keep. */
  void forget(String id, String key) {
    Sql.in(
        em,
        sql -> {
          List<Logged> log =
              sql.rows(
                  r -> new Logged(r.getLong(1), EventTexts.read(r.getString(2))),
                  "select seq, payload from tournament_event where tournament = ? order by seq",
                  id);
          Set<String> theirs = Redaction.entrants(log, key);
          for (Logged logged : log) {
            TournamentEvent left = Redaction.of(logged.event(), key, theirs);
            if (!left.equals(logged.event())) {
              sql.update(
                  "update tournament_event set payload = ? where tournament = ? and seq = ?",
                  EventTexts.write(left),
                  id,
                  logged.seq());
            }
          }
          sql.update("delete from tournament_person where tournament = ? and key = ?", id, key);
          return null;
        });
  }

  /** Gives how many. One that is announced for a day far away is not quiet before that day. */
  int forgetQuiet(Duration time) {
    return Sql.in(
        em,
        sql ->
            sql.update(
                """
                delete from tournament
                 where greatest(changed_at, starts_at) < now() - make_interval(secs => ?)
                """,
                time.toMillis() / 1000.0));
  }

  Optional<String> ofRoom(String room) {
    return Sql.in(
        em,
        sql ->
            sql
                .rows(
                    r -> r.getString(1),
                    "select tournament from tournament_room where room = ?",
                    room)
                .stream()
                .findFirst());
  }

  void seen(Map<String, ? extends Collection<String>> keys) {
    List<String> tournaments = new ArrayList<>();
    List<String> people = new ArrayList<>();
    keys.forEach(
        (tournament, all) ->
            all.forEach(
                key -> {
                  tournaments.add(tournament);
                  people.add(key);
                }));
    Sql.in(
        em,
        sql ->
            sql.update(
                """
                update tournament_person p set seen_at = now()
                  from (select distinct tournament, key from unnest(?::text[], ?::text[]) as s (tournament, key)) s
                 where p.tournament = s.tournament and p.key = s.key
                """,
                new Texts(tournaments),
                new Texts(people)));
  }

  Set<String> present(String id, Duration within) {
    return Sql.in(
        em,
        sql ->
            new LinkedHashSet<>(
                sql.rows(
                    r -> r.getString(1),
                    "select key from tournament_person where tournament = ?"
                        + " and seen_at > now() - make_interval(secs => ?) order by key",
                    id,
                    within.toMillis() / 1000.0)));
  }

  List<String> due(Duration unseen, int most) {
    return Sql.in(
        em,
        sql ->
            sql.rows(
                r -> r.getString(1),
                """
                update tournament set swept_at = now() where id in (
                  select id from tournament
                  where phase not in ('FINISHED', 'CANCELLED') and swept_at <= now() - make_interval(secs => ?)
                    and (phase = 'RUNNING' or starts_at is not null)
                  order by swept_at limit ? for update skip locked)
                returning id
                """,
                unseen.toMillis() / 1000.0,
                most));
  }

  private static Listed listed(ResultSet r) throws SQLException {
    Timestamp startsAt = r.getTimestamp(8);
    return new Listed(
        r.getString(1),
        r.getString(2),
        r.getString(3),
        Format.valueOf(r.getString(4)),
        Phase.valueOf(r.getString(5)),
        r.getInt(6),
        r.getString(7),
        startsAt == null ? null : startsAt.toInstant());
  }
}
