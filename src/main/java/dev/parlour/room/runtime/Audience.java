package dev.parlour.room.runtime;

import dev.parlour.game.Viewer;
import dev.parlour.room.Attendance;
import dev.parlour.room.Follower;
import dev.parlour.room.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Who looks at a room, and who is there. A player who loses the connection counts as connected for
 * a grace, so that a reloaded page closes no question, is away after that, and gone in the end; a
 * player is followed by one follower, the newest. Belongs to the room's turn: not for more than one
 * thread at a time. It calls no follower by itself.
 */
final class Audience {
  private Duration grace;
  private Duration stranded;
  private final Duration away;
  private final Map<Follower, Viewer> followers = new LinkedHashMap<>();
  private final Map<String, Follower> byPlayer = new HashMap<>();
  private final Map<String, Fading> fading = new HashMap<>();
  private final NavigableSet<Fading> soonest = new TreeSet<>(Fading.ORDER);
  private Attendance attendance = Attendance.NOBODY;
  private int hosts;
  private Instant hostGoneAt;
  private Instant quietSince;
  private boolean changed;
  private long departures;

  /**
   * A player without a connection, who is less there after that moment.
   *
   * @param goneAt when the player is gone
   */
  private record Fading(Instant at, String player, Instant goneAt) {
    static final Comparator<Fading> ORDER =
        Comparator.comparing(Fading::at).thenComparing(Fading::player);
  }

  /**
   * @param grace how long somebody without a connection still counts as connected
   * @param stranded the same for somebody who has lost their server
   * @param away from the loss of the connection, when they are gone
   */
  Audience(Duration grace, Duration stranded, Duration away) {
    this.grace = grace;
    this.stranded = stranded;
    this.away = away;
  }

  /**
   * From now on somebody without a connection counts as connected for that long, whyever they have
   * lost it.
   */
  void grant(Duration time) {
    grace = time;
    stranded = time;
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

  /** How many have followed and do no longer. */
  long departures() {
    return departures;
  }

  boolean isEmpty() {
    return followers.isEmpty();
  }

  /** Since when nobody has followed; meaningless while somebody does. */
  Instant quietSince() {
    return quietSince;
  }

  Attendance attendance() {
    return attendance;
  }

  /** Milliseconds since the last host went; empty while one is there. */
  OptionalLong hostAwayFor(Instant now) {
    return hosts > 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, Duration.between(hostGoneAt, now).toMillis()));
  }

  /** Whether the attendance has changed since {@link #told}. */
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
      former.ifPresent(this::remove);
      settle(id);
      now(attendance.with(id, Presence.CONNECTED));
    } else if (viewer instanceof Viewer.Host) {
      hosts++;
      now(attendance.withHost(true));
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
    return leave(follower, now, grace);
  }

  /** The same for somebody whose server has gone, and who must find another one. */
  Optional<Instant> strand(Follower follower, Instant now) {
    return leave(follower, now, stranded);
  }

  private Optional<Instant> leave(Follower follower, Instant now, Duration grace) {
    Optional<Instant> ends = Optional.empty();
    Viewer viewer = remove(follower);
    if (viewer instanceof Viewer.Host && --hosts == 0) {
      hostGoneAt = now;
      now(attendance.withHost(false));
    } else if (viewer instanceof Viewer.Player(String id) && byPlayer.remove(id, follower)) {
      Instant until = now.plus(grace);
      fade(new Fading(until, id, grace.compareTo(away) > 0 ? until : now.plus(away)));
      ends = Optional.of(until);
    }
    if (followers.isEmpty()) {
      quietSince = now;
    }
    return ends;
  }

  /**
   * A player has given up the seat: gone at once.
   *
   * @return the follower that is out now and must be told
   */
  Optional<Follower> unseat(String player) {
    Optional<Follower> follower = Optional.ofNullable(byPlayer.remove(player));
    follower.ifPresent(this::remove);
    settle(player);
    now(attendance.with(player, Presence.GONE));
    return follower;
  }

  /**
   * Players have taken a seat and will connect any moment.
   *
   * @return when they are gone if they do not
   */
  Instant seated(Iterable<String> players, Instant now) {
    Instant until = now.plus(away);
    expect(players, Presence.AWAY, until);
    return until;
  }

  /** Takes players without a connection for this until then, and after that for gone. */
  void expect(Iterable<String> players, Presence presence, Instant until) {
    for (String player : players) {
      if (!byPlayer.containsKey(player)) {
        now(attendance.with(player, presence));
        fade(new Fading(until, player, until));
      }
    }
  }

  /**
   * Takes those for away or gone whose time has come.
   *
   * @return when the next one's does
   */
  Optional<Instant> expire(Instant now) {
    while (!soonest.isEmpty() && !soonest.first().at().isAfter(now)) {
      Fading over = soonest.first();
      settle(over.player());
      if (over.goneAt().isAfter(now)) {
        now(attendance.with(over.player(), Presence.AWAY));
        fade(new Fading(over.goneAt(), over.player(), over.goneAt()));
      } else {
        now(attendance.with(over.player(), Presence.GONE));
      }
    }
    return soonest.isEmpty() ? Optional.empty() : Optional.of(soonest.first().at());
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
    departures += followers.size();
    followers.clear();
    byPlayer.clear();
    hosts = 0;
    now(attendance.withHost(false));
    return all;
  }

  /** Returns in which role; null where it was not in. */
  private Viewer remove(Follower follower) {
    Viewer viewer = followers.remove(follower);
    departures += viewer == null ? 0 : 1;
    return viewer;
  }

  private void fade(Fading next) {
    settle(next.player());
    fading.put(next.player(), next);
    soonest.add(next);
  }

  private void settle(String player) {
    Fading before = fading.remove(player);
    if (before != null) {
      soonest.remove(before);
    }
  }

  private void now(Attendance next) {
    changed |= next != attendance;
    attendance = next;
  }
}
