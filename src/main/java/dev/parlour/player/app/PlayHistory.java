package dev.parlour.player.app;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.player.GuestId;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.Results;
import dev.parlour.rating.Rating;
import dev.parlour.room.app.Games;
import dev.parlour.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What people have played and how well, for those who look. Everybody may see anybody's results:
 * but the room of a private game is told only to those it is about. Refuses {@code unavailable}
 * where the database is away.
 */
@ApplicationScoped
public class PlayHistory {
  /** Games on a page. */
  public static final int PAGE = 20;

  private final Results results;
  private final Games games;
  private final InstantSource clock;
  private final Duration roomsKept;

  /** For CDI's proxy. */
  PlayHistory() {
    this(null, null, null, null);
  }

  @Inject
  PlayHistory(Results results, Games games) {
    this(
        results,
        games,
        InstantSource.system(),
        // the room's own setting: its log is deleted by it
        Duration.ofDays(Settings.ofProcess().whole("room.keep-days", 30, 1, 3_650)));
  }

  PlayHistory(Results results, Games games, InstantSource clock, Duration roomsKept) {
    this.results = results;
    this.games = games;
    this.clock = clock;
    this.roomsKept = roomsKept;
  }

  /**
   * @param games the newest first
   * @param next what to ask for as {@code before} for older ones; null where there are none
   */
  public record Page(List<Seen> games, Long next) {}

  /**
   * @param replay the address of the replay; null where there is none, or not for this viewer
   */
  public record Seen(PlayedGame game, String replay) {}

  /**
   * A game that somebody has played.
   *
   * @param rating null where no game of theirs was rated
   * @param rated how many were
   */
  public record Strength(String game, int won, int drawn, int lost, Rating rating, int rated) {}

  /**
   * A page of somebody's history.
   *
   * @param of an account, or a browser for itself alone
   * @param viewer who looks; null for a caller without a cookie
   * @param before an id of a game: only older ones; null for the newest
   */
  public Checked<Page> history(GuestId of, GuestId viewer, Long before) {
    return reaching(
        () -> {
          List<PlayedGame> found =
              results.history(of, before == null ? Long.MAX_VALUE : before, PAGE + 1);
          boolean more = found.size() > PAGE;
          List<PlayedGame> shown = more ? found.subList(0, PAGE) : found;
          Instant gone = clock.instant().minus(roomsKept);
          return new Page(
              shown.stream().map(g -> seen(g, of.equals(viewer), g.at().isAfter(gone))).toList(),
              more ? shown.getLast().id() : null);
        });
  }

  private Seen seen(PlayedGame game, boolean own, boolean kept) {
    if (!own && !game.open() || !kept) {
      return new Seen(game.withoutRoom(), null);
    }
    boolean moves =
        games.game(game.game()).filter(g -> g instanceof ArcadeGame<?, ?, ?, ?, ?>).isPresent();
    return new Seen(game, moves ? "/r/" + game.room() + "/replay?game=" + game.number() : null);
  }

  /** In the games' order. */
  public Checked<List<Strength>> strengths(GuestId of) {
    return reaching(
        () -> {
          Map<String, Strength> strengths = new LinkedHashMap<>();
          results
              .tallies(of)
              .forEach(
                  t ->
                      strengths.put(
                          t.game(), new Strength(t.game(), t.won(), t.drawn(), t.lost(), null, 0)));
          of.account()
              .map(results::ratings)
              .orElse(List.of())
              .forEach(
                  r ->
                      strengths.computeIfPresent(
                          r.game(),
                          (g, s) ->
                              new Strength(
                                  g, s.won(), s.drawn(), s.lost(), r.rating(), r.games())));
          return new ArrayList<>(strengths.values());
        });
  }

  /** The best of a game; refuses {@code not_found} for one that there is not. */
  public Checked<List<Results.Ranked>> ranking(String game) {
    return games.find(game).isEmpty()
        ? Checked.bad("not_found", "There is no such game.")
        : reaching(() -> results.best(game));
  }

  private static <T> Checked<T> reaching(Supplier<T> work) {
    try {
      return Checked.good(work.get());
    } catch (Results.Unavailable e) {
      return Checked.bad(
          "unavailable", "Results cannot be reached just now. Try again in a moment.");
    }
  }
}
