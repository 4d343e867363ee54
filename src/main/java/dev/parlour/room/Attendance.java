package dev.parlour.room;

import dev.parlour.game.Persistent;
import java.util.Collection;
import java.util.SortedSet;
import org.pcollections.TreePSet;

/**
 * Who is there at one moment. Immutable; the next moment's is made from it at the cost of what has
 * changed, however big the room.
 */
public final class Attendance {
  private static final TreePSet<String> NO_ONE = TreePSet.empty(Persistent.order());

  public static final Attendance NOBODY = new Attendance(NO_ONE, NO_ONE, false);

  private final TreePSet<String> connected;
  private final TreePSet<String> away;
  private final boolean host;

  private Attendance(TreePSet<String> connected, TreePSet<String> away, boolean host) {
    this.connected = connected;
    this.away = away;
    this.host = host;
  }

  /** These players and nobody else, with or without a host. */
  public static Attendance of(Collection<String> connected, boolean host) {
    return new Attendance(TreePSet.from(Persistent.order(), connected), NO_ONE, host);
  }

  /** These players and nobody else. */
  public static Attendance of(
      Collection<String> connected, Collection<String> away, boolean host) {
    return new Attendance(
        TreePSet.from(Persistent.order(), connected),
        TreePSet.from(Persistent.order(), away),
        host);
  }

  /** The players who count as connected, in the order of joining. */
  public SortedSet<String> connected() {
    return connected;
  }

  /** Those who are {@link Presence#AWAY}, in the order of joining. */
  public SortedSet<String> whoIsAway() {
    return away;
  }

  /** How many are {@link Presence#AWAY}. */
  public int away() {
    return away.size();
  }

  /** Whether a host is connected. */
  public boolean host() {
    return host;
  }

  public Presence of(String player) {
    if (connected.contains(player)) {
      return Presence.CONNECTED;
    }
    return away.contains(player) ? Presence.AWAY : Presence.GONE;
  }

  /** The same but for one player; itself where nothing changes. */
  public Attendance with(String player, Presence presence) {
    return of(player) == presence
        ? this
        : new Attendance(
            presence == Presence.CONNECTED ? connected.plus(player) : connected.minus(player),
            presence == Presence.AWAY ? away.plus(player) : away.minus(player),
            host);
  }

  /** The same but for the host; itself where nothing changes. */
  public Attendance withHost(boolean there) {
    return there == host ? this : new Attendance(connected, away, there);
  }
}
