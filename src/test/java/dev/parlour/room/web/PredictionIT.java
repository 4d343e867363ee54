package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One's own paddle, predicted: the module of the pages runs in a browser against a virtual clock
 * and a server that is 40 ms away in either direction, with up to 30 ms of jitter, for half a
 * minute in which keys are pressed and let go at random.
 */
class PredictionIT {
  private static final double SPEED = 130; // units a step
  private static final String PLAY =
      """
      async ({ seed, speed }) => {
        const { Prediction } = await import("/js/arcade/prediction.js");
        const STEP = 1000 / 60;
        const least = 900;
        const most = 8100;
        // xorshift: the same numbers for the same seed
        let state = seed * 2654435761;
        const random = () => {
          state ^= state << 13;
          state ^= state >>> 17;
          state ^= state << 5;
          return (state >>> 0) / 2 ** 32;
        };
        const prediction = new Prediction({ speed: speed / STEP, least, most });
        const underway = [];
        const coming = [];
        const server = { at: 4500, way: 0, ack: 0 };
        let lastIn = 0;
        let lastOut = 0;
        let way = 0;
        let clientTick = 100;
        let change = 500;
        let changed = 0;
        let shown = null;
        const report = { slowest: speed, jump: 0, restApart: 0, moves: 0, rests: 0 };
        for (let i = 0; i < 1800; i++) {
          const now = i * STEP;
          // The server's step, and its frame on the way.
          while (underway.length > 0 && underway[0].at <= now) {
            Object.assign(server, underway.shift().input);
          }
          server.at = Math.min(most, Math.max(least, server.at + server.way * speed));
          lastOut = Math.max(lastOut, now + 40 + random() * 30);
          coming.push({ at: lastOut, side: { at: server.at, ack: server.ack } });
          // What has come here.
          while (coming.length > 0 && coming[0].at <= now) {
            const frame = coming.shift();
            prediction.take(frame.side, true, frame.at);
          }
          const before = prediction.at(now);
          const pressed = now >= change;
          if (pressed) {
            way = way === 0 ? (random() < 0.5 ? -1 : 1) : 0;
            prediction.pressed(++clientTick, way, now);
            lastIn = Math.max(lastIn, now + 40 + random() * 30);
            underway.push({ at: lastIn, input: { way, ack: clientTick & 0xffff } });
            changed = now;
            change = now + 150 + random() * 600;
          }
          if (before !== null && shown !== null) {
            report.jump = Math.max(report.jump, Math.abs(before - shown));
          }
          if (pressed && way !== 0 && before !== null) {
            const next = prediction.at(now + STEP);
            const room = way > 0 ? most - before : before - least;
            if (room > speed) {
              report.slowest = Math.min(report.slowest, (next - before) * way);
              report.moves++;
            }
          }
          if (way === 0 && now - changed > 500 && before !== null) {
            report.restApart = Math.max(report.restApart, Math.abs(before - server.at));
            report.rests++;
          }
          shown = before;
        }
        return report;
      }
      """;

  private static ModulePage page;

  @BeforeAll
  static void start() {
    page = ModulePage.open();
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Number> play(int seed) {
    return (Map<String, Number>) page.run(PLAY, Map.of("seed", seed, "speed", SPEED));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void thePaddleAnswersAtOnceDoesNotJumpAndComesToRestWhereTheServerHasIt(int seed) {
    Map<String, Number> report = play(seed);
    assertThat(List.of(report.get("moves"), report.get("rests")))
        .allSatisfy(n -> assertThat(n.intValue()).isGreaterThan(10));
    assertThat(report.get("slowest").doubleValue())
        .as("units in the first step after a key is pressed")
        .isGreaterThan(SPEED / 2);
    assertThat(report.get("jump").doubleValue())
        .as("most units between two drawings")
        .isLessThan(SPEED * 1.75);
    assertThat(report.get("restApart").doubleValue())
        .as("units off the server's, at rest")
        .isLessThan(2);
  }
}
