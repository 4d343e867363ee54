package dev.parlour.quiz;

import dev.parlour.game.trivia.Question;
import java.util.List;
import java.util.Locale;

/** What a source answers: the questions, or why there are none. */
public sealed interface Selection {

  /**
   * The questions, in the order in which they are to be asked.
   *
   * @param questions as many as requested, no two with the same text
   */
  record Picked(List<Question> questions) implements Selection {
    public Picked {
      questions = List.copyOf(questions);
    }
  }

  /**
   * No questions.
   *
   * @param reason stable, for programs
   * @param message one English sentence for people
   */
  record Refused(Reason reason, String message) implements Selection {}

  /** Why a source refuses. */
  enum Reason {
    UNKNOWN_TOPIC,
    TOO_FEW_QUESTIONS;

    /** The reason as it stands in messages on the wire, such as {@code unknown_topic}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses a topic that the source does not have. */
  static Refused unknownTopic(String topic) {
    return new Refused(Reason.UNKNOWN_TOPIC, "There is no topic '" + topic + "'.");
  }

  /** Refuses a count that is more than the topic has. */
  static Refused tooFew(String topic, int wanted, int available) {
    return new Refused(
        Reason.TOO_FEW_QUESTIONS,
        "Topic '"
            + topic
            + "' has "
            + available
            + " questions, but "
            + wanted
            + " were asked for.");
  }
}
