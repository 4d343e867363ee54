package dev.parlour.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Rejection;
import dev.parlour.game.Seat;
import dev.parlour.game.Viewer;
import dev.parlour.game.trivia.Question;
import dev.parlour.game.trivia.TriviaCommand;
import dev.parlour.game.trivia.TriviaContent;
import dev.parlour.game.trivia.TriviaGame;
import dev.parlour.testkit.PureRoom;
import dev.parlour.testkit.TallyGame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a room, rule by rule, around two games that have nothing in common. */
class RoomTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static PureRoom tally(Object... namesAndValues) {
    return PureRoom.of(
        new TallyGame(),
        namesAndValues.length == 0
            ? Map.of()
            : Map.of((String) namesAndValues[0], namesAndValues[1]));
  }

  private static PureRoom trivia() {
    return PureRoom.of(new TriviaGame(), Map.of("topic", "general", "questions", 1));
  }

  private static TriviaContent content() {
    List<Question.Choice> choices =
        List.of(new Question.Choice("a", "right"), new Question.Choice("b", "wrong"));
    return new TriviaContent(
        List.of(new Question("Which?", Question.Kind.SINGLE, choices, List.of("a"), "", 1000, 0)));
  }

  private static RoomCommand call(int round, int number) {
    return new RoomCommand.Play(new TallyGame.Command.Call(round, number));
  }

  @Nested
  class Beginning {
    @Test
    void a_room_that_was_not_created_is_unknown_to_everybody() {
      PureRoom room = new PureRoom(new TallyGame());
      assertThat(room.join("Ada")).isEqualTo("unknown_room");
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("unknown_room");
      assertThat(
              room.host(
                  new RoomCommand.Create(
                      PureRoom.CODE, "tally", null, Map.of(), Visibility.PUBLIC, "k", 1, false)))
          .isEqualTo("unknown_room");
    }

    @Test
    void a_game_without_content_is_ready_at_once() {
      assertThat(tally().status()).isEqualTo(Status.READY);
    }

    @Test
    void a_game_with_content_waits_for_it() {
      PureRoom room = trivia();
      assertThat(room.status()).isEqualTo(Status.BUILDING);
      room.join("Ada");
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("not_ready");
      assertThat(room.server(new RoomCommand.Prepare(content()))).isEqualTo("RoomReady Prepared");
      assertThat(room.host(new RoomCommand.Start()))
          .startsWith("RoomStarted Started QuestionOpened");
    }

    @Test
    void content_that_comes_twice_changes_nothing() {
      PureRoom room = trivia();
      room.server(new RoomCommand.Prepare(content()));
      RoomState before = room.state;
      assertThat(room.server(new RoomCommand.Prepare(content()))).isEmpty();
      assertThat(room.state).isEqualTo(before);
    }

    @Test
    void content_that_cannot_be_made_fails_the_room_with_a_reason_that_people_see() {
      PureRoom room = trivia();
      assertThat(
              room.server(
                  new RoomCommand.Fail(new Rejection("unknown_topic", "There is no such topic."))))
          .isEqualTo("RoomFailed");
      assertThat(room.view().status()).isEqualTo("failed");
      assertThat(room.view().failure().code()).isEqualTo("unknown_topic");
      assertThat(room.server(new RoomCommand.Prepare(content()))).isEmpty();
      assertThat(room.join("Ada")).isEqualTo("room_over");
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("room_over");
    }

    @Test
    void content_that_does_not_come_within_five_minutes_fails_the_room() {
      PureRoom room = trivia();
      assertThat(room.room.wakeAt(room.state, room.moment()))
          .contains(room.now.plus(Duration.ofMinutes(5)));
      assertThat(room.later(Duration.ofMinutes(5).minusMillis(1)).server(new RoomCommand.Wake()))
          .isEmpty();
      assertThat(room.later(Duration.ofMillis(1)).server(new RoomCommand.Wake()))
          .isEqualTo("RoomFailed");
      assertThat(room.view().failure().code()).isEqualTo("content_timeout");
      assertThat(room.room.wakeAt(room.state, room.moment())).isEmpty();
    }

    @Test
    void a_failure_that_comes_late_does_not_take_a_game_away() {
      PureRoom room = tally().started(1);
      assertThat(room.server(new RoomCommand.Fail(new Rejection("x", "x")))).isEmpty();
      assertThat(room.status()).isEqualTo(Status.IN_PROGRESS);
    }
  }

  @Nested
  class StartingByItself {
    private PureRoom forTwo() {
      return PureRoom.of(new TallyGame(), Map.of("max", 2), 2);
    }

    @Test
    void a_room_for_two_starts_when_both_are_connected() {
      PureRoom room = forTwo();
      room.seated(1);
      assertThat(room.server(new RoomCommand.Presence())).isEmpty();
      room.join("Ben");
      assertThat(room.server(new RoomCommand.Presence())).isEmpty();
      room.connected.add("p2");
      assertThat(room.server(new RoomCommand.Presence())).isEqualTo("RoomStarted Begun");
      assertThat(room.server(new RoomCommand.Presence())).doesNotContain("RoomStarted");
    }

    @Test
    void somebody_who_has_gone_again_is_waited_for() {
      PureRoom room = forTwo().seated(2);
      room.connected.remove("p1");
      assertThat(room.server(new RoomCommand.Presence())).isEmpty();
      assertThat(room.status()).isEqualTo(Status.READY);
    }

    @Test
    void it_starts_with_its_content_where_everybody_has_come_before() {
      PureRoom room =
          PureRoom.of(
              new TriviaGame(), Map.of("topic", "general", "questions", 1, "maxPlayers", 2), 2);
      room.seated(2);
      assertThat(room.server(new RoomCommand.Presence())).isEmpty();
      assertThat(room.server(new RoomCommand.Prepare(content())))
          .startsWith("RoomReady Prepared RoomStarted Started QuestionOpened");
      assertThat(room.replayed()).isEqualTo(room.state);
    }

    @Test
    void it_is_said_to_everybody_and_of_a_hosts_room_not() {
      assertThat(forTwo().view().startsWith()).isEqualTo(2);
      assertThat(tally().view().startsWith()).isNull();
    }

    @Test
    void a_room_that_a_host_starts_does_not_start_by_itself() {
      assertThat(tally("max", 2).seated(2).server(new RoomCommand.Presence())).isEmpty();
    }

    @Test
    void calling_off_closes_a_room_whose_game_has_not_begun() {
      PureRoom room = forTwo().seated(1);
      assertThat(room.server(new RoomCommand.CallOff("no_show"))).isEqualTo("RoomClosed");
      assertThat(room.view().reason()).isEqualTo("no_show");
    }

    @Test
    void calling_off_leaves_a_game_that_has_begun_alone() {
      PureRoom room = forTwo().seated(2);
      room.server(new RoomCommand.Presence());
      assertThat(room.server(new RoomCommand.CallOff("no_show"))).isEmpty();
      assertThat(room.status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void calling_off_is_not_for_clients() {
      PureRoom room = forTwo().seated(1);
      assertThat(room.host(new RoomCommand.CallOff("no_show"))).isEqualTo("not_allowed");
      assertThat(room.player("p1", new RoomCommand.CallOff("no_show"))).isEqualTo("not_allowed");
    }
  }

  @Nested
  class Seats {
    @Test
    void are_given_in_the_order_of_joining_and_no_id_is_given_twice() {
      PureRoom room = tally().seated(3);
      room.player("p2", new RoomCommand.Leave());
      room.join("Dee");
      room.host(new RoomCommand.Kick("p4"));
      room.join("Eve");
      assertThat(room.state.seating().seats().keySet()).containsExactly("p1", "p3", "p5");
    }

    @Test
    void are_shown_in_the_order_of_joining_with_p2_before_p10() {
      PureRoom room = tally("max", 20).seated(11);
      assertThat(room.view().players().top())
          .extracting(RoomView.Entry::id)
          .startsWith("p1", "p2", "p3")
          .endsWith("p10", "p11");
    }

    @Test
    void of_one_name_are_one_however_it_is_written() {
      PureRoom room = tally().seated(0);
      assertThat(room.join("Ada L")).isEqualTo("PlayerJoined");
      for (String same : List.of("ada l", "ADAL", "\uff21da L")) {
        assertThat(room.send(Actor.GUEST, new RoomCommand.Join(same, "seed", "another key")))
            .isEqualTo("name_taken");
      }
    }

    @Test
    void are_the_same_for_the_same_request_also_when_the_room_is_locked_full_or_over() {
      PureRoom room = tally("max", 1);
      room.join("Ada");
      assertThat(room.join("Ada")).isEmpty();
      assertThat(room.join("Bo")).isEqualTo("room_full");
      room.host(new RoomCommand.Lock());
      assertThat(room.join("Ada")).isEmpty();
      assertThat(room.join("Bo")).isEqualTo("room_locked");
      room.host(new RoomCommand.Start());
      room.host(new RoomCommand.End());
      assertThat(room.join("Ada")).isEmpty();
      assertThat(room.join("Bo")).isEqualTo("room_over");
      assertThat(room.state.seating().seats()).hasSize(1);
    }

    @Test
    void left_free_their_name_and_their_place() {
      PureRoom room = tally("max", 1);
      room.join("Ada");
      assertThat(room.player("p1", new RoomCommand.Leave())).isEqualTo("PlayerLeft");
      assertThat(room.send(Actor.GUEST, new RoomCommand.Join("Ada", "seed", "another key")))
          .isEqualTo("PlayerJoined");
    }

    @Test
    void can_be_left_only_by_those_who_sit() {
      PureRoom room = tally().seated(1);
      assertThat(room.player("p9", new RoomCommand.Leave())).isEqualTo("not_a_player");
      assertThat(room.player(null, new RoomCommand.Leave())).isEqualTo("not_a_player");
      assertThat(room.host(new RoomCommand.Leave())).isEqualTo("not_a_player");
      assertThat(room.send(Actor.GUEST, new RoomCommand.Leave())).isEqualTo("not_a_player");
    }

    @Test
    void are_taken_away_by_the_host_only() {
      PureRoom room = tally().seated(2);
      assertThat(room.player("p1", new RoomCommand.Kick("p2"))).isEqualTo("not_host");
      assertThat(room.host(new RoomCommand.Kick("p9"))).isEqualTo("unknown_player");
      assertThat(room.host(new RoomCommand.Kick(null))).isEqualTo("unknown_player");
      assertThat(room.host(new RoomCommand.Kick("p2"))).isEqualTo("PlayerLeft");
    }

    @Test
    void taken_late_are_the_games_business() {
      PureRoom room = tally().started(1);
      assertThat(room.join("Late")).isEqualTo("PlayerJoined Seated");
      assertThat(room.player("p2", call(1, 4))).isEqualTo("Called");
    }

    @Test
    void who_goes_home_after_the_end_stays_in_the_result() {
      PureRoom room = tally().started(2);
      room.host(new RoomCommand.End());
      assertThat(room.player("p2", new RoomCommand.Leave())).isEmpty();
      assertThat(room.host(new RoomCommand.Kick("p1"))).isEmpty();
      assertThat(room.state.seating().seats()).containsOnlyKeys("p1", "p2");
    }
  }

  @Nested
  class TheHost {
    static List<RoomCommand> commands() {
      return List.of(
          new RoomCommand.Start(),
          new RoomCommand.Pause(),
          new RoomCommand.Resume(),
          new RoomCommand.Lock(),
          new RoomCommand.Unlock(),
          new RoomCommand.End(),
          new RoomCommand.Kick("p1"),
          new RoomCommand.Close("x"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void alone_may_give_a_hosts_command(RoomCommand command) {
      PureRoom room = tally().seated(1);
      assertThat(room.player("p1", command)).isEqualTo("not_host");
      assertThat(room.send(Actor.GUEST, command)).isEqualTo("not_host");
    }

    static List<RoomCommand> serversOwn() {
      return List.of(
          new RoomCommand.Prepare(null),
          new RoomCommand.Fail(new Rejection("x", "x")),
          new RoomCommand.Presence(),
          new RoomCommand.Wake(),
          new RoomCommand.Recover(PureRoom.of(new TallyGame(), Map.of()).now),
          new RoomCommand.Create(
              "ACDEFG", "tally", null, Map.of(), Visibility.PUBLIC, "k", 1, false));
    }

    @ParameterizedTest
    @MethodSource("serversOwn")
    void may_not_give_a_servers_command_and_nobody_else_may(RoomCommand command) {
      PureRoom room = tally().started(1);
      assertThat(room.host(command)).isEqualTo("not_allowed");
      assertThat(room.player("p1", command)).isEqualTo("not_allowed");
      assertThat(room.send(Actor.GUEST, command)).isEqualTo("not_allowed");
    }

    @Test
    void locks_and_unlocks_and_may_say_it_twice() {
      PureRoom room = tally();
      assertThat(room.host(new RoomCommand.Unlock())).isEmpty();
      assertThat(room.host(new RoomCommand.Lock())).isEqualTo("RoomLocked");
      assertThat(room.host(new RoomCommand.Lock())).isEmpty();
      assertThat(room.view().locked()).isTrue();
      assertThat(room.host(new RoomCommand.Unlock())).isEqualTo("RoomUnlocked");
    }

    @Test
    void starts_with_enough_players_and_once() {
      PureRoom room = tally("min", 2).seated(1);
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("too_few_players");
      room.join("Bo");
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("RoomStarted Begun");
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("already_started");
    }

    @Test
    void ends_a_running_game_only() {
      PureRoom room = tally().seated(1);
      assertThat(room.host(new RoomCommand.End())).isEqualTo("not_in_progress");
      room.host(new RoomCommand.Start());
      assertThat(room.host(new RoomCommand.End())).isEqualTo("Stopped RoomCompleted");
      assertThat(room.host(new RoomCommand.End())).isEqualTo("not_in_progress");
    }

    @Test
    void who_hosts_may_end_a_paused_game() {
      PureRoom room = tally().started(1);
      room.host(new RoomCommand.Pause());
      assertThat(room.host(new RoomCommand.End())).isEqualTo("Stopped RoomCompleted");
      assertThat(room.view().paused()).isFalse();
    }

    @Test
    void closes_at_any_time_and_then_nothing_goes_on() {
      PureRoom room = tally().started(1);
      assertThat(room.host(new RoomCommand.Close("closed_by_host"))).isEqualTo("RoomClosed");
      assertThat(room.view().status()).isEqualTo("closed");
      assertThat(room.view().reason()).isEqualTo("closed_by_host");
      assertThat(room.host(new RoomCommand.Start())).isEqualTo("room_closed");
      assertThat(room.host(new RoomCommand.Close("x"))).isEqualTo("room_closed");
      assertThat(room.player("p1", call(1, 1))).isEqualTo("room_closed");
      assertThat(room.join("Bo")).isEqualTo("room_closed");
      assertThat(room.server(new RoomCommand.Close("expired"))).isEmpty();
      assertThat(room.later(Duration.ofHours(1)).server(new RoomCommand.Wake())).isEmpty();
    }
  }

  @Nested
  class Playing {
    @Test
    void is_for_those_with_a_seat_while_the_game_runs() {
      PureRoom room = tally().seated(1);
      assertThat(room.player("p1", call(1, 1))).isEqualTo("not_started");
      room.host(new RoomCommand.Start());
      assertThat(room.send(Actor.GUEST, call(1, 1))).isEqualTo("not_a_player");
      assertThat(room.player("p9", call(1, 1))).isEqualTo("not_a_player");
      assertThat(room.host(call(1, 1))).isEqualTo("players_only");
      assertThat(room.player("p1", new RoomCommand.Play(null))).isEqualTo("bad_command");
      assertThat(room.player("p1", call(1, 1))).isEqualTo("Called RoundOver");
      room.host(new RoomCommand.End());
      assertThat(room.player("p1", call(2, 1))).isEqualTo("room_over");
    }

    @Test
    void to_the_end_completes_the_room_with_the_result() {
      PureRoom room = tally("rounds", 1).started(2);
      room.player("p1", call(1, 3));
      assertThat(room.player("p2", call(1, 5))).isEqualTo("Called RoundOver RoomCompleted");
      assertThat(room.log.getLast())
          .isInstanceOfSatisfying(
              RoomEvent.RoomCompleted.class,
              e ->
                  assertThat(e.result())
                      .extracting(p -> p.player() + " " + p.rank() + " " + p.score())
                      .containsExactly("p2 1 5", "p1 2 3"));
      assertThat(room.view().players().top())
          .extracting(RoomView.Entry::id)
          .containsExactly("p2", "p1");
      assertThat(room.room.wakeAt(room.state, room.moment())).isEmpty();
    }

    @Test
    void trivia_counts_by_the_arrival_of_the_answer() {
      PureRoom room = trivia();
      room.server(new RoomCommand.Prepare(content()));
      room.started(2);
      room.later(SECOND.multipliedBy(4));
      String right =
          ((dev.parlour.game.trivia.TriviaView.Shared)
                  room.room
                      .shared(room.state, dev.parlour.game.Role.PLAYER, room.attendance())
                      .play())
              .question().choices().stream()
                  .filter(c -> c.text().equals("right"))
                  .findFirst()
                  .orElseThrow()
                  .id();
      assertThat(
              room.player("p1", new RoomCommand.Play(new TriviaCommand.Answer(1, List.of(right)))))
          .isEqualTo("AnswerAccepted");
      room.later(SECOND.multipliedBy(6)).server(new RoomCommand.Wake());
      assertThat(room.view().players().top().getFirst().score()).isEqualTo(800L);
    }
  }

  @Nested
  class TheEndOfAGame {
    private static RoomEvent.RoomCompleted last(PureRoom room) {
      return (RoomEvent.RoomCompleted) room.log.getLast();
    }

    @Test
    void says_whether_the_host_wanted_it() {
      PureRoom ended = tally().started(2);
      ended.host(new RoomCommand.End());
      assertThat(last(ended).endedByHost()).isTrue();
      PureRoom whole = tally("rounds", 1).started(1);
      whole.player("p1", call(1, 4));
      whole.later(Duration.ofHours(1)).server(new RoomCommand.Wake());
      assertThat(whole.status()).isEqualTo(Status.COMPLETED);
      assertThat(last(whole).endedByHost()).isFalse();
    }

    @Test
    void names_whom_the_host_removed_and_nobody_who_left() {
      PureRoom room = tally().started(4);
      room.host(new RoomCommand.Kick("p2"));
      room.player("p3", new RoomCommand.Leave());
      room.host(new RoomCommand.End());
      assertThat(last(room).removed()).containsExactly("p2");
      assertThat(room.replayed()).isEqualTo(room.state);
      room.host(new RoomCommand.Rematch());
      room.host(new RoomCommand.End());
      assertThat(last(room).removed()).isNull();
    }

    @Test
    void is_counted_so_that_each_game_of_a_room_has_its_number() {
      PureRoom room = tally().started(2);
      assertThat(room.state.played().over()).isZero();
      room.host(new RoomCommand.End());
      assertThat(room.state.played().over()).isEqualTo(1);
      room.host(new RoomCommand.Rematch());
      assertThat(room.state.played().over()).isEqualTo(1);
      room.host(new RoomCommand.End());
      assertThat(room.state.played().over()).isEqualTo(2);
    }
  }

  @Nested
  class ARematch {
    private PureRoom over() {
      PureRoom r = PureRoom.of(new TallyGame(), Map.of("rounds", 1)).started(2);
      r.host(new RoomCommand.End());
      assertThat(r.status()).isEqualTo(Status.COMPLETED);
      return r;
    }

    @Test
    void begins_when_all_players_want_it() {
      PureRoom r = over();
      assertThat(r.player("p1", new RoomCommand.Rematch())).isEqualTo("RematchWanted");
      assertThat(r.view().rematch()).containsExactly("p1");
      assertThat(r.player("p1", new RoomCommand.Rematch())).isEmpty();
      assertThat(r.player("p2", new RoomCommand.Rematch()))
          .isEqualTo("RematchWanted RoomRestarted Prepared RoomStarted Begun");
      assertThat(r.status()).isEqualTo(Status.IN_PROGRESS);
      assertThat(r.view().rematch()).isNull();
      assertThat(r.state.seating().seats()).containsOnlyKeys("p1", "p2");
      assertThat(r.replayed()).isEqualTo(r.state);
    }

    @Test
    void begins_when_the_host_says_so() {
      PureRoom r = over();
      assertThat(r.host(new RoomCommand.Rematch()))
          .isEqualTo("RoomRestarted Prepared RoomStarted Begun");
      assertThat(r.state.rematch()).isEmpty();
    }

    @Test
    void waits_for_somebody_who_has_lost_the_connection() {
      PureRoom r = over();
      r.connected.remove("p2");
      assertThat(r.host(new RoomCommand.Rematch())).isEqualTo("players_missing");
      r.player("p2", new RoomCommand.Rematch());
      assertThat(r.player("p1", new RoomCommand.Rematch())).isEqualTo("RematchWanted");
      assertThat(r.server(new RoomCommand.Presence())).isEmpty();
      r.connected.add("p2");
      assertThat(r.server(new RoomCommand.Presence()))
          .isEqualTo("RoomRestarted Prepared RoomStarted Begun");
    }

    @Test
    void is_for_players_and_the_host_when_the_game_is_over() {
      PureRoom r = PureRoom.of(new TallyGame(), Map.of()).started(2);
      assertThat(r.player("p1", new RoomCommand.Rematch())).isEqualTo("not_over");
      assertThat(r.send(Actor.GUEST, new RoomCommand.Rematch())).isEqualTo("not_a_player");
      assertThat(r.player("p9", new RoomCommand.Rematch())).isEqualTo("not_a_player");
    }

    @Test
    void is_played_with_another_seed_and_ends_like_any_game() {
      PureRoom r = over();
      r.later(Duration.ofSeconds(5)).host(new RoomCommand.Rematch());
      assertThat(r.host(new RoomCommand.End())).contains("RoomCompleted");
      assertThat(r.view().rematch()).isEmpty();
    }
  }

  @Nested
  class ThePause {
    @Test
    void stops_the_games_clock_and_every_move() {
      PureRoom room = tally().started(2);
      room.later(SECOND.multipliedBy(4));
      assertThat(room.host(new RoomCommand.Pause())).isEqualTo("RoomPaused");
      assertThat(room.host(new RoomCommand.Pause())).isEmpty();
      room.later(Duration.ofMinutes(1));
      assertThat(room.player("p1", call(1, 1))).isEqualTo("paused");
      assertThat(room.room.deadline(room.state)).isEmpty();
      assertThat(room.room.remaining(room.state, room.now)).isEqualTo(SECOND.multipliedBy(6));
      assertThat(room.server(new RoomCommand.Wake())).isEmpty();
      assertThat(room.host(new RoomCommand.Resume())).isEqualTo("RoomResumed");
      assertThat(room.host(new RoomCommand.Resume())).isEmpty();
      assertThat(room.room.deadline(room.state)).contains(room.now.plusSeconds(6));
    }

    @Test
    void is_for_running_games_only() {
      PureRoom room = tally().seated(1);
      assertThat(room.host(new RoomCommand.Pause())).isEqualTo("not_in_progress");
      assertThat(room.host(new RoomCommand.Resume())).isEqualTo("not_in_progress");
    }

    @Test
    void ends_by_itself_when_the_host_has_been_gone_for_two_minutes() {
      PureRoom room = tally().started(1);
      room.host(new RoomCommand.Pause());
      assertThat(room.room.wakeAt(room.state, room.moment())).isEmpty();
      room.later(SECOND.multipliedBy(30));
      room.hostAwayFor = OptionalLong.of(30_000);
      assertThat(room.room.wakeAt(room.state, room.moment())).contains(room.now.plusSeconds(90));
      assertThat(room.server(new RoomCommand.Wake())).isEmpty();
      room.later(SECOND.multipliedBy(90));
      room.hostAwayFor = OptionalLong.of(120_000);
      assertThat(room.server(new RoomCommand.Wake())).isEqualTo("RoomResumed");
    }

    @Test
    void does_not_keep_people_from_coming_and_going() {
      PureRoom room = tally().started(2);
      room.host(new RoomCommand.Pause());
      assertThat(room.join("Late")).isEqualTo("PlayerJoined Seated");
      assertThat(room.player("p2", new RoomCommand.Leave())).startsWith("PlayerLeft Gone");
    }
  }

  @Nested
  class Recovery {
    @Test
    void gives_back_the_time_of_the_outage_and_a_grace_in_which_an_answer_counts_at_the_old_time() {
      PureRoom room = tally().started(2);
      room.later(SECOND.multipliedBy(4));
      var diedAt = room.now;
      room.later(Duration.ofMinutes(5));
      assertThat(room.server(new RoomCommand.Recover(diedAt))).isEqualTo("RoomRecovered");
      assertThat(room.room.deadline(room.state)).contains(room.now.plusSeconds(9));
      assertThat(room.room.remaining(room.state, room.now.plusSeconds(3)))
          .isEqualTo(SECOND.multipliedBy(6));
      assertThat(room.later(SECOND).player("p1", call(1, 1))).isEqualTo("Called");
    }

    @Test
    void said_twice_gives_no_time_twice() {
      PureRoom room = tally().started(2);
      room.later(SECOND.multipliedBy(4));
      var diedAt = room.now;
      room.later(Duration.ofMinutes(5)).server(new RoomCommand.Recover(diedAt));
      RoomState once = room.state;
      room.server(new RoomCommand.Recover(diedAt));
      assertThat(room.state).isEqualTo(once);
    }

    @Test
    void has_nothing_to_do_where_no_time_runs() {
      assertThat(
              tally().server(new RoomCommand.Recover(PureRoom.of(new TallyGame(), Map.of()).now)))
          .isEmpty();
      PureRoom paused = tally().started(1);
      paused.host(new RoomCommand.Pause());
      assertThat(paused.server(new RoomCommand.Recover(paused.now))).isEmpty();
    }
  }

  @Nested
  class AView {
    @Test
    void of_a_big_room_names_ten_and_counts_all() {
      PureRoom room = tally("max", 100).seated(60);
      assertThat(room.view().players().count()).isEqualTo(60);
      assertThat(room.view().players().connected()).isEqualTo(60);
      assertThat(room.view().players().top())
          .extracting(RoomView.Entry::id)
          .containsExactly("p60", "p59", "p58", "p57", "p56", "p55", "p54", "p53", "p52", "p51");
      room.host(new RoomCommand.Start());
      room.player("p33", call(1, 9));
      room.host(new RoomCommand.Play(new TallyGame.Command.Next()));
      assertThat(room.view().players().top())
          .hasSize(10)
          .first()
          .extracting(RoomView.Entry::id)
          .isEqualTo("p33");
    }

    @Test
    void of_the_whole_ranking_names_everybody_also_in_a_big_room() {
      PureRoom room = tally("max", 100).seated(60);
      assertThat(room.room.ranking(room.state, room.attendance())).isEmpty();
      room.host(new RoomCommand.Start());
      room.player("p33", call(1, 9));
      room.host(new RoomCommand.End());
      assertThat(room.room.ranking(room.state, room.attendance()))
          .hasSize(60)
          .extracting(RoomView.Entry::id)
          .doesNotHaveDuplicates();
    }

    @Test
    void of_ones_own_is_for_seats_only() {
      PureRoom room = tally().started(2);
      room.player("p1", call(1, 9));
      assertThat(room.room.own(room.state, new Viewer.Player("p1"), room.attendance()).own())
          .isEqualTo(new TallyGame.Own(9L));
      assertThat(room.room.own(room.state, new Viewer.Player("p2"), room.attendance()).own())
          .isEqualTo(new TallyGame.Own(null));
      assertThat(room.room.own(room.state, new Viewer.Player("p9"), room.attendance()))
          .isEqualTo(new RoomView.Seen(null, null, null, null));
      assertThat(room.room.own(room.state, new Viewer.Host(), room.attendance()))
          .isEqualTo(new RoomView.Seen(null, null, null, null));
    }

    @Test
    void changes_its_phase_with_status_pause_and_game() {
      PureRoom room = tally().seated(2);
      String lobby = room.room.phase(room.state);
      room.host(new RoomCommand.Start());
      String first = room.room.phase(room.state);
      room.player("p1", call(1, 1));
      assertThat(room.room.phase(room.state)).isEqualTo(first).isNotEqualTo(lobby);
      room.host(new RoomCommand.Pause());
      assertThat(room.room.phase(room.state)).isNotEqualTo(first);
    }
  }

  @Test
  void a_seats_number_is_the_order_of_joining() {
    assertThat(new Seat("p10", "Ada", "seed").number()).isEqualTo(10);
  }
}
