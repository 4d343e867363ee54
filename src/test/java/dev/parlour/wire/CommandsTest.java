package dev.parlour.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.game.Checked;
import dev.parlour.realtime.TallyGame;
import dev.parlour.room.RoomCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  @Test
  void commands_of_every_room_go_by_their_names() {
    assertThat(read("{\"type\":\"start\"}")).isEqualTo(Checked.good(new RoomCommand.Start()));
    assertThat(read("{\"type\":\"pause\"}")).isEqualTo(Checked.good(new RoomCommand.Pause()));
    assertThat(read("{\"type\":\"resume\"}")).isEqualTo(Checked.good(new RoomCommand.Resume()));
    assertThat(read("{\"type\":\"lock\"}")).isEqualTo(Checked.good(new RoomCommand.Lock()));
    assertThat(read("{\"type\":\"unlock\"}")).isEqualTo(Checked.good(new RoomCommand.Unlock()));
    assertThat(read("{\"type\":\"end\"}")).isEqualTo(Checked.good(new RoomCommand.End()));
    assertThat(read("{\"type\":\"kick\",\"player\":\"p2\"}"))
        .isEqualTo(Checked.good(new RoomCommand.Kick("p2")));
  }

  @Test
  void all_others_are_the_games_own() {
    assertThat(read("{\"type\":\"add\",\"number\":3,\"why\":\"so\"}"))
        .isEqualTo(Checked.good(new RoomCommand.Play(new TallyGame.Ask.Add(3, "so"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | bad_command",
        "5 | bad_command",
        "[] | bad_command",
        "{} | bad_command",
        "{\"type\":7} | bad_command",
        "{\"type\":\"start\",\"now\":true} | bad_command",
        "{\"type\":\"kick\"} | bad_command",
        "{\"type\":\"kick\",\"player\":2} | bad_command",
        "{\"type\":\"kick\",\"player\":\"p2\",\"why\":\"so\"} | bad_command",
        "{\"type\":\"add\"} | bad_command",
        "{\"type\":\"add\",\"number\":\"3\"} | bad_command",
        "{\"type\":\"add\",\"number\":3.5} | bad_command",
        "{\"type\":\"add\",\"number\":null} | bad_command",
        "{\"type\":\"add\",\"number\":3,\"why\":4} | bad_command",
        "{\"type\":\"add\",\"number\":3,\"more\":4} | bad_command",
        "{\"type\":\"create\"} | unknown_command",
        "{\"type\":\"close\"} | unknown_command",
        "{\"type\":\"wake\"} | unknown_command",
        "{\"type\":\"Start\"} | unknown_command",
      })
  void what_is_no_command_is_refused(String text, String code) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            Checked.Bad.class, bad -> assertThat(bad.rejection().code()).isEqualTo(code));
  }

  private static Checked<RoomCommand> read(String json) {
    try {
      return Commands.read(Json.mapper().readTree(json), TallyGame.Ask.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
