package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.pong.PongCommand;
import dev.parlour.game.pong.PongGame;
import dev.parlour.room.Actor;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.Status;
import dev.parlour.room.runtime.Bench.Answer;
import dev.parlour.room.runtime.Bench.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pong in a room. */
class PongRoomTest {
  @Test
  void a_match_is_played_to_its_end_and_no_input_of_a_player_is_refused() {
    try (Bench bench = new Bench()) {
      bench.game = new PongGame();
      bench.on().room("toWin", 3);
      bench.join("Ada");
      bench.join("Bob");
      Watcher ada = bench.player("p1");
      bench.player("p2");
      assertThat(bench.host("start").code()).isEqualTo("accepted");
      Random random = new Random(1);
      List<Answer> inputs = new ArrayList<>();
      int steps = 0;
      while (bench.look().status() == Status.IN_PROGRESS) {
        if (steps % 10 == 0) {
          inputs.add(
              bench.send(
                  new Actor.Player("p" + (1 + random.nextInt(2))),
                  "i" + steps,
                  new RoomCommand.Play(
                      new PongCommand.Move(
                          List.of("up", "down", "stop").get(random.nextInt(3)), steps))));
        }
        bench.steps(1);
        assertThat(++steps).isLessThan(100_000);
      }
      assertThat(bench.look().status()).isEqualTo(Status.COMPLETED);
      assertThat(ada.frames).hasSize(steps);
      assertThat(inputs).allMatch(Answer::none);
    }
  }
}
