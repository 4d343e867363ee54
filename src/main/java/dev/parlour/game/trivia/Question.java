package dev.parlour.game.trivia;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One question as the game gets it. Choices are in the author's order; the game shuffles them.
 *
 * @param text what is asked, or the statement to judge; 1 to 300 characters
 * @param kind how it is answered
 * @param choices 2 to 6, with distinct ids, and distinct texts even when case and space are ignored
 * @param correct ids of the right choices, at least one
 * @param explanation shown at the reveal; up to 500 characters, may be empty
 * @param points what a right answer is worth at most: 0, 1000 or 2000
 * @param seconds time to answer, 2 to 120; 0 stands for the room's setting
 */
public record Question(
    String text,
    Kind kind,
    List<Choice> choices,
    List<String> correct,
    String explanation,
    int points,
    int seconds) {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /**
   * SINGLE: exactly one right choice; MULTIPLE: one or more, all and only the right ones must be
   * given; TRUE_FALSE: two choices, never shuffled.
   */
  public enum Kind {
    SINGLE,
    MULTIPLE,
    TRUE_FALSE
  }

  /**
   * One possible answer.
   *
   * @param id short and stable within the question ("a", "b", …), carries no hint at what is right
   * @param text what the player reads; 1 to 120 characters
   */
  public record Choice(String id, String text) {
    public Choice {
      require(!id.isBlank(), "a choice needs an id");
      requireLength("a choice's text", text, 1, 120);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a rule of the components is broken
   */
  public Question {
    Objects.requireNonNull(kind, "kind");
    choices = List.copyOf(choices);
    correct = List.copyOf(correct);
    requireLength("the text", text, 1, 300);
    requireLength("the explanation", explanation, 0, 500);
    require(
        choices.size() >= 2 && choices.size() <= 6,
        "2 to 6 choices are needed, not " + choices.size());
    Set<String> ids = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Choice choice : choices) {
      require(ids.add(choice.id()), "two choices have the id " + choice.id());
      require(texts.add(folded(choice.text())), "two choices read the same: " + choice.text());
    }
    require(!correct.isEmpty(), "at least one choice must be right");
    require(new HashSet<>(correct).size() == correct.size(), "a right choice is named twice");
    require(ids.containsAll(correct), "a right choice is not among the choices");
    require(
        kind == Kind.MULTIPLE || correct.size() == 1,
        "exactly one choice must be right, not " + correct.size());
    require(
        kind != Kind.TRUE_FALSE || choices.size() == 2,
        "true or false needs two choices, not " + choices.size());
    require(
        points == 0 || points == 1000 || points == 2000,
        "points must be 0, 1000 or 2000, not " + points);
    require(
        seconds == 0 || (seconds >= 2 && seconds <= 120),
        "seconds must be 0 or 2 to 120, not " + seconds);
  }

  /**
   * @throws NoSuchElementException if there is none with that id
   */
  Choice choice(String id) {
    for (Choice choice : choices) {
      if (choice.id().equals(id)) {
        return choice;
      }
    }
    throw new NoSuchElementException("no choice has the id " + id);
  }

  private static String folded(String text) {
    return SPACE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static void requireLength(String what, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    require(
        length >= least && length <= most && (least == 0 || !text.isBlank()),
        what + " must have " + least + " to " + most + " characters, not " + length);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
