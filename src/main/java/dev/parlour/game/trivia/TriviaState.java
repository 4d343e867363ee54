package dev.parlour.game.trivia;

import dev.parlour.game.Persistent;
import dev.parlour.game.Placing;
import dev.parlour.game.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that a trivia game knows: right answers and everybody's answers too, so nothing of it leaves
 * but through {@link TriviaView}. Times are game time in milliseconds.
 *
 * @param settings null until prepared
 * @param random draws the order of the next question's choices
 * @param asked the question of this phase; null in the lobby and at the end
 * @param players who has a seat, by id
 * @param placings everybody's place by the scores in {@code players}, which change only when a
 *     question closes
 * @param since when this phase began
 * @param until when it ends by itself: an open question's deadline; after it, where nobody needs to
 *     click
 */
public record TriviaState(
    Phase phase,
    TriviaSettings settings,
    List<Question> questions,
    SeededRandom random,
    Asked asked,
    Map<String, Player> players,
    List<Placing> placings,
    long since,
    long until) {

  private static final List<String> LETTERS =
      IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).toList();

  /**
   * Lobby, then question, reveal and standings for each question, then final; the last question has
   * no standings.
   */
  public enum Phase {
    LOBBY,
    QUESTION,
    REVEAL,
    STANDINGS,
    FINAL
  }

  /**
   * A player with a seat.
   *
   * @param from the number of the first question they play
   * @param previousRank before the last closed question counted; 0 where there was none
   */
  public record Player(int from, long score, int previousRank) {}

  /**
   * An answer that counts.
   *
   * @param choices shown ids in the shown order
   */
  public record Given(List<String> choices, boolean correct, int points) {
    public Given {
      choices = List.copyOf(choices);
    }
  }

  /**
   * A question that was put.
   *
   * @param order the author's ids of the choices in the shown order; the position gives the shown
   *     id
   * @param millis the time that it was opened with: the T of the points, whatever the host adds
   * @param playing how many of the seated players may answer it
   * @param answers by player
   * @param counts how many answers name the choice at this position of {@code order}
   * @param closedAt what arrived later does not count; 0 while it is open
   */
  public record Asked(
      int number,
      List<String> order,
      long openedAt,
      long millis,
      int playing,
      Map<String, Given> answers,
      List<Integer> counts,
      long closedAt) {
    public Asked {
      order = List.copyOf(order);
      answers = Persistent.map(answers);
      counts = List.copyOf(counts);
    }

    static Asked opened(int number, List<String> order, long at, long millis, int playing) {
      return new Asked(
          number, order, at, millis, playing, Map.of(), Collections.nCopies(order.size(), 0), 0);
    }

    /**
     * The ids on the wire, in the shown order. They say nothing about the author's order, in which
     * people like to put the right answer first.
     */
    List<String> shownIds() {
      return LETTERS.subList(0, order.size());
    }

    Asked with(String player, Given given) {
      return new Asked(
          number,
          order,
          openedAt,
          millis,
          playing,
          Persistent.with(answers, player, given),
          counted(given, 1),
          closedAt);
    }

    Asked without(String player) {
      Given given = answers.get(player);
      return given == null
          ? this
          : new Asked(
              number,
              order,
              openedAt,
              millis,
              playing,
              Persistent.without(answers, player),
              counted(given, -1),
              closedAt);
    }

    Asked playing(int fewer) {
      return new Asked(number, order, openedAt, millis, fewer, answers, counts, closedAt);
    }

    Asked closed(long at) {
      return new Asked(number, order, openedAt, millis, playing, answers, counts, at);
    }

    private List<Integer> counted(Given given, int change) {
      List<Integer> changed = new ArrayList<>(counts);
      List<String> ids = shownIds();
      for (String choice : given.choices()) {
        changed.set(ids.indexOf(choice), changed.get(ids.indexOf(choice)) + change);
      }
      return changed;
    }
  }

  public TriviaState {
    questions = List.copyOf(questions);
    players = Persistent.map(players);
    placings = Persistent.list(placings);
  }

  static final TriviaState INITIAL =
      new TriviaState(
          Phase.LOBBY, null, List.of(), new SeededRandom(0), null, Map.of(), List.of(), 0, 0);

  /** The question of this phase as its author wrote it; only where {@link #asked()} is not null. */
  Question question() {
    return questions.get(asked.number() - 1);
  }

  boolean atLastQuestion() {
    return asked.number() == questions.size();
  }

  /** The right choices of the question of this phase: shown ids in the shown order. */
  List<String> correct() {
    List<String> ids = asked.shownIds();
    List<String> correct = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (question().correct().contains(asked.order().get(i))) {
        correct.add(ids.get(i));
      }
    }
    return correct;
  }

  TriviaState prepared(TriviaSettings settings, List<Question> questions, SeededRandom random) {
    return new TriviaState(
        phase, settings, questions, random, asked, players, placings, since, until);
  }

  TriviaState in(Phase next, Asked asked, long since, long until) {
    return new TriviaState(
        next, settings, questions, random, asked, players, placings, since, until);
  }

  TriviaState with(Asked asked) {
    return new TriviaState(
        phase, settings, questions, random, asked, players, placings, since, until);
  }

  TriviaState with(SeededRandom random) {
    return new TriviaState(
        phase, settings, questions, random, asked, players, placings, since, until);
  }

  TriviaState with(Map<String, Player> players, List<Placing> placings) {
    return new TriviaState(
        phase, settings, questions, random, asked, players, placings, since, until);
  }
}
