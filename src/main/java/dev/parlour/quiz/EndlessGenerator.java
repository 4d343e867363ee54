package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Draws questions one by one out of more than anybody can ask, and passes over what it has drawn
 * before.
 */
final class EndlessGenerator implements QuestionGenerator {

  /**
   * Generous: every topic has several times {@link QuestionRequest#MOST} facts, so a draw is new at
   * least every other time.
   */
  private static final int DRAWS_PER_QUESTION = 100;

  private final Topic topic;
  private final Maker maker;

  /** Makes one question. */
  interface Maker {
    Drawn draw(Language language, Dice dice);
  }

  /**
   * A question and what it is about.
   *
   * @param fact equal for two questions that ask for the same thing, even the other way round
   */
  record Drawn(String fact, Question question) {}

  EndlessGenerator(String id, String titleEn, String titleDe, String emoji, Maker maker) {
    topic = new Topic(id, titleEn, titleDe, OptionalInt.empty(), emoji, Language.TAGS);
    this.maker = maker;
  }

  @Override
  public Topic topic() {
    return topic;
  }

  @Override
  public List<Question> make(int count, Language language, Dice dice) {
    List<Question> made = new ArrayList<>();
    Set<String> facts = new HashSet<>();
    for (int draws = 0; made.size() < count; draws++) {
      if (draws > count * DRAWS_PER_QUESTION) {
        throw new IllegalStateException(
            "the generator " + topic.id() + " is not endless after all");
      }
      Drawn drawn = maker.draw(language, dice);
      if (facts.add(drawn.fact())) {
        made.add(drawn.question());
      }
    }
    return made;
  }
}
