package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.Questions.aQuestion;
import static dev.parlour.game.trivia.Questions.multiple;
import static dev.parlour.game.trivia.Questions.several;
import static dev.parlour.game.trivia.Questions.trueOrFalse;
import static dev.parlour.game.trivia.Questions.worth;
import static dev.parlour.game.trivia.TriviaNight.code;
import static dev.parlour.game.trivia.TriviaNight.events;
import static dev.parlour.game.trivia.TriviaNight.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Input;
import dev.parlour.game.trivia.TriviaEvent.AnswerAccepted;
import dev.parlour.game.trivia.TriviaEvent.Closing;
import dev.parlour.game.trivia.TriviaEvent.QuestionClosed;
import dev.parlour.game.trivia.TriviaState.Phase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriviaAnswersTest {

  private static TriviaNight aNight() {
    return TriviaNight.with(several(3)).startedWith(3);
  }

  /** The score after the question has closed. */
  private static long scoreOf(TriviaNight night, String player) {
    night.skip();
    return night.own(player).score();
  }

  @Test
  void a_right_answer_earns_by_its_speed() {
    TriviaNight night = aNight();
    night.at(5_000).answer("p1", "right");

    assertThat(scoreOf(night, "p1")).isEqualTo(750);
  }

  @Test
  void time_counts_from_the_opening_of_the_question() {
    TriviaNight night = aNight();
    night.wakeWhenDue();
    night.wakeWhenDue();
    night.wakeWhenDue();
    night.later(5_000).answer("p1", "right");

    assertThat(scoreOf(night, "p1")).isEqualTo(750);
  }

  @Test
  void flat_scoring_does_not_look_at_the_time() {
    TriviaNight night = TriviaNight.with(settings("scoring", "flat"), aQuestion()).startedWith(2);
    night.at(9_999).answer("p1", "right");

    assertThat(scoreOf(night, "p1")).isEqualTo(1000);
  }

  @Test
  void a_wrong_answer_and_none_earn_nothing() {
    TriviaNight night = aNight();
    night.answer("p1", "wrong");

    assertThat(scoreOf(night, "p1")).isZero();
    assertThat(night.own("p2").score()).isZero();
  }

  @Test
  void points_add_up_over_the_questions() {
    TriviaNight night = TriviaNight.with(worth(1000), worth(2000), worth(0)).startedWith(2);
    for (int i = 0; i < 3; i++) {
      night.later(5_000).answer("p1", "right");
      night.skip();
      assertThat(night.own("p1").correct()).isTrue();
      night.skip();
      night.skip();
    }

    assertThat(night.own("p1").score()).isEqualTo(750 + 1500);
  }

  @Test
  void several_choices_are_right_when_they_are_all_and_only_the_right_ones() {
    TriviaNight night = TriviaNight.with(multiple()).startedWith(5);
    night.answer("p1", "right too", "right");
    night.answer("p2", "right");
    night.answer("p3", "right", "right too", "wrong");
    night.answer("p4", "wrong", "also wrong");
    night.skip();

    assertThat(night.placings())
        .extracting(p -> p.player() + " " + p.score())
        .containsExactly("p1 1000", "p2 0", "p3 0", "p4 0", "p5 0");
  }

  @Test
  void a_choice_named_twice_is_one_choice() {
    TriviaNight night = TriviaNight.with(multiple(), aQuestion()).startedWith(2);
    assertThat(events(night.answerById("p1", 1, "c", "a", "c")))
        .containsExactly(new AnswerAccepted("p1", 1, List.of("a", "c"), 0));
  }

  @Test
  void an_answer_at_the_deadline_counts() {
    TriviaNight night = aNight();

    assertThat(code(night.at(10_000).answer("p1", "right"))).isEqualTo("accepted");
    assertThat(scoreOf(night, "p1")).isEqualTo(500);
  }

  @Test
  void an_answer_after_the_deadline_is_too_late_even_where_the_alarm_is_late() {
    assertThat(code(aNight().at(10_001).answer("p1", "right"))).isEqualTo("too_late");
  }

  @Test
  void an_answer_in_the_reveal_or_in_the_standings_is_too_late() {
    TriviaNight night = aNight();
    night.wakeWhenDue();
    assertThat(code(night.at(10_001).answer("p1", "right"))).isEqualTo("too_late");
    night.wakeWhenDue();
    assertThat(code(night.answer("p1", "right"))).isEqualTo("too_late");
  }

  @Test
  void an_answer_that_arrived_in_time_but_waited_behind_the_alarm_counts() {
    TriviaNight night = aNight();
    night.at(10_000).answer("p2", "wrong");
    night.wake();
    assertThat(night.phase()).isEqualTo(Phase.REVEAL);

    assertThat(events(night.at(9_000).answer("p1", "right")))
        .containsExactly(new AnswerAccepted("p1", 1, List.of(night.shownId("right")), 9_000));
    assertThat(night.own("p1").points()).isEqualTo(550);
    assertThat(night.placings())
        .extracting(p -> p.player() + " " + p.rank() + " " + p.score())
        .containsExactly("p1 1 550", "p2 2 0", "p3 2 0");
    assertThat(night.view().question().answered()).isEqualTo(2);
  }

  @Test
  void
      an_answer_that_arrived_after_an_early_close_is_too_late_though_the_planned_deadline_is_not_reached() {
    TriviaNight night = aNight();
    night.at(3_000).skip();

    assertThat(code(night.at(3_000).answer("p1", "right"))).isEqualTo("accepted");
    assertThat(code(night.at(3_001).answer("p2", "right"))).isEqualTo("too_late");
  }

  @Test
  void an_answer_stamped_before_the_opening_counts_as_at_the_opening() {
    TriviaNight night = aNight();
    night.at(2_000).skip();
    night.skip();
    night.skip();

    assertThat(events(night.at(1_990).answer("p1", "right")).getFirst())
        .isEqualTo(new AnswerAccepted("p1", 2, List.of(night.shownId("right")), 2_000));
  }

  @Test
  void more_time_from_the_host_does_not_raise_the_points() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(3);
    night.extend(60);
    night.at(5_000).answer("p1", "right");
    night.at(40_000).answer("p2", "right");
    night.skip();

    assertThat(night.own("p1").points()).isEqualTo(750);
    assertThat(night.own("p2").points()).isEqualTo(500);
  }

  @Test
  void a_second_answer_is_refused_and_the_first_one_stays() {
    TriviaNight night = aNight();
    night.answer("p1", "wrong");

    assertThat(code(night.answer("p1", "right"))).isEqualTo("already_answered");
    assertThat(code(night.answer("p1", "wrong"))).isEqualTo("already_answered");
    assertThat(scoreOf(night, "p1")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "-1", "2147483647"})
  void an_answer_to_another_question_is_refused(int question) {
    assertThat(code(aNight().answerById("p1", question, "a"))).isEqualTo("wrong_question");
  }

  @Test
  void an_unknown_choice_is_refused() {
    assertThat(code(aNight().answerById("p1", 1, "e"))).isEqualTo("unknown_choice");
    assertThat(code(aNight().answerById("p1", 1, "a", "zz"))).isEqualTo("unknown_choice");
    assertThat(code(aNight().answerById("p1", 1, "A"))).isEqualTo("unknown_choice");
    assertThat(
            code(
                aNight()
                    .decide(
                        new Input.Play<>(
                            "p1", new TriviaCommand.Answer(1, Arrays.asList("a", null))))))
        .isEqualTo("unknown_choice");
  }

  @Test
  void the_authors_id_of_a_choice_is_unknown_to_players() {
    assertThat(code(aNight().answerById("p1", 1, "yes"))).isEqualTo("unknown_choice");
  }

  @Test
  void no_choice_is_no_answer() {
    assertThat(code(aNight().answerById("p1", 1))).isEqualTo("no_choice");
    assertThat(code(aNight().decide(new Input.Play<>("p1", new TriviaCommand.Answer(1, null)))))
        .isEqualTo("no_choice");
  }

  @Test
  void several_choices_are_too_many_where_one_is_right() {
    assertThat(code(aNight().answerById("p1", 1, "a", "b"))).isEqualTo("too_many_choices");
    assertThat(code(TriviaNight.with(trueOrFalse()).startedWith(1).answerById("p1", 1, "a", "b")))
        .isEqualTo("too_many_choices");
  }

  @Test
  void before_the_start_there_is_no_question_to_answer() {
    assertThat(code(TriviaNight.with(aQuestion()).seat(1).answerById("p1", 1, "a")))
        .isEqualTo("not_in_question");
  }

  @Test
  void who_has_no_seat_does_not_play() {
    assertThat(code(aNight().answerById("p9", 1, "a"))).isEqualTo("not_playing");
  }

  @Test
  void the_question_closes_when_everybody_has_answered() {
    TriviaNight night = aNight();
    night.at(1_000).answer("p1", "right");
    night.at(2_000).answer("p3", "wrong");
    assertThat(night.phase()).isEqualTo(Phase.QUESTION);

    assertThat(events(night.at(3_000).answer("p2", "right")))
        .last()
        .isEqualTo(new QuestionClosed(1, Closing.ALL_ANSWERED, 3_000, 3_000, 9_000));
  }

  @Test
  void players_without_a_connection_do_not_hold_the_question_up() {
    TriviaNight night = aNight();
    night.disconnect("p2");
    night.answer("p1", "right");

    assertThat(events(night.answer("p3", "right"))).hasSize(2);
    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
  }

  @Test
  void the_question_closes_when_the_last_one_without_an_answer_loses_the_connection() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.answer("p3", "right");

    assertThat(events(night.at(4_000).disconnect("p2")))
        .containsExactly(new QuestionClosed(1, Closing.ALL_ANSWERED, 4_000, 4_000, 10_000));
  }

  @Test
  void with_nobody_connected_only_the_deadline_closes_the_question() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.disconnect("p1");
    night.disconnect("p2");
    night.disconnect("p3");
    assertThat(night.phase()).isEqualTo(Phase.QUESTION);
    night.wakeWhenDue();

    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
    assertThat(night.own("p1").score()).isEqualTo(1000);
  }

  @Test
  void an_answer_of_somebody_whose_connection_is_not_seen_counts_without_closing() {
    TriviaNight night = aNight();
    night.connected.clear();

    assertThat(events(night.answer("p1", "right"))).hasSize(1);
  }

  @Test
  void who_answered_and_lost_the_connection_keeps_the_points() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.disconnect("p1");

    assertThat(scoreOf(night, "p1")).isEqualTo(1000);
  }
}
