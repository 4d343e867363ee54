package dev.parlour.room.runtime;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.FrameWriter;
import dev.parlour.game.Motion;
import dev.parlour.game.Rejection;
import dev.parlour.room.Follower;
import dev.parlour.room.Frame;
import dev.parlour.room.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What moves in a room, between two of its events. Inputs come on any thread and take effect with
 * the next step; the {@link Ticker} steps it and shows each frame to whoever looks; the room's turn
 * has it go, and halts it whenever something is to be decided or has happened.
 *
 * <p>States: <i>still</i> (nothing moves, inputs are the room's to decide), <i>going</i>,
 * <i>between</i> (halted while the room stores what has happened: inputs wait, so that a key that
 * was let go in these milliseconds does not stay pressed).
 */
final class Moving implements Ticker.Stepped {
  /** Inputs that may wait for a commit. */
  private static final int MOST_HELD = 64;

  private enum State {
    STILL,
    GOING,
    BETWEEN
  }

  private record Input(String player, Object command, Reply reply) {}

  private final String room;
  private final ArcadeGame<?, ?, Object, Object, Object> game;
  private final Runnable happened;
  private final Consumer<Throwable> failed;

  // ---- guarded by this
  private final FrameWriter writer = new FrameWriter();
  private final Queue<Input> held = new ArrayDeque<>();
  private State state = State.STILL;
  private Motion<Object, Object> motion;
  private Instant from; // it stands still before that moment; null once it is over
  private boolean begunWithCountdown;
  private boolean dirty; // something is in it that is not in the room's state
  private boolean due; // a step said that something must be stored

  private volatile Follower[] watchers = {};
  private volatile boolean facts;

  /**
   * @param happened is called when a step says that something must be stored
   * @param failed is told of a fault of the game's in a step, after which nothing moves
   */
  @SuppressWarnings("unchecked") // a room hands its game only what that made, see Room
  Moving(
      String room, ArcadeGame<?, ?, ?, ?, ?> game, Runnable happened, Consumer<Throwable> failed) {
    this.room = room;
    this.game = (ArcadeGame<?, ?, Object, Object, Object>) game;
    this.happened = happened;
    this.failed = failed;
  }

  /**
   * Who gets the frames from now on. The room's turn says so whenever it has changed.
   *
   * @param all is kept
   */
  void watch(List<Follower> all) {
    boolean wanted = false;
    for (Follower follower : all) {
      wanted |= !follower.readsBinary();
    }
    facts = wanted;
    watchers = all.toArray(Follower[]::new);
  }

  /**
   * A player's input.
   *
   * @return false where nothing moves, so that the room has to answer; otherwise it is answered
   *     where it is refused, and only then
   */
  boolean input(String player, Object command, Reply reply) {
    Rejection refused;
    synchronized (this) {
      if (state == State.STILL) {
        return false;
      }
      if (state == State.GOING && !due) {
        refused = take(player, command);
      } else if (held.size() < MOST_HELD) {
        held.add(new Input(player, command, reply));
        refused = null;
      } else {
        refused = new Rejection("busy", "This room is overloaded. Try again in a moment.");
      }
    }
    if (refused != null) {
      reply.rejected(refused);
    }
    return true;
  }

  private Rejection take(String player, Object command) {
    Rejection refused = motion.input(player, command);
    dirty |= refused == null;
    return refused;
  }

  /**
   * Stops it, so that the room can decide.
   *
   * @return what has happened since it began, as an event; null where that is nothing
   */
  synchronized Object halt() {
    if (state != State.GOING) {
      return null;
    }
    state = State.BETWEEN;
    Object event = dirty ? motion.played() : null;
    if (event != null) {
      begunWithCountdown = false;
    }
    motion = null;
    return event;
  }

  /**
   * Goes on from a stored state.
   *
   * @param play the game's state
   * @param countdown whether players need a moment first
   * @param at not before
   * @return whether anything moves
   */
  boolean go(Object play, boolean countdown, Instant at) {
    Queue<Input> refused = new ArrayDeque<>();
    Queue<Rejection> why = new ArrayDeque<>();
    synchronized (this) {
      // what was begun with a countdown and halted before anything happened still owes it
      begunWithCountdown = countdown || begunWithCountdown;
      motion = game.motion(play, begunWithCountdown).orElse(null);
      if (motion == null) {
        return false;
      }
      state = State.GOING;
      from = at;
      dirty = false;
      due = false;
      for (Input input = held.poll(); input != null; input = held.poll()) {
        Rejection no = take(input.player(), input.command());
        if (no != null) {
          refused.add(input);
          why.add(no);
        }
      }
    }
    refused.forEach(input -> input.reply().rejected(why.remove()));
    return true;
  }

  /**
   * Nothing moves any more.
   *
   * @param why what those are told whose inputs still wait
   */
  void stop(Rejection why) {
    List<Input> late;
    synchronized (this) {
      state = State.STILL;
      motion = null;
      begunWithCountdown = false;
      late = List.copyOf(held);
      held.clear();
    }
    late.forEach(input -> input.reply().rejected(why));
  }

  synchronized boolean going() {
    return state == State.GOING;
  }

  /** One step, and its frame to everybody. */
  @Override
  public void step(Instant now) {
    Frame frame = null;
    boolean tell = false;
    Throwable broken = null;
    synchronized (this) {
      if (state != State.GOING || due) {
        return;
      }
      if (from != null) {
        if (now.isBefore(from)) {
          return;
        }
        from = null;
      }
      try {
        due = motion.step();
        dirty = true;
        frame = Frame.of(room, motion, writer, facts);
      } catch (RuntimeException | Error fault) {
        motion = null; // what was stored is untouched
        state = State.BETWEEN;
        broken = fault;
      }
      tell = due;
    }
    if (broken != null) {
      failed.accept(broken); // outside, as everything that calls the room
      return;
    }
    Frame shown = frame;
    for (Follower follower : watchers) {
      LiveRoom.safely(() -> follower.frame(shown));
    }
    if (tell) {
      happened.run();
    }
  }
}
