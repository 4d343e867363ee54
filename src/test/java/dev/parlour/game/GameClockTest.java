package dev.parlour.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GameClockTest {
  private static final Instant EIGHT = Instant.parse("2026-03-01T20:00:00Z");

  @Test
  void it_stands_before_the_start() {
    assertThat(GameClock.NOT_STARTED.running()).isFalse();
    assertThat(GameClock.NOT_STARTED.at(EIGHT)).isZero();
    assertThat(GameClock.NOT_STARTED.wall(5)).isNull();
  }

  @Test
  void it_runs_with_the_wall_and_stands_in_a_pause() {
    GameClock paused = GameClock.NOT_STARTED.run(EIGHT).stop(EIGHT.plusMillis(4_000));
    assertThat(paused.at(EIGHT.plusSeconds(60))).isEqualTo(4_000);
    GameClock resumed = paused.run(EIGHT.plusSeconds(60));

    assertThat(resumed.at(EIGHT.plusSeconds(61))).isEqualTo(5_000);
    assertThat(resumed.wall(10_000)).isEqualTo(EIGHT.plusSeconds(66));
  }

  @Test
  void in_the_grace_after_an_outage_it_still_stands() {
    GameClock recovered = new GameClock(4_000, EIGHT.plusSeconds(3));

    assertThat(recovered.at(EIGHT)).isEqualTo(4_000);
    assertThat(recovered.at(EIGHT.plusSeconds(3))).isEqualTo(4_000);
    assertThat(recovered.at(EIGHT.plusSeconds(4))).isEqualTo(5_000);
    assertThat(recovered.wall(10_000)).isEqualTo(EIGHT.plusSeconds(9));
  }
}
