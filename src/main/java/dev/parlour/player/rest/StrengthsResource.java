package dev.parlour.player.rest;

import dev.parlour.http.Refused;
import dev.parlour.player.app.PlayHistory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How well somebody plays. Its whole address stands here, as with {@link ResultsResource}. */
@Path("/players/{id}/ratings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StrengthsResource {
  @Inject private PlayHistory history;

  public record StrengthList(List<Strength> games) {}

  /**
   * @param rating null where no game was rated
   */
  public record Strength(String game, int won, int drawn, int lost, RatingShown rating) {}

  /**
   * @param deviation with 95 % certainty they play within two of these
   * @param games how many were rated
   */
  public record RatingShown(long rating, long deviation, int games) {}

  @GET
  public StrengthList ratings(@PathParam("id") String id) {
    return new StrengthList(
        Refused.orThrow(history.strengths(ResultsResource.account(id))).stream()
            .map(
                s ->
                    new Strength(
                        s.game(),
                        s.won(),
                        s.drawn(),
                        s.lost(),
                        s.rating() == null
                            ? null
                            : new RatingShown(
                                Math.round(s.rating().rating()),
                                Math.round(s.rating().deviation()),
                                s.rated())))
            .toList());
  }
}
