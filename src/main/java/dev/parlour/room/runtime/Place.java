package dev.parlour.room.runtime;

import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Follower;
import dev.parlour.room.Publication;
import dev.parlour.room.Reply;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A room as this node knows it: one that it runs ({@link LiveRoom}), or one that another node runs
 * ({@link Mirror}). Which of the two may change; then all that is under way goes over to the next
 * place, in order, and nobody outside notices. All methods may be called on any thread and return
 * at once.
 */
sealed interface Place permits LiveRoom, Mirror {
  /** A committed moment, and the state behind it for the server's own use. */
  record Glance(RoomState state, long seq, Publication publication, boolean people) {}

  /** Why nobody can look at a room that is quarantined: asking again is of no use. */
  final class Faulty extends RuntimeException {
    static final String CODE = "room_faulty";
    private static final long serialVersionUID = 1L;

    Faulty() {
      super(CODE);
    }
  }

  String code();

  /**
   * To be called once it stands for the room. Until then it keeps what it is given, so that all of
   * a former place comes before what is new.
   */
  void begin();

  /** Whether it has passed on what it had, so that another place must be made for the room. */
  boolean gone();

  /** A full one refuses at once. */
  void submit(Actor actor, String id, RoomCommand command, Instant arrivedAt, Reply reply);

  void attach(Viewer viewer, Follower follower, long since);

  void detach(Follower follower);

  /**
   * The room as it is committed; empty where there is no such room; exceptionally where it cannot
   * be reached, as {@link Faulty} where it is quarantined.
   *
   * @param atLeast a seq that is known to be stored
   */
  CompletableFuture<Optional<Glance>> look(long atLeast);

  default CompletableFuture<Optional<Glance>> look() {
    return look(0);
  }

  /** Looks on behalf of somebody who asked another place. */
  default void lookFor(CompletableFuture<Optional<Glance>> answer, long atLeast) {
    look(atLeast)
        .whenComplete(
            (glance, failed) -> {
              if (failed == null) {
                answer.complete(glance);
              } else {
                answer.completeExceptionally(failed);
              }
            });
  }

  /** Ends at once, and tells everybody. */
  void drop(String reason);
}
