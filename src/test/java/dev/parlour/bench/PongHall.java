package dev.parlour.bench;

import dev.parlour.bench.client.Link;
import dev.parlour.bench.client.Message;
import dev.parlour.bench.client.Network;
import dev.parlour.bench.client.Player;
import dev.parlour.bench.client.Recorder;
import dev.parlour.bench.client.Rest;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Many matches of Pong at once, each between two sockets that take frames as bytes. Where one is
 * over, both play again, so that each has frames all the time.
 */
final class PongHall {
  /**
   * Of a frame as it comes: a byte, the room's code, the tick, and what else stands before sides.
   */
  private static final int TICK = 7;

  private static final int BALL_Y = TICK + 4 + 1 + 2 + 2;
  private static final int SIDES = BALL_Y + 2 + 1;
  private static final int SIDE_BYTES = 6;
  private static final int ACK = 4;
  private static final String START = "{\"type\":\"start\"}";
  private static final String REMATCH = "{\"type\":\"rematch\"}";

  private PongHall() {}

  /** Plays all of them for the given time. */
  static void play(Stage stage, Options.Chosen parameters, Report.Run run) throws Exception {
    List<Rest.Room> rooms =
        stage
            .rest()
            .rooms("pong", parameters.positive("rooms"), Map.of("toWin", 21, "speed", "slow"));
    Recorder recorder = new Recorder();
    Recorder beside = new Recorder(); // views, which come with goals, and answers
    Histogram shownAfter = new ConcurrentHistogram(3_600, 3);
    List<Player> hosts = new ArrayList<>();
    List<Hand> hands = new ArrayList<>();
    List<ScheduledFuture<?>> beats = new ArrayList<>();
    try {
      for (Rest.Room room : rooms) {
        hosts.add(new Player(room.code(), "host", room.hostToken(), new Recorder()));
        List<Rest.Seat> seats = stage.rest().seats(room.code(), 2);
        for (int side = 0; side < 2; side++) {
          Rest.Seat seat = seats.get(side);
          hands.add(
              new Hand(
                  new Player(room.code(), seat.id(), seat.token(), beside),
                  Integer.parseInt(seat.id().substring(1)) - 1,
                  recorder,
                  shownAfter));
        }
      }
      Stage.all(
          hands.size(),
          i ->
              stage
                  .network()
                  .open(Network.socket(stage.target().address()), "parlour.v1.bin", Link.NOBODY, 0)
                  .thenCompose(hands.get(i).player::attach));
      Stage.all(hosts.size(), i -> hosts.get(i).connect(stage.network(), stage.target().address()));
      hosts.forEach(host -> host.send(START));
      Stage.await(() -> hosts.stream().allMatch(h -> h.unanswered().isEmpty()), 60);
      hosts.forEach(PongHall::close); // who would be shown frames too, and not be counted
      beats.addAll(
          Stage.beat(
              hands.stream().map(hand -> hand.player.link()).toList(),
              parameters.decimal("inputs"),
              i -> hands.get(i).move()));
      TimeUnit.SECONDS.sleep(parameters.whole("warmup-seconds"));
      recorder.begin();
      beside.begin();
      shownAfter.reset();
      ServerFigures before = stage.target().figures();
      TimeUnit.SECONDS.sleep(parameters.positive("seconds"));
      double seconds = recorder.seconds();
      ServerFigures after = stage.target().figures();
      long fewest = hands.stream().mapToLong(hand -> hand.frames).min().orElse(0);
      run.put("sockets", hands.size());
      run.put("expected/s", hands.size() * 60.0);
      run.put(recorder, seconds);
      beside.errors().forEach((code, count) -> run.put("error " + code, count));
      run.put("fewest frames/s of a socket", fewest / seconds);
      run.put("gap", recorder.gaps());
      run.put("input shown after steps p50", (double) shownAfter.getValueAtPercentile(50));
      run.put("input shown after steps p99", (double) shownAfter.getValueAtPercentile(99));
      run.put("steps late", after.stepsLate() - before.stepsLate());
      run.put(before, after, seconds, recorder.deliveredCount());
    } finally {
      beats.forEach(beat -> beat.cancel(false));
      hands.forEach(hand -> close(hand.player));
      stage.rest().close(rooms);
    }
  }

  private static void close(Player player) {
    if (player.link() != null) {
      player.link().close();
    }
  }

  /** Somebody at a paddle, who moves it towards the ball now and then, so that matches last. */
  private static final class Hand implements Player.Watcher {
    private final Player player;
    private final int side;
    private final Recorder recorder;
    private final Histogram shownAfter;
    private long seenAt;
    private long tick;
    private int ball;
    private int paddle;
    private int told; // with the last input; 0 where it has been shown
    private long toldAt; // the last tick that was seen before
    private int number;
    private boolean over; // what it was last shown
    private long begun;
    private volatile long frames;

    Hand(Player player, int side, Recorder recorder, Histogram shownAfter) {
      this.player = player.watched(this);
      this.side = side;
      this.recorder = recorder;
      this.shownAfter = shownAfter;
    }

    void move() {
      number = number % 0xFFFF + 1;
      told = number;
      toldAt = tick;
      player.input(
          "{\"type\":\"move\",\"paddle\":\""
              + (ball < paddle ? "up" : "down")
              + "\",\"tick\":"
              + number
              + "}");
    }

    @Override
    public void view(Player player, Message view, long nanos) {
      boolean asked = over;
      over = "completed".equals(view.status());
      if (over && !asked) {
        player.send(REMATCH);
      }
    }

    @Override
    public void frame(Player player, ByteBuf frame, long nanos) {
      tick = frame.getUnsignedInt(frame.readerIndex() + TICK);
      ball = frame.getUnsignedShort(frame.readerIndex() + BALL_Y);
      paddle = frame.getUnsignedShort(frame.readerIndex() + SIDES + side * SIDE_BYTES);
      recorder.view(frame.readableBytes());
      if (begun != recorder.begunAt()) {
        begun = recorder.begunAt();
        frames = 0;
      }
      frames++;
      if (seenAt != 0) {
        recorder.gap(nanos - seenAt);
      }
      seenAt = nanos;
      if (told != 0) {
        int ack = frame.getUnsignedShort(frame.readerIndex() + SIDES + side * SIDE_BYTES + ACK);
        if (ack == told) {
          told = 0;
          shownAfter.recordValue(Math.clamp(tick - toldAt, 0, 3_600));
        }
      }
    }
  }
}
