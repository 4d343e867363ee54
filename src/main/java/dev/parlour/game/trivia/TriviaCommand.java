package dev.parlour.game.trivia;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What people may ask of a trivia game. Nothing here is checked: {@link TriviaGame#decide} answers
 * every value with a decision.
 */
public sealed interface TriviaCommand {
  /**
   * A player's answer, given once.
   *
   * @param question the number of the question that the player saw, so that an answer on its way
   *     while the question changes does not count for the next
   * @param choices the shown ids; one, or several where the kind is multiple
   */
  record Answer(int question, List<String> choices) implements TriviaCommand {
    public Answer {
      // Not List.copyOf: a null from outside is refused as an unknown choice, not by an exception.
      choices =
          choices == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(choices));
    }
  }

  /**
   * The host goes on: closes the question, or ends the reveal or the standings.
   *
   * @param question the number of the question that the host saw, and
   * @param phase the phase, so that what was pressed twice does not end the next one too; either
   *     may be null, and then whatever is there now is ended
   */
  record Skip(Integer question, String phase) implements TriviaCommand {
    /** Ends whatever is there now. */
    public Skip() {
      this(null, null);
    }
  }

  /** The host gives more time to the open question. */
  record Extend(int seconds) implements TriviaCommand {}
}
