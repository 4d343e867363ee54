package dev.parlour.game.trivia;

import java.util.List;

/**
 * What a trivia game is played with: these questions, all of them, in this order. How many were
 * asked for stands in {@link TriviaSettings#questions()}; whoever makes the content keeps to it.
 *
 * @param questions 1 to 50
 */
public record TriviaContent(List<Question> questions) {
  public TriviaContent {
    questions = List.copyOf(questions);
    if (questions.isEmpty() || questions.size() > TriviaSettings.MOST_QUESTIONS) {
      throw new IllegalArgumentException(
          "a trivia game has 1 to "
              + TriviaSettings.MOST_QUESTIONS
              + " questions, not "
              + questions.size());
    }
  }
}
