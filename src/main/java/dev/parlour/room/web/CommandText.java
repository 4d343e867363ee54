package dev.parlour.room.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlour.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Commands as the value of a button: the very JSON that goes over the socket, so that a script only
 * passes it on and the form post of a browser without scripts is read by the same reader. A list
 * that is empty is filled from the form's fields of the same name.
 */
public final class CommandText {
  private CommandText() {}

  /**
   * @param type the command's name on the wire
   * @param fields name and value in turn
   */
  public static String of(String type, Object... fields) {
    Map<String, Object> command = new LinkedHashMap<>();
    command.put("type", type);
    for (int i = 0; i < fields.length; i += 2) {
      command.put((String) fields[i], fields[i + 1]);
    }
    try {
      return Json.mapper().writeValueAsString(command);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a command holds texts, numbers and lists of them", e);
    }
  }
}
