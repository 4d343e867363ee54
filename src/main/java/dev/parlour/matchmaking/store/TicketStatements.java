package dev.parlour.matchmaking.store;

import dev.parlour.matchmaking.Pairing;
import dev.parlour.matchmaking.Queue;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.TicketBook.Broken;
import dev.parlour.matchmaking.TicketBook.Entered;
import dev.parlour.matchmaking.TicketBook.Terms;
import dev.parlour.matchmaking.TicketBook.Wish;
import dev.parlour.sql.Sql;
import dev.parlour.sql.Sql.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The transactions behind {@link JpaTicketBook}, one a method.
 *
 * <p>What makes it exact is the lock of the queue's row: whoever puts somebody into a queue, back
 * into it, or pairs, holds it until the commit. So numbers are given in the order of the commits
 * (an identity column would give them in the order of the inserts, and a later one could be
 * committed first), and whoever pairs sees everybody who came before. {@code FOR UPDATE SKIP
 * LOCKED} on tickets alone, the usual way, keeps two nodes from taking the same ticket, but lets
 * each pass over the ones that the other holds, so that the order is lost and two who wait may not
 * see each other. Queues do not wait for each other. What takes a ticket out of a queue (leaving,
 * expiry, the computer) only needs the ticket's own row, and pairing asks for its state again when
 * it has that row's lock.
 *
 * <p>Locks are taken in one order, so that none waits in a circle: pairing, queue, tickets by their
 * numbers; what touches many tickets at once without the queue's lock passes over those that
 * somebody else is changing, and finds them the next time.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class TicketStatements {
  /** Enough for all who can wait at the same moment, but for those who are away. */
  private static final int MOST_PAIRED = 1_000;

  private static final String TICKET =
      """
      select t.id, t.guest, t.game, t.mode, t.number, t.name, t.avatar, t.state, t.note, t.pairing, p.room, t.seat,
             coalesce(p.computer, false),
             case when t.state = 'WAITING' then
               (select count(*) from ticket o where o.game = t.game and o.mode = t.mode and o.state = 'WAITING' and o.number <= t.number)
             else 0 end,
             cast(extract(epoch from coalesce(t.waited_until, now()) - t.queued_at) * 1000 as bigint)
        from ticket t left join pairing p on p.id = t.pairing
      """;

  @PersistenceContext(unitName = "parlour")
  EntityManager em;

  /** Empty where the browser's other ticket has just ended: to be tried again. */
  Optional<Entered> enter(Wish wish, Terms terms) {
    return Sql.in(
        em,
        sql -> {
          long number =
              sql.one(
                  r -> r.getLong(1),
                  """
                  insert into matchmaking_queue (game, mode, last) values (?, ?, 1)
                  on conflict (game, mode) do update set last = matchmaking_queue.last + 1 returning last
                  """,
                  wish.queue().game(),
                  wish.queue().mode());
          Optional<Entered> before = there(sql, wish);
          if (before.isPresent()) {
            return before;
          }
          long ofAddress =
              sql.one(
                  r -> r.getLong(1),
                  "select count(*) from ticket where address = ? and state in ('WAITING',"
                      + " 'PAIRED')",
                  wish.address());
          if (ofAddress >= terms.ticketsOfAddress()) {
            return Optional.of(new Entered.TooMany());
          }
          // The browser may be entering another queue at this moment, whose lock is another one:
          // its only living ticket is the index's matter, and here the statement waits for it.
          int made =
              sql.update(
                  """
                  insert into ticket (id, guest, address, game, mode, number, name, avatar, state)
                  values (?, ?, ?, ?, ?, ?, ?, ?, 'WAITING') on conflict do nothing
                  """,
                  wish.id(),
                  wish.guest(),
                  wish.address(),
                  wish.queue().game(),
                  wish.queue().mode(),
                  number,
                  wish.name(),
                  wish.avatar());
          if (made == 0) {
            return there(sql, wish);
          }
          List<String> pairings = pair(sql, wish.queue(), terms);
          return Optional.of(new Entered.In(find(sql, wish.id()).orElseThrow(), false, pairings));
        });
  }

  private static Optional<Entered> there(Sql sql, Wish wish) throws SQLException {
    Optional<Ticket> same = find(sql, wish.id());
    if (same.isEmpty() && wish.guest() != null) {
      same = livingOf(sql, wish.guest());
    }
    return same.map(
        t ->
            t.queue().equals(wish.queue())
                ? new Entered.In(t, true, List.of())
                : new Entered.Elsewhere(t));
  }

  Optional<Ticket> find(String id) {
    return Sql.in(em, sql -> find(sql, id));
  }

  private static Optional<Ticket> find(Sql sql, String id) throws SQLException {
    return sql.rows(TicketStatements::ticket, TICKET + "where t.id = ?", id).stream().findFirst();
  }

  Optional<Ticket> livingOf(String guest) {
    return Sql.in(em, sql -> livingOf(sql, guest));
  }

  private static Optional<Ticket> livingOf(Sql sql, String guest) throws SQLException {
    return sql
        .rows(
            TicketStatements::ticket,
            TICKET + "where t.guest = ? and t.state in ('WAITING', 'PAIRED')",
            guest)
        .stream()
        .findFirst();
  }

  List<Ticket> look(Collection<String> ids, boolean heard) {
    return Sql.in(
        em,
        sql -> {
          if (heard) {
            sql.update(
                """
                update ticket set seen_at = now() where id in (
                  select id from ticket where id = any (?) and state = 'WAITING' and seen_at < now() - interval '2 seconds'
                  order by game, mode, number for update skip locked)
                """,
                new Texts(ids));
          }
          return sql.rows(
              TicketStatements::ticket,
              TICKET + "where t.id = any (?) order by t.id",
              new Texts(ids));
        });
  }

  /** The outer one is empty where the ticket changed meanwhile: to be tried again. */
  Optional<Optional<Ticket>> cancel(String id) {
    return Sql.in(
        em,
        sql -> {
          Optional<Ticket> before = find(sql, id);
          if (before.isEmpty() || !before.get().state().lives()) {
            return Optional.of(before);
          }
          String pairing = before.get().pairing();
          if (pairing != null) {
            lock(sql, pairing);
          }
          int changed =
              sql.update(
                  """
                  update ticket set state = 'CANCELLED', waited_until = coalesce(waited_until, now())
                  where id = ? and state = ? and pairing is not distinct from ?
                  """,
                  id,
                  before.get().state().name(),
                  pairing);
          if (changed == 0) {
            return Optional.empty();
          }
          if (pairing != null) {
            sql.update(
                "update pairing set state = 'BREAKING', excused = true, tried_at = now()"
                    + " where id = ? and state in ('MAKING', 'OPEN')",
                pairing);
          }
          return Optional.of(find(sql, id));
        });
  }

  Optional<String> withComputer(String id, Duration waited) {
    return Sql.in(
        em,
        sql -> {
          Optional<Ticket> ticket = find(sql, id);
          if (ticket.isEmpty()) {
            return Optional.empty();
          }
          String pairing = open(sql, ticket.get().queue(), true);
          int changed =
              sql.update(
                  """
                  update ticket set state = 'PAIRED', pairing = ?, waited_until = now(), note = null
                  where id = ? and state = 'WAITING' and queued_at <= now() - make_interval(secs => ?)
                  """,
                  pairing,
                  id,
                  seconds(waited));
          if (changed == 0) {
            sql.update("delete from pairing where id = ?", pairing);
            return Optional.empty();
          }
          return Optional.of(pairing);
        });
  }

  List<String> pair(Queue queue, Terms terms) {
    return Sql.in(
        em,
        sql -> {
          lock(sql, queue);
          return pair(sql, queue, terms);
        });
  }

  /** By whoever holds the queue's lock. */
  private static List<String> pair(Sql sql, Queue queue, Terms terms) throws SQLException {
    List<String> waiting =
        sql.rows(
            r -> r.getString(1),
            """
            select id from ticket
            where game = ? and mode = ? and state = 'WAITING' and seen_at > now() - make_interval(secs => ?)
            order by number limit ? for update
            """,
            queue.game(),
            queue.mode(),
            seconds(terms.away()),
            MOST_PAIRED);
    List<String> made = new ArrayList<>();
    for (List<String> group : Pairing.inOrder(waiting, terms.players())) {
      String pairing = open(sql, queue, false);
      sql.update(
          """
          update ticket set state = 'PAIRED', pairing = ?, waited_until = now(), note = null
          where id = any (?)
          """,
          pairing,
          new Texts(group));
      made.add(pairing);
    }
    return made;
  }

  private static String open(Sql sql, Queue queue, boolean computer) throws SQLException {
    String id = UUID.randomUUID().toString();
    sql.update(
        "insert into pairing (id, game, mode, computer, state) values (?, ?, ?, ?, 'MAKING')",
        id,
        queue.game(),
        queue.mode(),
        computer);
    return id;
  }

  Optional<Pairing> pairing(String id) {
    return Sql.in(
        em,
        sql -> {
          List<Ticket> tickets =
              sql.rows(
                  TicketStatements::ticket, TICKET + "where t.pairing = ? order by t.number", id);
          return sql
              .rows(
                  r ->
                      new Pairing(
                          id,
                          new Queue(r.getString(1), r.getString(2)),
                          r.getBoolean(3),
                          Pairing.State.valueOf(r.getString(4)),
                          r.getString(5),
                          r.getBoolean(6),
                          tickets),
                  "select game, mode, computer, state, room, coalesce(arrive_by <= now(), false)"
                      + " from pairing where id = ?",
                  id)
              .stream()
              .findFirst();
        });
  }

  boolean made(String pairing, String room, Map<String, String> seats, Duration arriveWithin) {
    return Sql.in(
        em,
        sql -> {
          int changed =
              sql.update(
                  """
                  update pairing set state = 'OPEN', room = ?, tried_at = now(), arrive_by = now() + make_interval(secs => ?)
                  where id = ? and state = 'MAKING'
                  """,
                  room,
                  seconds(arriveWithin),
                  pairing);
          if (changed == 0) {
            // Another node may have made the same room in the meantime.
            return !sql.rows(
                    r -> r.getString(1),
                    "select room from pairing where id = ? and room = ? and state in ('OPEN',"
                        + " 'OVER')",
                    pairing,
                    room)
                .isEmpty();
          }
          for (Map.Entry<String, String> seat : seats.entrySet()) {
            sql.update(
                "update ticket set seat = ? where id = ? and pairing = ?",
                seat.getValue(),
                seat.getKey(),
                pairing);
          }
          return true;
        });
  }

  void begun(String pairing) {
    Sql.in(
        em,
        sql -> {
          int changed =
              sql.update(
                  "update pairing set state = 'OVER' where id = ? and state in ('OPEN',"
                      + " 'BREAKING')",
                  pairing);
          if (changed == 1) {
            sql.update(
                "update ticket set state = 'PLAYED' where pairing = ? and state = 'PAIRED'",
                pairing);
          }
          return null;
        });
  }

  void prolong(String pairing, Duration arriveWithin) {
    Sql.in(
        em,
        sql ->
            sql.update(
                "update pairing set arrive_by = now() + make_interval(secs => ?)"
                    + " where id = ? and state = 'OPEN'",
                seconds(arriveWithin),
                pairing));
  }

  boolean missed(String pairing, Collection<String> arrived) {
    return Sql.in(
        em,
        sql -> {
          int changed =
              sql.update(
                  "update pairing set state = 'BREAKING', tried_at = now()"
                      + " where id = ? and state = 'OPEN'",
                  pairing);
          if (changed == 1) {
            sql.update(
                "update ticket set arrived = id = any (?) where pairing = ?",
                new Texts(arrived),
                pairing);
          }
          return changed == 1;
        });
  }

  Broken broken(String pairing, Terms terms) {
    return Sql.in(
        em,
        sql -> {
          List<Queue> breaking =
              sql.rows(
                  r -> new Queue(r.getString(1), r.getString(2)),
                  "update pairing set state = 'OVER' where id = ? and state = 'BREAKING'"
                      + " returning game, mode",
                  pairing);
          if (breaking.isEmpty()) {
            return new Broken(List.of(), List.of(), List.of());
          }
          lock(sql, breaking.getFirst());
          List<String> requeued =
              sql.rows(
                  r -> r.getString(1),
                  """
                  update ticket t set state = 'WAITING', note = 'OTHERS_MISSING', pairing = null, seat = null, arrived = false,
                         seen_at = now(), waited_until = null
                    from pairing p
                   where p.id = ? and t.pairing = p.id and t.state = 'PAIRED' and (t.arrived or p.excused)
                  returning t.id
                  """,
                  pairing);
          List<String> expired = expirePaired(sql, pairing, Ticket.Note.NOT_ARRIVED);
          return new Broken(requeued, expired, pair(sql, breaking.getFirst(), terms));
        });
  }

  List<String> failed(String pairing) {
    return Sql.in(
        em,
        sql -> {
          lock(sql, pairing);
          sql.update("update pairing set state = 'OVER' where id = ?", pairing);
          return expirePaired(sql, pairing, Ticket.Note.NO_ROOM);
        });
  }

  private static List<String> expirePaired(Sql sql, String pairing, Ticket.Note note)
      throws SQLException {
    return sql.rows(
        r -> r.getString(1),
        "update ticket set state = 'EXPIRED', note = ? where pairing = ? and state = 'PAIRED'"
            + " returning id",
        note.name(),
        pairing);
  }

  List<String> due(Duration untouched, int most) {
    return Sql.in(
        em,
        sql ->
            sql.rows(
                r -> r.getString(1),
                """
                update pairing set tried_at = now() where id in (
                  select id from pairing
                  where state <> 'OVER' and tried_at <= now() - make_interval(secs => ?) and (state <> 'OPEN' or arrive_by <= now())
                  order by tried_at limit ? for update skip locked)
                returning id
                """,
                seconds(untouched),
                most));
  }

  void moved(String from, String to) {
    Sql.in(em, sql -> sql.update("update ticket set guest = ? where guest = ?", to, from));
  }

  List<Ticket> expire(Duration away, Duration waited) {
    return Sql.in(
        em,
        sql -> {
          List<String> expired =
              sql.rows(
                  r -> r.getString(1),
                  """
                  update ticket set state = 'EXPIRED', waited_until = now(),
                         note = case when seen_at <= now() - make_interval(secs => ?) then 'AWAY' else 'NOBODY_CAME' end
                   where id in (
                     select id from ticket
                     where state = 'WAITING'
                       and (seen_at <= now() - make_interval(secs => ?) or queued_at <= now() - make_interval(secs => ?))
                     order by game, mode, number for update skip locked)
                  returning id
                  """,
                  seconds(away),
                  seconds(away),
                  seconds(waited));
          return sql.rows(
              TicketStatements::ticket,
              TICKET + "where t.id = any (?) order by t.number",
              new Texts(expired));
        });
  }

  Map<Queue, Integer> waiting() {
    return Sql.in(
        em,
        sql -> {
          Map<Queue, Integer> waiting = new LinkedHashMap<>();
          sql.rows(
              r -> waiting.put(new Queue(r.getString(1), r.getString(2)), r.getInt(3)),
              "select game, mode, count(*) from ticket where state = 'WAITING' group by game, mode"
                  + " order by game, mode");
          return waiting;
        });
  }

  void forget(Duration over) {
    Sql.in(
        em,
        sql -> {
          sql.update(
              "delete from ticket where state not in ('WAITING', 'PAIRED')"
                  + " and waited_until < now() - make_interval(secs => ?)",
              seconds(over));
          return sql.update(
              """
              delete from pairing p where state = 'OVER' and made_at < now() - make_interval(secs => ?)
                and not exists (select 1 from ticket t where t.pairing = p.id)
              """,
              seconds(over));
        });
  }

  private static void lock(Sql sql, String pairing) throws SQLException {
    sql.rows(r -> r.getString(1), "select id from pairing where id = ? for update", pairing);
  }

  private static void lock(Sql sql, Queue queue) throws SQLException {
    sql.rows(
        r -> r.getLong(1),
        "select last from matchmaking_queue where game = ? and mode = ? for update",
        queue.game(),
        queue.mode());
  }

  private static Ticket ticket(ResultSet r) throws SQLException {
    String note = r.getString(9);
    return new Ticket(
        r.getString(1),
        r.getString(2),
        new Queue(r.getString(3), r.getString(4)),
        r.getLong(5),
        r.getString(6),
        r.getString(7),
        Ticket.State.valueOf(r.getString(8)),
        note == null ? null : Ticket.Note.valueOf(note),
        r.getString(10),
        r.getString(11),
        r.getString(12),
        r.getBoolean(13),
        r.getInt(14),
        r.getLong(15));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
