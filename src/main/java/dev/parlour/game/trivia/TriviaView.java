package dev.parlour.game.trivia;

import java.util.List;

/**
 * What people may see of a trivia game. A null field is absent on the wire. All times on the wall
 * are ISO-8601 in UTC, and null while the room is paused.
 */
public sealed interface TriviaView {

  /**
   * The same for everybody in a role.
   *
   * @param phase {@code lobby}, {@code question}, {@code reveal}, {@code standings} or {@code
   *     final}
   * @param rules how this game is played
   * @param question the question of this phase; null in the lobby and at the end
   * @param nextAt when the reveal or the standings go on by themselves; null where they wait for
   *     the host
   */
  record Shared(String phase, Rules rules, Asked question, String nextAt) implements TriviaView {}

  /**
   * What players may know before the first question.
   *
   * @param topic null where a question set was chosen
   * @param questions how many there are
   * @param secondsPerQuestion for questions without a time of their own
   * @param scoring {@code speed} or {@code flat}
   * @param autoAdvance whether the game goes on without its host
   */
  record Rules(
      String topic, int questions, int secondsPerQuestion, String scoring, boolean autoAdvance) {}

  /**
   * A question, as far as the phase lets people see it.
   *
   * @param number from 1
   * @param of how many questions there are
   * @param language of the text, the choices and the explanation, which need not be the reader's
   * @param kind {@code single}, {@code multiple} or {@code true_false}
   * @param points what a right answer is worth at most
   * @param seconds the time that it was opened with, which is the T of the points
   * @param closesAt the deadline; null unless the question is open and time runs
   * @param remainingMs the time left while the room is paused in an open question; null otherwise
   * @param answered how many answers count so far
   * @param playing how many players may answer this question
   * @param correct the right ids, in the reveal only
   * @param explanation in the reveal only, and only where there is one
   */
  record Asked(
      int number,
      int of,
      String text,
      String language,
      String kind,
      int points,
      int seconds,
      List<Choice> choices,
      String closesAt,
      Long remainingMs,
      int answered,
      int playing,
      List<String> correct,
      String explanation) {}

  /**
   * A choice under its shown id.
   *
   * @param id {@code a} for the first one shown, and so on; says nothing about the author's order
   * @param count how many chose it; null until the question is closed
   */
  record Choice(String id, String text, Integer count) {}

  /**
   * One player's own part.
   *
   * @param score up to the last closed question
   * @param rank from 1; null for somebody without a place (in the lobby, or seated after the end)
   * @param previousRank the rank before this question counted; in reveal and standings only, null
   *     where there was none
   * @param playing false for somebody who joined during this question and waits for the next
   * @param answer the choices that count for this question; null without one
   * @param correct whether the answer was right; null until the reveal and for those who do not
   *     play this question
   * @param points what it earned; null as {@code correct}
   */
  record Own(
      long score,
      Integer rank,
      Integer previousRank,
      boolean playing,
      List<String> answer,
      Boolean correct,
      Integer points)
      implements TriviaView {}
}
