package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Role;
import dev.parlour.room.Actor;
import dev.parlour.room.Frame;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.Status;
import dev.parlour.room.runtime.Bench.Answer;
import dev.parlour.room.runtime.Bench.Watcher;
import dev.parlour.testkit.DriftGame;
import dev.parlour.testkit.DriftGame.Event.Drifted;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A room in which something moves between its events. */
class MovingRoomTest {
  private final Bench bench = new Bench();
  private Watcher ada;
  private Watcher bob;
  private boolean broken;

  @BeforeEach
  void begin() {
    bench.game = new DriftGame(() -> broken);
    bench.on().room();
    bench.join("Ada");
    bench.join("Bob");
    ada = bench.player("p1");
    bob = bench.player("p2");
    assertThat(bench.host("start").code()).isEqualTo("accepted");
  }

  @AfterEach
  void end() {
    bench.close();
  }

  private Answer push(String player) {
    return bench.send(
        new Actor.Player(player), "a", new RoomCommand.Play(new DriftGame.Command.Push()));
  }

  private List<Drifted> stored() {
    List<Drifted> all = new ArrayList<>();
    bench
        .log
        .entries(Bench.CODE)
        .forEach(
            e -> {
              if (e.event() instanceof RoomEvent.GameAdvanced g && g.event() instanceof Drifted d) {
                all.add(d);
              }
            });
    return all;
  }

  private DriftGame.Facts last(Watcher watcher) {
    return (DriftGame.Facts) watcher.frames.getLast().facts();
  }

  private DriftGame.Shared shared() {
    return (DriftGame.Shared) bench.look().shared(Role.SPECTATOR).play();
  }

  @Test
  void each_step_shows_one_frame_to_everybody_who_looks() {
    Watcher screen = bench.spectator();
    bench.steps(4);
    for (Watcher watcher : List.of(ada, bob, screen)) {
      assertThat(watcher.frames)
          .extracting(f -> ((DriftGame.Facts) f.facts()).tick())
          .containsExactly(1L, 2L, 3L, 4L);
    }
    assertThat(ada.frames.getFirst()).isSameAs(screen.frames.getFirst());
  }

  @Test
  void a_frame_begins_with_a_one_and_the_room_s_code() {
    bench.steps(1);
    assertThat(ada.frames.getFirst().bytes())
        .isEqualTo(new byte[] {1, 'A', 'C', 'D', 'E', 'F', 'G', 0, 0, 0, 1, 0});
  }

  @Test
  void who_has_gone_gets_no_more_frames() {
    Watcher screen = bench.spectator();
    bench.steps(1);
    bench.gone(screen);
    bench.steps(1);
    assertThat(screen.frames).hasSize(1);
    assertThat(ada.frames).hasSize(2);
  }

  @Test
  void an_input_takes_effect_with_the_next_step_and_is_not_answered() {
    bench.steps(1);
    Answer answer = push("p1");
    bench.steps(1);
    assertThat(last(ada).last()).isEqualTo("p1");
    assertThat(answer.none()).isTrue();
    assertThat(stored()).as("nothing of it is stored yet").isEmpty();
  }

  @Test
  void an_input_that_is_refused_is_answered() {
    push("p1");
    assertThat(push("p1").code()).isEqualTo("pushed_already");
  }

  @Test
  void a_point_is_stored_with_its_inputs_before_play_goes_on() {
    bench.steps(3);
    push("p2");
    bench.steps(DriftGame.SHORE - 3);
    assertThat(stored())
        .containsExactly(
            new Drifted(
                DriftGame.SHORE,
                List.of(new DriftGame.Event.Push(3, "p2")),
                false,
                0,
                DriftGame.COUNTDOWN,
                null,
                "p2"));
    assertThat(shared().points()).containsEntry("p2", 1L).containsEntry("p1", 0L);
    bench.steps(1);
    assertThat(last(ada).waits()).isEqualTo(DriftGame.COUNTDOWN - 1);
  }

  @Test
  void a_point_that_cannot_be_stored_is_nobody_s_and_play_goes_on_from_the_last_one() {
    push("p2");
    bench.log.away(true);
    bench.steps(DriftGame.SHORE);
    int shown = ada.frames.size();
    bench.steps(5);
    assertThat(ada.frames).as("nothing moves").hasSize(shown);
    bench.log.away(false);
    bench.pass(Duration.ofSeconds(2));
    bench.pass(Bench.GRACE);
    assertThat(shared().points()).containsEntry("p2", 0L);
    bench.steps(DriftGame.COUNTDOWN + 1);
    assertThat(last(ada).tick()).isEqualTo(1);
  }

  @Test
  void the_last_point_ends_the_game() {
    for (int i = 0; i < 2; i++) {
      push("p1");
      bench.steps(DriftGame.SHORE + DriftGame.COUNTDOWN);
    }
    assertThat(bench.look().status()).isEqualTo(Status.COMPLETED);
    int shown = ada.frames.size();
    bench.steps(3);
    assertThat(ada.frames).hasSize(shown);
    assertThat(push("p2").code()).isEqualTo("room_over");
    assertThat(bench.rooms.ticker().size()).isZero();
  }

  @Test
  void a_pause_stores_where_things_stand_and_they_go_on_from_there_with_a_countdown() {
    bench.steps(4);
    assertThat(bench.host("pause").code()).isEqualTo("accepted");
    assertThat(shared().at()).isEqualTo(4);
    bench.steps(3);
    assertThat(ada.frames).hasSize(4);
    assertThat(push("p1").code()).isEqualTo("paused");
    assertThat(bench.host("resume").code()).isEqualTo("accepted");
    bench.steps(DriftGame.COUNTDOWN);
    assertThat(last(ada).tick()).isEqualTo(4);
    bench.steps(1);
    assertThat(last(ada).tick()).isEqualTo(5);
  }

  @Test
  void what_somebody_else_does_in_between_changes_nothing_of_the_movement() {
    bench.steps(4);
    assertThat(bench.host("lock").code()).isEqualTo("accepted");
    bench.steps(1);
    assertThat(last(ada).tick()).isEqualTo(5);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void what_is_refused_stops_nothing_and_stores_nothing() {
    bench.steps(4);
    assertThat(bench.send(new Actor.Player("p1"), "b", new RoomCommand.Lock()).code())
        .isEqualTo("not_host");
    assertThat(stored()).isEmpty();
    bench.steps(1);
    assertThat(last(ada).tick()).isEqualTo(5);
  }

  @Test
  void nothing_moves_while_a_player_is_missing() {
    bench.steps(2);
    bench.gone(bob);
    bench.steps(1);
    assertThat(last(ada).tick()).as("for half a second they may be back").isEqualTo(3);
    bench.pass(Duration.ofSeconds(1));
    int shown = ada.frames.size();
    bench.steps(3);
    assertThat(ada.frames).hasSize(shown);
    assertThat(push("p1").code()).isEqualTo("not_moving");
    bob = bench.player("p2");
    bench.steps(DriftGame.COUNTDOWN + 1);
    assertThat(last(bob).tick()).isEqualTo(4);
  }

  @Test
  void a_step_that_fails_is_begun_again_from_the_log_and_the_second_time_ends_it() {
    broken = true;
    bench.steps(1);
    broken = false;
    assertThat(ada.frames).isEmpty();
    bench.pass(Duration.ofSeconds(2));
    bench.steps(DriftGame.COUNTDOWN + 1);
    assertThat(last(ada).tick()).isEqualTo(1);
    broken = true;
    bench.steps(1);
    assertThat(ada.last()).isEqualTo("detached room_faulty");
    assertThat(push("p1").code()).isEqualTo("room_faulty");
    assertThat(bench.rooms.ticker().size()).isZero();
  }

  @Test
  void inputs_during_a_commit_wait_for_it() {
    bench.steps(DriftGame.SHORE - 1);
    bench.turns.hold();
    bench.steps(1); // the shore; its turn waits
    Answer answer = push("p1"); // as it would come just before the turn halts it
    bench.turns.run();
    bench.steps(1);
    assertThat(answer.none()).isTrue();
  }

  @Test
  void after_the_server_s_death_play_goes_on_from_the_last_point_with_a_countdown() {
    push("p1");
    bench.steps(DriftGame.SHORE + DriftGame.COUNTDOWN + 4); // a point, and something beyond
    bench.dies();
    bench.startsAgain(Duration.ofSeconds(5));
    Watcher again = bench.player("p1");
    Watcher other = bench.player("p2");
    bench.steps(1);
    assertThat(again.frames).as("time stands for the grace").isEmpty();
    bench.clock.set(bench.clock.instant().plus(Bench.GRACE));
    bench.steps(DriftGame.COUNTDOWN + 1);
    assertThat(last(again).tick()).isEqualTo(1);
    assertThat(last(other).tick()).isEqualTo(1);
    assertThat(shared().points()).containsEntry("p1", 1L);
  }

  @Test
  void a_finished_game_is_shown_again_frame_by_frame() {
    assertThat(Bench.code(bench.rooms.replays().replay(Bench.CODE, 0)))
        .as("it is not over")
        .isEqualTo("no_replay");
    bench.steps(3);
    push("p2");
    bench.steps(DriftGame.SHORE - 3);
    bench.host("pause");
    bench.host("resume");
    bench.steps(DriftGame.COUNTDOWN + 4);
    bench.host("end");
    byte[] live = packed(ada.frames);
    var replay = Bench.good(bench.rooms.replays().replay(Bench.CODE, 1));
    assertThat(replay.frames()).isEqualTo(live);
    assertThat(replay.of()).isEqualTo(1);
    assertThat(Bench.code(bench.rooms.replays().replay(Bench.CODE, 2))).isEqualTo("no_replay");
    assertThat(Bench.code(bench.rooms.replays().replay("ZZZZZZ", 1))).isEqualTo("unknown_room");
    bench.send(Actor.HOST, null, new RoomCommand.Rematch());
    bench.steps(2);
    bench.host("end");
    assertThat(Bench.good(bench.rooms.replays().replay(Bench.CODE, 1)).frames()).isEqualTo(live);
    assertThat(Bench.good(bench.rooms.replays().replay(Bench.CODE, 0)))
        .satisfies(
            last -> {
              assertThat(last.number()).isEqualTo(2);
              assertThat(last.frames()).startsWith(0, 0, 0, 2);
            });
  }

  /** As a replay has them: without the room's code, each behind its length. */
  private static byte[] packed(List<Frame> frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {0, 0, 0, (byte) frames.size()});
    for (Frame frame : frames) {
      byte[] bytes = Arrays.copyOfRange(frame.bytes(), 7, frame.bytes().length);
      all.writeBytes(new byte[] {0, (byte) bytes.length});
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  @Test
  void a_replay_of_the_log_shows_each_step_as_it_was() {
    bench.steps(3);
    push("p2");
    bench.steps(2);
    bench.host("pause");
    bench.host("resume");
    push("p1");
    bench.steps(DriftGame.COUNTDOWN + DriftGame.SHORE);
    List<Object> live = ada.frames.stream().map(Frame::facts).toList();
    DriftGame game = new DriftGame();
    DriftGame.State state = game.initial();
    List<Object> replayed = new ArrayList<>();
    for (var entry : bench.log.entries(Bench.CODE)) {
      if (entry.event() instanceof RoomEvent.GameAdvanced g) {
        DriftGame.Event event = (DriftGame.Event) g.event();
        game.replay(state, event, m -> replayed.add(m.frame()));
        state = game.apply(state, event);
      }
    }
    assertThat(replayed).isNotEmpty().isEqualTo(live.subList(0, replayed.size()));
  }
}
