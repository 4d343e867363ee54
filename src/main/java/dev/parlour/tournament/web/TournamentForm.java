package dev.parlour.tournament.web;

import java.util.List;
import java.util.Map;

/**
 * The form that makes a tournament, as it was sent or as it is offered first.
 *
 * @param fields what stands in the fields, by their names
 * @param errors by the name of the field
 * @param general what is wrong with no field in particular; null for nothing
 * @param games what can be played
 * @param key makes a second post of the same form harmless
 */
public record TournamentForm(
    Map<String, String> fields,
    Map<String, String> errors,
    String general,
    List<Choice> games,
    String key) {
  /**
   * @param value game and mode with a slash between
   */
  public record Choice(String value, String game, String mode) {}

  /**
   * @param usual what stands there in a fresh form
   */
  public String text(String name, String usual) {
    return fields.getOrDefault(name, usual);
  }

  /** Whether a choice is the one; the usual one where nothing or nonsense was chosen. */
  public boolean chosen(String name, String value, String usual) {
    return text(name, usual).equals(value);
  }

  public boolean ticked(String name) {
    return "true".equals(fields.get(name));
  }

  /** Null for none. */
  public String error(String name) {
    return errors.get(name);
  }

  public boolean wrong() {
    return general != null || !errors.isEmpty();
  }
}
