package dev.parlour.room.app;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Follower;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The door to rooms. Whoever calls has decoded and limited what came from outside; who somebody is,
 * they establish here with {@link #actor}, and pass the actor on.
 *
 * <p>Refusals have codes; those of every room: {@code unknown_room}, {@code room_closed}, {@code
 * room_over}, {@code room_locked}, {@code room_full}, {@code name_taken}, {@code bad_name}, {@code
 * not_host}, {@code busy} (the room's mailbox is full: try again), {@code moved} (another server
 * runs the room, or is taking it: nothing was stored, try again), {@code unavailable} (the database
 * is away: nothing was stored, or it will be recognised when the same id comes again).
 */
public interface Rooms {
  /**
   * Creates a room. Waits until it is stored. Refuses {@code unknown_game}, {@code bad_title},
   * {@code bad_name} and whatever the game says of the settings.
   */
  Checked<NewRoom> create(CreateRoom wish);

  /**
   * Takes a seat. Waits until it is stored. The same secrets with the same name again give the same
   * seat.
   *
   * @param name raw
   * @param avatar null for one drawn from the name
   */
  Checked<SeatGrant> join(String code, String name, String avatar, Secrets secrets);

  /**
   * Sends a command and waits until it is stored or refused; the value is the seq. For REST and
   * forms; sockets use {@link #submit}.
   */
  Checked<Long> perform(String code, Actor actor, String commandId, RoomCommand command);

  /**
   * Sends a command to the room; returns at once.
   *
   * @param commandId the client's id, at most 64 characters; null where repetition cannot happen
   * @param arrivedAt when its bytes reached the server
   */
  void submit(
      String code,
      Actor actor,
      String commandId,
      RoomCommand command,
      Instant arrivedAt,
      Reply reply);

  /**
   * Begins to follow a room; returns at once, the follower hears of it on the room's thread. A
   * player is followed by one follower: the former is detached as {@code taken_over}. For those who
   * only watch there is {@link #watch}.
   *
   * @param since the seq that the client has; -1 for none
   */
  void attach(String code, Viewer viewer, Follower follower, long since);

  /**
   * Begins to follow a room for somebody who only watches, who in a game with secrets sees it later
   * ({@link dev.parlour.game.Game#spectatorDelay}): the first of them is attached when there is
   * something that may be shown.
   *
   * @param now what was looked at before
   */
  void watch(Publication now, Follower follower, long since);

  /** Stops following; idempotent. The follower is not called again after this was carried out. */
  void detach(String code, Follower follower);

  /**
   * Who a token is in a room: its host or a player with a seat. Waits for the room to be loaded.
   *
   * @return empty for a token that proves nothing there, also where there is no such room; refused
   *     as {@code unavailable} where nobody can say just now, which is no fault of the token's
   */
  Checked<Optional<Actor>> actor(String code, String token);

  /**
   * Public facts. Waits for the room to be loaded. Refuses {@code unknown_room} and {@code
   * room_closed}.
   */
  Checked<RoomFacts> facts(String code);

  /**
   * The room as it stands, for the first rendering of a page. Waits for the room to be loaded.
   * Refuses {@code unknown_room}.
   */
  Checked<Publication> look(String code);

  /**
   * The room as those see it who only watch, for the first rendering of their page.
   *
   * @param now what was looked at before
   * @return empty where they may not see anything yet
   */
  Optional<Publication> watched(Publication now);

  /** Public rooms that wait for people or are played, the newest first. Waits for the store. */
  Checked<List<RoomLog.Listed>> listed(int most);

  /** The refusal for a code that cannot be a room's. */
  static Rejection unknown() {
    return new Rejection("unknown_room", "There is no room with this code.");
  }
}
