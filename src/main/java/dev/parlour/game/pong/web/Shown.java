package dev.parlour.game.pong.web;

import dev.parlour.game.pong.PongView;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Small decisions of the templates that are easier to read, and to test, in Java. The names of
 * players come from the room: by their ids, null for one that it does not know.
 */
public final class Shown {
  private Shown() {}

  /** What a side is called: its player's name, or the word for the computer. */
  public static String name(PongView.Side side, Function<String, String> names, String computer) {
    String name = side.player() == null ? computer : names.apply(side.player());
    return name == null ? "?" : name;
  }

  /** All sides with their goals, as people would say them. */
  public static String scores(
      PongView.Shared play, Function<String, String> names, String computer) {
    return play.sides().stream()
        .map(side -> name(side, names, computer) + " " + side.score())
        .collect(Collectors.joining(", "));
  }

  /** The names of those whom the game waits for. */
  public static String missing(PongView.Shared play, Function<String, String> names) {
    return play.missing().stream()
        .map(names)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  /** Whether a side has lost its paddle by goals, and not because its player is away. */
  public static boolean out(PongView.Shared play, PongView.Side side) {
    return side.wall()
        && "concede".equals(play.rules().goalsTo())
        && side.score() >= play.rules().toWin();
  }

  /** The key of the sentence that says how it ended; empty before. */
  public static String ending(PongView.Shared play) {
    PongView.Result result = play.result();
    if (result == null) {
      return "";
    }
    boolean lone = result.reason().equals("forfeit") && players(play) <= 2; // only one has left
    return result.side() == null
        ? "final.nobody"
        : "final." + result.reason() + (lone ? ".two" : "");
  }

  private static long players(PongView.Shared play) {
    return play.sides().stream().filter(side -> side.player() != null).count();
  }

  /** The winner's name; empty where nobody has won. */
  public static String winner(
      PongView.Shared play, Function<String, String> names, String computer) {
    return play.sides().stream()
        .filter(side -> won(play, side))
        .map(side -> name(side, names, computer))
        .findFirst()
        .orElse("");
  }

  public static boolean won(PongView.Shared play, PongView.Side side) {
    return play.result() != null && side.side().equals(play.result().side());
  }

  /**
   * In one word, what a player does.
   *
   * @return {@code plays}, {@code out}, {@code watches} (without a side), and in the end {@code
   *     won}, {@code lost} or {@code even}
   */
  public static String state(PongView.Shared play, PongView.Own mine) {
    List<PongView.Side> own =
        play.sides().stream().filter(side -> side.side().equals(mine.side())).toList();
    if (own.isEmpty()) {
      return "watches";
    }
    PongView.Side side = own.getFirst();
    if (play.phase().equals("final")) {
      boolean decided = play.result() != null && play.result().side() != null;
      return !decided ? "even" : won(play, side) ? "won" : "lost";
    }
    return out(play, side) ? "out" : "plays";
  }
}
