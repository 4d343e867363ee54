package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.List;

/** Makes fresh questions on one topic. Immutable; any thread may call. */
interface QuestionGenerator {

  Topic topic();

  /**
   * Makes questions, all chance taken from the dice.
   *
   * @param count 1 to {@link QuestionRequest#MOST}; if the topic has a count, no more than that
   * @return exactly {@code count} questions, no two about the same fact
   */
  List<Question> make(int count, Language language, Dice dice);
}
