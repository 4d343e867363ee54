package dev.parlour.room.web;

import dev.parlour.room.GameOptions.Option;
import java.util.List;
import java.util.Map;

/**
 * The form that creates a room, as it was sent or as it is offered first. The fields of a game's
 * settings say in their names what they hold, so that no page needs to know a game: {@code t.} a
 * text, {@code n.} a whole number, {@code b.} true or false, and behind the dot the setting's name.
 *
 * @param fields what stands in the fields, by their names
 * @param errors by the name of the setting or field
 * @param general what is wrong with no field in particular; null for nothing
 * @param choices by the name of the setting
 * @param games all that there are to choose from
 * @param plays whether hosts usually play along
 * @param key makes a second post of the same form harmless
 */
public record CreateForm(
    String game,
    Map<String, String> fields,
    Map<String, String> errors,
    String general,
    Map<String, List<Option>> choices,
    List<Choice> games,
    boolean plays,
    String key) {
  /** A game. */
  public record Choice(String id, String name) {}

  /** Null where the field was never filled. */
  public String text(String name) {
    return fields.get(name);
  }

  /**
   * @param usual what stands there in a fresh form
   */
  public String text(String name, Object usual) {
    return fields.getOrDefault(name, String.valueOf(usual));
  }

  public boolean flag(String name, boolean usual) {
    return "true".equals(text(name, usual));
  }

  /** Whether the host plays along: a box that is not ticked is not sent with the others. */
  public boolean playing() {
    return flag("play", plays && !fields.containsKey("key"));
  }

  /** Null for none. */
  public String error(String name) {
    return errors.get(name);
  }

  public boolean wrong() {
    return general != null || !errors.isEmpty();
  }

  /** What there is to choose from for a setting; empty where nobody offers anything. */
  public List<Option> options(String setting) {
    return choices.getOrDefault(setting, List.of());
  }
}
