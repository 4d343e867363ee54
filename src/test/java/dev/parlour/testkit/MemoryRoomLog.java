package dev.parlour.testkit;

import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomState;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The log in memory, by the same contract as the one in PostgreSQL, and with the ways in which a
 * store can go wrong in the test's hand. Thread-safe.
 */
public final class MemoryRoomLog implements RoomLog {
  private static final class Kept {
    RoomState state;
    Snapshot snapshot;
    String owner;
    Object run;
    Instant releasedAt;
    String region;
    long epoch;
    long seq;
    Instant activeAt;
    final List<Entry> entries = new ArrayList<>();
    final int number;

    Kept(int number) {
      this.number = number;
    }
  }

  private record Snapshot(RoomState state, long seq) {}

  /** One of these is all that a cluster's nodes share. */
  private static final class Shared {
    final Map<String, Kept> rooms = new TreeMap<>();
    final Set<String> living = new TreeSet<>();
    final Set<String> draining = new TreeSet<>();
    final Map<String, String> regions = new TreeMap<>();
    final Map<String, Instant> heartbeats = new TreeMap<>();
    final List<Notice> outbox = new ArrayList<>();
    final Map<String, List<String>> notices = new TreeMap<>();
    int made;
  }

  private final Shared shared;
  private final String node;
  private final InstantSource clock;
  private final AtomicInteger appends = new AtomicInteger();
  private final AtomicInteger largest = new AtomicInteger();
  private volatile Object run = new Object();
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
  private final AtomicInteger entered = new AtomicInteger();
  private final List<String> readings = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile boolean storesAndFails;
  private volatile Predicate<Append> unstorable = append -> false;
  private volatile Error error;

  public MemoryRoomLog(String node, InstantSource clock) {
    this(new Shared(), node, clock);
  }

  private MemoryRoomLog(Shared shared, String node, InstantSource clock) {
    this.shared = shared;
    this.node = node;
    this.clock = clock;
    shared.living.add(node);
  }

  /** The same store, as another living node sees it. */
  public MemoryRoomLog seenBy(String otherNode) {
    return new MemoryRoomLog(shared, otherNode, clock);
  }

  /** This node's heartbeat stops. */
  public void dies() {
    synchronized (shared) {
      shared.living.remove(node);
      shared.heartbeats.put(node, clock.instant());
    }
  }

  /** Its heart beats again; it was only asleep. */
  public void wakes() {
    synchronized (shared) {
      shared.living.add(node);
    }
  }

  /** This node runs again, after it was last alive at that moment; null for one that never was. */
  public void startsAgain(Instant diedAt) {
    synchronized (shared) {
      run = new Object();
      shared.living.add(node);
      if (diedAt != null) {
        shared.heartbeats.put(node, diedAt);
      }
    }
  }

  /** This node's run is over, and its rooms are nobody's. */
  public void ends() {
    synchronized (shared) {
      for (Kept kept : shared.rooms.values()) {
        if (kept.run == run) {
          kept.owner = null;
          kept.run = null;
          kept.epoch++;
          kept.releasedAt = clock.instant();
        }
      }
      shared.living.remove(node);
    }
  }

  /** The rooms that this node has read without claiming them. */
  public List<String> readings() {
    return List.copyOf(readings);
  }

  public String node() {
    return node;
  }

  /** Where this node stands. */
  public String region() {
    return region(node);
  }

  public String region(String name) {
    synchronized (shared) {
      return shared.regions.getOrDefault(name, "default");
    }
  }

  /** From now on this node stands there. */
  public void standsIn(String region) {
    synchronized (shared) {
      shared.regions.put(node, region);
    }
  }

  /** This node takes no more rooms. */
  public void drains() {
    synchronized (shared) {
      shared.draining.add(node);
    }
  }

  public boolean draining(String name) {
    synchronized (shared) {
      return shared.draining.contains(name);
    }
  }

  /** The nodes whose hearts beat. */
  public List<String> living() {
    synchronized (shared) {
      return List.copyOf(shared.living);
    }
  }

  /** Who runs a room; null for nobody. */
  public String owner(String code) {
    synchronized (shared) {
      return shared.rooms.get(code).owner;
    }
  }

  // ---- what a test does to it

  /** Neither stores nor answers. */
  public void away(boolean now) {
    away = now;
  }

  /** Stores appends, and then says that it cannot be reached: the outcome that nobody knows. */
  public void storesAndFails(boolean now) {
    storesAndFails = now;
  }

  /** Refuses such appends for ever. */
  public void refuses(Predicate<Append> which) {
    unstorable = which;
  }

  /** The next append ends in an error of the virtual machine's kind. */
  public void fallsWith(Error once) {
    error = once;
  }

  /** Every append waits until {@link #release}. */
  public void hold() {
    gate.drainPermits();
  }

  public void release() {
    gate.release(Integer.MAX_VALUE / 2);
  }

  /** How many appends have reached it, whether they were held or not. */
  public int entered() {
    return entered.get();
  }

  // ---- what a test reads

  /** How many transactions there were. */
  public int transactions() {
    return appends.get();
  }

  /** The most rooms that one transaction had. */
  public int mostTogether() {
    return largest.get();
  }

  public List<Entry> entries(String code) {
    synchronized (shared) {
      Kept kept = shared.rooms.get(code);
      return kept == null ? List.of() : List.copyOf(kept.entries);
    }
  }

  public List<RoomEvent> events(String code) {
    return entries(code).stream().map(Entry::event).toList();
  }

  /** What waits to be sent, as "type room seq". */
  public List<String> outbox() {
    synchronized (shared) {
      return shared.outbox.stream().map(n -> n.type() + " " + n.seq()).toList();
    }
  }

  /** The types of the room's notices. */
  public List<String> notices(String code) {
    synchronized (shared) {
      return List.copyOf(shared.notices.getOrDefault(code, List.of()));
    }
  }

  // ---- the contract

  @Override
  public List<Outcome> append(List<Append> all) {
    entered.incrementAndGet();
    gate.acquireUninterruptibly();
    gate.release();
    reach();
    if (error != null) {
      Error once = error;
      error = null;
      throw once;
    }
    if (all.stream().anyMatch(unstorable)) {
      throw new IllegalArgumentException("this can never be stored");
    }
    List<Outcome> outcomes;
    synchronized (shared) {
      if (all.stream().anyMatch(this::repeatsAnId)) {
        throw new IllegalArgumentException("an id is stored twice");
      }
      outcomes = all.stream().map(this::append).toList();
    }
    appends.incrementAndGet();
    largest.accumulateAndGet(all.size(), Math::max);
    if (storesAndFails) {
      throw new LogUnavailable("the connection was lost on the way back", null);
    }
    return outcomes;
  }

  private boolean fits(Append append) {
    Kept kept = shared.rooms.get(append.code());
    return append.begins()
        ? kept == null
        : kept != null && kept.epoch == append.epoch() && kept.seq == append.afterSeq();
  }

  private boolean repeatsAnId(Append append) {
    Kept kept = shared.rooms.get(append.code());
    return kept != null
        && fits(append)
        && append.entries().stream()
            .filter(e -> e.commandId() != null)
            .anyMatch(
                e ->
                    kept.entries.stream()
                        .anyMatch(
                            k ->
                                e.commandId().equals(k.commandId())
                                    && e.actor().equals(k.actor())));
  }

  private Outcome append(Append append) {
    Kept kept = shared.rooms.get(append.code());
    if (!fits(append)) {
      return Outcome.FENCED;
    }
    if (kept == null) {
      kept = new Kept(shared.made++);
      kept.owner = node;
      kept.run = run;
      kept.region = region();
      kept.epoch = append.epoch();
      shared.rooms.put(append.code(), kept);
    }
    for (Entry entry : append.entries()) {
      if (entry.seq() != kept.entries.size() + 1) {
        throw new IllegalArgumentException("seq " + entry.seq() + " does not follow");
      }
      kept.entries.add(entry);
    }
    kept.seq = append.lastSeq();
    kept.state = append.after();
    kept.activeAt = clock.instant();
    if (append.snapshot()) {
      kept.snapshot = new Snapshot(append.after(), append.lastSeq());
    }
    shared.outbox.addAll(append.notices());
    append
        .notices()
        .forEach(
            n ->
                shared
                    .notices
                    .computeIfAbsent(append.code(), c -> new ArrayList<>())
                    .add(n.type()));
    return Outcome.STORED;
  }

  @Override
  public Optional<String> gameOf(String code) {
    reach();
    synchronized (shared) {
      return Optional.ofNullable(shared.rooms.get(code)).map(k -> k.state.created().game());
    }
  }

  @Override
  public OptionalLong lastSeq(String code) {
    reach();
    synchronized (shared) {
      Kept kept = shared.rooms.get(code);
      return kept == null ? OptionalLong.empty() : OptionalLong.of(kept.seq);
    }
  }

  @Override
  public Optional<Loaded> claim(String code, Room room, Claim how) {
    reach();
    synchronized (shared) {
      Kept kept = shared.rooms.get(code);
      if (kept == null) {
        return Optional.empty();
      }
      boolean mine = kept.run == run;
      boolean free = kept.owner == null || kept.owner.equals(node);
      boolean allowed =
          kept.region.equals(region())
              && switch (how) {
                case NOTHING -> mine;
                case FREE -> free;
                case ORPHANED -> free || !shared.living.contains(kept.owner);
              };
      if (!allowed) {
        throw new NotOwner(code, kept.owner, kept.region);
      }
      Instant cutOffAt =
          mine ? null : kept.owner == null ? kept.releasedAt : shared.heartbeats.get(kept.owner);
      kept.owner = node;
      kept.run = run;
      kept.releasedAt = null;
      kept.epoch++;
      Map<String, Long> acknowledged = new HashMap<>();
      for (Entry entry : kept.entries) {
        if (entry.commandId() != null) {
          acknowledged.put(entry.actor() + " " + entry.commandId(), entry.seq());
        }
      }
      Instant last =
          kept.entries.stream()
              .map(e -> RoomLog.kept(e.at()))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return Optional.of(
          new Loaded(folded(kept, room), kept.seq, kept.epoch, acknowledged, last, cutOffAt));
    }
  }

  private static RoomState folded(Kept kept, Room room) {
    RoomState state = kept.snapshot == null ? room.initial() : kept.snapshot.state();
    long from = kept.snapshot == null ? 0 : kept.snapshot.seq();
    for (Entry entry : kept.entries) {
      state = entry.seq() > from ? room.apply(state, entry.event()) : state;
    }
    return state;
  }

  @Override
  public Optional<Copy> read(String code, Room room) {
    reach();
    readings.add(code);
    synchronized (shared) {
      return Optional.ofNullable(shared.rooms.get(code))
          .map(kept -> new Copy(folded(kept, room), kept.seq));
    }
  }

  @Override
  public List<RoomEvent> history(String code, Room room) {
    reach();
    return events(code);
  }

  @Override
  public List<Listed> listed(int most) {
    reach();
    synchronized (shared) {
      List<Listed> all = new ArrayList<>();
      List<Kept> newest = new ArrayList<>(shared.rooms.values());
      newest.sort(Comparator.comparingInt((Kept kept) -> kept.number).reversed());
      newest.forEach(
          kept -> {
            RoomState state = kept.state;
            if (state.created().visibility() == Visibility.PUBLIC
                && (state.status() == Status.READY || state.status() == Status.IN_PROGRESS)) {
              all.add(
                  new Listed(
                      state.code(),
                      state.created().game(),
                      state.created().title(),
                      state.status(),
                      state.created().at()));
            }
          });
      return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
  }

  @Override
  public void release(String code, long epoch) {
    reach();
    synchronized (shared) {
      Kept kept = shared.rooms.get(code);
      if (kept != null && kept.run == run && kept.epoch == epoch) {
        kept.owner = null;
        kept.run = null;
        kept.releasedAt = clock.instant();
      }
    }
  }

  @Override
  public List<String> unfinished(Claim how) {
    reach();
    return codes(
        k ->
            k.region.equals(region())
                && (k.state.status() == Status.BUILDING || k.state.status() == Status.IN_PROGRESS)
                && (node.equals(k.owner) && k.run != run
                    || how == Claim.ORPHANED
                        && (k.owner == null || !shared.living.contains(k.owner))));
  }

  @Override
  public List<String> runElsewhere(int most) {
    reach();
    return codes(
            k ->
                k.region.equals(region())
                    && k.state.status() == Status.IN_PROGRESS
                    && k.owner != null
                    && !node.equals(k.owner))
        .reversed()
        .stream()
        .limit(most)
        .toList();
  }

  @Override
  public void remind(String code, Notice notice) {
    reach();
    synchronized (shared) {
      shared.notices.computeIfAbsent(code, c -> new ArrayList<>()).add(notice.type());
    }
  }

  @Override
  public List<String> notOurs(List<String> codes) {
    reach();
    synchronized (shared) {
      return codes.stream()
          .filter(c -> !shared.rooms.containsKey(c) || shared.rooms.get(c).run != run)
          .toList();
    }
  }

  @Override
  public List<String> idleSince(Instant before, int most) {
    reach();
    return codes(
            k ->
                (k.owner == null || k.owner.equals(node) || !shared.living.contains(k.owner))
                    && k.activeAt.isBefore(before)
                    && k.state.status() != Status.CLOSED
                    && k.state.status() != Status.COMPLETED)
        .stream()
        .limit(most)
        .toList();
  }

  private List<String> codes(Predicate<Kept> which) {
    synchronized (shared) {
      return shared.rooms.entrySet().stream()
          .filter(e -> which.test(e.getValue()))
          .sorted(Comparator.comparingInt(e -> e.getValue().number))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  @Override
  public int deleteOver(Instant before, int most) {
    reach();
    List<String> over =
        codes(k -> k.activeAt.isBefore(before) && k.state.status().over()).stream()
            .limit(most)
            .toList();
    synchronized (shared) {
      over.forEach(shared.rooms::remove);
    }
    return over.size();
  }

  private void reach() {
    if (away) {
      throw new LogUnavailable("the store is away", null);
    }
  }
}
