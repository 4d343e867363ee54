package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.Questions.aQuestion;
import static dev.parlour.game.trivia.Questions.lasting;
import static dev.parlour.game.trivia.Questions.multiple;
import static dev.parlour.game.trivia.Questions.several;
import static dev.parlour.game.trivia.Questions.trueOrFalse;
import static dev.parlour.game.trivia.TriviaNight.GAME;
import static dev.parlour.game.trivia.TriviaNight.code;
import static dev.parlour.game.trivia.TriviaNight.events;
import static dev.parlour.game.trivia.TriviaNight.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Input;
import dev.parlour.game.trivia.TriviaEvent.Closing;
import dev.parlour.game.trivia.TriviaEvent.Ending;
import dev.parlour.game.trivia.TriviaEvent.Finished;
import dev.parlour.game.trivia.TriviaEvent.QuestionClosed;
import dev.parlour.game.trivia.TriviaEvent.QuestionOpened;
import dev.parlour.game.trivia.TriviaEvent.StandingsShown;
import dev.parlour.game.trivia.TriviaState.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TriviaPhasesTest {

  @Test
  void a_game_goes_from_the_lobby_through_every_question_to_the_podium() {
    TriviaNight night = TriviaNight.with(several(2));
    List<String> phases = new ArrayList<>(List.of(GAME.phase(night.state)));
    night.startedWith(2);
    while (!GAME.finished(night.state)) {
      phases.add(GAME.phase(night.state));
      night.wakeWhenDue();
    }
    phases.add(GAME.phase(night.state));

    assertThat(phases)
        .containsExactly(
            "lobby",
            "question 1 until 10000",
            "reveal 1",
            "standings 1",
            "question 2 until 30000",
            "reveal 2",
            "final");
    assertThat(night.now).isEqualTo(36_000);
  }

  @Test
  void starting_seats_the_players_and_opens_the_first_question() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(3);

    assertThat(night.phase()).isEqualTo(Phase.QUESTION);
    assertThat(night.placings())
        .extracting(p -> p.player() + " " + p.rank() + " " + p.score())
        .containsExactly("p1 1 0", "p2 1 0", "p3 1 0");
    assertThat(GAME.deadline(night.state)).hasValue(10_000);
  }

  @Test
  void a_game_without_players_does_not_start() {
    assertThat(code(TriviaNight.with(aQuestion()).decide(new Input.Start<>(List.of()))))
        .isEqualTo("too_few_players");
    assertThat(GAME.minPlayers(settings())).isEqualTo(1);
  }

  @Test
  void a_game_without_questions_does_not_start() {
    assertThat(
            code(
                GAME.decide(
                    GAME.initial(),
                    new Input.Start<>(List.of()),
                    TriviaNight.with(aQuestion()).situation())))
        .isEqualTo("not_ready");
  }

  @Test
  void a_second_start_is_refused() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);

    assertThat(code(night.decide(new Input.Start<>(List.copyOf(night.seats.values())))))
        .isEqualTo("already_started");
  }

  @Test
  void the_last_question_is_followed_by_the_podium_without_standings() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);
    night.wakeWhenDue();

    assertThat(events(night.wakeWhenDue())).containsExactly(new Finished(16_000, Ending.ALL_ASKED));
    assertThat(GAME.finished(night.state)).isTrue();
    assertThat(GAME.wakeAt(night.state, night.situation())).isEmpty();
    assertThat(GAME.deadline(night.state)).isEmpty();
  }

  @Test
  void a_question_with_a_time_of_its_own_takes_that() {
    TriviaNight night =
        TriviaNight.with(settings("secondsPerQuestion", 20), lasting(0), lasting(90))
            .startedWith(1);
    assertThat(GAME.deadline(night.state)).hasValue(20_000);
    night.skip();
    night.skip();
    night.skip();

    assertThat(GAME.deadline(night.state)).hasValue(90_000);
    assertThat(night.view().question().seconds()).isEqualTo(90);
  }

  @Test
  void reveal_and_standings_last_as_long_as_was_set() {
    TriviaNight night =
        TriviaNight.with(settings("revealSeconds", 12, "standingsSeconds", 7), several(2))
            .startedWith(1);

    assertThat(events(night.wakeWhenDue()))
        .containsExactly(new QuestionClosed(1, Closing.DEADLINE, 10_000, 10_000, 22_000));
    assertThat(events(night.wakeWhenDue())).containsExactly(new StandingsShown(1, 22_000, 29_000));
  }

  @Test
  void an_early_wake_does_nothing() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);

    assertThat(events(night.at(9_999).wake())).isEmpty();
  }

  @Test
  void a_repeated_wake_does_nothing() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);
    night.at(10_000).wake();

    assertThat(events(night.wake())).isEmpty();
  }

  @Test
  void a_late_wake_closes_at_the_deadline_and_times_the_reveal_from_now() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);

    assertThat(events(night.at(500_000).wake()))
        .containsExactly(new QuestionClosed(1, Closing.DEADLINE, 10_000, 500_000, 506_000));
  }

  @Test
  void a_wake_past_several_deadlines_takes_one_step() {
    TriviaNight night = TriviaNight.with(several(2)).startedWith(1);
    night.at(500_000).wake();
    assertThat(events(night.wake())).isEmpty();

    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
    assertThat(GAME.wakeAt(night.state, night.situation())).hasValue(506_000);
  }

  @Test
  void news_of_presence_takes_a_step_that_a_lost_alarm_left_undone() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(2);
    night.answer("p2", "right");

    assertThat(events(night.at(11_000).disconnect("p1")))
        .containsExactly(new QuestionClosed(1, Closing.DEADLINE, 10_000, 11_000, 17_000));
  }

  @Test
  void more_time_shows_in_the_phase() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);
    night.extend(20);

    assertThat(GAME.phase(night.state)).isEqualTo("question 1 until 30000");
  }

  @Test
  void ending_early_keeps_what_is_settled_and_drops_the_open_question() {
    TriviaNight night = TriviaNight.with(several(3)).startedWith(2);
    night.answer("p2", "right");
    night.skip();
    night.skip();
    night.skip();
    night.answer("p1", "right");

    assertThat(events(night.later(1000).finish()))
        .containsExactly(new Finished(1000, Ending.ENDED_BY_HOST));
    assertThat(night.placings())
        .extracting(p -> p.player() + " " + p.rank() + " " + p.score())
        .containsExactly("p2 1 1000", "p1 2 0");
  }

  @Test
  void ending_in_the_reveal_keeps_that_question() {
    TriviaNight night = TriviaNight.with(several(3)).startedWith(2);
    night.answer("p1", "right");
    night.skip();
    night.finish();

    assertThat(night.placings().getFirst().score()).isEqualTo(1000);
  }

  @Test
  void a_game_can_be_ended_before_it_began() {
    TriviaNight night = TriviaNight.with(aQuestion());
    night.finish();

    assertThat(GAME.finished(night.state)).isTrue();
    assertThat(night.placings()).isEmpty();
  }

  @Test
  void after_the_end_commands_are_refused_and_nothing_else_matters() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(2);
    night.finish();
    TriviaState end = night.state;

    assertThat(code(night.answerById("p1", 1, "a"))).isEqualTo("game_over");
    assertThat(code(night.skip())).isEqualTo("game_over");
    assertThat(code(night.extend(10))).isEqualTo("game_over");
    assertThat(code(night.decide(new Input.Start<>(List.copyOf(night.seats.values())))))
        .isEqualTo("game_over");
    assertThat(events(night.finish())).isEmpty();
    assertThat(events(night.leave("p1"))).isEmpty();
    night.join();
    assertThat(night.state).isEqualTo(end);
  }

  @Test
  void choices_are_shuffled_for_each_question_by_the_seed() {
    Set<List<String>> orders = new HashSet<>();
    TriviaNight night = TriviaNight.with(several(20)).startedWith(1);
    while (!GAME.finished(night.state)) {
      night.skip();
    }
    night.log.forEach(
        event -> {
          if (event instanceof QuestionOpened opened) {
            assertThat(opened.order()).containsExactlyInAnyOrder("yes", "no1", "no2", "no3");
            orders.add(opened.order());
          }
        });

    assertThat(orders).hasSizeGreaterThan(5);
    assertThat(TriviaNight.with(several(20)).startedWith(1).log)
        .as("the same seed draws the same")
        .isEqualTo(night.log.subList(0, 3));
  }

  @Test
  void true_and_false_stay_where_they_are() {
    TriviaNight night =
        TriviaNight.with(
                trueOrFalse(),
                trueOrFalse(),
                trueOrFalse(),
                trueOrFalse(),
                trueOrFalse(),
                trueOrFalse())
            .startedWith(1);
    for (int i = 0; i < 6; i++) {
      assertThat(night.view().question().choices())
          .extracting(TriviaView.Choice::text)
          .containsExactly("true", "false");
      night.skip();
      night.skip();
      night.skip();
    }
  }

  @Test
  void shown_ids_follow_the_shown_order_and_hide_the_authors() {
    assertThat(TriviaNight.with(multiple()).startedWith(1).view().question().choices())
        .extracting(TriviaView.Choice::id)
        .containsExactly("a", "b", "c", "d");
  }
}
