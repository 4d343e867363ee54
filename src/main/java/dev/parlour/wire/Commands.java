package dev.parlour.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlour.game.Checked;
import dev.parlour.room.RoomCommand;
import java.util.Iterator;
import java.util.Set;

/**
 * Reads the {@code command} of a command message: those of every room by name, all others by the
 * game's own type. A game cannot take the name of a room's command.
 */
public final class Commands {
  private Commands() {}

  /**
   * Codes: {@code bad_command} for what is none, or one with wrong fields; {@code unknown_command}.
   *
   * @param gameCommands the game's sealed interface of commands
   */
  public static Checked<RoomCommand> read(JsonNode command, Class<?> gameCommands) {
    if (command == null || !command.isObject() || !command.path("type").isTextual()) {
      return Checked.bad("bad_command", "A command must be an object with a \"type\".");
    }
    String type = command.path("type").textValue();
    return switch (type) {
      case "start" -> bare(command, new RoomCommand.Start());
      case "pause" -> bare(command, new RoomCommand.Pause());
      case "resume" -> bare(command, new RoomCommand.Resume());
      case "lock" -> bare(command, new RoomCommand.Lock());
      case "unlock" -> bare(command, new RoomCommand.Unlock());
      case "rematch" -> bare(command, new RoomCommand.Rematch());
      case "end" -> bare(command, new RoomCommand.End());
      case "kick" ->
          only(command, Set.of("type", "player")) && command.path("player").isTextual()
              ? Checked.good(new RoomCommand.Kick(command.path("player").textValue()))
              : Checked.bad("bad_command", "\"kick\" needs \"player\", an id, and nothing else.");
      default -> game(command, gameCommands);
    };
  }

  private static Checked<RoomCommand> game(JsonNode command, Class<?> gameCommands) {
    return switch (Envelopes.read(command, gameCommands)) {
      case Checked.Good<?> good -> Checked.good(new RoomCommand.Play(good.value()));
      case Checked.Bad<?> bad when bad.rejection().code().equals("unknown_type") ->
          Checked.bad("unknown_command", "This room knows no such command.");
      case Checked.Bad<?> bad -> Checked.bad("bad_command", bad.rejection().message());
    };
  }

  private static Checked<RoomCommand> bare(JsonNode node, RoomCommand command) {
    return only(node, Set.of("type"))
        ? Checked.good(command)
        : Checked.bad("bad_command", "\"" + node.path("type").textValue() + "\" has no fields.");
  }

  private static boolean only(JsonNode node, Set<String> names) {
    for (Iterator<String> it = node.fieldNames(); it.hasNext(); ) {
      if (!names.contains(it.next())) {
        return false;
      }
    }
    return true;
  }
}
