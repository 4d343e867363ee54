package dev.parlour.room.runtime;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.FrameWriter;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomState;
import dev.parlour.room.app.Replays;
import dev.parlour.room.app.Rooms;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Replays by the very rules that live play goes by. Thread-safe. */
final class LogReplays implements Replays {
  /** An hour: nobody watches more, and nobody shall make a server work for more at once. */
  private static final int MOST_FRAMES = 60 * 60 * ArcadeGame.STEPS_PER_SECOND;

  /** How many are made at the same time: each is a second's work for a core at most. */
  private static final int AT_ONCE = 2;

  private static final long PATIENCE_SECONDS = 5;

  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final RoomLog log;
  private final Function<String, Optional<Room>> rules;

  LogReplays(RoomLog log, Function<String, Optional<Room>> rules) {
    this.log = log;
    this.rules = rules;
  }

  @Override
  public Checked<Replay> replay(String code, int number) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Checked.bad("busy", "Too many replays are asked for. Try again in a moment.");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Checked.bad("unavailable", "This server is stopping.");
    }
    try {
      return made(code, number);
    } finally {
      turns.release();
    }
  }

  private Checked<Replay> made(String code, int number) {
    List<RoomEvent> history;
    Room room;
    try {
      room = log.gameOf(code).flatMap(rules).orElse(null);
      if (room == null) {
        return new Checked.Bad<>(Rooms.unknown());
      }
      if (!(((Object) room.game()) instanceof ArcadeGame<?, ?, ?, ?, ?>)) {
        return none();
      }
      history = log.history(code, room);
    } catch (RoomLog.LogUnavailable away) {
      return Checked.bad(
          "unavailable", "This room cannot be reached just now. Try again in a moment.");
    }
    int over = (int) history.stream().filter(RoomEvent.RoomCompleted.class::isInstance).count();
    int wanted = number == 0 ? over : number;
    return wanted < 1 || wanted > over
        ? none()
        : Checked.good(new Replay(wanted, over, frames(room, history, wanted)));
  }

  private static Checked<Replay> none() {
    return Checked.bad("no_replay", "There is no such finished game to be shown again.");
  }

  @SuppressWarnings("unchecked") // a room hands its game only what that made, see Room
  private static byte[] frames(Room room, List<RoomEvent> history, int wanted) {
    ArcadeGame<Object, Object, Object, Object, Object> game =
        (ArcadeGame<Object, Object, Object, Object, Object>) room.game();
    List<byte[]> frames = new ArrayList<>();
    FrameWriter writer = new FrameWriter();
    RoomState state = room.initial();
    int number = 1;
    for (RoomEvent event : history) {
      if (number == wanted && event instanceof RoomEvent.GameAdvanced advanced) {
        game.replay(
            state.play(),
            advanced.event(),
            motion -> {
              if (frames.size() < MOST_FRAMES) {
                motion.frame(writer.clear());
                frames.add(writer.toBytes());
              }
            });
      }
      state = room.apply(state, event);
      if (event instanceof RoomEvent.RoomCompleted && ++number > wanted) {
        break;
      }
    }
    return packed(frames);
  }

  private static byte[] packed(List<byte[]> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    FrameWriter head = new FrameWriter();
    all.writeBytes(head.u32(frames.size()).toBytes());
    for (byte[] frame : frames) {
      all.writeBytes(head.clear().u16(frame.length).toBytes());
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }
}
