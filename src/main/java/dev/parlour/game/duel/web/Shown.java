package dev.parlour.game.duel.web;

import dev.parlour.game.duel.DuelView;
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

  /** What a runner is called. */
  public static String name(String player, Function<String, String> names) {
    String name = names.apply(player);
    return name == null ? "?" : name;
  }

  /** The names of those whom the run waits for. */
  public static String missing(DuelView.Shared play, Function<String, String> names) {
    return play.missing() == null
        ? ""
        : play.missing().stream()
            .map(names)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
  }

  /** Numbers as an attribute holds them. */
  public static String numbers(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  public static boolean practice(DuelView.Shared play) {
    return play.rules() != null && play.rules().mode().equals("practice");
  }

  /** The key of the sentence that says how it ended; empty before. */
  public static String ending(DuelView.Shared play) {
    DuelView.Result result = play.result();
    if (result == null) {
      return "";
    }
    if (!result.reason().equals("settled")) {
      return "final." + result.reason();
    }
    if (practice(play)) {
      return play.runners().getFirst().finished() ? "final.finished" : "final.fallen";
    }
    return winner(play) == null ? "final.draw" : "final.won";
  }

  /** The winner's name; empty where nobody has won. */
  public static String winner(DuelView.Shared play, Function<String, String> names) {
    String winner = winner(play);
    return winner == null ? "" : name(winner, names);
  }

  private static String winner(DuelView.Shared play) {
    return play.runners().stream()
        .map(DuelView.Racer::player)
        .filter(player -> won(play, player))
        .findFirst()
        .orElse(null);
  }

  public static boolean won(DuelView.Shared play, String player) {
    return play.result() != null && "win".equals(play.result().outcomes().get(player));
  }

  /**
   * In one word, what a player does.
   *
   * @return {@code runs}, {@code fallen}, {@code finished}, {@code watches} (without a runner), and
   *     in the end {@code win}, {@code lose}, {@code draw} or {@code over}
   */
  public static String state(DuelView.Shared play, DuelView.Own mine, String player) {
    DuelView.Racer racer =
        play.runners().stream().filter(one -> one.player().equals(player)).findFirst().orElse(null);
    if (racer == null) {
      return "watches";
    }
    if (play.phase().equals("final")) {
      return mine.result() == null ? "over" : mine.result();
    }
    return racer.fallen() ? "fallen" : racer.finished() ? "finished" : "runs";
  }

  /** What has become of a runner, as the key of a sentence; null for one that just runs. */
  public static String fate(DuelView.Racer racer) {
    return racer.fallen()
        ? "say.fallen"
        : racer.finished() ? "say.finished" : racer.frozen() ? "say.frozen" : null;
  }
}
