package dev.parlour.room;

import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One committed moment of a room, from which every view of it can be made. Immutable; made once per
 * change by the room's thread, read by the many threads that write to sockets. Views are made when
 * somebody is about to send them, so that what is conflated away costs nothing; what a whole role
 * shares is made once and kept here ({@link #once}).
 */
public final class Publication {
  private final Room room;
  private final RoomState state;
  private final long seq;
  private final Attendance attendance;
  private final boolean onlyOneOfSeq;
  private final Made made = new Made();
  private final Made madeOfRoster;

  private static final Object ROSTER = new Object();

  /** What has been made, by its key; null is made of nothing. */
  private static final class Made {
    private final ConcurrentHashMap<Object, Object> values = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked") // a key is used with one type only
    <T> T get(Object key) {
      return (T) values.get(key);
    }

    @SuppressWarnings("unchecked") // a key is used with one type only
    <T> T once(Object key, Supplier<T> make) {
      Object value = values.get(key);
      if (value == null) {
        // not computeIfAbsent: what is made may be made from something else that is kept here. Two
        // threads at once make it twice, and one of them wins
        Object fresh = make.get();
        Object first = values.putIfAbsent(key, fresh);
        value = first != null ? first : fresh;
      }
      return (T) value;
    }
  }

  /** One of which nobody knows what was shown before it. */
  public Publication(Room room, RoomState state, long seq, Attendance attendance) {
    this(room, state, seq, attendance, null);
  }

  /**
   * @param former what was shown before; null where nobody knows
   */
  public Publication(
      Room room, RoomState state, long seq, Attendance attendance, Publication former) {
    this.room = room;
    this.state = state;
    this.seq = seq;
    this.attendance = attendance;
    this.onlyOneOfSeq = former != null && former.seq != seq;
    this.madeOfRoster =
        former != null && room.hasSameRoster(former.state, former.attendance, state, attendance)
            ? former.madeOfRoster
            : new Made();
  }

  /**
   * Whether whoever has seen that seq has seen this: not where it was shown before with other
   * people there, or may have been.
   */
  public boolean isKnownTo(long seen) {
    return seen == seq && onlyOneOfSeq;
  }

  public String code() {
    return state.code();
  }

  /** The number of the last event in it. */
  public long seq() {
    return seq;
  }

  public Status status() {
    return state.status();
  }

  /** The id of the game, by which its templates are found. */
  public String game() {
    return room.game().id();
  }

  /** Changes when viewers should see something new at once. */
  public String phase() {
    return room.phase(state);
  }

  /** When the time that runs now is up; null where none runs. */
  public Instant deadline() {
    return room.deadline(state).orElse(null);
  }

  /**
   * Milliseconds left in the present phase at that moment, also while paused; zero where none runs.
   */
  public long remainingMillis(Instant at) {
    return room.remaining(state, at).toMillis();
  }

  /** How much later than players those see the room who only watch. */
  public Duration spectatorDelay() {
    return room.spectatorDelay(state);
  }

  /** The whole ranking, which views of big rooms only have the top of; made anew each time. */
  public List<RoomView.Entry> ranking() {
    return room.ranking(state, attendance);
  }

  public Attendance attendance() {
    return attendance;
  }

  public Presence presence(String player) {
    return attendance.of(player);
  }

  /** What everybody in the role sees; the same object however often it is asked. */
  public RoomView.Seen shared(Role role) {
    return once(role, () -> room.shared(state, role, attendance, roster()));
  }

  /** What only this viewer sees. */
  public RoomView.Seen own(Viewer viewer) {
    return room.own(state, viewer, attendance);
  }

  /**
   * Who plays; the same object from one publication to the next as long as nobody's entry changes.
   */
  public RoomView.Roster roster() {
    return onceOfRoster(ROSTER, () -> room.roster(state, attendance));
  }

  /** What {@link #once} has made under that key; null where it has not been asked. */
  public <T> T made(Object key) {
    return made.get(key);
  }

  /**
   * Something made from this publication and kept with it, so that it is made once: an encoding per
   * role, say.
   */
  public <T> T once(Object key, Supplier<T> make) {
    return made.once(key, make);
  }

  /**
   * The same for what is made from the {@link #roster} alone: it is kept for later publications
   * too, as long as the roster is the same, as it is while people answer.
   */
  public <T> T onceOfRoster(Object key, Supplier<T> make) {
    return madeOfRoster.once(key, make);
  }
}
