package dev.parlour.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where rooms are kept. Everything waits for storage and may be called on any thread. Every method
 * throws {@link LogUnavailable} where the store cannot be reached; then an append may or may not
 * have been stored, and the room must be loaded again before it goes on.
 */
public interface RoomLog {
  /**
   * A moment as it is kept, to the microsecond. A room must decide by no finer one: after a reading
   * it would find itself a little earlier than it was.
   */
  static Instant kept(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond(), at.getNano() / 1_000 * 1_000L);
  }

  /**
   * One event with its place and cause.
   *
   * @param actor {@link Actor#key}
   * @param commandId the client's id on the last event of a command; null elsewhere
   * @param at when the command arrived
   */
  record Entry(long seq, RoomEvent event, String actor, String commandId, Instant at) {}

  /**
   * What has become true in one room. The log goes on from {@code afterSeq}, or begins where that
   * is 0.
   *
   * @param room the rules, by which its game's events are written
   * @param after the state after the last entry; stored as a snapshot where {@code snapshot} says
   *     so
   * @param notices what other features must hear, sent after the commit
   */
  record Append(
      Room room,
      long epoch,
      long afterSeq,
      List<Entry> entries,
      RoomState after,
      boolean snapshot,
      List<Notice> notices) {
    public String code() {
      return after.code();
    }

    public long lastSeq() {
      return afterSeq + entries.size();
    }

    /** Whether the log begins with it. */
    public boolean begins() {
      return afterSeq == 0;
    }
  }

  /**
   * News of a room for other features.
   *
   * @param type {@code RoomCreated}, {@code RoomReady}, …
   * @param payload flat, what a consumer needs
   */
  record Notice(String type, long seq, Map<String, Object> payload) {}

  enum Outcome {
    STORED,
    /**
     * Epoch or seq did not match: this room is somebody else's now, or its code was taken. Nothing
     * of this append was stored.
     */
    FENCED
  }

  /**
   * Everything that is needed to go on with a room.
   *
   * @param acknowledged seq by actor key, a blank and command id
   * @param lastAt when the latest of all commands arrived of which something is stored; not always
   *     that of the last event, since two may be stored in another order than they arrived in
   * @param cutOffAt the last sign that somebody ran the room, by this node's clock; null where this
   *     very run has it already
   */
  record Loaded(
      RoomState state,
      long seq,
      long epoch,
      Map<String, Long> acknowledged,
      Instant lastAt,
      Instant cutOffAt) {}

  /** A room as it is stored, for who only looks. */
  record Copy(RoomState state, long seq) {}

  /** How far a claim may go. */
  enum Claim {
    /** A room that nobody runs, or one of this node's own. */
    FREE,
    /** Also the room of a node whose heart has stopped. */
    ORPHANED,
    /** None: this node takes no more rooms. */
    NOTHING
  }

  /**
   * Stores all appends that are not fenced in one transaction; one outcome each, in order.
   *
   * @throws IllegalArgumentException if something in one of them can never be stored; then none is
   */
  List<Outcome> append(List<Append> appends);

  /** Who runs the room now: the game's id, to find its rules. Empty for an unknown code. */
  Optional<String> gameOf(String code);

  /** The seq of the room's last event, whoever runs it. Empty for an unknown code. */
  OptionalLong lastSeq(String code);

  /**
   * Makes this node the owner under a new epoch, and reads the room. Empty where there is none.
   *
   * @throws NotOwner where the room may not be claimed so
   */
  Optional<Loaded> claim(String code, Room room, Claim how);

  /** Reads a room that another node may run. Empty where there is none. */
  Optional<Copy> read(String code, Room room);

  /** All events of a room, in order; none where there is no room. */
  List<RoomEvent> history(String code, Room room);

  /** A public room that people can come to or watch. */
  record Listed(String code, String game, String title, Status status, Instant createdAt) {}

  /** Public rooms that wait for people or are played, the newest first. */
  List<Listed> listed(int most);

  /**
   * Gives the room up, so that any node of its region may claim it. Nothing happens where the epoch
   * is not current any more.
   */
  void release(String code, long epoch);

  /**
   * Rooms that nobody runs now and that need no visitor to go on (in progress, or waiting for
   * content): those of this node's former run, and with {@link Claim#ORPHANED} those of its region
   * that were given up or whose owner's heart has stopped.
   */
  List<String> unfinished(Claim how);

  /** Games in progress in this node's region that other nodes run, the newest first. */
  List<String> runElsewhere(int most);

  /** Sends news again that may have been lost on the way; consumers know what they had. */
  void remind(String code, Notice notice);

  /** Those of the rooms that this run does not own. */
  List<String> notOurs(List<String> codes);

  /**
   * Rooms that nobody has changed since, give or take some seconds, and that are not over; this
   * node's own, and those that nobody runs.
   */
  List<String> idleSince(Instant before, int most);

  /** Deletes rooms that ended before, with their logs. Returns how many. */
  int deleteOver(Instant before, int most);

  /** Thrown where the store cannot be reached or answers with a fault of its own. */
  final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Thrown where this node may not run a room. */
  final class NotOwner extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String owner;
    private final String region;

    /**
     * @param owner the node that runs it; null where none does
     * @param region where it may be run; null where that does not matter
     */
    public NotOwner(String code, String owner, String region) {
      super("room " + code + " is run by " + owner + " in region " + region);
      this.code = code;
      this.owner = owner;
      this.region = region;
    }

    public String code() {
      return code;
    }

    public String owner() {
      return owner;
    }

    public String region() {
      return region;
    }
  }
}
