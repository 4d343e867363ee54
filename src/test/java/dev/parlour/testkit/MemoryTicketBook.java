package dev.parlour.testkit;

import dev.parlour.matchmaking.Pairing;
import dev.parlour.matchmaking.Queue;
import dev.parlour.matchmaking.Ticket;
import dev.parlour.matchmaking.Ticket.Note;
import dev.parlour.matchmaking.Ticket.State;
import dev.parlour.matchmaking.TicketBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A book in memory, as slow as its lock, by the clock that it is given. */
public final class MemoryTicketBook implements TicketBook {
  private static final class Entry {
    final Wish wish;
    String guest;
    final long number;
    final Instant queuedAt;
    Instant seenAt;
    Instant waitedUntil;
    State state = State.WAITING;
    Note note;
    Pair pair;
    String seat;
    boolean arrived;

    Entry(Wish wish, long number, Instant now) {
      this.wish = wish;
      this.guest = wish.guest();
      this.number = number;
      this.queuedAt = now;
      this.seenAt = now;
    }
  }

  private static final class Pair {
    final String id = UUID.randomUUID().toString();
    final Queue queue;
    final boolean computer;
    final Instant madeAt;
    Pairing.State state = Pairing.State.MAKING;
    String room;
    boolean excused;
    Instant arriveBy;
    Instant triedAt;

    Pair(Queue queue, boolean computer, Instant now) {
      this.queue = queue;
      this.computer = computer;
      this.madeAt = now;
      this.triedAt = now;
    }
  }

  private final InstantSource clock;
  private final Map<String, Entry> tickets = new LinkedHashMap<>();
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private long last;

  /** Whether the store cannot be reached. */
  public volatile boolean away;

  public MemoryTicketBook(InstantSource clock) {
    this.clock = clock;
  }

  private Instant now() {
    if (away) {
      throw new Unavailable("away", null);
    }
    return clock.instant();
  }

  @Override
  public synchronized Entered enter(Wish wish, Terms terms) {
    Instant now = now();
    Entry same = tickets.get(wish.id());
    if (same == null && wish.guest() != null) {
      same = living(wish.guest()).orElse(null);
    }
    if (same != null) {
      return same.wish.queue().equals(wish.queue())
          ? new Entered.In(ticket(same), true, List.of())
          : new Entered.Elsewhere(ticket(same));
    }
    long ofAddress =
        tickets.values().stream()
            .filter(e -> e.state.lives() && e.wish.address().equals(wish.address()))
            .count();
    if (ofAddress >= terms.ticketsOfAddress()) {
      return new Entered.TooMany();
    }
    Entry entry = new Entry(wish, ++last, now);
    tickets.put(wish.id(), entry);
    List<String> made = pair(wish.queue(), terms);
    return new Entered.In(ticket(entry), false, made);
  }

  /** Where tickets came from, as it is kept. */
  public synchronized Set<String> addresses() {
    return tickets.values().stream().map(e -> e.wish.address()).collect(Collectors.toSet());
  }

  @Override
  public synchronized Optional<Ticket> find(String id) {
    now();
    return Optional.ofNullable(tickets.get(id)).map(this::ticket);
  }

  @Override
  public synchronized Optional<Ticket> livingOf(String guest) {
    now();
    return living(guest).map(this::ticket);
  }

  private Optional<Entry> living(String guest) {
    return tickets.values().stream()
        .filter(e -> e.state.lives() && guest.equals(e.guest))
        .findFirst();
  }

  @Override
  public synchronized List<Ticket> look(Collection<String> ids, boolean heard) {
    Instant now = now();
    List<Entry> found = entries(e -> ids.contains(e.wish.id()));
    if (heard) {
      found.stream().filter(e -> e.state == State.WAITING).forEach(e -> e.seenAt = now);
    }
    return found.stream().map(this::ticket).toList();
  }

  @Override
  public synchronized Optional<Ticket> cancel(String id) {
    Instant now = now();
    Entry entry = tickets.get(id);
    if (entry != null && entry.state.lives()) {
      entry.state = State.CANCELLED;
      entry.waitedUntil = entry.waitedUntil == null ? now : entry.waitedUntil;
      if (entry.pair != null && entry.pair.state != Pairing.State.OVER) {
        entry.pair.state = Pairing.State.BREAKING;
        entry.pair.excused = true;
        entry.pair.triedAt = now;
      }
    }
    return find(id);
  }

  @Override
  public synchronized void moved(String from, String to) {
    livingOf(from)
        .filter(t -> to == null || livingOf(to).isPresent())
        .ifPresent(t -> cancel(t.id()));
    tickets.values().stream().filter(e -> from.equals(e.guest)).forEach(e -> e.guest = to);
  }

  @Override
  public synchronized Optional<String> withComputer(String id, Duration waited) {
    Instant now = now();
    Entry entry = tickets.get(id);
    if (entry == null || entry.state != State.WAITING || entry.queuedAt.plus(waited).isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(paired(List.of(entry), true));
  }

  private String paired(List<Entry> group, boolean computer) {
    Pair pair = new Pair(group.getFirst().wish.queue(), computer, clock.instant());
    pairs.put(pair.id, pair);
    for (Entry entry : group) {
      entry.state = State.PAIRED;
      entry.pair = pair;
      entry.note = null;
      entry.waitedUntil = clock.instant();
    }
    return pair.id;
  }

  @Override
  public synchronized List<String> pair(Queue queue, Terms terms) {
    Instant heard = now().minus(terms.away());
    List<Entry> waiting =
        entries(
            e ->
                e.state == State.WAITING
                    && e.wish.queue().equals(queue)
                    && e.seenAt.isAfter(heard));
    return Pairing.inOrder(waiting, terms.players()).stream().map(g -> paired(g, false)).toList();
  }

  @Override
  public synchronized Optional<Pairing> pairing(String id) {
    Instant now = now();
    return Optional.ofNullable(pairs.get(id))
        .map(
            p ->
                new Pairing(
                    p.id,
                    p.queue,
                    p.computer,
                    p.state,
                    p.room,
                    p.arriveBy != null && !p.arriveBy.isAfter(now),
                    entries(e -> e.pair == p).stream().map(this::ticket).toList()));
  }

  @Override
  public synchronized boolean made(
      String pairing, String room, Map<String, String> seats, Duration arriveWithin) {
    Instant now = now();
    Pair pair = pairs.get(pairing);
    if (pair.state != Pairing.State.MAKING) {
      return pair.state != Pairing.State.BREAKING && room.equals(pair.room);
    }
    pair.state = Pairing.State.OPEN;
    pair.room = room;
    pair.arriveBy = now.plus(arriveWithin);
    pair.triedAt = now;
    seats.forEach((id, seat) -> tickets.get(id).seat = seat);
    return true;
  }

  @Override
  public synchronized void begun(String pairing) {
    now();
    Pair pair = pairs.get(pairing);
    if (pair.state == Pairing.State.OPEN || pair.state == Pairing.State.BREAKING) {
      pair.state = Pairing.State.OVER;
      paired(pair).forEach(e -> e.state = State.PLAYED);
    }
  }

  private List<Entry> paired(Pair pair) {
    return entries(e -> e.pair == pair && e.state == State.PAIRED);
  }

  @Override
  public synchronized void prolong(String pairing, Duration arriveWithin) {
    pairs.get(pairing).arriveBy = now().plus(arriveWithin);
  }

  @Override
  public synchronized boolean missed(String pairing, Collection<String> arrived) {
    Instant now = now();
    Pair pair = pairs.get(pairing);
    if (pair.state != Pairing.State.OPEN) {
      return false;
    }
    pair.state = Pairing.State.BREAKING;
    pair.triedAt = now;
    entries(e -> e.pair == pair).forEach(e -> e.arrived = arrived.contains(e.wish.id()));
    return true;
  }

  @Override
  public synchronized Broken broken(String pairing, Terms terms) {
    Instant now = now();
    Pair pair = pairs.get(pairing);
    if (pair.state != Pairing.State.BREAKING) {
      return new Broken(List.of(), List.of(), List.of());
    }
    pair.state = Pairing.State.OVER;
    List<String> requeued = new ArrayList<>();
    List<String> expired = new ArrayList<>();
    for (Entry entry : paired(pair)) {
      if (entry.arrived || pair.excused) {
        entry.state = State.WAITING;
        entry.note = Note.OTHERS_MISSING;
        entry.pair = null;
        entry.seat = null;
        entry.arrived = false;
        entry.seenAt = now;
        entry.waitedUntil = null;
        requeued.add(entry.wish.id());
      } else {
        entry.state = State.EXPIRED;
        entry.note = Note.NOT_ARRIVED;
        expired.add(entry.wish.id());
      }
    }
    return new Broken(requeued, expired, pair(pair.queue, terms));
  }

  @Override
  public synchronized List<String> failed(String pairing) {
    now();
    Pair pair = pairs.get(pairing);
    pair.state = Pairing.State.OVER;
    List<Entry> expired = paired(pair);
    for (Entry entry : expired) {
      entry.state = State.EXPIRED;
      entry.note = Note.NO_ROOM;
    }
    return expired.stream().map(e -> e.wish.id()).toList();
  }

  @Override
  public synchronized List<String> due(Duration untouched, int most) {
    Instant now = now();
    List<Pair> due =
        pairs.values().stream()
            .filter(p -> p.state != Pairing.State.OVER)
            .filter(p -> !p.triedAt.plus(untouched).isAfter(now))
            .filter(p -> p.state != Pairing.State.OPEN || !p.arriveBy.isAfter(now))
            .limit(most)
            .toList();
    due.forEach(p -> p.triedAt = now);
    return due.stream().map(p -> p.id).toList();
  }

  @Override
  public synchronized List<Ticket> expire(Duration away, Duration waited) {
    Instant now = now();
    List<Entry> expired =
        entries(
            e ->
                e.state == State.WAITING
                    && (!e.seenAt.plus(away).isAfter(now)
                        || !e.queuedAt.plus(waited).isAfter(now)));
    for (Entry entry : expired) {
      entry.state = State.EXPIRED;
      entry.note = entry.seenAt.plus(away).isAfter(now) ? Note.NOBODY_CAME : Note.AWAY;
      entry.waitedUntil = now;
    }
    return expired.stream().map(this::ticket).toList();
  }

  @Override
  public synchronized Map<Queue, Integer> waiting() {
    now();
    Map<Queue, Integer> waiting =
        new TreeMap<>(Comparator.comparing(Queue::game).thenComparing(Queue::mode));
    entries(e -> e.state == State.WAITING)
        .forEach(e -> waiting.merge(e.wish.queue(), 1, Integer::sum));
    return waiting;
  }

  @Override
  public synchronized void forget(Duration over) {
    Instant before = now().minus(over);
    tickets.values().removeIf(e -> !e.state.lives() && e.waitedUntil.isBefore(before));
    pairs
        .values()
        .removeIf(
            p ->
                p.state == Pairing.State.OVER
                    && p.madeAt.isBefore(before)
                    && entries(e -> e.pair == p).isEmpty());
  }

  /** In the order of the queue. */
  private List<Entry> entries(Predicate<Entry> which) {
    return tickets.values().stream()
        .filter(which)
        .sorted(Comparator.comparingLong(e -> e.number))
        .toList();
  }

  private Ticket ticket(Entry e) {
    boolean waits = e.state == State.WAITING;
    Instant until = e.waitedUntil == null ? clock.instant() : e.waitedUntil;
    return new Ticket(
        e.wish.id(),
        e.guest,
        e.wish.queue(),
        e.number,
        e.wish.name(),
        e.wish.avatar(),
        e.state,
        e.note,
        e.pair == null ? null : e.pair.id,
        e.pair == null ? null : e.pair.room,
        e.seat,
        e.pair != null && e.pair.computer,
        !waits
            ? 0
            : entries(
                    o ->
                        o.state == State.WAITING
                            && o.wish.queue().equals(e.wish.queue())
                            && o.number <= e.number)
                .size(),
        Duration.between(e.queuedAt, until).toMillis());
  }
}
