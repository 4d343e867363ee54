package dev.parlour.room.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.Seat;
import dev.parlour.room.Room;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.RoomLog.Append;
import dev.parlour.room.RoomLog.Entry;
import dev.parlour.room.RoomLog.Outcome;
import dev.parlour.room.RoomState;
import dev.parlour.room.Visibility;
import dev.parlour.testkit.ManualClock;
import dev.parlour.testkit.MemoryRoomLog;
import dev.parlour.testkit.TallyGame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What joins the appends of many rooms into one transaction. */
@Timeout(30)
class CommitterTest {
  private final ManualClock clock = new ManualClock();
  private final MemoryRoomLog log = new MemoryRoomLog("here", clock);
  private final Committer committer = new Committer(log, RoomMeter.SILENT);
  private final Room room = new Room(new TallyGame(), Bench.settings(10, 10, 10).rules());
  private Thread thread;

  @BeforeEach
  void start() {
    thread = Thread.ofVirtual().start(committer);
  }

  @AfterEach
  void stop() {
    thread.interrupt();
  }

  private Append creation(String code) {
    RoomEvent.RoomCreated created =
        new RoomEvent.RoomCreated(
            code,
            "tally",
            1,
            null,
            Map.of(),
            Visibility.PRIVATE,
            "hash",
            7,
            false,
            clock.instant());
    RoomState after = room.apply(room.initial(), created);
    return new Append(
        room,
        1,
        0,
        List.of(new Entry(1, created, "server", null, clock.instant())),
        after,
        false,
        List.of());
  }

  private Append next(RoomState before, long afterSeq, int events) {
    RoomState after = before;
    List<Entry> entries = new ArrayList<>();
    for (int i = 1; i <= events; i++) {
      RoomEvent event =
          new RoomEvent.PlayerJoined(
              new Seat("p" + (afterSeq + i), "Player " + (afterSeq + i), "seed"), "key");
      after = room.apply(after, event);
      entries.add(new Entry(afterSeq + i, event, "guest", null, clock.instant()));
    }
    return new Append(room, 1, afterSeq, entries, after, false, List.of());
  }

  /** Holds one append in the log, so that what is submitted meanwhile waits together. */
  private CompletableFuture<Outcome> occupied() {
    log.hold();
    CompletableFuture<Outcome> first = committer.submit(creation("AAAAAA"));
    Bench.eventually("the log is busy", () -> log.entered() == 1);
    return first;
  }

  @Test
  void what_waits_while_a_transaction_runs_is_stored_in_one_transaction() {
    CompletableFuture<Outcome> first = occupied();
    List<CompletableFuture<Outcome>> rest =
        List.of(
            committer.submit(creation("CCCCCC")),
            committer.submit(creation("DDDDDD")),
            committer.submit(creation("EEEEEE")));
    log.release();
    assertThat(first.join()).isEqualTo(Outcome.STORED);
    assertThat(rest).allSatisfy(f -> assertThat(f.join()).isEqualTo(Outcome.STORED));
    assertThat(log.transactions()).isEqualTo(2);
    assertThat(log.mostTogether()).isEqualTo(3);
  }

  @Test
  void nothing_is_told_before_the_transaction_has_ended() {
    CompletableFuture<Outcome> first = occupied();
    assertThat(first).isNotDone();
    log.release();
    assertThat(first.join()).isEqualTo(Outcome.STORED);
  }

  @Test
  void a_fenced_room_fails_alone() {
    occupied();
    CompletableFuture<Outcome> fenced = committer.submit(next(creation("CCCCCC").after(), 1, 1));
    CompletableFuture<Outcome> other = committer.submit(creation("DDDDDD"));
    log.release();
    assertThat(fenced.join()).isEqualTo(Outcome.FENCED);
    assertThat(other.join()).isEqualTo(Outcome.STORED);
  }

  @Test
  void what_can_never_be_stored_fails_alone_too() {
    log.refuses(a -> a.code().equals("CCCCCC"));
    occupied();
    CompletableFuture<Outcome> unstorable = committer.submit(creation("CCCCCC"));
    CompletableFuture<Outcome> other = committer.submit(creation("DDDDDD"));
    log.release();
    assertThatThrownBy(unstorable::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(other.join()).isEqualTo(Outcome.STORED);
  }

  @Test
  void where_the_outcome_is_not_known_nothing_is_stored_a_second_time() {
    log.storesAndFails(true);
    occupied();
    CompletableFuture<Outcome> one = committer.submit(creation("CCCCCC"));
    CompletableFuture<Outcome> two = committer.submit(creation("DDDDDD"));
    log.release();
    assertThatThrownBy(one::join).hasCauseInstanceOf(RoomLog.LogUnavailable.class);
    assertThatThrownBy(two::join).hasCauseInstanceOf(RoomLog.LogUnavailable.class);
    assertThat(log.transactions()).isEqualTo(2);
  }

  @Test
  void an_error_of_the_virtual_machine_fails_its_batch_and_the_next_one_is_stored()
      throws Exception {
    log.fallsWith(new StackOverflowError());
    CompletableFuture<Outcome> first = committer.submit(creation("CCCCCC"));
    assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StackOverflowError.class);
    assertThat(committer.submit(creation("DDDDDD")).get(10, TimeUnit.SECONDS))
        .isEqualTo(Outcome.STORED);
  }

  @Test
  void a_transaction_has_no_end_of_rows() {
    RoomState[] created = new RoomState[3];
    String[] codes = {"CCCCCC", "DDDDDD", "EEEEEE"};
    for (int i = 0; i < 3; i++) {
      Append creation = creation(codes[i]);
      created[i] = creation.after();
      committer.submit(creation).join();
    }
    log.hold();
    int entered = log.entered();
    committer.submit(creation("AAAAAA"));
    Bench.eventually("the log is busy", () -> log.entered() > entered);
    int before = log.transactions();
    List<CompletableFuture<Outcome>> big = new ArrayList<>();
    for (RoomState state : created) {
      big.add(committer.submit(next(state, 1, Committer.MOST_ROWS / 2 + 1)));
    }
    log.release();
    assertThat(big).allSatisfy(f -> assertThat(f.join()).isEqualTo(Outcome.STORED));
    assertThat(log.transactions())
        .isEqualTo(before + 3); // the one that was held, two big ones together, the third
  }

  @Test
  void when_it_is_stopped_those_who_wait_are_told() throws Exception {
    thread.interrupt();
    thread.join();
    assertThatThrownBy(() -> committer.submit(creation("CCCCCC")).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RoomLog.LogUnavailable.class);
  }
}
