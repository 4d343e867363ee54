package dev.parlour.game.duel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.Checked;
import dev.parlour.game.FrameWriter;
import dev.parlour.game.duel.DuelMatch.Shown;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent.GameAdvanced;
import dev.parlour.wire.Commands;
import dev.parlour.wire.EventCodec;
import dev.parlour.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire and into the log. */
class DuelWireTest {

  private static Checked<RoomCommand> read(String json) throws IOException {
    return Commands.read(Json.mapper().readTree(json), DuelCommand.class);
  }

  @Test
  void jump_and_attack_are_commands_with_or_without_a_tick() throws IOException {
    assertThat(read("{\"type\":\"jump\",\"tick\":7}"))
        .isEqualTo(Checked.good(new RoomCommand.Play(new DuelCommand.Jump(7))));
    assertThat(read("{\"type\":\"attack\"}"))
        .isEqualTo(Checked.good(new RoomCommand.Play(new DuelCommand.Attack(null))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"score\",\"score\":99}",
        "{\"type\":\"setScore\",\"player\":\"p1\",\"score\":99}",
        "{\"type\":\"fell\",\"player\":\"p2\"}",
        "{\"type\":\"settled\"}",
        "{\"type\":\"played\"}",
        "{\"type\":\"move\",\"paddle\":\"up\"}"
      })
  void a_client_that_reports_a_score_or_an_event_is_refused(String json) throws IOException {
    assertThat(code(read(json))).isEqualTo("unknown_command");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"jump\",\"score\":99}",
        "{\"type\":\"jump\",\"rings\":99,\"tick\":1}",
        "{\"type\":\"attack\",\"player\":\"p2\"}",
        "{\"type\":\"jump\",\"tick\":\"1\"}",
        "{\"type\":\"jump\",\"tick\":1.5}",
        "{\"type\":\"jump\",\"tick\":99999999999}"
      })
  void a_command_with_more_or_other_in_it_than_a_tick_is_refused(String json) throws IOException {
    assertThat(code(read(json))).isEqualTo("bad_command");
  }

  private static String code(Checked<RoomCommand> read) {
    return read instanceof Checked.Bad<RoomCommand> bad ? bad.rejection().code() : "good";
  }

  /** A whole duel with all kinds of events. */
  private static DuelMatch whole() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").runUntilRings("p1", 12);
    match.input("p1", new DuelCommand.Attack(123_456));
    match.run(5).disconnect("p2");
    match.connect("p2");
    match.runUntilRings("p2", 14);
    match.skilled.remove("p2");
    match.runUntil(() -> match.body("p2").state().equals("fallen"));
    match.leave("p2");
    return match.runToTheEnd();
  }

  @Test
  void every_event_can_be_written_and_read() {
    EventCodec codec = new EventCodec(DuelMatch.GAME);
    DuelMatch match = whole();

    assertThat(match.log).extracting(Object::getClass).contains(DuelEvent.RunnerGone.class);
    for (DuelEvent event : match.log) {
      GameAdvanced advanced = new GameAdvanced(event);
      assertThat(codec.decode(codec.encode(advanced))).isEqualTo(advanced);
    }
  }

  @Test
  void every_state_can_be_written_and_read() throws IOException {
    DuelState state = DuelMatch.GAME.initial();
    for (DuelEvent event : whole().log) {
      state = DuelMatch.GAME.apply(state, event);
      String written = Json.mapper().writeValueAsString(state);
      assertThat(Json.mapper().readValue(written, DuelState.class)).isEqualTo(state);
    }
  }

  @Test
  void the_log_can_be_read_by_people() {
    EventCodec codec = new EventCodec(DuelMatch.GAME);
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").runUntilRings("p1", 10);
    match.input("p1", new DuelCommand.Attack(5));
    match.run(1);

    assertThat(codec.encode(new GameAdvanced(match.log.getLast())).payload())
        .startsWith("{\"type\":\"played\",\"countdown\":false,\"steps\":")
        .contains("\"by\":\"p1\",\"act\":\"ATTACK\",\"tick\":5}")
        .endsWith(
            "\"happened\":[{\"type\":\"frozen\",\"player\":\"p2\",\"by\":\"p1\",\"left\":0}]}");
  }

  @Test
  void five_seconds_of_two_runners_take_less_than_a_kilobyte_in_the_log() {
    EventCodec codec = new EventCodec(DuelMatch.GAME);
    DuelMatch match = DuelMatch.with("rings", 1000).started().skilled("p1", "p2").run(4_000);

    for (DuelEvent event : match.log.subList(2, match.log.size())) {
      assertThat(codec.encode(new GameAdvanced(event)).payload()).hasSizeLessThan(1_000);
    }
  }

  @Test
  void a_binary_frame_has_the_numbers_in_their_order() {
    DuelMatch match = DuelMatch.running().skilled("p1", "p2").runUntilRings("p1", 10);
    match.input("p1", new DuelCommand.Attack(0x1_0203));
    match.run(2);
    Shown frame = match.frame();
    FrameWriter out = new FrameWriter();
    match.motion.frame(out);
    ByteBuffer in = ByteBuffer.wrap(out.toBytes());

    assertThat(in.getInt()).isEqualTo(frame.tick());
    assertThat(in.get()).isEqualTo((byte) 1);
    assertThat(in.getShort()).isEqualTo((short) 0);
    assertThat(in.get()).isEqualTo((byte) 2);
    for (DuelFrame.Body body : frame.runners()) {
      assertThat(in.getInt()).isEqualTo(body.x());
      assertThat(Short.toUnsignedInt(in.getShort())).isEqualTo(body.y());
      assertThat(in.get())
          .isEqualTo((byte) List.of("ring", "air", "fallen", "frozen").indexOf(body.state()));
      assertThat(in.getShort()).isEqualTo((short) body.rings());
      assertThat(in.getShort()).isEqualTo((short) body.score());
      assertThat(in.getShort()).isEqualTo((short) body.frozen());
      assertThat(in.getShort()).isEqualTo((short) body.cooldown());
      assertThat(in.getShort()).isEqualTo((short) body.ack());
    }
    assertThat(in.remaining()).isZero();
    assertThat(frame.runners()).extracting(DuelFrame.Body::ack).contains(0x0203);
  }

  @Test
  void a_frame_in_json_has_the_tick_first_and_the_states_by_name() throws IOException {
    DuelMatch match = DuelMatch.with("countdownSeconds", 1).started().run(10);
    String json = Json.mapper().writeValueAsString(match.motion.frame());

    assertThat(json).startsWith("{\"tick\":10,\"moving\":0,\"wait\":50,\"runners\":[{\"x\":0,");
    JsonNode runner = Json.mapper().readTree(json).path("runners").path(0);
    assertThat(runner.toString())
        .isEqualTo(
            "{\"x\":0,\"y\":20000,\"state\":\"ring\",\"rings\":0,\"score\":0,\"frozen\":0,"
                + "\"cooldown\":0,\"ack\":0}");
  }
}
