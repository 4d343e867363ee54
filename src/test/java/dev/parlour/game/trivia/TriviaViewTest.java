package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.Questions.aQuestion;
import static dev.parlour.game.trivia.Questions.multiple;
import static dev.parlour.game.trivia.Questions.several;
import static dev.parlour.game.trivia.TriviaNight.EIGHT_O_CLOCK;
import static dev.parlour.game.trivia.TriviaNight.GAME;
import static dev.parlour.game.trivia.TriviaNight.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriviaViewTest {

  private static TriviaNight aNight() {
    return TriviaNight.with(several(3)).startedWith(3);
  }

  @Test
  void the_lobby_shows_the_rules_and_no_question() {
    TriviaNight night = TriviaNight.with(settings("scoring", "flat"), several(3)).seat(1);

    assertThat(night.view())
        .isEqualTo(
            new TriviaView.Shared(
                "lobby", new TriviaView.Rules("general", 3, 10, "flat", true), null, null));
    assertThat(night.own("p1"))
        .isEqualTo(new TriviaView.Own(0, null, null, true, null, null, null));
  }

  @Test
  void an_open_question_shows_text_and_choices_and_how_many_have_answered() {
    TriviaNight night = aNight();
    night.answer("p2", "wrong");
    TriviaView.Shared view = night.view();
    TriviaView.Asked question = view.question();

    assertThat(view.phase()).isEqualTo("question");
    assertThat(view.nextAt()).isNull();
    assertThat(
            List.of(
                question.number(),
                question.of(),
                question.text(),
                question.kind(),
                question.points(),
                question.seconds()))
        .isEqualTo(List.of(1, 3, "Question 1", "single", 1000, 10));
    assertThat(question.closesAt()).isEqualTo("2026-03-01T20:00:10Z");
    assertThat(question.remainingMs()).isNull();
    assertThat(question.answered()).isEqualTo(1);
    assertThat(question.playing()).isEqualTo(3);
    assertThat(question.choices())
        .extracting(TriviaView.Choice::text)
        .containsExactlyInAnyOrder("right", "wrong", "also wrong", "very wrong");
  }

  @Test
  void a_question_says_its_language_which_is_english_where_none_was_chosen() {
    TriviaNight german = TriviaNight.with(settings("language", "de"), several(3)).startedWith(2);

    assertThat(german.view().question().language()).isEqualTo("de");
    assertThat(aNight().view().question().language()).isEqualTo("en");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void before_the_reveal_nobody_sees_answer_explanation_or_counts(Role role) {
    TriviaNight night = aNight();
    night.answer("p2", "right");
    TriviaView.Asked question = GAME.shared(night.state, role, night.table()).question();

    assertThat(question.correct()).isNull();
    assertThat(question.explanation()).isNull();
    assertThat(question.choices()).extracting(TriviaView.Choice::count).containsOnlyNulls();
  }

  @Test
  void before_the_reveal_a_player_sees_the_own_answer_but_not_what_it_earned() {
    TriviaNight night = aNight();
    night.answer("p2", "right");

    assertThat(night.own("p2"))
        .isEqualTo(
            new TriviaView.Own(0, 1, null, true, List.of(night.shownId("right")), null, null));
    assertThat(night.own("p1")).isEqualTo(new TriviaView.Own(0, 1, null, true, null, null, null));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void the_reveal_shows_answer_explanation_and_how_many_chose_what(Role role) {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.answer("p2", "wrong");
    night.answer("p3", "wrong");
    TriviaView.Asked question = GAME.shared(night.state, role, night.table()).question();

    assertThat(question.correct()).containsExactly(night.shownId("right"));
    assertThat(question.explanation()).isEqualTo("Because it is.");
    assertThat(question.choices())
        .extracting(c -> c.text() + " " + c.count())
        .containsExactlyInAnyOrder("right 1", "wrong 2", "also wrong 0", "very wrong 0");
    assertThat(question.closesAt()).isNull();
    assertThat(GAME.shared(night.state, role, night.table()).nextAt())
        .isEqualTo("2026-03-01T20:00:06Z");
  }

  @Test
  void the_reveal_shows_all_right_choices_of_several_in_the_shown_order() {
    TriviaNight night = TriviaNight.with(multiple()).startedWith(2);
    night.answer("p1", "right", "wrong");
    night.skip();

    assertThat(night.view().question().correct())
        .containsExactlyInAnyOrder(night.shownId("right"), night.shownId("right too"))
        .isSorted();
    assertThat(night.view().question().choices())
        .extracting(c -> c.text() + " " + c.count())
        .containsExactlyInAnyOrder("right 1", "right too 0", "wrong 1", "also wrong 0");
    assertThat(night.view().question().explanation()).as("there is none").isNull();
  }

  @Test
  void the_reveal_shows_players_what_they_earned() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.answer("p2", "wrong");
    String late = night.join();
    night.skip();

    assertThat(night.own("p1"))
        .isEqualTo(
            new TriviaView.Own(1000, 1, null, true, List.of(night.shownId("right")), true, 1000));
    assertThat(night.own("p2"))
        .isEqualTo(new TriviaView.Own(0, 2, null, true, List.of(night.shownId("wrong")), false, 0));
    assertThat(night.own("p3"))
        .as("without an answer")
        .isEqualTo(new TriviaView.Own(0, 2, null, true, null, false, 0));
    assertThat(night.own(late))
        .as("not playing yet")
        .isEqualTo(new TriviaView.Own(0, 2, null, false, null, null, null));
  }

  @Test
  void the_standings_keep_the_counts_but_not_the_right_answer() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.skip();
    night.skip();

    assertThat(night.view().phase()).isEqualTo("standings");
    assertThat(night.view().question().correct()).isNull();
    assertThat(night.view().question().explanation()).isNull();
    assertThat(night.view().question().choices())
        .extracting(TriviaView.Choice::count)
        .containsOnly(0, 1);
    assertThat(night.view().nextAt()).isEqualTo("2026-03-01T20:00:04Z");
    assertThat(night.own("p1").points()).isEqualTo(1000);
  }

  @Test
  void from_the_second_question_on_players_see_their_rank_before_it() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.skip();
    night.skip();
    night.skip();
    night.at(5_000).answer("p2", "right");
    night.skip();

    assertThat(night.own("p1").previousRank()).isEqualTo(1);
    assertThat(night.own("p2").previousRank()).isEqualTo(2);
    assertThat(night.own("p2").rank()).isEqualTo(2);
    assertThat(night.own("p3").rank()).isEqualTo(3);
    night.skip();
    night.skip();
    assertThat(night.own("p1").previousRank())
        .as("nothing has moved yet while the next question is open")
        .isNull();
  }

  @Test
  void the_end_shows_scores_and_no_question() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(2);
    night.answer("p1", "right");
    night.skip();
    night.skip();

    assertThat(night.view().phase()).isEqualTo("final");
    assertThat(night.view().question()).isNull();
    assertThat(night.own("p1"))
        .isEqualTo(new TriviaView.Own(1000, 1, null, true, null, null, null));
    assertThat(night.own("p9"))
        .as("seated after the end")
        .isEqualTo(new TriviaView.Own(0, null, null, false, null, null, null));
  }

  @Test
  void while_the_room_is_paused_the_time_left_is_shown_instead_of_the_deadline() {
    TriviaNight night = aNight();
    night.clock = night.clock.stop(EIGHT_O_CLOCK.plusMillis(4_000));

    assertThat(night.view().question().closesAt()).isNull();
    assertThat(night.view().question().remainingMs()).isEqualTo(6_000);
    night.at(4_000).skip();
    assertThat(night.view().nextAt()).isNull();
    assertThat(night.view().question().remainingMs()).isNull();
  }

  @Test
  void after_a_pause_the_deadline_is_later_by_its_length() {
    TriviaNight night = aNight();
    night.clock =
        night.clock.stop(EIGHT_O_CLOCK.plusMillis(4_000)).run(EIGHT_O_CLOCK.plusSeconds(60));

    assertThat(night.view().question().closesAt()).isEqualTo("2026-03-01T20:01:06Z");
  }

  @Test
  void where_the_game_waits_for_its_host_no_time_is_shown_after_the_question() {
    TriviaNight night = TriviaNight.with(settings("autoAdvance", false), several(2)).startedWith(1);
    night.skip();

    assertThat(night.view().nextAt()).isNull();
  }
}
