package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog.Notice;
import dev.parlour.room.RoomState;
import dev.parlour.testkit.PureRoom;
import dev.parlour.testkit.TallyGame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static Notice end(PureRoom room) {
    RoomState before = room.state;
    room.host(new RoomCommand.End());
    return Notices.of(before, room.state, room.log.getLast(), 9).orElseThrow();
  }

  @Test
  void the_end_of_a_game_tells_all_that_results_need() {
    PureRoom room = PureRoom.of(new TallyGame(), Map.of()).started(3);
    String started = room.now.toString();
    room.now = room.now.plusSeconds(60);
    room.host(new RoomCommand.Kick("p2"));
    Notice notice = end(room);
    assertThat(notice.type()).isEqualTo("RoomCompleted");
    assertThat(notice.seq()).isEqualTo(9);
    RoomEvent.RoomCompleted completed = (RoomEvent.RoomCompleted) room.log.getLast();
    assertThat(notice.payload())
        .containsEntry("game", "tally")
        .containsEntry("result", completed.result())
        .containsEntry("removed", List.of("p2"))
        .containsEntry("endedByHost", true)
        .containsEntry("abandoned", false)
        .containsEntry("number", 1)
        .containsEntry("visibility", "private")
        .containsEntry("startedAt", started)
        .containsEntry("at", room.now.toString());
    assertThat(notice.payload().get("names")).isEqualTo(Map.of("p1", "Player 1", "p3", "Player 3"));
  }

  @Test
  void the_second_game_of_a_room_has_its_own_number_and_nobody_who_was_removed_before() {
    PureRoom room = PureRoom.of(new TallyGame(), Map.of()).started(3);
    room.host(new RoomCommand.Kick("p2"));
    end(room);
    room.host(new RoomCommand.Rematch());
    assertThat(end(room).payload()).containsEntry("number", 2).containsEntry("removed", List.of());
  }
}
