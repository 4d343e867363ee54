package dev.parlour.game.pong;

import static dev.parlour.game.pong.PongMatch.GAME;
import static dev.parlour.game.pong.PongMatch.flying;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.parlour.game.FrameWriter;
import dev.parlour.game.Motion;
import dev.parlour.game.Role;
import dev.parlour.wire.Json;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes out: frames and views. */
class PongFramesTest {

  private static String hex(Motion<PongCommand, PongEvent> motion) {
    FrameWriter out = new FrameWriter();
    motion.frame(out);
    return HexFormat.of().withUpperCase().formatHex(out.toBytes());
  }

  @Test
  void a_binary_frame_has_its_documented_form() {
    PongMatch match = flying(100, -200, 150, 0).score(Edge.RIGHT, 3);
    match.input("p1", "up", 0x1_0203);
    match.steps(1);

    assertThat(hex(match.motion))
        .isEqualTo(
            "00000001" // tick
                + "01" // the ball flies
                + "0000"
                + "203A" // 8000 + 250
                + "10CC" // 4500 - 200
                + "02"
                + "11120000" // 4500 - 130, no goals, a player with a paddle
                + "0203"
                + "11940300" // 4500, 3 goals
                + "0000");
  }

  @Test
  void a_json_frame_has_the_same_facts() throws Exception {
    PongMatch match = flying(100, -200, 150, 0).score(Edge.RIGHT, 3);
    match.input("p1", "up", 0x1_0203);
    match.steps(1);

    assertThat(Json.mapper().writeValueAsString(match.motion.frame()))
        .isEqualTo(
            "{\"tick\":1,\"moving\":1,\"wait\":0,\"ball\":[8250,4300],\"sides\":["
                + "{\"at\":4370,\"score\":0,\"wall\":false,\"computer\":false,\"ack\":515},"
                + "{\"at\":4500,\"score\":3,\"wall\":false,\"computer\":false,\"ack\":0}]}");
  }

  @Test
  void frames_show_waits_walls_and_computers() {
    PongMatch match = PongMatch.with("players", 4, "computer", "easy").startedWith(2);
    match.leave("p2");

    assertThat(hex(match.motion))
        .isEqualTo(
            "0000000000"
                + "00B4" // 180 steps
                + "17701770"
                + "04"
                + "177000000000"
                + "177000010000" // a wall
                + "177000020000"
                + "177000020000");
  }

  @Test
  void both_frames_agree_at_every_step() {
    PongMatch match = PongMatch.with("players", 4, "computer", "normal").startedWith(1);
    for (int step = 0; step < 600; step++) {
      match.step();
      PongFrame json = (PongFrame) match.motion.frame();
      FrameWriter out = new FrameWriter();
      match.motion.frame(out);
      ByteBuffer bytes = ByteBuffer.wrap(out.toBytes());
      assertThat(bytes.getInt()).isEqualTo((int) json.tick);
      assertThat(bytes.get()).isEqualTo((byte) json.moving);
      assertThat(bytes.getShort()).isEqualTo((short) json.wait);
      assertThat(List.of((int) bytes.getShort(), (int) bytes.getShort())).isEqualTo(json.ball);
      assertThat(bytes.get()).isEqualTo((byte) 4);
      List<PongFrame.Side> sides = new ArrayList<>();
      while (bytes.hasRemaining()) {
        int at = bytes.getShort();
        int score = bytes.get();
        int flags = bytes.get();
        sides.add(
            new PongFrame.Side(at, score, (flags & 1) != 0, (flags & 2) != 0, bytes.getShort()));
      }
      assertThat(sides).isEqualTo(json.sides);
    }
  }

  @Test
  void the_tick_never_stands_still() {
    PongMatch match = PongMatch.with().startedWith(2);
    for (int step = 1; step < 400; step++) {
      match.step();
      assertThat(match.field().tick()).isEqualTo(step);
    }
  }

  /** As the wire has it: which record of the sealed interface it is stays out. */
  private static String written(PongView view) {
    ObjectNode tree = Json.mapper().valueToTree(view);
    tree.remove("type");
    return tree.toString();
  }

  @Test
  void views_tell_all_that_a_browser_must_know() {
    PongMatch match = flying(0, 0, 150, 0).score(Edge.LEFT, 2).at(1_000);
    match.disconnect("p2");

    assertThat(written(match.view()))
        .isEqualTo(
            "{\"phase\":\"interrupted\",\"field\":{\"width\":16000,\"height\":9000,"
                + "\"ballRadius\":150,\"paddleLength\":1800,\"paddleThickness\":240,"
                + "\"paddleSpeed\":130,\"stepsPerSecond\":60},"
                + "\"rules\":{\"players\":2,\"toWin\":7,\"computer\":\"none\"},"
                + "\"sides\":[{\"side\":\"left\",\"player\":\"p1\",\"wall\":false,\"score\":2},"
                + "{\"side\":\"right\",\"player\":\"p2\",\"wall\":true,\"score\":0}],"
                + "\"missing\":[\"p2\"],\"until\":\"2026-03-01T20:00:31Z\"}");
    assertThat(written(match.own("p1"))).isEqualTo("{\"side\":\"left\",\"score\":2}");
  }

  @Test
  void among_four_the_rules_tell_whose_goals_are() {
    assertThat(PongMatch.with("players", 4, "goalsTo", "toucher").view().rules())
        .isEqualTo(new PongView.Rules(4, 7, "none", "toucher"));
  }

  @Test
  void views_exist_before_everything() {
    PongMatch match = PongMatch.with();

    assertThat(GAME.shared(GAME.initial(), Role.HOST, match.table()).phase()).isEqualTo("lobby");
    assertThat(GAME.own(GAME.initial(), "p1", match.table())).isEqualTo(new PongView.Own(null, 0));
    assertThat(match.view().sides()).isEmpty();
  }

  @Test
  void a_goal_and_whoever_goes_or_comes_are_a_new_phase() {
    PongMatch match = flying(7_700, 2_000, 150, 0);
    assertThat(GAME.phase(match.state)).isEqualTo("playing 0 0");
    match.untilGoal(1);
    assertThat(GAME.phase(match.state)).isEqualTo("playing 1 0");
    match.at(5_000).disconnect("p1");
    assertThat(GAME.phase(match.state)).isEqualTo("interrupted 1 0 without p1 until 35000");
    match.finish();
    assertThat(GAME.phase(match.state)).isEqualTo("final");
  }

  @Test
  void a_step_and_its_frame_leave_next_to_nothing_behind() {
    PongMatch match = PongMatch.with("players", 4, "computer", "hard").startedWith(1);
    match.steps(200);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FrameWriter out = new FrameWriter();
    int steps = 0;
    long bytes = 0;
    for (int round = 0; round < 40; round++) {
      Motion<PongCommand, PongEvent> motion = GAME.motion(match.state, false).orElseThrow();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < 1_000 && !motion.step(); step++) {
        motion.frame(out.clear());
        steps++;
      }
      bytes += threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(bytes / Math.max(1, steps)).isLessThan(64);
  }
}
