package dev.parlour.bench;

import dev.parlour.bench.client.TriviaTable.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that was acknowledged is counted exactly once: the reveals of a room show as many
 * answers, and as many for each choice, as its players were promised, and everybody's score is the
 * sum of what their answers earned. For rooms with flat scoring.
 */
final class Check {
  private static final int MOST_FAULTS = 20;

  private record Answer(String player, String choice) {}

  private static final class Room {
    final Map<Integer, List<Answer>> answers = new TreeMap<>();
    final Map<Integer, Result> results = new TreeMap<>();
    final Map<String, Score> scores = new LinkedHashMap<>();
  }

  private record Score(long value, int closed) {}

  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int answers;

  /** A player was told that this answer is stored. */
  void acknowledged(String room, String player, int question, String choice) {
    answers++;
    room(room)
        .answers
        .computeIfAbsent(question, q -> new ArrayList<>())
        .add(new Answer(player, choice));
  }

  /** What the last reveal of a question showed. */
  void shown(String room, Result result) {
    room(room).results.put(result.number(), result);
  }

  /**
   * What a player's last view told.
   *
   * @param closed up to which question points are settled in it
   */
  void score(String room, String player, long score, int closed) {
    room(room).scores.put(player, new Score(score, closed));
  }

  /** Something that is wrong by itself. */
  void fault(String sentence) {
    faults.add(sentence);
  }

  private Room room(String code) {
    return rooms.computeIfAbsent(code, c -> new Room());
  }

  /** Acknowledged answers that were looked for. */
  int answers() {
    return answers;
  }

  /** What is wrong, a sentence each; empty where all is well. */
  List<String> faults() {
    List<String> found = new ArrayList<>(faults);
    rooms.forEach(
        (code, room) -> {
          room.results.forEach(
              (number, result) ->
                  counts(
                      code + " question " + number,
                      room.answers.getOrDefault(number, List.of()),
                      result,
                      found));
          room.answers.forEach(
              (number, given) -> {
                if (!room.results.containsKey(number)) {
                  found.add(
                      "%s question %d: %d answers were acknowledged, but no reveal was seen"
                          .formatted(code, number, given.size()));
                }
              });
          scores(code, room, found);
        });
    if (found.size() <= MOST_FAULTS) {
      return found;
    }
    List<String> some = new ArrayList<>(found.subList(0, MOST_FAULTS));
    some.add("and " + (found.size() - MOST_FAULTS) + " more");
    return some;
  }

  private static void counts(String where, List<Answer> given, Result result, List<String> found) {
    if (given.size() != result.answered()) {
      found.add(
          "%s: %d answers were acknowledged, %d are counted"
              .formatted(where, given.size(), result.answered()));
    }
    Map<String, Integer> expected = new TreeMap<>();
    given.forEach(answer -> expected.merge(answer.choice(), 1, Integer::sum));
    result
        .counts()
        .forEach(
            (choice, count) -> {
              int promised = expected.getOrDefault(choice, 0);
              if (promised != count) {
                found.add(
                    "%s: choice %s was acknowledged %d times and is counted %d times"
                        .formatted(where, choice, promised, count));
              }
            });
  }

  private static void scores(String code, Room room, List<String> found) {
    Map<String, Long> expected = new LinkedHashMap<>();
    room.answers.forEach(
        (number, given) -> {
          Result result = room.results.get(number);
          for (Answer answer : given) {
            Score told = room.scores.get(answer.player());
            if (result != null
                && told != null
                && number <= told.closed()
                && result.correct().equals(List.of(answer.choice()))) {
              expected.merge(answer.player(), (long) result.points(), Long::sum);
            }
          }
        });
    room.scores.forEach(
        (player, score) -> {
          long sum = expected.getOrDefault(player, 0L);
          if (sum != score.value()) {
            found.add(
                "%s: player %s should have %d points for what was acknowledged and has %d"
                    .formatted(code, player, sum, score.value()));
          }
        });
  }
}
