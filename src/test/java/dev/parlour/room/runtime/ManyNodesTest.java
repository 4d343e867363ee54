package dev.parlour.room.runtime;

import static dev.parlour.room.runtime.Bench.CODE;
import static dev.parlour.room.runtime.Bench.code;
import static dev.parlour.room.runtime.Bench.eventually;
import static dev.parlour.room.runtime.Bench.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlour.game.Checked;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Alarms;
import dev.parlour.room.NodeLink;
import dev.parlour.room.NodeMessage;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.Status;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.runtime.Bench.Answer;
import dev.parlour.room.runtime.Bench.Watcher;
import dev.parlour.testkit.DriftGame;
import dev.parlour.testkit.MemoryRoomLog;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms of several nodes that share a log and hear each other. */
@Timeout(60)
class ManyNodesTest {
  /** What nodes say to each other, each pair in order, on one thread a receiver. */
  private final class Lines {
    final Map<String, BlockingQueue<Runnable>> arriving = new TreeMap<>();
    final Map<String, Thread> threads = new TreeMap<>();
    final List<String> carried = new CopyOnWriteArrayList<>();
    volatile Predicate<NodeMessage> lost = m -> false;
    volatile boolean cut;

    NodeLink of(String self) {
      return new NodeLink() {
        @Override
        public void send(String to, NodeMessage message) {
          if (cut || lost.test(message)) {
            return;
          }
          carried.add(self + " " + to + " " + message.getClass().getSimpleName());
          BlockingQueue<Runnable> queue = arriving.get(to);
          Bench receiver = nodes.get(to);
          if (queue != null && receiver != null) {
            queue.add(() -> receiver.rooms.received(self, message));
          }
        }

        @Override
        public boolean hears(String peer) {
          return !cut;
        }

        @Override
        public void forgot(String peer) {
          BlockingQueue<Runnable> queue = arriving.get(peer);
          Bench receiver = nodes.get(peer);
          if (queue != null && receiver != null) {
            queue.add(() -> receiver.rooms.broken(self));
          }
        }

        @Override
        public void living(Iterable<String> peers) {}
      };
    }

    void open(String node) {
      BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
      arriving.put(node, queue);
      threads.put(
          node,
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        queue.take().run();
                      }
                    } catch (InterruptedException over) {
                      // its end
                    }
                  }));
    }
  }

  private final Map<String, Bench> nodes = new TreeMap<>();
  private final Lines lines = new Lines();
  private MemoryRoomLog log;
  private volatile String stopping = ""; // a node that takes no more work

  private Bench node(String name) {
    Bench bench = new Bench();
    Bench first = nodes.isEmpty() ? null : nodes.values().iterator().next();
    if (first != null) {
      bench.clock.set(first.clock.instant());
    }
    log = first == null ? new MemoryRoomLog(name, bench.clock) : first.log.seenBy(name);
    bench.log = log;
    bench.link = lines.of(name);
    nodes.put(name, bench);
    lines.open(name);
    bench.on(
        task -> {
          if (name.equals(stopping)) {
            throw new RejectedExecutionException("no threads any more");
          }
          Thread.ofVirtual().start(task);
        });
    return bench;
  }

  private final Bench a = node("a");
  private final Bench b = node("b");

  @AfterEach
  void stop() {
    nodes.values().forEach(Bench::close);
    lines.threads.values().forEach(Thread::interrupt);
  }

  /** Time passes for all, a heartbeat a second. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      nodes.values().forEach(n -> n.clock.pass(Duration.ofSeconds(1)));
      nodes.values().forEach(n -> n.beat());
    }
  }

  /** A game that node a runs, with its host there, and p3, who is slow, so that no round ends. */
  private Watcher running() {
    a.room("seconds", 600, "rounds", 1);
    Watcher host = a.hostWatches();
    a.join("Ada");
    a.join("Bo");
    a.join("Cy");
    a.player("p3");
    Answer started = a.host("start");
    eventually("it runs", () -> !started.none());
    assertThat(started.code()).isEqualTo("accepted");
    return host;
  }

  private static void accepted(Answer answer) {
    eventually("it is answered", () -> !answer.none());
    assertThat(answer.code()).isEqualTo("accepted");
  }

  private long calls() {
    return log.events(CODE).stream()
        .filter(
            e ->
                e instanceof RoomEvent.GameAdvanced g
                    && g.event() instanceof TallyGame.Event.Called)
        .count();
  }

  private static void sees(Watcher watcher, int called) {
    eventually(
        "it is seen",
        () ->
            !watcher.seen.isEmpty()
                && watcher.seen.getLast().status() == Status.IN_PROGRESS
                && watcher.view().called() == called);
  }

  private static boolean seesConnected(Watcher watcher, String player) {
    return watcher.seen.getLast().attendance().connected().contains(player);
  }

  /** Whether a change at node a makes it say nothing to other nodes. */
  private boolean tellsNobody() {
    accepted(a.host("lock"));
    lines.carried.clear();
    accepted(a.send(Actor.HOST, null, new RoomCommand.Unlock()));
    return lines.carried.isEmpty();
  }

  private void staysFor(int seconds, Watcher watcher, String player) {
    Instant within = a.clock.instant().plus(a.settings.reconnectWithin());
    eventually(
        "the loss is noticed",
        () -> {
          Instant noticed = a.alarms.at(Alarms.Kind.PRESENCE);
          return noticed != null && !noticed.isAfter(within);
        });
    a.pass(Duration.ofSeconds(seconds));
    accepted(a.host("lock")); // by then the room has looked at all of it
    assertThat(seesConnected(watcher, player)).isTrue();
  }

  /** Lets a player in at a node, and waits until the host knows. */
  private static Watcher seen(Watcher host, Bench at, String player) {
    Watcher watcher = at.player(player);
    eventually("seen by the host", () -> seesConnected(host, player));
    return watcher;
  }

  private void goesAfterTheGrace(Watcher watcher, String player) {
    eventually(
        "no more after the grace",
        () -> {
          a.pass(Duration.ofSeconds(4));
          return !seesConnected(watcher, player);
        });
  }

  @Test
  void somebody_at_the_wrong_node_plays_and_sees_as_everybody_else() {
    Watcher host = running();
    Watcher ada = a.player("p1");
    Watcher bo = b.player("p2");
    sees(bo, 0);
    accepted(b.call("p2", "x", 1, 7));
    sees(bo, 1);
    sees(host, 1);
    sees(ada, 1);
    accepted(a.call("p1", "x", 1, 3));
    eventually("all is seen", () -> bo.seen.getLast().seq() == log.entries(CODE).getLast().seq());
    assertThat(log.owner(CODE)).isEqualTo("a");
    assertThat(bo.seen).extracting(p -> p.seq()).isSorted();
  }

  @Test
  void what_moves_is_seen_and_steered_at_the_wrong_node_too() {
    a.game = new DriftGame();
    b.game = a.game;
    nodes.values().forEach(n -> n.on(task -> Thread.ofVirtual().start(task)));
    a.room();
    Watcher host = a.hostWatches();
    a.join("Ada");
    a.join("Bo");
    Watcher ada = a.player("p1");
    Watcher bo = b.player("p2");
    eventually("Bo is there", () -> !bo.seen.isEmpty());
    accepted(a.host("start"));
    eventually("it moves", () -> a.rooms.ticker().size() == 1);
    a.steps(3);
    eventually("Bo sees it", () -> bo.frames.size() == 3);
    assertThat(bo.frames.getLast().bytes()).isEqualTo(ada.frames.getLast().bytes());
    Answer push =
        b.send(new Actor.Player("p2"), "a", new RoomCommand.Play(new DriftGame.Command.Push()));
    Answer again =
        b.send(new Actor.Player("p2"), "b", new RoomCommand.Play(new DriftGame.Command.Push()));
    eventually("the second is refused", () -> !again.none());
    assertThat(again.code()).isEqualTo("pushed_already");
    pass(12); // longer than a command may stay unanswered
    assertThat(push.none()).as("what is taken is not answered").isTrue();
    a.steps(DriftGame.SHORE);
    eventually(
        "the point is Bo's",
        () ->
            ((DriftGame.Shared) bo.seen.getLast().shared(Role.PLAYER).play())
                    .points()
                    .getOrDefault("p2", 0L)
                == 1);
    assertThat(host.frames).isNotEmpty();
  }

  @Test
  void a_change_costs_one_message_a_room_and_node_however_many_look() {
    running();
    List<Watcher> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(b.spectator());
    }
    many.forEach(w -> sees(w, 0));
    eventually(
        "all that was asked is answered",
        () ->
            lines.carried.stream().filter("b a Open"::equals).count()
                == lines.carried.stream().filter("a b Opened"::equals).count());
    lines.carried.clear();
    accepted(a.call("p1", "x", 1, 7));
    many.forEach(w -> sees(w, 1));
    assertThat(lines.carried).containsExactly("a b Shown");
  }

  @Test
  void a_command_that_is_repeated_at_another_node_counts_once() {
    running();
    accepted(a.call("p2", "x", 1, 7));
    Answer again = b.call("p2", "x", 1, 7);
    accepted(again);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void a_player_is_followed_at_one_node_only() {
    running();
    Watcher there = b.player("p2");
    eventually("is in", () -> there.heard.contains("attached"));
    Watcher here = a.player("p2");
    eventually("the former is told", () -> there.last().equals("detached taken_over"));
    Watcher back = b.player("p2");
    eventually("the former is told", () -> here.last().equals("detached taken_over"));
    eventually("is in", () -> back.heard.contains("attached"));
  }

  @Test
  void presence_is_known_at_all_nodes() {
    Watcher host = running();
    Watcher bo = seen(host, b, "p2");
    b.gone(bo);
    eventually("somebody looks after it", () -> a.alarms.nextAt().isPresent());
    goesAfterTheGrace(host, "p2");
  }

  @Test
  void who_watches_a_game_with_secrets_at_another_node_sees_it_later_too() {
    a.room("seconds", 600, "late", 10);
    a.join("Player 1");
    a.player("p1");
    accepted(a.host("start"));
    Watcher host = b.hostWatches();
    eventually("the host is in", () -> host.heard.contains("attached"));
    Watcher there = b.watching();
    eventually("it is to be shown", () -> b.alarms.at(Alarms.Kind.BROADCAST) != null);
    long before = host.seen.getLast().seq();
    accepted(a.host("next"));
    eventually("the host sees it", () -> host.seen.getLast().seq() == before + 1);
    assertThat(there.heard).isEmpty();
    b.pass(Duration.ofSeconds(10));
    eventually("it is shown", () -> there.heard.size() == 2);
    assertThat(there.heard).containsExactly("attached", "view " + (before + 1));
    assertThat(there.seen.getFirst().seq()).isEqualTo(before);
  }

  @Test
  void a_room_goes_to_where_its_first_visitor_is() {
    a.room();
    Watcher there = b.spectator();
    eventually("is in", () -> there.heard.contains("attached"));
    assertThat(log.owner(CODE)).isEqualTo("b");
    accepted(a.send(Actor.HOST, "x", new RoomCommand.Lock()));
    eventually("is seen", () -> there.last().startsWith("view"));
  }

  @Test
  void the_same_creation_at_another_node_comes_to_the_same_room() {
    CreateRoom wish =
        new CreateRoom(
            "tally",
            "Friday",
            Map.of(),
            null,
            new CreateRoom.HostSeat("Ada", null),
            a.secrets("host"));
    assertThat(b.rooms.create(wish)).isEqualTo(a.rooms.create(wish));
    assertThat(good(b.rooms.facts(CODE)).playerCount()).isEqualTo(1);
  }

  @Test
  void who_is_at_the_wrong_node_joins_and_is_known_by_their_token() {
    running();
    good(b.rooms.join(CODE, "Di", null, b.secrets("Di")));
    assertThat(good(b.rooms.actor(CODE, "token of Di"))).contains(new Actor.Player("p4"));
    assertThat(code(b.rooms.join(CODE, "Di", null, b.secrets("other")))).isEqualTo("name_taken");
  }

  @Test
  void nobody_is_called_a_stranger_by_a_copy_that_is_behind() throws Exception {
    running();
    sees(b.spectator(), 0);
    lines.lost = NodeMessage.Shown.class::isInstance;
    a.join("Di");
    lines.carried.clear();
    CompletableFuture<Checked<Optional<Actor>>> asked =
        CompletableFuture.supplyAsync(() -> b.rooms.actor(CODE, "token of Di"));
    eventually(
        "the copy is read again",
        () -> {
          if (!lines.carried.contains("b a Open")) {
            pass(1);
          }
          return asked.isDone();
        });
    assertThat(good(asked.get())).contains(new Actor.Player("p4"));
    assertThat(good(b.rooms.actor(CODE, "token of nobody"))).isEmpty();
  }

  @Test
  void nobody_is_called_a_stranger_by_a_room_that_another_node_has_taken() {
    running();
    sees(b.player("p2"), 0);
    pass(4);
    a.log.dies(); // it only sleeps
    b.beat();
    eventually("it has a new owner", () -> "b".equals(log.owner(CODE)));
    good(b.rooms.join(CODE, "Di", null, b.secrets("Di")));
    a.log.wakes();
    assertThat(code(a.rooms.actor(CODE, "token of Di"))).isEqualTo("unavailable");
    assertThat(good(a.rooms.actor(CODE, "token of Ada"))).contains(new Actor.Player("p1"));
    a.clock.pass(Duration.ofSeconds(10));
    a.beat();
    eventually(
        "it is read where it is now",
        () ->
            a.rooms.actor(CODE, "token of Di") instanceof Checked.Good<Optional<Actor>> good
                && good.value().equals(Optional.of(new Actor.Player("p4"))));
  }

  @Test
  void nobody_is_called_a_stranger_while_the_log_is_away() {
    running();
    sees(b.spectator(), 0);
    a.join("Di");
    b.log.away(true);
    assertThat(code(b.rooms.actor(CODE, "token of nobody"))).isEqualTo("unavailable");
    assertThat(good(b.rooms.actor(CODE, "token of Ada"))).contains(new Actor.Player("p1"));
    b.log.away(false);
    assertThat(good(b.rooms.actor(CODE, "token of nobody"))).isEmpty();
  }

  @Test
  void a_room_that_nobody_knows_is_unknown_at_all_nodes() {
    assertThat(code(b.rooms.look("AAAAAA"))).isEqualTo("unknown_room");
    running();
    accepted(a.host("close"));
    assertThat(code(b.rooms.facts(CODE))).isEqualTo("room_closed");
  }

  @Test
  void when_the_owner_dies_another_node_takes_its_games_and_all_go_on() {
    running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    pass(4);
    a.dies();
    nodes.remove("a");
    a.log.dies();
    Answer sent = b.call("p2", "x", 1, 7); // nobody is there to hear it
    pass(1);
    accepted(sent);
    assertThat(log.owner(CODE)).isEqualTo("b");
    sees(bo, 1);
    assertThat(log.events(CODE)).filteredOn(RoomEvent.RoomRecovered.class::isInstance).hasSize(1);
  }

  @Test
  void a_game_without_anybody_at_another_node_is_taken_too() {
    running();
    pass(4);
    a.dies();
    nodes.remove("a");
    a.log.dies();
    pass(2);
    eventually("it has a new owner", () -> "b".equals(log.owner(CODE)));
  }

  @Test
  void a_late_owner_is_fenced_and_its_people_go_on_at_the_new_one() {
    Watcher host = running();
    Watcher ada = a.player("p1");
    Watcher bo = b.player("p2");
    sees(bo, 0);
    pass(4);
    a.log.dies(); // it only sleeps
    b.beat();
    eventually("it has a new owner", () -> "b".equals(log.owner(CODE)));
    a.log.wakes(); // and holds a room that is not its own any more
    accepted(a.call("p1", "x", 1, 7));
    assertThat(calls()).isEqualTo(1);
    sees(ada, 1);
    sees(host, 1);
    assertThat(log.owner(CODE)).isEqualTo("b");
  }

  @Test
  void a_late_owner_sees_by_itself_that_it_is_late() {
    Watcher host = running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    pass(4);
    a.log.dies();
    b.beat();
    eventually("it has a new owner", () -> "b".equals(log.owner(CODE)));
    accepted(b.call("p2", "x", 1, 7));
    a.log.wakes();
    a.clock.pass(Duration.ofSeconds(10));
    a.beat();
    sees(host, 1);
  }

  @Test
  void a_draining_node_hands_over_and_nobody_is_told_anything() {
    Watcher host = running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    pass(1);
    a.rooms.drain();
    eventually("it has a new owner", () -> "b".equals(log.owner(CODE)));
    accepted(a.call("p1", "x", 1, 7));
    sees(bo, 1);
    sees(host, 1);
    assertThat(bo.heard).noneMatch(h -> h.startsWith("detached"));
    assertThat(host.heard).noneMatch(h -> h.startsWith("detached"));
    assertThat(a.rooms.ready()).isFalse();
    assertThat(
            code(
                a.rooms.create(
                    new CreateRoom("tally", null, null, null, null, a.secrets("other")))))
        .isEqualTo("unavailable");
  }

  @Test
  void who_was_at_a_node_that_stops_counts_as_present_while_they_look_for_another() {
    Watcher host = running();
    Watcher bo = seen(host, b, "p2");
    b.rooms.drain();
    b.gone(bo);
    staysFor(15, host, "p2");
    goesAfterTheGrace(host, "p2");
  }

  @Test
  void who_was_at_a_node_that_dies_counts_as_present_while_they_look_for_another() {
    Watcher host = running();
    pass(4);
    seen(host, b, "p2");
    nodes.remove("b");
    b.log.dies();
    pass(2);
    staysFor(10, host, "p2");
    goesAfterTheGrace(host, "p2");
    b.close();
  }

  @Test
  void who_was_at_a_node_that_stops_but_keeps_the_room_counts_as_present_too() {
    Watcher host = running();
    Watcher ada = seen(host, a, "p1");
    a.log.away(true);
    a.rooms.drain();
    a.log.away(false);
    a.gone(ada);
    staysFor(15, host, "p1");
    goesAfterTheGrace(host, "p1");
  }

  @Test
  void who_is_not_named_again_by_the_node_they_are_at_is_given_time_to_be() {
    Watcher host = running();
    seen(host, b, "p2");
    lines.lost = NodeMessage.Enter.class::isInstance;
    b.rooms.broken("a");
    staysFor(15, host, "p2");
    goesAfterTheGrace(host, "p2");
  }

  @Test
  void a_node_that_is_stopped_without_warning_gives_its_rooms_up_at_the_last_moment() {
    running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    pass(1);
    stopping = "a";
    a.rooms.drain();
    assertThat(log.owner(CODE)).as("nobody waits for its heart to stop").isNull();
    nodes.remove("a");
    pass(4);
    eventually("it has a new owner", () -> "b".equals(log.owner(CODE)));
    accepted(b.call("p2", "x", 1, 7));
    sees(bo, 1);
    a.close();
  }

  @Test
  void a_room_stays_in_its_region_and_others_pass_on_what_they_hear() {
    b.log.standsIn("far away");
    Bench c = node("c");
    pass(1);
    a.room("seconds", 600, "rounds", 1);
    Watcher host = b.hostWatches(); // the first visitor, but the room does not go there
    eventually("is in", () -> host.heard.contains("attached"));
    assertThat(log.owner(CODE)).isIn("a", null);
    good(b.rooms.join(CODE, "Ada", null, b.secrets("Ada")));
    accepted(b.send(Actor.HOST, "s", new RoomCommand.Start()));
    pass(4);
    String owner = log.owner(CODE);
    assertThat(owner).isIn("a", "c");
    Bench dead = nodes.remove(owner);
    dead.dies();
    dead.log.dies();
    pass(2);
    String other = dead == c ? "a" : "c";
    eventually("the other one of its region has it", () -> other.equals(log.owner(CODE)));
    accepted(b.call("p1", "x", 1, 7));
    dead.close();
  }

  @Test
  void what_is_lost_between_nodes_is_asked_again_and_counts_once() {
    running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    lines.lost = m -> m instanceof NodeMessage.Accepted || m instanceof NodeMessage.Shown;
    Answer sent = b.call("p2", "x", 1, 7);
    eventually("it is stored", () -> calls() == 1);
    assertThat(sent.none()).isTrue();
    lines.lost = m -> false;
    b.rooms.broken("a");
    accepted(sent);
    sees(bo, 1);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void who_has_left_at_another_node_is_not_there_for_ever_although_that_was_lost() {
    Watcher host = running();
    Watcher bo = seen(host, b, "p2");
    lines.lost = m -> m instanceof NodeMessage.Exit || m instanceof NodeMessage.Shut;
    b.gone(bo);
    lines.lost = m -> false;
    Watcher next = b.spectator(); // whose node asks for the room again
    eventually("is in", () -> next.heard.contains("attached"));
    goesAfterTheGrace(host, "p2");
  }

  @Test
  void a_node_that_is_shown_a_room_at_which_nobody_looks_any_more_says_so() {
    running();
    Watcher bo = b.spectator();
    sees(bo, 0);
    lines.lost = NodeMessage.Shut.class::isInstance;
    b.gone(bo);
    pass(62); // the copy is given up
    lines.lost = m -> false;
    lines.carried.clear();
    accepted(a.call("p1", "x", 1, 7));
    eventually("b says it", () -> lines.carried.equals(List.of("a b Shown", "b a Shut")));
    eventually("a hears it", this::tellsNobody);
  }

  @Test
  void a_node_that_dies_while_another_cannot_judge_is_forgotten_when_it_can() {
    Watcher host = running();
    pass(4);
    seen(host, b, "p2");
    a.clock.pass(Duration.ofSeconds(10)); // the database was away, and b died with it
    b.log.dies();
    lines.cut = true;
    for (int i = 0; i < 5; i++) {
      a.beat();
      a.clock.pass(Duration.ofSeconds(1));
    }
    goesAfterTheGrace(host, "p2");
  }

  @Test
  void a_copy_never_takes_old_events_for_those_it_has_missed() {
    nodes.values().forEach(n -> n.settings = Bench.settings(1_000, 100, 0)); // views wait
    nodes.values().forEach(n -> n.on(task -> Thread.ofVirtual().start(task)));
    running();
    a.pass(Duration.ofSeconds(1));
    Watcher bo = b.player("p2");
    sees(bo, 0);
    accepted(a.call("p1", "x", 1, 7));
    b.rooms.broken("a"); // asks again, and reads the call in the log
    sees(bo, 1);
    eventually("is in again", () -> Collections.frequency(lines.carried, "a b Entered") == 2);
    a.log.storesAndFails(true);
    Answer unknown = a.call("p2", "y", 1, 9);
    eventually("nobody knows", () -> !unknown.none());
    a.log.storesAndFails(false);
    accepted(a.call("p2", "y", 1, 9));
    eventually(
        "all is seen",
        () -> {
          a.pass(Duration.ofSeconds(1));
          return bo.seen.getLast().seq() == log.entries(CODE).getLast().seq();
        });
    Watcher ada = a.player("p1");
    eventually("is in", () -> !ada.seen.isEmpty());
    assertThat(bo.view()).isEqualTo(ada.view());
  }

  @Test
  void a_gap_in_what_is_shown_is_filled_from_the_log() {
    running();
    Watcher bo = b.spectator();
    sees(bo, 0);
    lines.lost = NodeMessage.Shown.class::isInstance;
    accepted(a.call("p1", "x", 1, 7));
    lines.lost = m -> false;
    accepted(a.send(Actor.HOST, "y", new RoomCommand.Lock()));
    sees(bo, 1);
    assertThat(bo.seen).extracting(p -> p.seq()).isSorted();
  }

  @Test
  void who_cannot_hear_the_owner_is_not_shown_a_stale_room_as_live() {
    running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    lines.cut = true;
    Answer sent = b.call("p2", "x", 1, 7);
    pass(1);
    eventually("is told", () -> bo.last().equals("detached unavailable"));
    assertThat(sent.code()).isEqualTo("unavailable");
    lines.cut = false;
    Watcher again = b.player("p2");
    sees(again, 0);
    accepted(b.call("p2", "x", 1, 7));
  }

  @Test
  void who_waits_for_the_owner_is_told_also_while_the_database_is_away() {
    running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    lines.cut = true;
    b.node.away = true;
    Answer sent = b.call("p2", "x", 1, 7);
    assertThatThrownBy(b::beat).hasMessageContaining("away");
    eventually("is told", () -> bo.last().equals("detached unavailable"));
    assertThat(sent.code()).isEqualTo("unavailable");
  }

  @Test
  void a_node_that_was_cut_off_itself_takes_nobody_for_dead() {
    running();
    b.clock.pass(Duration.ofMinutes(1)); // its heart could not beat
    a.log.dies();
    b.beat();
    assertThat(log.owner(CODE)).isEqualTo("a");
    a.log.wakes();
  }

  @Test
  void a_node_that_was_taken_for_dead_although_it_lives_goes_on_seeing() {
    running();
    Watcher bo = b.player("p2");
    sees(bo, 0);
    pass(4);
    b.log.dies(); // its heart misses some beats, but it looks and plays on
    a.beat();
    b.log.wakes();
    a.beat();
    accepted(a.call("p1", "x", 1, 7));
    sees(bo, 1);
    accepted(b.call("p2", "x", 1, 7));
    sees(bo, 2);
  }

  @Test
  void a_node_that_starts_beside_others_looks_at_their_games_before_it_is_ready() {
    running();
    Bench c = new Bench();
    c.clock.set(a.clock.instant());
    c.log = a.log.seenBy("c");
    c.link = lines.of("c");
    List<Runnable> waiting = new CopyOnWriteArrayList<>();
    c.on(waiting::add);
    assertThat(c.rooms.ready()).isFalse();
    assertThat(c.log.readings()).isEmpty();
    waiting.forEach(Runnable::run);
    assertThat(c.rooms.ready()).isTrue();
    assertThat(c.log.readings()).containsExactly(CODE);
    assertThat(log.owner(CODE)).isEqualTo("a");
    c.close();
  }

  @Test
  void a_copy_that_nobody_looks_at_is_given_up() {
    running();
    assertThat(good(b.rooms.look(CODE)).status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(b.rooms.inMemory()).isEqualTo(1);
    pass(62);
    assertThat(b.rooms.inMemory()).isZero();
    eventually("a hears it", this::tellsNobody);
  }

  @Test
  void viewers_at_other_nodes_do_not_keep_who_they_are_from_the_owner() {
    Watcher host = running();
    Watcher second = b.follow(new Viewer.Host(), -1);
    eventually("is in", () -> second.heard.contains("attached"));
    assertThat(host.heard).noneMatch(h -> h.startsWith("detached"));
  }
}
