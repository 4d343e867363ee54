package dev.parlour.room.runtime;

import static dev.parlour.room.runtime.Bench.CODE;
import static dev.parlour.room.runtime.Bench.code;
import static dev.parlour.room.runtime.Bench.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.Checked;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Alarms;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.Status;
import dev.parlour.room.Visibility;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.room.runtime.Bench.Answer;
import dev.parlour.room.runtime.Bench.Watcher;
import dev.parlour.shared.RoomCode;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of a node, and the door to them. */
@Timeout(120)
class LiveRoomsTest {
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  private CreateRoom wish(String title, Map<String, Object> settings, CreateRoom.HostSeat host) {
    return new CreateRoom("tally", title, settings, null, host, bench.secrets("host"));
  }

  @Nested
  class Creating {
    @Test
    void a_room_without_content_makes_it_ready_at_once() {
      bench.on();
      NewRoom room = bench.room();
      assertThat(room.status()).isEqualTo("ready");
      assertThat(room.code()).isEqualTo(CODE);
      assertThat(room.player()).isNull();
      assertThat(bench.log.outbox()).containsExactly("RoomCreated 1", "RoomReady 2");
    }

    @Test
    void a_room_seats_a_host_who_plays() {
      bench.on();
      NewRoom room =
          good(
              bench.rooms.create(
                  wish("Friday", Map.of(), new CreateRoom.HostSeat(" Ada  L. ", null))));
      assertThat(room.player().id()).isEqualTo("p1");
      assertThat(good(bench.rooms.facts(CODE)).players())
          .extracting(RoomFacts.Player::name)
          .containsExactly("Ada L.");
      assertThat(good(bench.rooms.facts(CODE)).title()).isEqualTo("Friday");
    }

    @Test
    void a_room_refuses_what_cannot_be() {
      bench.on();
      assertThat(
              code(
                  bench.rooms.create(
                      new CreateRoom("chess", null, null, null, null, bench.secrets("x")))))
          .isEqualTo("unknown_game");
      assertThat(
              code(
                  bench.rooms.create(
                      new CreateRoom(null, null, null, null, null, bench.secrets("x")))))
          .isEqualTo("unknown_game");
      assertThat(code(bench.rooms.create(wish("x".repeat(81), null, null)))).isEqualTo("bad_title");
      assertThat(code(bench.rooms.create(wish("a\u0000b", null, null)))).isEqualTo("bad_title");
      assertThat(code(bench.rooms.create(wish("half a smiley \ud83d", null, null))))
          .isEqualTo("bad_title");
      assertThat(code(bench.rooms.create(wish(null, Map.of("rounds", 99), null))))
          .isEqualTo("bad_rounds");
      assertThat(
              code(bench.rooms.create(wish(null, null, new CreateRoom.HostSeat("\u202e", null)))))
          .isEqualTo("bad_name");
      assertThat(bench.rooms.inMemory()).isZero();
      assertThat(bench.log.transactions()).isZero();
    }

    @Test
    void the_same_request_again_comes_to_the_same_room_and_seat() {
      bench.on();
      CreateRoom wish = wish("Friday", Map.of(), new CreateRoom.HostSeat("Ada", null));
      NewRoom first = good(bench.rooms.create(wish));
      assertThat(bench.rooms.create(wish)).isEqualTo(Checked.good(first));
      assertThat(good(bench.rooms.facts(CODE)).playerCount()).isEqualTo(1);
    }

    @Test
    void the_same_request_after_a_restart_comes_to_the_same_room() {
      bench.on();
      CreateRoom wish = wish("Friday", Map.of(), new CreateRoom.HostSeat("Ada", null));
      NewRoom first = good(bench.rooms.create(wish));
      bench.dies();
      bench.startsAgain(Duration.ZERO);
      assertThat(bench.rooms.create(wish)).isEqualTo(Checked.good(first));
    }

    @Test
    void a_room_whose_code_is_taken_gets_another_one_and_the_same_one_when_it_is_asked_for_again() {
      bench.on();
      bench.room();
      CreateRoom other =
          new CreateRoom(
              "tally",
              null,
              null,
              Visibility.PUBLIC,
              null,
              new Secrets(new RoomCode(CODE), "another host", "another player", 9));
      NewRoom second = good(bench.rooms.create(other));
      assertThat(second.code()).isNotEqualTo(CODE);
      assertThat(good(bench.rooms.create(other)).code()).isEqualTo(second.code());
      bench.dies();
      bench.startsAgain(Duration.ZERO);
      assertThat(good(bench.rooms.create(other)).code()).isEqualTo(second.code());
      assertThat(good(bench.rooms.actor(CODE, "another host"))).isEmpty();
    }

    @Test
    void a_room_is_not_hindered_by_people_who_try_its_code_at_that_moment() throws Exception {
      bench.on(THREADS);
      CountDownLatch ready = new CountDownLatch(1);
      List<Thread> tries = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        tries.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int n = 0; n < 200; n++) {
                        bench.rooms.look(CODE);
                        ready.countDown();
                      }
                    }));
      }
      ready.await();
      assertThat(bench.room().code()).isEqualTo(CODE);
      for (Thread t : tries) {
        t.join();
      }
      assertThat(bench.log.events(CODE)).hasSize(3);
    }

    @Test
    void a_room_whose_content_does_not_come_asks_for_it_again_until_it_has_it() {
      bench.on();
      bench.send(
          Actor.SERVER,
          null,
          new RoomCommand.Create(
              CODE, "tally", null, Map.of(), Visibility.PRIVATE, "key", 7, true));
      for (int i = 0; i < 5; i++) {
        bench.beat();
      }
      assertThat(bench.log.notices(CODE)).containsExactly("RoomCreated");
      bench.clock.pass(Duration.ofSeconds(6));
      for (int i = 0; i < 5; i++) {
        bench.beat();
      }
      assertThat(bench.log.notices(CODE)).containsExactly("RoomCreated", "RoomCreated");
      bench.send(Actor.SERVER, null, new RoomCommand.Prepare(null));
      for (int i = 0; i < 5; i++) {
        bench.beat();
      }
      assertThat(bench.log.notices(CODE))
          .containsExactly("RoomCreated", "RoomCreated", "RoomReady");
    }

    @Test
    void a_room_that_could_not_be_stored_is_no_room() {
      bench.on();
      bench.log.away(true);
      assertThat(code(bench.rooms.create(wish(null, null, null)))).isEqualTo("unavailable");
      bench.log.away(false);
      assertThat(code(bench.rooms.look(CODE))).isEqualTo("unknown_room");
      assertThat(bench.room().code()).isEqualTo(CODE);
    }

    @Test
    void a_room_whose_outcome_is_unknown_is_found_by_the_same_request() {
      bench.on();
      bench.log.storesAndFails(true);
      assertThat(code(bench.rooms.create(wish(null, null, null)))).isEqualTo("unavailable");
      bench.log.storesAndFails(false);
      assertThat(good(bench.rooms.create(wish(null, null, null))).status()).isEqualTo("ready");
      assertThat(bench.log.events(CODE).stream().filter(RoomEvent.RoomCreated.class::isInstance))
          .hasSize(1);
    }
  }

  @Nested
  class Joining {
    @Test
    void again_with_the_same_secrets_gives_the_same_seat_even_when_the_game_is_over() {
      bench.on().playing(1);
      bench.player("p1");
      SeatGrant again = good(bench.rooms.join(CODE, "Player 1", null, bench.secrets("Player 1")));
      assertThat(again.id()).isEqualTo("p1");
      bench.host("end");
      assertThat(good(bench.rooms.join(CODE, "Player 1", null, bench.secrets("Player 1"))).id())
          .isEqualTo("p1");
    }

    @Test
    void is_refused_with_a_code_for_each_reason() {
      bench.on().room("max", 2);
      bench.join("Ada");
      assertThat(code(bench.rooms.join(CODE, "ADA", null, bench.secrets("x"))))
          .isEqualTo("name_taken");
      assertThat(code(bench.rooms.join(CODE, "", null, bench.secrets("x")))).isEqualTo("bad_name");
      assertThat(code(bench.rooms.join(CODE, "x".repeat(300), null, bench.secrets("x"))))
          .isEqualTo("bad_name");
      assertThat(code(bench.rooms.join(CODE, "Bo", "<svg>", bench.secrets("x"))))
          .isEqualTo("bad_avatar");
      assertThat(code(bench.rooms.join("nope", "Bo", null, bench.secrets("x"))))
          .isEqualTo("unknown_room");
      assertThat(code(bench.rooms.join("AAAAAA", "Bo", null, bench.secrets("x"))))
          .isEqualTo("unknown_room");
      bench.host("lock");
      assertThat(code(bench.rooms.join(CODE, "Bo", null, bench.secrets("x"))))
          .isEqualTo("room_locked");
      bench.send(Actor.HOST, null, new RoomCommand.Unlock());
      bench.join("Bo");
      assertThat(code(bench.rooms.join(CODE, "Cy", null, bench.secrets("x"))))
          .isEqualTo("room_full");
      bench.host("close");
      assertThat(code(bench.rooms.join(CODE, "Cy", null, bench.secrets("x"))))
          .isEqualTo("room_closed");
    }

    @Test
    void gives_no_seat_to_one_whose_name_another_took_within_the_same_batch() throws Exception {
      bench.on().room();
      List<Checked<SeatGrant>> joined = Collections.synchronizedList(new ArrayList<>());
      bench.turns.hold();
      Thread first =
          Thread.ofVirtual()
              .start(() -> joined.add(bench.rooms.join(CODE, "Ada", null, bench.secrets("one"))));
      Bench.eventually(
          "it waits in the mailbox",
          () -> bench.turns.queue.size() == 1 && first.getState() == Thread.State.TIMED_WAITING);
      bench.send(new Actor.Player("p1"), null, new RoomCommand.Leave());
      Answer other =
          bench.send(Actor.GUEST, null, new RoomCommand.Join("Ada", "seed", "another key"));
      bench.turns.run();
      first.join();
      assertThat(other.code()).isEqualTo("accepted");
      assertThat(code(joined.getFirst())).isEqualTo("not_a_player");
    }
  }

  @Nested
  class ACommandsId {
    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a\nb", "half \ud83d", "\udc00"})
    void that_could_not_be_stored_as_it_is_is_refused(String id) {
      bench.on().playing(1);
      assertThat(bench.call("p1", id, 1, 1).code()).isEqualTo("bad_id");
      assertThat(code(bench.rooms.perform(CODE, Actor.HOST, id, new RoomCommand.Lock())))
          .isEqualTo("bad_id");
    }

    @Test
    void has_64_characters_at_most() {
      bench.on().playing(1);
      assertThat(bench.call("p1", "x".repeat(65), 1, 1).code()).isEqualTo("bad_id");
      assertThat(bench.call("p1", "x".repeat(64), 1, 1).code()).isEqualTo("accepted");
    }
  }

  @Nested
  class Knowing {
    @Test
    void who_somebody_is_goes_by_their_token_and_by_nothing_else() {
      bench.on().room();
      String id = bench.join("Ada");
      assertThat(good(bench.rooms.actor(CODE, "host token"))).contains(Actor.HOST);
      assertThat(good(bench.rooms.actor(CODE, "token of Ada"))).contains(new Actor.Player(id));
      assertThat(good(bench.rooms.actor(CODE, id))).isEmpty();
      assertThat(good(bench.rooms.actor(CODE, ""))).isEmpty();
      assertThat(good(bench.rooms.actor(CODE, null))).isEmpty();
      assertThat(good(bench.rooms.actor("AAAAAA", "host token"))).isEmpty();
      bench.send(Actor.HOST, null, new RoomCommand.Kick(id));
      assertThat(good(bench.rooms.actor(CODE, "token of Ada"))).isEmpty();
    }

    @Test
    void a_room_that_is_not_there_is_said_to_everybody_even_when_many_ask_at_once()
        throws Exception {
      bench.on(THREADS);
      Set<String> codes = Collections.synchronizedSet(new HashSet<>());
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int n = 0; n < 50; n++) {
                        codes.add(code(bench.rooms.look(CODE)));
                      }
                    }));
      }
      for (Thread t : threads) {
        t.join();
      }
      assertThat(codes).containsExactly("unknown_room");
      Bench.eventually("nothing stays in memory", () -> bench.rooms.inMemory() == 0);
    }

    @Test
    void facts_of_a_closed_room_are_refused() {
      bench.on().room();
      bench.host("close");
      assertThat(code(bench.rooms.facts(CODE))).isEqualTo("room_closed");
    }
  }

  @Nested
  class AQuietRoom {
    @Test
    void leaves_memory_and_comes_back_when_it_is_asked_for() {
      bench.on().room();
      bench.join("Ada");
      bench.pass(Duration.ofMinutes(11));
      bench.rooms.tidy();
      assertThat(bench.rooms.inMemory()).isZero();
      assertThat(good(bench.rooms.facts(CODE)).playerCount()).isEqualTo(1);
    }

    @Test
    void has_the_same_seats_names_and_points_for_those_who_come_after_an_hour() {
      bench.on().playing(2);
      Watcher ada = bench.player("p1");
      bench.call("p1", "a", 1, 7);
      bench.call("p2", "a", 1, 4);
      bench.host("end");
      Map<String, Long> points = bench.view().scores();
      assertThat(points.get("p1")).isNotEqualTo(points.get("p2"));
      bench.gone(ada);
      bench.pass(Duration.ofHours(1));
      bench.rooms.tidy();
      assertThat(bench.rooms.inMemory()).isZero();
      assertThat(good(bench.rooms.actor(CODE, "token of Player 1")))
          .contains(new Actor.Player("p1"));
      Watcher again = bench.player("p1");
      assertThat(again.heard.getFirst()).isEqualTo("attached");
      assertThat(again.seen.getLast().own(new Viewer.Player("p1")).you().name())
          .isEqualTo("Player 1");
      assertThat(again.view().scores()).isEqualTo(points);
    }

    @Test
    void with_people_or_a_running_game_stays() {
      bench.on().room();
      Watcher watcher = bench.spectator();
      bench.pass(Duration.ofMinutes(11));
      bench.rooms.tidy();
      assertThat(bench.rooms.inMemory()).isEqualTo(1);
      bench.join("Ada");
      bench.host("start");
      bench.host("pause");
      bench.gone(watcher);
      bench.clock.pass(Duration.ofMinutes(11));
      bench.rooms.tidy();
      assertThat(bench.rooms.inMemory()).isEqualTo(1);
    }

    @Test
    void does_not_leave_over_a_message_that_has_just_come() {
      bench.on().room();
      bench.clock.pass(Duration.ofMinutes(11));
      bench.turns.hold();
      bench.rooms.tidy();
      Watcher watcher = bench.spectator();
      bench.turns.run();
      assertThat(watcher.heard.getFirst()).isEqualTo("attached");
      bench.host("lock");
      assertThat(watcher.last()).startsWith("view");
    }

    @Test
    void loses_and_doubles_nothing_that_comes_while_it_leaves() throws Exception {
      bench.settings =
          Bench.settings(100_000, 50, 50, Duration.ofDays(3_650)); // time flies in this test
      bench.on(THREADS).room("max", 5000);
      bench.clock.pass(Duration.ofHours(1));
      List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
      Thread tidying =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      bench.clock.pass(Duration.ofMinutes(11));
                      bench.rooms.tidy();
                    }
                  });
      List<Thread> people = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String who = "joiner " + i + " ";
        people.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int n = 0; n < 100; n++) {
                        answers.add(
                            bench.send(
                                Actor.GUEST,
                                null,
                                new RoomCommand.Join(who + n, "seed", "key of " + who + n)));
                        Thread.yield();
                      }
                    }));
      }
      for (Thread t : people) {
        t.join();
      }
      Bench.eventually("everybody is answered", () -> answers.stream().noneMatch(Answer::none));
      tidying.interrupt();
      tidying.join();
      assertThat(answers).hasSize(800).allMatch(a -> a.code().equals("accepted"));
      assertThat(bench.log.events(CODE).stream().filter(RoomEvent.PlayerJoined.class::isInstance))
          .hasSize(800);
    }
  }

  @Nested
  class Tidying {
    @Test
    void closes_a_room_without_people_after_its_time_and_leaves_one_with_people() {
      bench.on().room();
      bench.clock.pass(Duration.ofHours(3).plusSeconds(1));
      Watcher watcher = bench.spectator();
      bench.rooms.tidy();
      assertThat(good(bench.rooms.look(CODE)).status()).isEqualTo(Status.READY);
      bench.gone(watcher);
      bench.rooms.tidy();
      assertThat(good(bench.rooms.look(CODE)).status()).isEqualTo(Status.CLOSED);
      assertThat(bench.log.events(CODE).getLast())
          .isInstanceOfSatisfying(
              RoomEvent.RoomClosed.class, e -> assertThat(e.reason()).isEqualTo("expired"));
    }

    @Test
    void deletes_what_is_over_after_its_time() {
      bench.on().room();
      bench.host("close");
      bench.clock.pass(Duration.ofDays(31));
      bench.rooms.tidy();
      bench.rooms.tidy();
      assertThat(bench.log.events(CODE)).isEmpty();
    }

    @Test
    void a_token_is_not_called_wrong_while_the_log_is_away() {
      bench.on();
      bench.log.away(true);
      assertThat(bench.rooms.actor("AAAAAA", "host token"))
          .isInstanceOfSatisfying(
              Checked.Bad.class,
              bad -> assertThat(bad.rejection().code()).isEqualTo("unavailable"));
      bench.log.away(false);
      assertThat(good(bench.rooms.actor("AAAAAA", "host token"))).isEmpty();
    }

    @Test
    void survives_a_log_that_is_away_and_takes_up_its_work_again() {
      bench.on().room();
      bench.clock.pass(Duration.ofHours(4));
      bench.log.away(true);
      try {
        bench.rooms.tidy();
      } catch (dev.parlour.room.RoomLog.LogUnavailable expected) {
        // the job reports it and comes again
      }
      bench.log.away(false);
      bench.rooms.tidy();
      assertThat(good(bench.rooms.look(CODE)).status()).isEqualTo(Status.CLOSED);
    }
  }

  @Nested
  class ANodeWhoseNameWasTaken {
    @Test
    void drops_every_room_tells_everybody_and_is_ready_no_more() {
      bench.on().playing(1);
      Watcher watcher = bench.player("p1");
      bench.node.ours = false;
      bench.beat();
      assertThat(watcher.last()).isEqualTo("detached moved");
      assertThat(bench.rooms.inMemory()).isZero();
      assertThat(bench.rooms.ready()).isFalse();
    }

    @Test
    void takes_no_room_back_from_the_run_that_has_the_name_now() {
      bench.on().playing(1);
      bench.node.ours = false;
      bench.beat();
      int before = bench.log.entries(CODE).size();
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("moved");
      assertThat(bench.spectator().last()).isEqualTo("detached moved");
      assertThat(code(bench.rooms.look(CODE))).isEqualTo("unavailable");
      assertThat(bench.log.entries(CODE)).hasSize(before);
    }
  }

  @Nested
  class Starting {
    @Test
    void takes_up_every_unfinished_room_by_itself() {
      bench.on().playing(1, "rounds", 1);
      bench.dies();
      bench.startsAgain(Duration.ofSeconds(1));
      assertThat(bench.rooms.ready()).isTrue();
      bench.pass(Duration.ofSeconds(30));
      assertThat(bench.log.events(CODE).getLast()).isInstanceOf(RoomEvent.RoomCompleted.class);
    }

    @Test
    void tries_again_with_the_next_beat_where_the_log_cannot_be_read() {
      bench.log.away(true);
      assertThatThrownBy(bench::on).isInstanceOf(RoomLog.LogUnavailable.class);
      assertThat(bench.rooms.ready()).isFalse();
      bench.log.away(false);
      bench.beat();
      assertThat(bench.rooms.ready()).isTrue();
    }

    @Test
    void gives_the_time_back_once_also_where_somebody_was_quicker_than_it() {
      bench.on().playing(1, "rounds", 1);
      bench.dies();
      bench.startsAgain(
          Duration.ofSeconds(1), () -> assertThat(bench.rooms.look(CODE)).isNotNull());
      assertThat(bench.log.events(CODE))
          .filteredOn(RoomEvent.RoomRecovered.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void many_people_at_once_lose_nothing_and_double_nothing() throws Exception {
    int players = 200;
    int repeats = 3;
    bench.settings = Bench.settings(100_000, 64, 50);
    bench.on(THREADS).playing(players, "max", players, "seconds", 600, "rounds", 1);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 1; i <= players; i++) {
      Watcher watcher = new Watcher();
      watchers.add(watcher);
      bench.rooms.attach(CODE, new Viewer.Player("p" + i), watcher, -1);
    }
    Bench.eventually("all are there", () -> watchers.stream().noneMatch(w -> w.heard.isEmpty()));
    record Sent(int player, Answer answer) {}
    List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= players; i++) {
      int player = i;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = 0;
                        n < repeats;
                        n++) { // the same command with the same id, as after a lost acknowledgement
                      sent.add(new Sent(player, bench.call("p" + player, "only", 1, player)));
                      if (new Random(player).nextBoolean()) {
                        Thread.yield();
                      }
                    }
                  }));
    }
    for (Thread t : threads) {
      t.join();
    }
    Bench.eventually(
        "everybody is answered", () -> sent.stream().noneMatch(s -> s.answer().none()));
    assertThat(sent).hasSize(players * repeats).allMatch(s -> s.answer().code().equals("accepted"));
    for (int i = 1; i <= players; i++) {
      int player = i;
      assertThat(
              sent.stream().filter(s -> s.player() == player).map(s -> s.answer().seq).distinct())
          .hasSize(1);
    }
    long calls =
        bench.log.events(CODE).stream()
            .filter(
                e ->
                    e instanceof RoomEvent.GameAdvanced a
                        && a.event() instanceof TallyGame.Event.Called)
            .count();
    assertThat(calls).isEqualTo(players);
    assertThat(bench.view().scores().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(players * (players + 1L) / 2);
    assertThat(bench.log.entries(CODE)).extracting(e -> e.seq()).isSorted().doesNotHaveDuplicates();
    assertThat(watchers).allSatisfy(w -> assertThat(w.seen).extracting(p -> p.seq()).isSorted());
  }

  /** A game with secrets is seen later by those who only watch. */
  @Nested
  class Watching {
    private final Duration late = Duration.ofSeconds(10);

    private void playing() {
      bench.on().playing(2, "late", 10, "seconds", 600);
    }

    @Test
    void who_only_watches_sees_everything_in_its_order_and_so_much_later() {
      playing();
      Watcher watcher = bench.watching();
      long before = bench.look().seq();
      bench.call("p1", "c1", 1, 5);
      bench.pass(late.minusMillis(1));
      assertThat(watcher.heard).isEmpty();
      bench.pass(Duration.ofMillis(1));
      assertThat(watcher.heard).containsExactly("attached", "view " + (before + 1));
      assertThat(watcher.seen.getFirst().seq()).isEqualTo(before);
    }

    @Test
    void players_and_hosts_see_it_at_once() {
      playing();
      Watcher player = bench.player("p1");
      Watcher host = bench.hostWatches();
      bench.watching();
      long before = bench.look().seq();
      bench.call("p1", "c1", 1, 5);
      long seq = bench.look().seq();
      assertThat(seq).isGreaterThan(before);
      assertThat(player.last()).isEqualTo("view " + seq);
      assertThat(host.last()).isEqualTo("view " + seq);
    }

    @Test
    void who_comes_later_sees_at_once_what_the_others_see() {
      playing();
      Watcher first = bench.watching();
      bench.pass(late);
      bench.call("p1", "c1", 1, 5);
      Watcher second = bench.watching();
      assertThat(second.heard).containsExactly("attached");
      assertThat(second.seen.getLast()).isSameAs(first.seen.getLast());
      assertThat(second.seen.getLast().seq()).isLessThan(bench.look().seq());
    }

    @Test
    void a_page_shows_what_watchers_see() {
      playing();
      long seq = bench.look().seq();
      assertThat(bench.rooms.watched(bench.look())).isEmpty();
      bench.pass(late);
      bench.call("p1", "c1", 1, 5);
      assertThat(bench.rooms.watched(bench.look()).orElseThrow().seq()).isEqualTo(seq);
    }

    @Test
    void what_is_no_secret_is_seen_at_once() {
      bench.on().playing(2);
      assertThat(bench.watching().heard).containsExactly("attached");
      assertThat(bench.rooms.watched(bench.look()).orElseThrow().seq())
          .isEqualTo(bench.look().seq());
    }

    @Test
    void the_end_comes_later_too() {
      playing();
      Watcher watcher = bench.watching();
      bench.pass(late);
      bench.host("close");
      assertThat(watcher.last()).isEqualTo("attached");
      bench.pass(late);
      assertThat(watcher.last()).isEqualTo("detached room_closed");
    }

    @Test
    void an_alarm_that_is_lost_delays_it_by_a_beat_at_the_most() {
      playing();
      Watcher watcher = bench.watching();
      bench.alarms.lose(Alarms.Kind.BROADCAST);
      bench.clock.pass(late);
      bench.beat();
      assertThat(watcher.heard).containsExactly("attached");
    }

    @Test
    void where_no_timer_is_to_be_had_the_beat_goes_on_and_shows_it() {
      playing();
      bench.alarms.broken = true;
      Watcher watcher = bench.watching();
      bench.clock.pass(late.dividedBy(2));
      bench.call("p1", "c1", 1, 5);
      bench.clock.pass(late.dividedBy(2));
      bench.beat();
      assertThat(watcher.heard).containsExactly("attached");
      bench.clock.pass(late);
      bench.beat();
      assertThat(watcher.views()).isEqualTo(1);
    }

    @Test
    void who_leaves_hears_nothing_more_and_the_rest_do() {
      playing();
      Watcher leaves = bench.watching();
      Watcher stays = bench.watching();
      bench.pass(late);
      bench.call("p1", "c1", 1, 5);
      bench.gone(leaves);
      bench.pass(late);
      assertThat(leaves.heard).containsExactly("attached");
      assertThat(stays.views()).isEqualTo(1);
    }

    @Test
    void a_broadcast_waits_a_minute_for_a_page_that_is_loaded_again_and_then_ends() {
      playing();
      Watcher watcher = bench.watching();
      bench.pass(late);
      bench.gone(watcher);
      bench.pass(Duration.ofSeconds(59));
      bench.beat();
      Watcher again = bench.watching();
      assertThat(again.heard).containsExactly("attached");
      bench.gone(again);
      bench.pass(Duration.ofSeconds(60));
      bench.beat();
      assertThat(bench.watching().heard).as("it begins anew").isEmpty();
    }
  }
}
