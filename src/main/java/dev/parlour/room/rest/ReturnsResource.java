package dev.parlour.room.rest;

import dev.parlour.http.Refused;
import dev.parlour.http.Returns;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Back to a place in a room, from another device. */
@Path("/return-codes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReturnsResource {
  @Inject private Returns returns;

  /**
   * @param id {@code host} or the seat's id, as in {@code attach}
   */
  public record Returned(String room, String id) {}

  @POST
  @Path("/{code}")
  public Returned back(@PathParam("code") String code) {
    Returns.Back back = Refused.orThrow(returns.take(code));
    return new Returned(back.room(), back.id());
  }
}
