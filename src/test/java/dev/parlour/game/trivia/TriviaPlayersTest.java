package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.Questions.several;
import static dev.parlour.game.trivia.TriviaNight.code;
import static dev.parlour.game.trivia.TriviaNight.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Input;
import dev.parlour.game.Placing;
import dev.parlour.game.trivia.TriviaEvent.Closing;
import dev.parlour.game.trivia.TriviaEvent.PlayerGone;
import dev.parlour.game.trivia.TriviaEvent.QuestionClosed;
import dev.parlour.game.trivia.TriviaState.Phase;
import org.junit.jupiter.api.Test;

class TriviaPlayersTest {

  private static TriviaNight aNight() {
    return TriviaNight.with(several(3)).startedWith(3);
  }

  private static void goToTheNextQuestion(TriviaNight night) {
    while (night.phase() != Phase.QUESTION || night.state.asked().number() == 1) {
      night.skip();
    }
  }

  @Test
  void who_joins_during_a_question_waits_for_the_next_one() {
    TriviaNight night = aNight();
    String late = night.join();
    assertThat(code(night.answer(late, "right"))).isEqualTo("not_playing");
    assertThat(night.own(late).playing()).isFalse();
    goToTheNextQuestion(night);

    assertThat(night.own(late).playing()).isTrue();
    assertThat(code(night.answer(late, "right"))).isEqualTo("accepted");
    night.skip();
    assertThat(night.own(late).score()).isEqualTo(1000);
  }

  @Test
  void who_joins_during_the_reveal_or_the_standings_plays_the_next_question() {
    TriviaNight night = aNight();
    night.skip();
    String inReveal = night.join();
    night.skip();
    String inStandings = night.join();
    night.skip();

    assertThat(code(night.answer(inReveal, "right"))).isEqualTo("accepted");
    assertThat(code(night.answer(inStandings, "right"))).isEqualTo("accepted");
  }

  @Test
  void a_late_joiner_stands_last_with_nothing() {
    TriviaNight night = aNight();
    night.answer("p2", "right");
    night.answer("p3", "right");
    night.skip();
    night.join();

    assertThat(night.placings())
        .containsExactly(
            new Placing("p2", 1, 1000),
            new Placing("p3", 1, 1000),
            new Placing("p1", 3, 0),
            new Placing("p4", 3, 0));
  }

  @Test
  void a_late_joiner_does_not_hold_the_question_up() {
    TriviaNight night = aNight();
    night.join();
    night.answer("p1", "right");
    night.answer("p2", "right");
    night.answer("p3", "right");

    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
  }

  @Test
  void connected_late_joiners_alone_do_not_close_the_question() {
    TriviaNight night = aNight();
    night.join();
    night.disconnect("p1");
    night.disconnect("p2");
    night.disconnect("p3");

    assertThat(night.phase()).isEqualTo(Phase.QUESTION);
  }

  @Test
  void a_seat_that_is_announced_twice_is_one_seat() {
    TriviaNight night = aNight();

    assertThat(events(night.decide(new Input.Join<>(night.seats.get("p2"))))).isEmpty();
  }

  @Test
  void who_leaves_disappears_with_points_and_answer() {
    TriviaNight night = aNight();
    night.answer("p2", "right");
    night.skip();
    assertThat(events(night.leave("p2"))).containsExactly(new PlayerGone("p2"));

    assertThat(night.placings()).containsExactly(new Placing("p1", 1, 0), new Placing("p3", 1, 0));
    assertThat(night.view().question().answered()).isZero();
    assertThat(night.view().question().choices())
        .extracting(TriviaView.Choice::count)
        .containsOnly(0);
  }

  @Test
  void an_answer_of_somebody_who_left_before_the_close_does_not_count() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.leave("p1");

    assertThat(night.view().question().answered()).isZero();
    assertThat(night.view().question().playing()).isEqualTo(2);
  }

  @Test
  void the_question_closes_when_the_last_one_without_an_answer_leaves() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.answer("p2", "right");

    assertThat(events(night.at(2_000).leave("p3")))
        .containsExactly(
            new PlayerGone("p3"), new QuestionClosed(1, Closing.ALL_ANSWERED, 2_000, 2_000, 8_000));
  }

  @Test
  void it_closes_also_where_the_one_who_left_still_counts_as_connected() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.answer("p2", "right");

    assertThat(events(night.decide(new Input.Leave<>("p3")))).hasSize(2);
  }

  @Test
  void the_question_stays_open_when_everybody_has_left() {
    TriviaNight night = aNight();
    night.leave("p1");
    night.leave("p2");
    night.leave("p3");
    assertThat(night.phase()).isEqualTo(Phase.QUESTION);
    assertThat(night.placings()).isEmpty();
    night.wakeWhenDue();

    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
  }

  @Test
  void who_leaves_twice_or_never_came_changes_nothing() {
    TriviaNight night = aNight();
    night.leave("p1");
    TriviaState before = night.state;
    night.leave("p1");
    night.leave("p77");

    assertThat(night.state).isEqualTo(before);
  }

  @Test
  void who_left_cannot_answer() {
    TriviaNight night = aNight();
    night.leave("p1");

    assertThat(code(night.answer("p1", "right"))).isEqualTo("not_playing");
  }

  @Test
  void who_comes_back_after_leaving_is_somebody_new() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.skip();
    night.leave("p1");
    String again = night.join();

    assertThat(night.own(again).score()).isZero();
    assertThat(night.own(again).playing()).isFalse();
  }

  @Test
  void in_the_lobby_seats_are_the_rooms_business() {
    TriviaNight night = TriviaNight.with(several(1));
    TriviaState before = night.state;
    night.join();
    night.leave("p1");

    assertThat(night.state).isEqualTo(before);
  }
}
