package dev.parlour.game.trivia;

import dev.parlour.game.trivia.Question.Choice;
import dev.parlour.game.trivia.Question.Kind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Questions whose choices say themselves whether they are right. The right ones come first, as
 * authors like to write them.
 */
final class Questions {
  private Questions() {}

  static Question aQuestion() {
    return single("Which one is right?", 1000, 0);
  }

  static Question single(String text, int points, int seconds) {
    List<Choice> choices =
        List.of(
            new Choice("yes", "right"),
            new Choice("no1", "wrong"),
            new Choice("no2", "also wrong"),
            new Choice("no3", "very wrong"));
    return new Question(
        text, Kind.SINGLE, choices, List.of("yes"), "Because it is.", points, seconds);
  }

  static Question worth(int points) {
    return single("What is it worth?", points, 0);
  }

  static Question lasting(int seconds) {
    return single("How long?", 1000, seconds);
  }

  static Question multiple() {
    List<Choice> choices =
        List.of(
            new Choice("yes1", "right"),
            new Choice("yes2", "right too"),
            new Choice("no1", "wrong"),
            new Choice("no2", "also wrong"));
    return new Question(
        "Which ones are right?", Kind.MULTIPLE, choices, List.of("yes1", "yes2"), "", 1000, 0);
  }

  static Question trueOrFalse() {
    return new Question(
        "Is it?",
        Kind.TRUE_FALSE,
        List.of(new Choice("t", "true"), new Choice("f", "false")),
        List.of("f"),
        "It is not.",
        1000,
        0);
  }

  static Question[] several(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> single("Question " + i, 1000, 0))
        .toArray(Question[]::new);
  }
}
