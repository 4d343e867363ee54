package dev.parlour.room.runtime;

import static dev.parlour.room.Presence.AWAY;
import static dev.parlour.room.Presence.CONNECTED;
import static dev.parlour.room.Presence.GONE;
import static dev.parlour.room.runtime.Bench.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Viewer;
import dev.parlour.room.Actor;
import dev.parlour.room.Alarms.Kind;
import dev.parlour.room.Reply;
import dev.parlour.room.Room;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomEvent;
import dev.parlour.room.RoomLog;
import dev.parlour.room.Status;
import dev.parlour.room.runtime.Bench.Answer;
import dev.parlour.room.runtime.Bench.Watcher;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One room in memory: its mailbox, its log, its people. */
class LiveRoomTest {
  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  private long calls() {
    return bench.log.events(CODE).stream()
        .filter(
            e ->
                e instanceof RoomEvent.GameAdvanced a
                    && a.event() instanceof TallyGame.Event.Called)
        .count();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Nested
  class TheMailbox {
    @Test
    void keeps_the_order_of_what_is_sent() {
      bench.on().playing(3);
      bench.player("p1");
      bench.player("p2");
      bench.player("p3");
      bench.turns.hold();
      Answer second = bench.call("p2", "a", 1, 2);
      Answer first = bench.call("p1", "b", 1, 1);
      bench.turns.run();
      assertThat(first.seq).isEqualTo(second.seq + 1);
      assertThat(
              bench.log.entries(CODE).stream()
                  .filter(e -> e.commandId() != null)
                  .map(RoomLogEntry::of))
          .containsExactly("p2 a", "p1 b");
    }

    @Test
    void has_what_waits_stored_in_one_append() {
      bench.on().playing(3);
      bench.player("p1");
      bench.player("p2");
      bench.player("p3");
      int before = bench.log.transactions();
      bench.turns.hold();
      bench.call("p1", "a", 1, 1);
      bench.call("p2", "a", 1, 2);
      bench.turns.run();
      assertThat(bench.log.transactions()).isEqualTo(before + 1);
    }

    @Test
    void refuses_what_it_cannot_hold_as_busy_and_takes_more_later() {
      bench.settings = Bench.settings(3, 100, 50);
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      bench.turns.hold();
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(bench.call("p1", "id" + i, 1, i));
      }
      assertThat(answers.stream().filter(a -> !a.none()).map(Answer::code))
          .containsExactly("busy", "busy");
      bench.turns.run();
      assertThat(answers.stream().map(Answer::code))
          .containsExactly("accepted", "already_called", "already_called", "busy", "busy");
      assertThat(bench.call("p2", "later", 1, 1).code()).isEqualTo("accepted");
    }

    @Test
    void has_room_for_the_servers_own_commands_even_when_it_is_full() {
      bench.settings = Bench.settings(1, 100, 50);
      bench.on().playing(1);
      bench.player("p1");
      bench.turns.hold();
      bench.call("p1", "a", 1, 1);
      Answer closing = bench.send(Actor.SERVER, null, new RoomCommand.Close("expired"));
      bench.turns.run();
      assertThat(closing.code()).isEqualTo("accepted");
    }

    @Test
    void is_emptied_in_several_turns_where_more_waits_than_one_turn_takes() {
      bench.settings = Bench.settings(1_000, 3, 50);
      bench.on().playing(10, "max", 10);
      bench.spectator();
      bench.turns.hold();
      List<Answer> answers = new ArrayList<>();
      for (int i = 1; i <= 10; i++) {
        answers.add(bench.call("p" + i, "a", 1, i));
      }
      int before = bench.log.transactions();
      bench.turns.run();
      assertThat(answers).allMatch(a -> a.code().equals("accepted"));
      assertThat(bench.log.transactions()).isEqualTo(before + 4);
    }
  }

  @Nested
  class AnAcknowledgement {
    @Test
    void and_every_view_comes_only_after_the_commit() throws Exception {
      bench.on(task -> Thread.ofVirtual().start(task)).playing(2);
      Watcher watcher = bench.player("p1");
      bench.player("p2");
      Bench.eventually(
          "both are there",
          () ->
              bench.look().presence("p1") == CONNECTED && bench.look().presence("p2") == CONNECTED);
      int before = watcher.heard.size();
      bench.log.hold();
      int entered = bench.log.entered();
      Answer answer = bench.call("p1", "a", 1, 5);
      Bench.eventually("the log was asked", () -> bench.log.entered() > entered);
      assertThat(answer.none()).isTrue();
      assertThat(watcher.heard).hasSize(before);
      bench.log.release();
      Bench.eventually(
          "it is acknowledged and seen", () -> !answer.none() && watcher.heard.size() > before);
      assertThat(answer.code()).isEqualTo("accepted");
      assertThat(watcher.view().called()).isEqualTo(1);
    }

    @Test
    void of_a_refusal_waits_for_the_commit_too_since_it_may_speak_of_what_is_not_stored_yet() {
      bench.on(task -> Thread.ofVirtual().start(task)).playing(2);
      bench.log.hold();
      int entered = bench.log.entered();
      bench.call("p1", "a", 1, 5);
      Bench.eventually("the log was asked", () -> bench.log.entered() > entered);
      Answer second = bench.call("p1", "b", 1, 6);
      assertThat(second.none()).isTrue();
      bench.log.release();
      Bench.eventually("it is answered", () -> !second.none());
      assertThat(second.code()).isEqualTo("already_called");
    }

    @Test
    void of_a_refused_command_is_the_same_for_a_copy_that_was_longer_on_its_way() {
      bench.on().playing(2);
      bench.host("pause");
      Answer first = bench.call("p1", "a", 1, 5);
      assertThat(first.code()).isEqualTo("paused");
      bench.turns.hold();
      Answer inTheSameBatch = bench.call("p1", "b", 1, 5);
      Answer resumed = bench.host("resume");
      Answer copyInTheSameBatch = bench.call("p1", "b", 1, 5);
      bench.turns.run();
      assertThat(resumed.code()).isEqualTo("accepted");
      assertThat(List.of(inTheSameBatch.code(), copyInTheSameBatch.code())).containsOnly("paused");
      assertThat(bench.call("p1", "a", 1, 5).code()).isEqualTo("paused");
      assertThat(calls()).isZero();
      assertThat(bench.call("p2", "a", 1, 5).code()).as("somebody else's").isEqualTo("accepted");
      assertThat(bench.call("p1", "c", 1, 5).code()).as("another try").isEqualTo("accepted");
    }

    @Test
    void of_a_refused_command_is_forgotten_when_no_copy_can_be_on_its_way_any_more() {
      bench.on().playing(2, "seconds", 600);
      bench.player("p1");
      bench.host("pause");
      bench.call("p1", "a", 1, 5);
      bench.host("resume");
      bench.clock.pass(seconds(61));
      assertThat(bench.call("p1", "a", 1, 5).code()).isEqualTo("accepted");
    }

    @Test
    void of_a_room_in_which_too_much_has_happened_is_that_it_remembers_no_more() {
      bench.on().room();
      for (int i = 0; i < Bench.COMMANDS; i++) {
        Answer noted = bench.send(Actor.HOST, "u" + i, new RoomCommand.Unlock());
        assertThat(noted.code()).isEqualTo("accepted");
      }
      assertThat(bench.send(Actor.HOST, "one more", new RoomCommand.Unlock()).code())
          .isEqualTo("room_exhausted");
      assertThat(bench.send(Actor.HOST, "u0", new RoomCommand.Unlock()).code())
          .as("what was acknowledged stays so")
          .isEqualTo("accepted");
      bench.join("Ada");
      assertThat(bench.send(Actor.HOST, "for a player", new RoomCommand.Unlock()).code())
          .isEqualTo("accepted");
    }

    @Test
    void is_the_same_for_the_same_id_in_the_same_batch_later_and_after_a_reload() {
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      bench.turns.hold();
      Answer first = bench.call("p1", "a", 1, 5);
      Answer inTheSameBatch = bench.call("p1", "a", 1, 5);
      bench.turns.run();
      Answer later = bench.call("p1", "a", 1, 5);
      bench.dies();
      bench.startsAgain(Duration.ZERO);
      Answer afterAReload = bench.call("p1", "a", 1, 5);
      assertThat(first.code()).isEqualTo("accepted");
      assertThat(List.of(inTheSameBatch.seq, later.seq, afterAReload.seq)).containsOnly(first.seq);
      assertThat(calls()).isEqualTo(1);
    }

    @Test
    void of_a_command_that_changed_nothing_is_remembered_too() {
      bench.on().room();
      Answer first = bench.send(Actor.HOST, "u", new RoomCommand.Unlock());
      bench.host("lock");
      Answer again = bench.send(Actor.HOST, "u", new RoomCommand.Unlock());
      assertThat(again.seq).isEqualTo(first.seq);
      assertThat(bench.rooms.facts(CODE)).matches(f -> Bench.good(f).locked());
    }

    @Test
    void belongs_to_one_actor_so_two_players_may_use_one_id() {
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      assertThat(bench.call("p1", "same", 1, 5).code()).isEqualTo("accepted");
      assertThat(bench.call("p2", "same", 1, 6).code()).isEqualTo("accepted");
      assertThat(calls()).isEqualTo(2);
    }

    @Test
    void is_not_kept_from_others_by_a_reply_that_throws() {
      bench.on().playing(2);
      bench.turns.hold();
      bench.rooms.submit(
          CODE,
          new Actor.Player("p1"),
          "a",
          new RoomCommand.Play(new TallyGame.Command.Call(1, 1)),
          bench.clock.instant(),
          new Reply() {
            @Override
            public void accepted(long seq) {
              throw new IllegalStateException("a closed connection");
            }

            @Override
            public void rejected(dev.parlour.game.Rejection rejection) {}
          });
      Answer other = bench.call("p2", "a", 1, 2);
      bench.turns.run();
      assertThat(other.code()).isEqualTo("accepted");
    }
  }

  @Nested
  class ADeadline {
    @Test
    void counts_what_arrived_before_it_although_the_alarm_was_in_the_mailbox_first() {
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      Instant inTime = bench.clock.pass(seconds(10));
      bench.clock.passMillis(20);
      bench.turns.hold();
      bench.rooms.rang(CODE, Kind.WAKE);
      Answer answer =
          bench.send(
              new Actor.Player("p1"),
              "a",
              new RoomCommand.Play(new TallyGame.Command.Call(1, 9)),
              inTime);
      bench.turns.run();
      assertThat(answer.code()).isEqualTo("accepted");
      assertThat(bench.view().scores()).containsEntry("p1", 9L);
    }

    @Test
    void refuses_what_arrived_after_it_although_no_alarm_has_rung() {
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      Instant late = bench.clock.passMillis(10_001);
      Answer answer =
          bench.send(
              new Actor.Player("p1"),
              "a",
              new RoomCommand.Play(new TallyGame.Command.Call(1, 9)),
              late);
      assertThat(answer.code()).isEqualTo("too_late");
    }

    @Test
    void passes_once_however_often_its_alarm_rings() {
      bench.on().playing(1);
      bench.pass(seconds(11));
      bench.rooms.rang(CODE, Kind.WAKE);
      bench.rooms.rang(CODE, Kind.WAKE);
      assertThat(bench.view().round()).isEqualTo(2);
    }

    @Test
    void does_not_pass_for_an_alarm_that_rings_too_early_and_another_is_set() {
      bench.on().playing(1);
      bench.alarms.lose(Kind.WAKE);
      bench.rooms.rang(CODE, Kind.WAKE);
      assertThat(bench.view().round()).isEqualTo(1);
      assertThat(bench.alarms.at(Kind.WAKE)).isEqualTo(bench.clock.instant().plusMillis(10_020));
    }

    @Test
    void passes_with_the_next_message_where_its_alarm_was_lost() {
      bench.on().playing(1);
      bench.alarms.lose(Kind.WAKE);
      bench.clock.pass(seconds(11));
      bench.look();
      assertThat(bench.view().round()).isEqualTo(2);
      assertThat(bench.alarms.at(Kind.WAKE)).isNotNull();
    }

    @Test
    void is_met_although_no_alarm_can_be_set() {
      bench.on().playing(2);
      bench.alarms.broken = true;
      assertThat(bench.player("p1").last()).startsWith("view");
      assertThat(bench.call("p1", "a", 1, 1).code()).isNotEqualTo("room_faulty");
      bench.clock.pass(seconds(11));
      bench.look();
      assertThat(bench.view().round()).isEqualTo(2);
    }

    @Test
    void stands_still_while_the_room_is_paused() {
      bench.on().playing(1);
      bench.hostWatches();
      bench.pass(seconds(4));
      bench.host("pause");
      bench.pass(seconds(60));
      assertThat(bench.view().round()).isEqualTo(1);
      bench.host("resume");
      bench.pass(Duration.ofMillis(5_999));
      assertThat(bench.view().round()).isEqualTo(1);
      bench.pass(Duration.ofMillis(100));
      assertThat(bench.view().round()).isEqualTo(2);
    }
  }

  @Nested
  class AFollower {
    @Test
    void gets_a_view_at_once_and_one_for_each_change() {
      bench.on().playing(2);
      Watcher watcher = bench.player("p1");
      bench.player("p2");
      bench.call("p2", "a", 1, 3);
      assertThat(watcher.heard.getFirst()).isEqualTo("attached");
      assertThat(watcher.view().called()).isEqualTo(1);
    }

    @Test
    void who_has_the_newest_state_is_told_so() {
      bench.on().playing(1);
      assertThat(bench.follow(new Viewer.Spectator(), bench.look().seq()).heard.getFirst())
          .isEqualTo("attached, current");
    }

    @Test
    void who_has_the_newest_state_but_does_not_know_who_has_come_since_is_shown_it() {
      bench.on().playing(1);
      long known = bench.look().seq();
      bench.player("p1");
      assertThat(bench.look().seq()).as("nothing was stored").isEqualTo(known);
      assertThat(bench.follow(new Viewer.Spectator(), known).heard.getFirst())
          .isEqualTo("attached");
    }

    @Test
    void of_a_player_takes_over_from_the_former_one() {
      bench.on().playing(2);
      Watcher former = bench.player("p1");
      Watcher next = bench.player("p1");
      assertThat(former.last()).isEqualTo("detached taken_over");
      int heard = former.heard.size();
      bench.gone(former);
      bench.call("p2", "a", 1, 3);
      assertThat(former.heard).hasSize(heard);
      assertThat(next.view().called()).isEqualTo(1);
      assertThat(bench.look().presence("p1")).isEqualTo(CONNECTED);
    }

    @Test
    void of_the_host_leaves_room_for_others() {
      bench.on().playing(1);
      Watcher one = bench.hostWatches();
      Watcher two = bench.hostWatches();
      bench.call("p1", "a", 1, 3);
      assertThat(one.last()).isEqualTo(two.last()).startsWith("view");
    }

    @Test
    void who_attaches_and_goes_within_one_batch_hears_nothing() {
      bench.on().playing(1);
      bench.turns.hold();
      Watcher watcher = bench.spectator();
      bench.gone(watcher);
      bench.turns.run();
      assertThat(watcher.heard).isEmpty();
    }

    @Test
    void who_was_kicked_is_told_and_sees_no_more() {
      bench.on().playing(2);
      Watcher kicked = bench.player("p1");
      Watcher stays = bench.player("p2");
      bench.send(Actor.HOST, "k", new RoomCommand.Kick("p1"));
      assertThat(kicked.last()).isEqualTo("detached kicked");
      assertThat(stays.view().scores()).doesNotContainKey("p1");
      assertThat(bench.player("p1").last()).isEqualTo("detached not_a_player");
      assertThat(bench.look().presence("p1")).isNotEqualTo(CONNECTED);
    }

    @Test
    void of_nobody_is_refused_and_does_not_harm_the_room() {
      bench.on().playing(1);
      assertThat(bench.player(null).last()).isEqualTo("detached not_a_player");
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("accepted");
    }

    @Test
    void of_a_room_that_closes_is_told_after_the_last_view() {
      bench.on().playing(1);
      Watcher watcher = bench.spectator();
      bench.host("close");
      assertThat(watcher.heard.reversed()).startsWith("detached room_closed");
      assertThat(watcher.seen.getLast().status()).isEqualTo(Status.CLOSED);
      assertThat(bench.spectator().last()).isEqualTo("detached room_closed");
    }

    @Test
    void who_throws_keeps_nothing_from_the_others() {
      bench.on().playing(2);
      bench.rooms.attach(
          CODE,
          new Viewer.Spectator(),
          new dev.parlour.room.Follower() {
            @Override
            public void attached(dev.parlour.room.Publication now, boolean current) {}

            @Override
            public void published(dev.parlour.room.Publication now) {
              throw new IllegalStateException("a broken connection");
            }

            @Override
            public void countdown(long remainingMillis, Instant deadline) {}

            @Override
            public void detached(String reason) {}
          },
          -1);
      Watcher other = bench.spectator();
      Answer answer = bench.call("p1", "a", 1, 1);
      assertThat(answer.code()).isEqualTo("accepted");
      assertThat(other.last()).startsWith("view");
    }
  }

  @Nested
  class Presence {
    @Test
    void of_all_who_are_connected_ends_the_round_when_all_have_called() {
      bench.on().playing(3);
      bench.player("p1");
      bench.player("p2");
      bench.call("p1", "a", 1, 1);
      assertThat(bench.view().round()).isEqualTo(1);
      bench.call("p2", "a", 1, 1);
      assertThat(bench.view().round()).isEqualTo(2);
    }

    @Test
    void outlasts_a_reload_of_the_page() {
      bench.on().playing(2);
      bench.player("p1");
      Watcher reloads = bench.player("p2");
      bench.gone(reloads);
      bench.pass(Duration.ofMillis(2_900));
      bench.call("p1", "a", 1, 1);
      bench.player("p2");
      bench.pass(Duration.ofMillis(500));
      assertThat(bench.view().round()).isEqualTo(1);
      assertThat(bench.look().presence("p2")).isEqualTo(CONNECTED);
    }

    @Test
    void ends_after_its_grace_and_then_nobody_waits_for_the_one_who_went() {
      bench.on().playing(2);
      bench.player("p1");
      Watcher goes = bench.player("p2");
      bench.call("p1", "a", 1, 1);
      bench.gone(goes);
      assertThat(bench.view().round()).isEqualTo(1);
      bench.pass(Duration.ofMillis(3_200));
      assertThat(bench.view().round()).isEqualTo(2);
    }

    @Test
    void ends_for_each_in_time_although_others_keep_going_after_them() {
      bench.on().playing(6);
      List<Watcher> goers = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        goers.add(bench.player("p" + i));
      }
      bench.gone(goers.getFirst());
      for (int i = 1; i < 4; i++) {
        bench.pass(seconds(2));
        bench.gone(goers.get(i));
      }
      assertThat(bench.look().presence("p1")).isNotEqualTo(CONNECTED);
      assertThat(bench.look().presence("p2")).isNotEqualTo(CONNECTED);
      assertThat(bench.look().presence("p3")).isEqualTo(CONNECTED);
    }

    @Test
    void of_one_who_stays_out_is_told_as_away_and_then_as_gone() {
      bench.on().playing(2);
      Watcher stays = bench.player("p1");
      Watcher goes = bench.player("p2");
      bench.gone(goes);
      bench.pass(Duration.ofMillis(3_200));
      assertThat(stays.seen.getLast().presence("p2")).isEqualTo(AWAY);
      bench.host("pause");
      long before = bench.look().seq();
      bench.pass(Duration.ofSeconds(50));
      assertThat(stays.seen.getLast().presence("p2")).isEqualTo(AWAY);
      bench.pass(Duration.ofSeconds(8));
      assertThat(stays.seen.getLast().presence("p2")).isEqualTo(GONE);
      assertThat(bench.look().seq()).isEqualTo(before);
      bench.player("p2");
      assertThat(stays.seen.getLast().presence("p2")).isEqualTo(CONNECTED);
    }

    @Test
    void of_one_who_has_joined_without_a_connection_is_away_and_then_gone() {
      bench.on().room();
      Watcher host = bench.hostWatches();
      bench.join("Ada");
      assertThat(host.seen.getLast().presence("p1")).isEqualTo(AWAY);
      bench.pass(Duration.ofSeconds(61));
      assertThat(host.seen.getLast().presence("p1")).isEqualTo(GONE);
    }

    @Test
    void in_the_lobby_is_waited_for_after_a_restart_and_no_longer_than_that() {
      bench.on().room();
      bench.join("Ada");
      bench.join("Grace");
      bench.dies();
      bench.startsAgain(Duration.ofSeconds(5));
      Watcher host = bench.hostWatches();
      bench.player("p1");
      assertThat(host.seen.getLast().presence("p1")).isEqualTo(CONNECTED);
      assertThat(host.seen.getLast().presence("p2")).isEqualTo(AWAY);
      bench.pass(Duration.ofSeconds(21));
      assertThat(host.seen.getLast().presence("p1")).isEqualTo(CONNECTED);
      assertThat(host.seen.getLast().presence("p2")).isEqualTo(GONE);
    }

    @Test
    void of_one_who_leaves_for_good_ends_at_once() {
      bench.on().playing(2);
      bench.player("p1");
      Watcher leaves = bench.player("p2");
      bench.call("p1", "a", 1, 1);
      assertThat(bench.send(new Actor.Player("p2"), "l", new RoomCommand.Leave()).code())
          .isEqualTo("accepted");
      assertThat(leaves.last()).isEqualTo("detached left");
      assertThat(bench.view().round()).isEqualTo(2);
    }
  }

  @Nested
  class ALogThatIsAway {
    @Test
    void makes_commands_unavailable_and_heals_with_the_time_given_back() {
      bench.on().playing(2);
      Watcher watcher = bench.player("p1");
      bench.player("p2");
      bench.pass(seconds(4));
      bench.log.away(true);
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("unavailable");
      bench.pass(seconds(30));
      bench.log.away(false);
      bench.pass(seconds(1));
      assertThat(bench.view().round()).isEqualTo(1);
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(6_000);
      assertThat(watcher.heard).noneMatch(h -> h.startsWith("detached"));
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("accepted");
      bench.pass(seconds(9).plusMillis(100));
      assertThat(bench.view().round()).isEqualTo(2);
    }

    @Test
    void does_not_let_a_command_that_finds_it_back_meet_a_clock_that_ran_on() {
      bench.on().playing(2);
      bench.pass(seconds(4));
      bench.log.away(true);
      bench.call("p1", "a", 1, 1);
      bench.clock.pass(seconds(30));
      bench.log.away(false);
      assertThat(bench.call("p1", "b", 1, 1).code()).isEqualTo("accepted");
    }

    @Test
    void tells_the_countdown_again_when_it_is_back() {
      bench.on().playing(2);
      Watcher watcher = bench.player("p1");
      bench.pass(seconds(4));
      bench.log.away(true);
      bench.call("p1", "a", 1, 1);
      bench.pass(seconds(7));
      bench.log.away(false);
      bench.pass(seconds(2));
      int told = watcher.remaining.size();
      bench.pass(seconds(5));
      assertThat(watcher.remaining.size() - told).isBetween(2, 3);
    }

    @Test
    void has_the_room_loaded_once_a_second_and_not_without_a_pause_while_it_lasts() {
      bench.on().playing(1);
      bench.player("p1");
      bench.log.refuses(
          append -> {
            throw new RoomLog.LogUnavailable("it can be read, but not written", null);
          });
      int before = bench.log.entered();
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("unavailable");
      bench.pass(seconds(5));
      assertThat(bench.log.entered() - before).isBetween(3, 12);
      bench.log.refuses(append -> false);
      bench.pass(seconds(2));
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("accepted");
    }

    @Test
    void and_whose_outcome_is_unknown_is_asked_again_and_the_same_id_gets_its_acknowledgement() {
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      bench.log.storesAndFails(true);
      Answer unknown = bench.call("p1", "a", 1, 5);
      bench.log.storesAndFails(false);
      Answer again = bench.call("p1", "a", 1, 5);
      assertThat(unknown.code()).isEqualTo("unavailable");
      assertThat(again.code()).isEqualTo("accepted");
      assertThat(calls()).isEqualTo(1);
      assertThat(bench.view().called()).isEqualTo(1);
    }

    @Test
    void does_not_keep_a_room_that_must_be_dropped() {
      bench.on().playing(1);
      Watcher watcher = bench.player("p1");
      bench.turns.hold();
      bench.log.away(true);
      bench.call("p1", "a", 1, 1);
      bench.node.ours = false;
      bench.beat();
      bench.turns.run();
      assertThat(watcher.last()).isEqualTo("detached moved");
      assertThat(bench.rooms.inMemory()).isZero();
    }

    @Test
    void refuses_those_who_attach_meanwhile() {
      bench.on().playing(1);
      bench.log.away(true);
      bench.call("p1", "a", 1, 1);
      assertThat(bench.spectator().last()).isEqualTo("detached unavailable");
      assertThat(Bench.code(bench.rooms.look(CODE))).isEqualTo("unavailable");
    }
  }

  @Nested
  class AServerThatDied {
    @Test
    void gives_back_the_time_it_was_away_and_a_grace() {
      bench.on().playing(2);
      bench.pass(seconds(4));
      bench.dies();
      bench.clock.pass(seconds(60));
      bench.startsAgain(seconds(60));
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(6_000);
      bench.pass(seconds(3));
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(6_000);
      bench.pass(seconds(6).plusMillis(50));
      assertThat(bench.view().round()).isEqualTo(2);
    }

    @Test
    void gives_it_back_also_where_the_log_is_away_when_the_room_is_first_asked_for() {
      bench.on().playing(2);
      bench.pass(seconds(4));
      bench.dies();
      bench.clock.pass(seconds(60));
      bench.log.startsAgain(bench.clock.instant().minus(seconds(60)));
      bench.turns.hold();
      AtomicReference<Thread> starting =
          new AtomicReference<>(Thread.ofVirtual().start(() -> bench.on()));
      Bench.eventually(
          "the room is to be recovered",
          () -> bench.rooms != null && bench.rooms.inMemory() == 1 && !bench.turns.queue.isEmpty());
      bench.log.away(true);
      bench.turns.run();
      bench.clock.pass(seconds(5));
      bench.log.away(false);
      bench.pass(seconds(1));
      Bench.eventually("it has started", () -> !starting.get().isAlive());
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(6_000);
    }

    @Test
    void does_not_turn_the_clock_back_behind_what_was_stored_after_its_last_heartbeat() {
      bench.on();
      diesBehindACall();
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(5_100);
    }

    @Test
    void does_not_turn_the_clock_back_by_what_is_too_fine_to_be_kept() {
      bench.on();
      bench.clock.pass(Duration.ofNanos(678));
      diesBehindACall();
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(5_100);
    }

    /** Its heart beat for the last time 0.9 s before the call, after which the round has 5.1 s. */
    private void diesBehindACall() {
      bench.playing(2);
      bench.player("p1");
      bench.player("p2");
      bench.pass(Duration.ofMillis(4_900));
      bench.call("p1", "a", 1, 5);
      bench.dies();
      bench.clock.pass(seconds(60));
      bench.startsAgain(seconds(60).plusMillis(900));
    }

    @Test
    void does_not_let_the_first_who_is_back_end_the_round_over_the_others() {
      bench.on().playing(3);
      bench.player("p1");
      bench.player("p2");
      bench.player("p3");
      bench.dies();
      bench.clock.pass(seconds(60));
      bench.startsAgain(seconds(60));
      bench.player("p1");
      assertThat(bench.call("p1", "a", 1, 5).code()).isEqualTo("accepted");
      assertThat(bench.view().round()).isEqualTo(1);
      bench.player("p2");
      bench.call("p2", "a", 1, 5);
      assertThat(bench.view().round()).isEqualTo(1);
    }

    @Test
    void loses_no_acknowledged_call_and_counts_none_twice() {
      bench.on().playing(3, "seconds", 30);
      bench.player("p1");
      bench.player("p2");
      bench.player("p3");
      bench.call("p1", "a", 1, 5);
      bench.call("p2", "a", 1, 6);
      bench.dies();
      bench.startsAgain(Duration.ZERO);
      bench.player("p1");
      bench.call("p1", "a", 1, 5);
      bench.player("p3");
      bench.player("p2");
      bench.call("p2", "a", 1, 6);
      assertThat(bench.view().round()).isEqualTo(1);
      bench.call("p3", "a", 1, 7);
      assertThat(bench.view().scores())
          .containsEntry("p1", 5L)
          .containsEntry("p2", 6L)
          .containsEntry("p3", 7L);
    }

    @Test
    void leaves_a_paused_game_paused() {
      bench.on().playing(1);
      bench.pass(seconds(4));
      bench.host("pause");
      bench.dies();
      bench.clock.pass(seconds(60));
      bench.startsAgain(seconds(60));
      assertThat(bench.look().shared(dev.parlour.game.Role.HOST).shared().paused()).isTrue();
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(6_000);
    }
  }

  @Nested
  class ARoomOfSomebodyElse {
    private void taken() {
      bench.log.dies();
      bench
          .log
          .seenBy("there")
          .claim(CODE, new Room(bench.game, bench.settings.rules()), RoomLog.Claim.ORPHANED);
    }

    @Test
    void whose_owner_cannot_be_heard_is_dropped_and_everybody_is_told() {
      bench.on().playing(1);
      Watcher watcher = bench.player("p1");
      taken();
      Answer answer = bench.call("p1", "a", 1, 1);
      assertThat(answer.none()).as("it was asked at its owner").isTrue();
      assertThat(bench.alarms.all).isEmpty();
      bench.beat();
      assertThat(answer.code()).isEqualTo("unavailable");
      assertThat(watcher.last()).isEqualTo("detached unavailable");
      assertThat(bench.rooms.inMemory()).isZero();
      assertThat(calls()).isZero();
    }

    @Test
    void is_looked_up_where_it_is_now_by_those_who_ask_in_the_fenced_batch() {
      bench.on().playing(1, "seconds", 2);
      taken();
      bench.log.seenBy("there").dies();
      bench.clock.pass(seconds(3)); // its round is over, so looking at it stores something
      assertThat(bench.look().status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void tells_those_who_attach_in_the_fenced_batch_once() {
      bench.on().playing(1);
      taken();
      bench.turns.hold();
      Watcher watcher = bench.spectator();
      bench.call("p1", "a", 1, 1);
      bench.turns.run();
      bench.beat();
      assertThat(watcher.heard).containsExactly("detached unavailable");
    }
  }

  @Nested
  class ARuleThatThrows {
    @Test
    void has_the_room_loaded_again_once_and_the_game_goes_on() {
      bench.on().playing(2);
      Watcher watcher = bench.player("p1");
      bench.player("p2");
      assertThat(bench.host("explode").code()).isEqualTo("room_faulty");
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("accepted");
      assertThat(watcher.view().called()).isEqualTo(1);
    }

    @Test
    void stores_nothing_of_its_batch_and_answers_everybody_in_it_once() {
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      bench.turns.hold();
      Answer before = bench.call("p1", "a", 1, 1);
      Answer explodes = bench.host("explode");
      Answer after = bench.call("p2", "a", 1, 1);
      Watcher attaches = bench.spectator();
      bench.turns.run();
      assertThat(List.of(before.code(), explodes.code(), after.code())).containsOnly("room_faulty");
      assertThat(attaches.heard).containsExactly("detached room_faulty");
      assertThat(calls()).isZero();
    }

    @Test
    void twice_in_a_row_quarantines_the_room_and_everything_is_refused() {
      bench.on().playing(2);
      Watcher watcher = bench.player("p1");
      bench.host("explode");
      bench.host("explode");
      assertThat(watcher.last()).isEqualTo("detached room_faulty");
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("room_faulty");
      assertThat(bench.spectator().last()).isEqualTo("detached room_faulty");
      assertThat(Bench.code(bench.rooms.look(CODE))).isEqualTo("room_faulty");
      assertThat(bench.alarms.all).isEmpty();
    }

    @Test
    void twice_with_something_stored_in_between_does_not() {
      bench.on().playing(2);
      bench.host("explode");
      bench.call("p1", "a", 1, 1);
      bench.host("explode");
      assertThat(bench.call("p2", "a", 1, 1).code()).isEqualTo("accepted");
    }

    @Test
    void outside_of_decisions_leaves_nobody_without_an_answer() {
      List<String> broken = new ArrayList<>();
      bench.game = new TallyGame(broken::contains);
      bench.on().playing(2);
      bench.player("p1");
      bench.player("p2");
      for (String place : List.of("phase", "wakeAt", "apply")) {
        broken.add(place);
        bench.turns.hold();
        Answer answer = bench.call("p1", place, 1, 1);
        bench.turns.run();
        broken.clear();
        assertThat(answer.none()).as(place).isFalse();
        answer.code();
        bench.host("lock");
        bench.send(Actor.HOST, null, new RoomCommand.Unlock());
      }
    }

    @Test
    void in_the_log_quarantines_the_room_instead_of_leaving_people_without_an_answer() {
      List<String> broken = new ArrayList<>();
      bench.game = new TallyGame(broken::contains);
      bench.on().playing(2);
      bench.dies();
      broken.add("apply");
      bench.startsAgain(Duration.ZERO);
      assertThat(bench.call("p1", "a", 1, 1).code()).isEqualTo("room_faulty");
      assertThat(bench.call("p1", "b", 1, 1).code()).isEqualTo("room_faulty");
    }

    @Test
    void does_not_take_the_time_that_was_to_be_given_back() {
      bench.on().playing(2);
      bench.pass(seconds(4));
      bench.dies();
      bench.clock.pass(seconds(60));
      bench.log.startsAgain(bench.clock.instant().minus(seconds(60)));
      bench.turns.hold();
      Thread starting = Thread.ofVirtual().start(() -> bench.on());
      Bench.eventually(
          "the room is to be recovered", () -> bench.rooms != null && !bench.turns.queue.isEmpty());
      bench.rooms.submit(
          CODE,
          Actor.HOST,
          null,
          new RoomCommand.Play(new TallyGame.Command.Explode()),
          bench.clock.instant(),
          new Answer());
      bench.turns.run();
      bench.pass(seconds(1));
      Bench.eventually("it has started", () -> !starting.isAlive());
      assertThat(bench.look().remainingMillis(bench.clock.instant())).isEqualTo(6_000);
    }

    @Test
    void does_not_come_from_what_a_client_can_leave_out() {
      bench.on().playing(1);
      assertThat(bench.send(Actor.HOST, "a", new RoomCommand.Kick(null)).code())
          .isEqualTo("unknown_player");
      assertThat(bench.send(Actor.HOST, "b", new RoomCommand.Play(null)).code())
          .isEqualTo("bad_command");
    }

    @Test
    void does_not_come_from_an_event_that_cannot_be_stored_more_than_once() {
      bench.on().playing(2);
      bench.log.refuses(a -> a.entries().stream().anyMatch(e -> "bad".equals(e.commandId())));
      assertThat(bench.call("p1", "bad", 1, 1).code()).isEqualTo("unavailable");
      assertThat(bench.call("p1", "good", 1, 1).code()).isEqualTo("accepted");
    }
  }

  @Nested
  class ABigRoom {
    @Test
    void takes_the_longer_between_two_views_the_more_people_see_them() {
      bench.on();
      RuntimeSettings settings = bench.settings;
      assertThat(settings.viewEvery(60)).isEqualTo(Duration.ofMillis(200));
      assertThat(settings.viewEvery(1_000)).isEqualTo(Duration.ofMillis(200));
      assertThat(settings.viewEvery(5_000)).isEqualTo(Duration.ofSeconds(1));
    }

    private Watcher big() {
      bench.settings = Bench.settings(1_000, 100, 3);
      bench.on().playing(6, "seconds", 60);
      for (int i = 1; i <= 6; i++) {
        bench.player("p" + i);
      }
      Watcher watcher = bench.spectator();
      bench.pass(seconds(1));
      return watcher;
    }

    @Test
    void shows_no_more_than_five_views_a_second() {
      Watcher watcher = big();
      long before = watcher.views();
      for (int i = 1; i <= 5; i++) {
        bench.call("p" + i, "a", 1, i);
        bench.pass(Duration.ofMillis(30));
      }
      assertThat(watcher.views() - before).isEqualTo(1);
      bench.pass(Duration.ofMillis(200));
      assertThat(watcher.views() - before).isEqualTo(2);
      assertThat(watcher.view().called()).isEqualTo(5);
    }

    @Test
    void shows_a_change_to_a_crowd_in_portions_and_a_new_phase_to_all_at_once() {
      bench.settings = Bench.settings(5_000, 5_000, 3);
      bench.on().playing(1_200, "max", 5_000, "seconds", 60);
      List<Watcher> all = new java.util.ArrayList<>();
      for (int i = 1; i <= 1_200; i++) {
        all.add(bench.player("p" + i));
      }
      bench.pass(seconds(1));
      all.forEach(w -> w.heard.clear());
      bench.call("p1", "a", 1, 1);
      assertThat(all.stream().filter(w -> w.views() == 1)).hasSize(500);
      bench.call("p2", "a", 1, 1);
      bench.pass(Duration.ofMillis(150));
      assertThat(all.stream().filter(w -> w.views() == 1)).hasSize(1_000);
      bench.pass(Duration.ofMillis(700));
      assertThat(all).allSatisfy(w -> assertThat(w.view().called()).isEqualTo(2));
      bench.call("p3", "a", 1, 1);
      bench.host("next");
      assertThat(all).allSatisfy(w -> assertThat(w.view().round()).isEqualTo(2));
    }

    @Test
    void shows_a_new_phase_at_once() {
      Watcher watcher = big();
      bench.call("p1", "a", 1, 1);
      bench.pass(Duration.ofMillis(10));
      bench.host("next");
      assertThat(watcher.view().round()).isEqualTo(2);
    }

    @Test
    void acknowledges_at_once_what_it_shows_later() {
      Watcher watcher = big();
      bench.call("p1", "a", 1, 1);
      assertThat(bench.call("p2", "a", 1, 1).code()).isEqualTo("accepted");
      assertThat(watcher.view().called()).isEqualTo(1);
    }

    @Test
    void shows_what_waits_also_where_its_alarm_rings_a_moment_too_early() {
      Watcher watcher = big();
      bench.call("p1", "a", 1, 1);
      bench.call("p2", "a", 1, 1);
      bench.clock.set(bench.alarms.at(Kind.PUBLISH).minusNanos(300_000));
      bench.alarms.lose(Kind.PUBLISH);
      bench.rooms.rang(Bench.CODE, Kind.PUBLISH);
      assertThat(watcher.view().called()).isEqualTo(1);
      bench.pass(Duration.ofMillis(2));
      assertThat(watcher.view().called()).isEqualTo(2);
    }

    @Test
    void sets_one_alarm_for_a_view_that_waits_not_one_for_each_change() {
      big();
      bench.call("p1", "a", 1, 1);
      bench.call("p2", "a", 1, 1);
      int before = bench.alarms.set;
      bench.call("p3", "a", 1, 1);
      bench.call("p4", "a", 1, 1);
      assertThat(bench.alarms.set - before).isZero();
    }
  }

  @Nested
  class TheCountdown {
    @Test
    void is_told_every_two_seconds_while_somebody_looks() {
      bench.on().playing(1);
      Watcher watcher = bench.spectator();
      assertThat(watcher.remaining).containsExactly(10_000L);
      bench.pass(seconds(9));
      assertThat(watcher.remaining).containsExactly(10_000L, 8_000L, 6_000L, 4_000L, 2_000L);
    }

    @Test
    void rings_for_nobody_while_nobody_looks() {
      bench.on().playing(1);
      assertThat(bench.alarms.at(Kind.COUNTDOWN)).isNull();
      Watcher watcher = bench.spectator();
      bench.gone(watcher);
      bench.pass(seconds(3));
      assertThat(bench.alarms.at(Kind.COUNTDOWN)).isNull();
    }

    @Test
    void goes_on_after_a_pause() {
      bench.on().playing(1);
      Watcher watcher = bench.spectator();
      bench.host("pause");
      bench.pass(seconds(5));
      bench.host("resume");
      int before = watcher.remaining.size();
      bench.pass(seconds(5));
      assertThat(watcher.remaining.subList(before, watcher.remaining.size()))
          .containsExactly(8_000L, 6_000L);
    }

    @Test
    void goes_on_where_its_alarm_was_lost() {
      bench.on().playing(1, "seconds", 60);
      Watcher watcher = bench.spectator();
      bench.alarms.lose(Kind.COUNTDOWN);
      bench.pass(seconds(10));
      bench.look();
      int before = watcher.remaining.size();
      bench.pass(seconds(4));
      assertThat(watcher.remaining.size()).isGreaterThan(before);
    }

    @Test
    void stops_with_the_game() {
      bench.on().playing(1);
      bench.spectator();
      bench.host("end");
      bench.pass(seconds(3));
      assertThat(bench.alarms.at(Kind.COUNTDOWN)).isNull();
    }
  }

  private record RoomLogEntry() {
    static String of(dev.parlour.room.RoomLog.Entry entry) {
      return entry.actor() + " " + entry.commandId();
    }
  }
}
