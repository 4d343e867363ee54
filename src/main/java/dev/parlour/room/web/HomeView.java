package dev.parlour.room.web;

import dev.parlour.room.GameOptions.Option;
import java.util.List;

/**
 * The front page.
 *
 * @param code what was typed, where it was no code
 * @param error null for none
 * @param games to host besides those whose topics are shown
 * @param portraits seeds of the pictures on the wall
 * @param watch public rooms
 * @param strangers whether there is a game for which strangers are brought together
 * @param notices what other features have to tell whoever looks
 */
public record HomeView(
    String code,
    String error,
    List<String> portraits,
    List<Mine> rooms,
    List<Option> topics,
    List<Game> games,
    List<Watch> watch,
    boolean strangers,
    List<Notice> notices) {
  /**
   * Something that concerns whoever looks.
   *
   * @param address where it leads
   */
  public record Notice(String address, String title, String line) {}

  /** A game, and in a line what it is. */
  public record Game(String id, String name, String line) {}

  /**
   * A public room, which anybody may watch.
   *
   * @param game its name
   */
  public record Watch(String code, String title, String game, String status) {}

  /** A room that this browser hosts or plays in. */
  public record Mine(String code, String title, String status, boolean host) {
    public String address() {
      return "/r/" + code + (host ? "/host" : "");
    }
  }
}
