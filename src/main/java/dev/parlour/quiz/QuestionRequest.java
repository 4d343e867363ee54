package dev.parlour.quiz;

import java.util.Locale;

/**
 * A wish for questions.
 *
 * @param topic a topic's id; one that does not exist is refused by the source, not here
 * @param count how many, 1 to {@value #MOST}
 * @param language language tag such as {@code en} or {@code de-AT}; only the part before the first
 *     {@code -} or {@code _} is kept. A source that has nothing in this language gives what it has,
 *     English first: a quiz in English beats no quiz, and {@link Topic#languages()} lets the page
 *     say so beforehand
 * @param seed decides which questions are taken, and their order
 */
public record QuestionRequest(String topic, int count, String language, long seed) {

  /**
   * Most questions in one request: well above what a room takes, well below what a generator runs
   * out of.
   */
  public static final int MOST = 200;

  /**
   * Keeps the language's primary part, in lower case.
   *
   * @throws IllegalArgumentException if count is out of range
   */
  public QuestionRequest {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "1 to " + MOST + " questions can be requested, not " + count);
    }
    topic = topic.strip();
    language = language.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
  }
}
