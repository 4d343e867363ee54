package dev.parlour.quiz;

import java.util.List;

/**
 * Question files break the rules of their format. Carries everything found, so that an author need
 * not find out one by one.
 */
public final class BankFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // always an immutable list of strings, which is serializable
  private final List<String> problems;

  BankFormatException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * One sentence or two for each problem: file, line and entry, what is wrong, and what to do; at
   * least one.
   */
  public List<String> problems() {
    return problems;
  }
}
