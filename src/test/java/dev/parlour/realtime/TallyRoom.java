package dev.parlour.realtime;

import dev.parlour.game.Decision;
import dev.parlour.room.Actor;
import dev.parlour.room.Attendance;
import dev.parlour.room.Moment;
import dev.parlour.room.Publication;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomRules;
import dev.parlour.room.RoomState;
import dev.parlour.room.Visibility;
import dev.parlour.room.app.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.pcollections.TreePSet;

/** A room of the smallest game, moved on by hand. */
public final class TallyRoom {
  public static final String CODE = "K7M4QX";

  private static final Moment NOW =
      new Moment(Instant.parse("2026-01-01T12:00:00Z"), TreePSet.empty(), OptionalLong.empty());

  private final Room room =
      new Room(
          new TallyGame(),
          new RoomRules(Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(60)));
  private RoomState state = room.initial();
  private long seq;

  public TallyRoom() {
    take(
        Actor.SERVER,
        new RoomCommand.Create(
            CODE,
            "tally",
            null,
            Map.of(),
            Visibility.PRIVATE,
            Tokens.hash("host-token"),
            1,
            false));
    take(Actor.SERVER, new RoomCommand.Prepare(null));
  }

  public TallyRoom with(String name) {
    return take(Actor.GUEST, new RoomCommand.Join(name, "a", Tokens.hash(name + "-token")));
  }

  public TallyRoom started() {
    return take(Actor.HOST, new RoomCommand.Start());
  }

  public TallyRoom take(Actor actor, RoomCommand command) {
    switch (room.decide(state, actor, command, NOW)) {
      case Decision.Accepted<RoomEvent> yes -> {
        for (RoomEvent event : yes.events()) {
          state = room.apply(state, event);
          seq++;
        }
      }
      case Decision.Rejected<RoomEvent> no -> throw new AssertionError(no.rejection());
    }
    return this;
  }

  RoomState state() {
    return state;
  }

  public Publication publication() {
    return new Publication(room, state, seq, Attendance.of(List.of(), true));
  }
}
