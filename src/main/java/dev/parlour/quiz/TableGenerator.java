package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.List;
import java.util.OptionalInt;

/**
 * Asks about each row of a table at most once in a set, since one question about a row often
 * answers another.
 */
final class TableGenerator<R> implements QuestionGenerator {

  private final Topic topic;
  private final List<R> rows;
  private final Maker<R> maker;

  /** Makes a question about one row. */
  interface Maker<R> {
    Question about(R row, Language language, Dice dice);
  }

  TableGenerator(
      String id, String titleEn, String titleDe, String emoji, List<R> rows, Maker<R> maker) {
    this.topic = new Topic(id, titleEn, titleDe, OptionalInt.of(rows.size()), emoji, Language.TAGS);
    this.rows = List.copyOf(rows);
    this.maker = maker;
  }

  @Override
  public Topic topic() {
    return topic;
  }

  @Override
  public List<Question> make(int count, Language language, Dice dice) {
    return dice.shuffled(rows).stream()
        .limit(count)
        .map(row -> maker.about(row, language, dice))
        .toList();
  }
}
