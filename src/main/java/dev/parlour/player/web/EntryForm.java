package dev.parlour.player.web;

import java.util.List;
import java.util.Map;

/**
 * The form by which somebody registers or signs in, as it was sent or as it is offered first; never
 * with a password in it.
 *
 * @param name what was typed
 * @param email what was typed
 * @param faces seeds of the pictures to choose from; empty where nobody chooses one
 * @param avatar the chosen one
 * @param back where to go afterwards, a path of this server
 * @param errors by the name of the field
 * @param general what is wrong with no field in particular; null for nothing
 * @param provider what people call the identity provider by which they may sign in as well; null
 *     for none
 */
public record EntryForm(
    String name,
    String email,
    List<String> faces,
    String avatar,
    String back,
    Map<String, String> errors,
    String general,
    String provider) {
  /** Null for none. */
  public String error(String field) {
    return errors.get(field);
  }
}
