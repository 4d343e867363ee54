package dev.parlour.room.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How smooth Pong looks over a bad network: the modules of the pages run in a browser, on an empty
 * page, against a virtual clock.
 *
 * <p>A fast ball plays a minute of rallies. Sixty frames a second of it arrive 20 ms later at the
 * best, each with up to 50 ms of jitter on top, two in a hundred 80 to 200 ms later still. Sixty
 * times a second playback is asked what to draw. It answers with a tick, the moment that it shows,
 * and with a ball. What is measured is how far that ball is from where the true one was at that
 * tick; how far it has moved since the drawing before against the true one's movement between the
 * same two ticks; and how far the tick is behind the true time.
 */
class PlaybackIT {
  private static final double RADIUS = 150;
  private static final double FIRST_SPEED = 200; // units a step: a fast ball
  private static final double MOST_SPEED = 450;
  private static final double STEP = 1000.0 / 60;
  private static final double TRIP = 20;
  private static final int STEPS = 3_600;

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

  /** A stretch of time in which the ball goes straight on, or stands still: the speed is zero. */
  private record Stretch(double from, double x, double y, double vx, double vy, int rally) {
    double[] at(double tick) {
      return new double[] {x + vx * (tick - from), y + vy * (tick - from)};
    }
  }

  /** Rallies with bounces in the middle of steps, a ball that gets faster, and goals. */
  private static List<Stretch> rallies(Random random) {
    List<Stretch> way = new ArrayList<>();
    double tick = 0;
    int rally = 0;
    while (tick < STEPS + 120) {
      way.add(new Stretch(tick, 8_000, 4_500, 0, 0, rally++));
      tick += 45;
      double speed = FIRST_SPEED;
      double angle = random.nextDouble(-0.9, 0.9);
      int ahead = random.nextBoolean() ? 1 : -1;
      double x = 8_000;
      double y = 4_500;
      int hits = random.nextInt(4, 14);
      while (hits > 0) {
        double vx = ahead * speed * Math.cos(angle);
        double vy = speed * Math.sin(angle);
        way.add(new Stretch(tick, x, y, vx, vy, rally));
        double toPaddle = ((ahead > 0 ? 16_000 - 240 - RADIUS : 240 + RADIUS) - x) / vx;
        double toWall = vy == 0 ? 1e9 : ((vy > 0 ? 9_000 - RADIUS : RADIUS) - y) / vy;
        double steps = Math.min(toPaddle, toWall);
        tick += steps;
        x += vx * steps;
        y += vy * steps;
        if (toWall < toPaddle) {
          angle = -angle;
        } else {
          hits--;
          ahead = -ahead;
          angle = random.nextDouble(-1, 1);
          speed = Math.min(MOST_SPEED, speed * 1.08);
        }
      }
      tick = Math.ceil(tick);
      rally++;
    }
    return way;
  }

  private static Stretch at(List<Stretch> way, double tick) {
    int i = 0;
    while (i + 1 < way.size() && way.get(i + 1).from() <= tick) {
      i++;
    }
    return way.get(i);
  }

  private static Map<String, Object> frame(List<Stretch> way, int tick) {
    Stretch stretch = at(way, tick);
    double[] ball = stretch.at(tick);
    boolean moves = stretch.vx() != 0;
    Map<String, Object> side =
        Map.of("at", 4_500, "score", 0, "wall", false, "computer", false, "ack", 0);
    return Map.of(
        "tick",
        tick,
        "moving",
        moves ? 1 : 0,
        "wait",
        0,
        "ball",
        List.of((int) Math.round(ball[0]), (int) Math.round(ball[1])),
        "sides",
        List.of(side, side));
  }

  /**
   * When each frame arrives, in milliseconds.
   *
   * @param ordered as on one connection, where everything waits behind what is late
   */
  private static double[] arrivals(Random random, boolean ordered) {
    double[] arrivals = new double[STEPS];
    for (int tick = 0; tick < STEPS; tick++) {
      double late = random.nextInt(100) < 2 ? random.nextDouble(80, 200) : 0;
      arrivals[tick] = 1_000 + tick * STEP + TRIP + random.nextDouble(0, 50) + late;
      if (ordered && tick > 0) {
        arrivals[tick] = Math.max(arrivals[tick], arrivals[tick - 1]);
      }
    }
    return arrivals;
  }

  private record Drawn(double now, double tick, double x, double y) {}

  @SuppressWarnings("unchecked")
  private static List<Drawn> play(List<Stretch> way, double[] arrivals)
      throws JsonProcessingException {
    List<Map<String, Object>> frames = new ArrayList<>();
    for (int tick = 0; tick < STEPS; tick++) {
      frames.add(Map.of("at", arrivals[tick], "frame", frame(way, tick)));
    }
    frames.sort((one, other) -> Double.compare((double) one.get("at"), (double) other.get("at")));
    List<List<Number>> drawn =
        (List<List<Number>>)
            page.run(
                """
                async ({ sent, field, until, step }) => {
                  const frames = JSON.parse(sent);
                  const { Playback } = await import("/js/arcade/playback.js");
                  const { read, Ways } = await import("/js/pong/frame.js");
                  const ways = new Ways(field);
                  const playback = new Playback({ ways, stepsPerSecond: 60 });
                  const drawn = [];
                  let next = 0;
                  for (let now = 1000; now < until; now += step) {
                    while (next < frames.length && frames[next].at <= now) {
                      playback.take(read(frames[next].frame), frames[next].at);
                      next++;
                    }
                    const frame = playback.at(now);
                    if (frame) {
                      drawn.push([now, frame.tick, frame.ball.x, frame.ball.y]);
                    }
                  }
                  return drawn;
                }
                """,
                Map.of(
                    "sent",
                    Json.mapper().writeValueAsString(frames), // faster than value by value
                    "field",
                    Map.of(
                        "width",
                        16_000,
                        "height",
                        9_000,
                        "ballRadius",
                        RADIUS,
                        "paddleThickness",
                        240),
                    "until",
                    1_000 + STEPS * STEP,
                    "step",
                    STEP));
    return drawn.stream()
        .map(
            d ->
                new Drawn(
                    d.get(0).doubleValue(),
                    d.get(1).doubleValue(),
                    d.get(2).doubleValue(),
                    d.get(3).doubleValue()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, true", "4, false", "5, false"})
  void theDrawnBallNeverStepsBackAndIsNeverMoreThanTwoRadiiOff(long seed, boolean ordered)
      throws JsonProcessingException {
    Random random = new Random(seed);
    List<Stretch> way = rallies(random);
    List<Drawn> drawn = play(way, arrivals(random, ordered));
    assertThat(drawn).hasSizeGreaterThan(STEPS - 30);
    double worst = 0;
    double furthestBack = 0;
    for (int i = 1; i < drawn.size(); i++) {
      Drawn one = drawn.get(i);
      Drawn before = drawn.get(i - 1);
      assertThat(one.tick()).isGreaterThanOrEqualTo(before.tick());
      Stretch now = at(way, Math.floor(one.tick()));
      if (at(way, Math.ceil(one.tick())).rally() != now.rally()) {
        continue; // a goal or a serve: from one to the other there is no way
      }
      double[] ball = at(way, one.tick()).at(one.tick());
      worst = Math.max(worst, Math.hypot(one.x() - ball[0], one.y() - ball[1]));
      Stretch then = at(way, before.tick());
      if (at(way, Math.floor(before.tick())).rally() == now.rally() && then.vx() != 0) {
        double[] from = then.at(before.tick());
        double dx = ball[0] - from[0];
        double dy = ball[1] - from[1];
        double along = (one.x() - before.x()) * dx + (one.y() - before.y()) * dy;
        furthestBack = Math.max(furthestBack, -along / Math.max(1, Math.hypot(dx, dy)));
      }
    }
    assertThat(worst).as("units off the true ball").isLessThanOrEqualTo(2 * RADIUS);
    assertThat(furthestBack).as("units back").isLessThanOrEqualTo(1); // whole units are sent
  }

  @ParameterizedTest
  @CsvSource({"1, true", "4, false"})
  void whatIsDrawnIsNotLateForLong(long seed, boolean ordered)
      throws JsonProcessingException {
    Random random = new Random(seed);
    List<Stretch> way = rallies(random);
    List<Drawn> drawn = play(way, arrivals(random, ordered));
    double[] behind =
        drawn.stream()
            .skip(120)
            .mapToDouble(d -> d.now() - 1_000 - TRIP - d.tick() * STEP)
            .sorted()
            .toArray();
    assertThat(behind[behind.length / 2]).as("median").isBetween(50.0, 110.0);
    assertThat(behind[behind.length * 99 / 100]).as("p99").isLessThan(260);
    long still = 0;
    for (int i = 121; i < drawn.size(); i++) {
      if (drawn.get(i).tick() - drawn.get(i - 1).tick() < 0.05) {
        still++;
      }
    }
    assertThat(still * 100.0 / drawn.size()).as("percent without movement").isLessThan(8);
  }

  @Test
  void onAGoodNetworkItDrawsThreeFramesBehindAndExactly() throws JsonProcessingException {
    Random random = new Random(7);
    List<Stretch> way = rallies(random);
    double[] arrivals = new double[STEPS];
    Arrays.setAll(arrivals, tick -> 1_000 + tick * STEP + TRIP);
    List<Drawn> drawn = play(way, arrivals);
    for (Drawn one : drawn.subList(120, drawn.size())) {
      assertThat(one.now() - 1_000 - TRIP - one.tick() * STEP).isCloseTo(50, within(2.0));
      if (at(way, Math.floor(one.tick())).rally() == at(way, Math.ceil(one.tick())).rally()) {
        double[] ball = at(way, one.tick()).at(one.tick());
        assertThat(Math.hypot(one.x() - ball[0], one.y() - ball[1])).isLessThan(RADIUS);
      }
    }
  }
}
