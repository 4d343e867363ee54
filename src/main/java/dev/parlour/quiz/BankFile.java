package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.List;

/**
 * What one question file says, already checked.
 *
 * @param name the file's name, for messages
 * @param topic the topic's id
 * @param titleEn English title of the topic
 * @param titleDe German title of the topic
 * @param emoji the topic's picture
 * @param language primary tag of the language the questions are written in
 * @param licence under what terms the questions may be used
 * @param source who wrote them, or where they come from
 * @param questions in the file's order, no two the same
 */
record BankFile(
    String name,
    String topic,
    String titleEn,
    String titleDe,
    String emoji,
    String language,
    String licence,
    String source,
    List<Question> questions) {

  BankFile {
    questions = List.copyOf(questions);
  }
}
