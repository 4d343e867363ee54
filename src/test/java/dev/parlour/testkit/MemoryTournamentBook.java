package dev.parlour.testkit;

import dev.parlour.tournament.Phase;
import dev.parlour.tournament.Redaction;
import dev.parlour.tournament.Tournament;
import dev.parlour.tournament.TournamentBook;
import dev.parlour.tournament.TournamentEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A book in memory, as slow as its lock, by the clock that it is given. */
public final class MemoryTournamentBook implements TournamentBook {
  private static final class Kept {
    final List<TournamentEvent> log = new ArrayList<>();
    final Map<String, Instant> people = new TreeMap<>();
    Tournament state = Tournament.NONE;
    Instant changedAt;
    Instant sweptAt;
  }

  private final InstantSource clock;
  private final LinkedHashMap<String, Kept> all = new LinkedHashMap<>();
  private final Map<String, String> rooms = new TreeMap<>();

  /** Whether nothing can be had. */
  public volatile boolean away;

  public MemoryTournamentBook(InstantSource clock) {
    this.clock = clock;
  }

  private void reached() {
    if (away) {
      throw new Unavailable("away", null);
    }
  }

  @Override
  public synchronized boolean append(
      String id, long before, List<TournamentEvent> events, Tournament after) {
    reached();
    Kept kept = all.get(id);
    if ((kept == null ? 0 : kept.log.size()) != before) {
      return false;
    }
    if (kept == null) {
      kept = new Kept();
      kept.sweptAt = clock.instant();
      all.putFirst(id, kept);
    }
    kept.log.addAll(events);
    kept.state = after;
    kept.changedAt = clock.instant();
    for (TournamentEvent event : events) {
      switch (event) {
        case TournamentEvent.Announced e -> person(kept, e.organiser());
        case TournamentEvent.HandedOver e -> person(kept, e.organiser());
        case TournamentEvent.Entered e -> person(kept, e.key());
        case TournamentEvent.Claimed e -> person(kept, e.key());
        case TournamentEvent.GameOpened e -> rooms.put(e.room(), id);
        default -> {}
      }
    }
    return true;
  }

  private void person(Kept kept, String key) {
    if (key != null) {
      kept.people.put(key, clock.instant());
    }
  }

  @Override
  public synchronized List<Logged> read(String id, long after) {
    return read(id, after, Integer.MAX_VALUE);
  }

  @Override
  public synchronized List<Logged> read(String id, long after, int most) {
    reached();
    List<Logged> logged = new ArrayList<>();
    if (all.containsKey(id)) {
      List<TournamentEvent> log = all.get(id).log;
      for (int i = (int) after; i < log.size() && logged.size() < most; i++) {
        logged.add(new Logged(i + 1L, log.get(i)));
      }
    }
    return logged;
  }

  @Override
  public synchronized Map<String, Long> lengths(Collection<String> ids) {
    reached();
    Map<String, Long> lengths = new TreeMap<>();
    ids.stream()
        .filter(all::containsKey)
        .forEach(id -> lengths.put(id, (long) all.get(id).log.size()));
    return lengths;
  }

  private Listed listed(String id) {
    Tournament t = all.get(id).state;
    return new Listed(
        id,
        t.announced().title(),
        t.announced().game(),
        t.rules().format(),
        t.phase(),
        t.entrants().size(),
        t.champion() == null ? null : t.entrant(t.champion()).name(),
        t.announced().startsAt());
  }

  @Override
  public synchronized List<Listed> list(int most) {
    reached();
    return all.keySet().stream().limit(most).map(this::listed).toList();
  }

  @Override
  public synchronized List<Listed> of(String key, int most) {
    reached();
    return all.entrySet().stream()
        .filter(e -> e.getValue().people.containsKey(key))
        .limit(most)
        .map(e -> listed(e.getKey()))
        .toList();
  }

  @Override
  public synchronized List<String> idsOf(String key) {
    return of(key, Integer.MAX_VALUE).stream().map(Listed::id).sorted().toList();
  }

  @Override
  public synchronized void forget(String id, String key) {
    reached();
    Kept kept = all.get(id);
    Set<String> theirs = Redaction.entrants(read(id, 0), key);
    kept.log.replaceAll(e -> Redaction.of(e, key, theirs));
    kept.people.remove(key);
  }

  @Override
  public synchronized void forgetQuiet(Duration time) {
    reached();
    Instant before = clock.instant().minus(time);
    all.values()
        .removeIf(
            kept -> {
              Instant starts = kept.state.announced().startsAt();
              return kept.changedAt.isBefore(before) && (starts == null || starts.isBefore(before));
            });
    rooms.values().removeIf(id -> !all.containsKey(id));
  }

  @Override
  public synchronized Optional<String> ofRoom(String room) {
    reached();
    return Optional.ofNullable(rooms.get(room));
  }

  @Override
  public synchronized void seen(Map<String, ? extends Collection<String>> keys) {
    reached();
    keys.forEach(
        (id, people) ->
            people.forEach(
                key -> all.get(id).people.computeIfPresent(key, (k, at) -> clock.instant())));
  }

  @Override
  public synchronized Set<String> present(String id, Duration within) {
    reached();
    Set<String> present = new TreeSet<>();
    all.get(id)
        .people
        .forEach(
            (key, at) -> {
              if (at.isAfter(clock.instant().minus(within))) {
                present.add(key);
              }
            });
    return present;
  }

  @Override
  public synchronized List<String> due(Duration unseen, int most) {
    reached();
    List<String> due = new ArrayList<>();
    all.forEach(
        (id, kept) -> {
          boolean alive =
              kept.state.phase() == Phase.RUNNING
                  || kept.state.phase().open() && kept.state.announced().startsAt() != null;
          if (alive && due.size() < most && !kept.sweptAt.isAfter(clock.instant().minus(unseen))) {
            kept.sweptAt = clock.instant();
            due.add(id);
          }
        });
    return due;
  }
}
