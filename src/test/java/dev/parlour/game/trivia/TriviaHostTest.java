package dev.parlour.game.trivia;

import static dev.parlour.game.trivia.Questions.aQuestion;
import static dev.parlour.game.trivia.Questions.several;
import static dev.parlour.game.trivia.TriviaNight.GAME;
import static dev.parlour.game.trivia.TriviaNight.code;
import static dev.parlour.game.trivia.TriviaNight.events;
import static dev.parlour.game.trivia.TriviaNight.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlour.game.Input;
import dev.parlour.game.trivia.TriviaEvent.Closing;
import dev.parlour.game.trivia.TriviaEvent.DeadlineExtended;
import dev.parlour.game.trivia.TriviaEvent.QuestionClosed;
import dev.parlour.game.trivia.TriviaEvent.StandingsShown;
import dev.parlour.game.trivia.TriviaState.Phase;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriviaHostTest {

  private static TriviaNight aNight() {
    return TriviaNight.with(several(3)).startedWith(2);
  }

  private static TriviaNight aNightThatWaitsForItsHost() {
    return TriviaNight.with(settings("autoAdvance", false, "hostGoneSeconds", 30), several(3))
        .startedWith(2);
  }

  @Test
  void skipping_closes_the_open_question_now() {
    assertThat(events(aNight().at(3_000).skip()))
        .containsExactly(new QuestionClosed(1, Closing.SKIPPED, 3_000, 3_000, 9_000));
  }

  @Test
  void answers_given_before_a_skip_count() {
    TriviaNight night = aNight();
    night.answer("p1", "right");
    night.skip();

    assertThat(night.own("p1").score()).isEqualTo(1000);
  }

  @Test
  void skipping_ends_the_reveal_and_then_the_standings() {
    TriviaNight night = aNight();
    night.skip();

    assertThat(events(night.at(100).skip())).containsExactly(new StandingsShown(1, 100, 4_100));
    night.at(200).skip();
    assertThat(GAME.phase(night.state)).isEqualTo("question 2 until 10200");
  }

  @Test
  void skipping_after_the_last_reveal_ends_the_game() {
    TriviaNight night = TriviaNight.with(aQuestion()).startedWith(1);
    night.skip();
    night.skip();

    assertThat(GAME.finished(night.state)).isTrue();
  }

  @Test
  void a_skip_meant_for_the_phase_before_does_not_close_the_next_question() {
    TriviaNight night = aNight();
    night.wakeWhenDue();
    night.wakeWhenDue();
    night.wakeWhenDue();

    assertThat(code(night.later(-1).skip())).isEqualTo("already_moved_on");
    assertThat(night.phase()).isEqualTo(Phase.QUESTION);
  }

  @Test
  void a_skip_that_names_what_the_host_saw_ends_nothing_else() {
    TriviaNight night = aNight();

    assertThat(code(night.skip(1, "question"))).isEqualTo("accepted");
    assertThat(code(night.skip(1, "question"))).isEqualTo("already_moved_on");
    assertThat(code(night.skip(2, "reveal"))).isEqualTo("already_moved_on");
    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
    assertThat(code(night.skip(1, "reveal"))).isEqualTo("accepted");
    assertThat(code(night.skip(1, null))).as("half of it says nothing").isEqualTo("accepted");
    assertThat(night.phase()).isEqualTo(Phase.QUESTION);
  }

  @Test
  void there_is_nothing_to_skip_before_the_start() {
    assertThat(code(TriviaNight.with(aQuestion()).skip())).isEqualTo("not_started");
  }

  @Test
  void more_time_moves_the_deadline() {
    TriviaNight night = aNight();

    assertThat(events(night.at(4_000).extend(15))).containsExactly(new DeadlineExtended(1, 25_000));
    assertThat(GAME.wakeAt(night.state, night.situation())).hasValue(25_000);
    assertThat(GAME.deadline(night.state)).hasValue(25_000);
    assertThat(events(night.at(10_000).wake())).isEmpty();
    assertThat(code(night.at(25_000).answer("p1", "right"))).isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 121, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void more_time_is_1_to_120_seconds(int seconds) {
    assertThat(code(aNight().extend(seconds))).isEqualTo("bad_seconds");
  }

  @Test
  void an_open_question_has_at_most_four_minutes_left() {
    TriviaNight night = aNight();
    night.extend(120);

    assertThat(code(night.extend(111))).isEqualTo("too_much_time");
    assertThat(code(night.extend(110))).isEqualTo("accepted");
    assertThat(code(night.at(60_000).extend(60))).isEqualTo("accepted");
  }

  @Test
  void only_an_open_question_gets_more_time() {
    TriviaNight night = aNight();
    assertThat(code(TriviaNight.with(aQuestion()).extend(10))).isEqualTo("not_in_question");
    assertThat(code(night.at(10_001).extend(10)))
        .as("its time is over, though the alarm is late")
        .isEqualTo("too_late");
    night.wake();
    assertThat(code(night.extend(10))).isEqualTo("not_in_question");
    night.skip();
    assertThat(code(night.extend(10))).isEqualTo("not_in_question");
  }

  @Test
  void a_player_cannot_direct_and_a_host_cannot_answer_without_a_seat() {
    TriviaNight night = aNight();

    assertThat(code(night.decide(new Input.Play<>("p1", new TriviaCommand.Skip()))))
        .isEqualTo("host_only");
    assertThat(code(night.decide(new Input.Play<>("p1", new TriviaCommand.Extend(5)))))
        .isEqualTo("host_only");
    assertThat(code(night.decide(new Input.Direct<>(new TriviaCommand.Answer(1, List.of("a"))))))
        .isEqualTo("players_only");
  }

  @Test
  void without_automatic_advance_the_question_still_closes_by_itself() {
    TriviaNight night = aNightThatWaitsForItsHost();
    night.wakeWhenDue();

    assertThat(night.phase()).isEqualTo(Phase.REVEAL);
  }

  @Test
  void without_automatic_advance_reveal_and_standings_wait_for_the_host() {
    TriviaNight night = aNightThatWaitsForItsHost();
    night.skip();
    assertThat(GAME.wakeAt(night.state, night.situation())).isEmpty();
    assertThat(GAME.deadline(night.state)).isEmpty();
    assertThat(events(night.at(1_000_000).wake())).isEmpty();
    night.skip();
    assertThat(GAME.wakeAt(night.state, night.situation())).isEmpty();
    assertThat(events(night.at(2_000_000).wake())).isEmpty();
    night.skip();

    assertThat(GAME.phase(night.state)).isEqualTo("question 2 until 2010000");
  }

  @Test
  void when_the_host_is_gone_too_long_the_game_goes_on_by_itself() {
    TriviaNight night = aNightThatWaitsForItsHost();
    night.skip();
    night.at(20_000).hostAwayFor = OptionalLong.of(5_000);
    assertThat(GAME.wakeAt(night.state, night.situation())).hasValue(45_000);
    assertThat(events(night.wake())).isEmpty();
    night.at(45_000).hostAwayFor = OptionalLong.of(30_000);

    assertThat(events(night.wake())).containsExactly(new StandingsShown(1, 45_000, 49_000));
  }

  @Test
  void a_host_who_is_gone_does_not_shorten_the_reveal() {
    TriviaNight night = aNightThatWaitsForItsHost();
    night.hostAwayFor = OptionalLong.of(600_000);
    night.wakeWhenDue();

    assertThat(GAME.wakeAt(night.state, night.situation())).hasValue(16_000);
    assertThat(events(night.at(15_999).wake())).isEmpty();
    assertThat(events(night.at(16_000).wake())).hasSize(1);
  }

  @Test
  void a_host_who_comes_back_is_waited_for_again() {
    TriviaNight night = aNightThatWaitsForItsHost();
    night.hostAwayFor = OptionalLong.of(600_000);
    night.wakeWhenDue();
    night.hostAwayFor = OptionalLong.empty();
    night.decide(new Input.Presence<>());

    assertThat(GAME.wakeAt(night.state, night.situation())).isEmpty();
    assertThat(events(night.at(100_000).wake())).isEmpty();
  }

  @Test
  void without_its_host_a_game_reaches_the_end() {
    TriviaNight night = aNightThatWaitsForItsHost();
    night.hostAwayFor = OptionalLong.of(600_000);
    while (!GAME.finished(night.state)) {
      assertThat(events(night.wakeWhenDue())).isNotEmpty();
    }

    assertThat(night.now)
        .isEqualTo(10_000 + 6_000 + 4_000 + 10_000 + 6_000 + 4_000 + 10_000 + 6_000);
  }
}
