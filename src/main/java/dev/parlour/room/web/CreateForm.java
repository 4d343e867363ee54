package dev.parlour.room.web;

import dev.parlour.room.GameOptions.Option;
import java.util.List;
import java.util.Map;

/**
 * The form that creates a room, as it was sent or as it is offered first.
 *
 * @param fields what stands in the fields, by their names
 * @param errors by the name of the setting or field
 * @param general what is wrong with no field in particular; null for nothing
 * @param key makes a second post of the same form harmless
 */
public record CreateForm(String game, Map<String, String> fields, Map<String, String> errors, String general, Map<String, List<Option>> choices, String key) {
  public String text(String name) {
    return fields.get(name);
  }

  public boolean flag(String name) {
    return "true".equals(fields.get(name));
  }

  public boolean plays() {
    return flag("play");
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
