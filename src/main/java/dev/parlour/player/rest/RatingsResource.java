package dev.parlour.player.rest;

import dev.parlour.http.Refused;
import dev.parlour.player.Results;
import dev.parlour.player.app.PlayHistory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;

/** The best of each game. */
@Path("/ratings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RatingsResource {
  @Inject private PlayHistory history;

  /**
   * @param players in the order of what they play at least: rating less two deviations
   */
  public record Ranking(String game, List<Ranked> players) {}

  public record Ranked(int place, String id, String name, long rating, long deviation, int games) {}

  @GET
  @Path("/{game}")
  public Ranking ranking(@PathParam("game") String game) {
    List<Ranked> players = new ArrayList<>();
    for (Results.Ranked ranked : Refused.orThrow(history.ranking(game))) {
      players.add(
          new Ranked(
              players.size() + 1,
              ranked.account().value(),
              ranked.name(),
              Math.round(ranked.rating().rating()),
              Math.round(ranked.rating().deviation()),
              ranked.games()));
    }
    return new Ranking(game, players);
  }
}
