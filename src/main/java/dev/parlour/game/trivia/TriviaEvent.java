package dev.parlour.game.trivia;

import java.util.List;

/**
 * What happened in a trivia game. All times are game time in milliseconds; all choices go by their
 * shown ids.
 */
public sealed interface TriviaEvent {
  /** The game has all that it will ever need. */
  record Prepared(TriviaSettings settings, List<Question> questions, long seed)
      implements TriviaEvent {
    public Prepared {
      questions = List.copyOf(questions);
    }
  }

  /** The game began with these players, in the order of joining. */
  record Started(List<String> players) implements TriviaEvent {
    public Started {
      players = List.copyOf(players);
    }
  }

  /** Somebody joined the game in progress and plays from the next question. */
  record PlayerSeated(String player) implements TriviaEvent {}

  /** A player left for good; points and answer go with them. */
  record PlayerGone(String player) implements TriviaEvent {}

  /**
   * A question was put.
   *
   * @param question its number, from 1
   * @param order the author's ids of the choices as they are shown: the first one is shown as
   *     {@code a}. The drawn order is kept here, so that another way of drawing cannot change a
   *     replay
   */
  record QuestionOpened(int question, List<String> order, long at, long closesAt)
      implements TriviaEvent {
    public QuestionOpened {
      order = List.copyOf(order);
    }
  }

  /**
   * An answer counts.
   *
   * @param choices in the shown order, none twice
   * @param at its arrival
   */
  record AnswerAccepted(String player, int question, List<String> choices, long at)
      implements TriviaEvent {
    public AnswerAccepted {
      choices = List.copyOf(choices);
    }
  }

  /** The open question closes later than planned. */
  record DeadlineExtended(int question, long closesAt) implements TriviaEvent {}

  /** Why a question closed. */
  enum Closing {
    DEADLINE,
    ALL_ANSWERED,
    SKIPPED
  }

  /**
   * A question closed, and its answer is shown.
   *
   * @param at what arrived later does not count; never after the deadline, however late the alarm
   *     was
   * @param shownAt when the reveal began: the moment of the decision
   * @param until how long the reveal lasts where the game goes on by itself
   */
  record QuestionClosed(int question, Closing why, long at, long shownAt, long until)
      implements TriviaEvent {}

  /** The standings after a question are shown. */
  record StandingsShown(int question, long at, long until) implements TriviaEvent {}

  /** Why a game is over. */
  enum Ending {
    ALL_ASKED,
    ENDED_BY_HOST
  }

  /** The game is over; an open question does not count. */
  record Finished(long at, Ending why) implements TriviaEvent {}
}
