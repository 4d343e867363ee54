package dev.parlour.matchmaking.web;

import java.util.List;

/**
 * The form by which somebody enters a queue, as it was sent or as it is offered first.
 *
 * @param chosen the value of the choice
 * @param missed whether they come from a match that did not come about
 * @param nameError null for none
 * @param general what is wrong with no field in particular; null for nothing
 * @param key makes a second post of the same form harmless
 */
public record PlayForm(
    List<Choice> choices,
    String chosen,
    String name,
    boolean missed,
    String nameError,
    String general,
    String key) {
  /**
   * @param value game and mode with a slash between
   * @param game its name in the reader's language
   * @param mode likewise
   */
  public record Choice(String value, String game, String mode) {}
}
