package dev.parlour.game.pong;

import static dev.parlour.game.pong.PongMatch.flying;
import static dev.parlour.game.pong.PongMatch.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Checked;
import dev.parlour.game.Input;
import dev.parlour.game.pong.PongEvent.Played;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.wire.Commands;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What players may say, how it is refused, and how it is kept. */
class PongInputsTest {

  private static Object read(String command) throws Exception {
    return switch (Commands.read(Json.mapper().readTree(command), PongCommand.class)) {
      case Checked.Good<RoomCommand>(RoomCommand.Play play) -> play.command();
      case Checked.Good<RoomCommand> good -> good.value();
      case Checked.Bad<RoomCommand> bad -> bad.rejection().code();
    };
  }

  @Test
  void a_move_is_read_as_the_wire_has_it() throws Exception {
    assertThat(read("{\"type\":\"move\",\"paddle\":\"up\",\"tick\":123}"))
        .isEqualTo(new PongCommand.Move("up", 123));
    assertThat(read("{\"type\":\"move\",\"paddle\":\"stop\"}"))
        .isEqualTo(new PongCommand.Move("stop", null));
    assertThat(read("{\"type\":\"move\",\"paddle\":\"up\",\"score\":7}")).isEqualTo("bad_command");
    assertThat(read("{\"type\":\"move\",\"paddle\":\"up\",\"tick\":1.5}")).isEqualTo("bad_command");
    assertThat(read("{\"type\":\"goal\"}")).isEqualTo("unknown_command");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "UP", "left", " up", "up\u0000"})
  void a_paddle_goes_up_or_down_or_stops(String paddle) {
    PongMatch match = flying(0, 0, 50, 0);
    match.input("p1", "down");
    Played before = (Played) match.motion.played();

    assertThat(match.input("p1", paddle).code()).isEqualTo("bad_paddle");
    assertThat(match.motion.input("p1", null).code()).isEqualTo("bad_paddle");
    assertThat(match.motion.played()).isEqualTo(before);
  }

  @Test
  void an_input_takes_effect_with_the_next_step() {
    PongMatch match = flying(0, 0, 50, 0).steps(1);
    match.input("p1", "down");
    assertThat(match.paddle(Edge.LEFT).at()).isZero();
    match.steps(1);
    assertThat(match.paddle(Edge.LEFT).at()).isEqualTo(130 * Court.FINE);
  }

  @Test
  void of_several_inputs_before_a_step_the_last_counts_and_more_than_four_are_refused() {
    PongMatch match = flying(0, 0, 50, 0);
    for (String paddle : List.of("up", "stop", "down", "up")) {
      assertThat(match.input("p1", paddle, 9)).isNull();
    }
    Played before = (Played) match.motion.played();

    assertThat(match.input("p1", "down", 10).code()).isEqualTo("too_fast");
    assertThat(match.motion.played()).isEqualTo(before);
    assertThat(before.inputs()).isEqualTo("0A9");
    assertThat(match.input("p2", "down")).isNull(); // each has their own count
    match.steps(1);
    assertThat(match.paddle(Edge.LEFT).at()).isEqualTo(-130 * Court.FINE);
    assertThat(match.input("p1", "down")).isNull();
  }

  @Test
  void the_last_tick_is_acknowledged_with_its_low_bits() {
    PongMatch match = flying(0, 0, 50, 0);
    assertThat(match.paddle(Edge.LEFT).ack()).isZero();
    match.input("p1", "up", 65_536 + 5);
    assertThat(match.paddle(Edge.LEFT).ack()).isEqualTo(5);
    match.input("p1", "down");
    assertThat(match.paddle(Edge.LEFT).ack()).isEqualTo(5);
    match.input("p1", "down", -1);
    assertThat(match.paddle(Edge.LEFT).ack()).isEqualTo(65_535);
  }

  @Test
  void nothing_is_taken_while_nothing_moves() {
    PongMatch lobby = PongMatch.with();
    assertThat(lobby.input("p1", "up").code()).isEqualTo("not_moving");
    PongMatch over = flying(0, 0, 50, 0);
    over.finish();
    assertThat(over.input("p1", "up").code()).isEqualTo("not_moving");
    assertThat(over.input("p9", "up").code()).isEqualTo("not_playing");
  }

  @Test
  void a_host_has_no_paddle() {
    PongMatch match = flying(0, 0, 50, 0);

    assertThat(told(match.decide(new Input.Direct<>(new PongCommand.Move("up", null)))))
        .isEqualTo("players_only");
  }

  @Test
  void ten_thousand_inputs_in_a_second_are_mostly_refused_and_stored_in_little() {
    PongMatch match = flying(-7_000, 0, 50, 20);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      refused += match.input("p1", i % 2 == 0 ? "up" : "down", i) == null ? 0 : 1;
      if (i % 167 == 166) {
        match.motion.step();
      }
    }
    assertThat(refused).isGreaterThan(9_700);
    assertThat(((Played) match.motion.played()).inputs().length()).isLessThan(500);
  }

  @Test
  void many_inputs_are_stored_before_they_are_too_many() {
    PongMatch match = PongMatch.with("players", 4, "countdownSeconds", 5).startedWith(4);
    int step = 0;
    boolean stored = false;
    while (!stored) {
      for (int player = 1; player <= 4; player++) {
        match.input("p" + player, step % 2 == 0 ? "up" : "down", step);
      }
      stored = match.motion.step();
      step++;
    }
    assertThat(step).isEqualTo(PongMotion.MOST_RECORDED / 4);
  }

  @Test
  void inputs_are_read_as_they_were_written() {
    Inputs inputs = new Inputs();
    inputs.add(0, 0, -1, Inputs.NO_ACK);
    inputs.add(0, 3, 1, 65_535);
    inputs.add(12, 1, 0, 0);
    inputs.add(1_799, 2, 1, 35);

    assertThat(inputs).hasToString("0A,0L1ekf,cE0,1dnIz");
    assertThat(Inputs.read(inputs.toString())).hasToString(inputs.toString());
    assertThat(Inputs.read("").size()).isZero();
  }

  @Test
  void a_rally_of_20_seconds_with_40_inputs_is_stored_in_less_than_a_kilobyte() {
    PongMatch match = PongMatch.with("players", 4, "computer", "hard").startedWith(1).steps(170);
    match.store();
    for (int step = 0; step < 1_200; step++) {
      if (step % 30 == 0) {
        match.input("p1", step % 60 == 0 ? "up" : "down", 40_000 + step);
      }
      match.motion.step();
    }
    String written =
        new EventCodec(PongMatch.GAME)
            .encode(new RoomEvent.GameAdvanced(match.motion.played()))
            .payload();

    assertThat(written.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_024);
  }
}
