package dev.parlour.room.runtime;

import dev.parlour.game.Persistent;
import dev.parlour.game.Viewer;
import dev.parlour.room.Follower;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.pcollections.TreePSet;

/**
 * Who looks at a room, and who counts as present. A player who loses the connection counts as
 * present for a grace, so that a reloaded page closes no question; a player is followed by one
 * follower, the newest. Belongs to the room's turn: not for more than one thread at a time. It
 * calls no follower by itself.
 */
final class Audience {
  private final Duration grace;
  private final Map<Follower, Viewer> followers = new LinkedHashMap<>();
  private final Map<String, Follower> byPlayer = new HashMap<>();
  private final Map<String, Instant> leaving = new LinkedHashMap<>(); // present until then
  private TreePSet<String> present = TreePSet.empty(Persistent.order());
  private int hosts;
  private Instant hostGoneAt;
  private Instant quietSince;
  private boolean changed;

  /**
   * @param grace how long somebody without a connection still counts as present
   */
  Audience(Duration grace) {
    this.grace = grace;
  }

  /**
   * Begins to count absences.
   *
   * @return false where that was done before
   */
  boolean begin(Instant now) {
    if (hostGoneAt != null) {
      return false;
    }
    hostGoneAt = now;
    quietSince = now;
    return true;
  }

  boolean has(Follower follower) {
    return followers.containsKey(follower);
  }

  boolean isEmpty() {
    return followers.isEmpty();
  }

  /** Since when nobody has followed; meaningless while somebody does. */
  Instant quietSince() {
    return quietSince;
  }

  /**
   * The players who count as present, in the order of joining; nobody changes this set any more.
   */
  SortedSet<String> present() {
    return present;
  }

  boolean hostPresent() {
    return hosts > 0;
  }

  /** Milliseconds since the last host went; empty while one is there. */
  OptionalLong hostAwayFor(Instant now) {
    return hosts > 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, Duration.between(hostGoneAt, now).toMillis()));
  }

  /** Whether who is present has changed since {@link #told}. */
  boolean changed() {
    return changed;
  }

  void told() {
    changed = false;
  }

  /**
   * Lets somebody in.
   *
   * @return the player's former follower, which is out now and must be told
   */
  Optional<Follower> enter(Viewer viewer, Follower follower) {
    Optional<Follower> former = Optional.empty();
    if (viewer instanceof Viewer.Player(String id)) {
      former = Optional.ofNullable(byPlayer.put(id, follower));
      former.ifPresent(followers::remove);
      leaving.remove(id);
      arrive(id);
    } else if (viewer instanceof Viewer.Host && hosts++ == 0) {
      changed = true;
    }
    followers.put(follower, viewer);
    return former;
  }

  /**
   * Somebody's connection has gone; nothing happens where it was not in.
   *
   * @return when the grace ends, where a player has one
   */
  Optional<Instant> leave(Follower follower, Instant now) {
    Optional<Instant> ends = Optional.empty();
    Viewer viewer = followers.remove(follower);
    if (viewer instanceof Viewer.Host && --hosts == 0) {
      hostGoneAt = now;
      changed = true;
    } else if (viewer instanceof Viewer.Player(String id) && byPlayer.remove(id, follower)) {
      leaving.put(id, now.plus(grace));
      ends = Optional.of(now.plus(grace));
    }
    if (followers.isEmpty()) {
      quietSince = now;
    }
    return ends;
  }

  /**
   * A player has given up the seat: absent at once.
   *
   * @return the follower that is out now and must be told
   */
  Optional<Follower> unseat(String player) {
    Optional<Follower> follower = Optional.ofNullable(byPlayer.remove(player));
    follower.ifPresent(followers::remove);
    leaving.remove(player);
    depart(player);
    return follower;
  }

  /** Counts players as present until then, though they have no connection yet. */
  void expect(Iterable<String> players, Instant until) {
    for (String player : players) {
      if (!byPlayer.containsKey(player)) {
        arrive(player);
        leaving.put(player, until);
      }
    }
  }

  /**
   * Takes those for absent whose grace is over.
   *
   * @return when the next one's ends
   */
  Optional<Instant> expire(Instant now) {
    Instant next = null;
    for (Iterator<Map.Entry<String, Instant>> it = leaving.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<String, Instant> entry = it.next();
      if (entry.getValue().isAfter(now)) {
        next = next == null || entry.getValue().isBefore(next) ? entry.getValue() : next;
      } else {
        it.remove();
        depart(entry.getKey());
      }
    }
    return Optional.ofNullable(next);
  }

  /** Everybody who follows, in the order of coming. What is called must not change the audience. */
  void each(Consumer<Follower> call) {
    followers.keySet().forEach(call);
  }

  List<Follower> followers() {
    return List.copyOf(followers.keySet());
  }

  /** Everybody is out. Returns those who must be told. */
  List<Follower> dismiss() {
    return List.copyOf(dismissAll().keySet());
  }

  /** Everybody is out. Returns who followed, in the order of coming, and in which role. */
  Map<Follower, Viewer> dismissAll() {
    Map<Follower, Viewer> all = new LinkedHashMap<>(followers);
    followers.clear();
    byPlayer.clear();
    hosts = 0;
    return all;
  }

  private void arrive(String player) {
    changed |= !present.contains(player);
    present = present.plus(player);
  }

  private void depart(String player) {
    changed |= present.contains(player);
    present = present.minus(player);
  }
}
