package dev.parlour.player.rest;

import dev.parlour.http.Browser;
import dev.parlour.http.Refused;
import dev.parlour.player.AccountId;
import dev.parlour.player.GuestId;
import dev.parlour.player.Outcome;
import dev.parlour.player.PlayedGame;
import dev.parlour.player.app.PlayHistory;
import dev.parlour.shared.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/**
 * What somebody has played. Its whole address stands here: JAX-RS looks for methods in the one
 * class whose address fits best, and {@code /players/{id}} would take {@code /players/me} from
 * {@link PlayersResource}.
 */
@Path("/players/{id}/results")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResultsResource {
  @Inject private PlayHistory history;
  @Inject private Browser browser;

  /**
   * @param results the newest first
   * @param next for {@code before}; null where there are no older ones
   */
  public record ResultPage(List<Result> results, Long next) {}

  /**
   * @param outcome won, drawn or lost; null where it does not count
   * @param ratingChange null where it was not rated
   * @param room null where the room is gone, or nobody else's business
   * @param replay its address; null where there is none
   */
  public record Result(
      long id,
      String game,
      Instant at,
      int rank,
      long score,
      int players,
      String outcome,
      boolean endedByHost,
      Long ratingChange,
      String room,
      String replay,
      List<Other> others) {}

  /**
   * @param name null where they have been deleted
   * @param id null for a guest
   */
  public record Other(String id, String name, int rank, long score) {}

  @GET
  public ResultPage results(@PathParam("id") String id, @QueryParam("before") String before) {
    PlayHistory.Page page =
        Refused.orThrow(history.history(account(id), browser.guest().orElse(null), number(before)));
    return new ResultPage(page.games().stream().map(ResultsResource::result).toList(), page.next());
  }

  private static Result result(PlayHistory.Seen seen) {
    PlayedGame game = seen.game();
    return new Result(
        game.id(),
        game.game(),
        game.at(),
        game.rank(),
        game.score(),
        game.players(),
        word(game.outcome()),
        game.endedByHost(),
        game.gained() == null ? null : Math.round(game.gained()),
        game.room(),
        seen.replay(),
        game.others().stream()
            .map(
                o ->
                    new Other(
                        o.account() == null ? null : o.account().value(),
                        o.name(),
                        o.rank(),
                        o.score()))
            .toList());
  }

  private static String word(Outcome outcome) {
    return outcome == null ? null : Words.of(outcome);
  }

  /** Refuses what cannot be an account's id. */
  static GuestId account(String id) {
    return AccountId.parse(id)
        .map(GuestId::of)
        .orElseThrow(() -> new Refused("unknown_player", "There is no player with this id."));
  }

  private static Long number(String before) {
    if (before == null) {
      return null;
    }
    if (!before.matches("[0-9]{1,18}")) {
      throw new Refused("bad_request", "\"before\" is the id of a result.");
    }
    return Long.valueOf(before);
  }
}
