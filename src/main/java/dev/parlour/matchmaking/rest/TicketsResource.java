package dev.parlour.matchmaking.rest;

import dev.parlour.http.Browser;
import dev.parlour.http.Idempotency;
import dev.parlour.http.JsonBodies;
import dev.parlour.http.Refused;
import dev.parlour.matchmaking.app.Matchmaking;
import dev.parlour.matchmaking.app.Proof;
import dev.parlour.matchmaking.app.Shown;
import dev.parlour.matchmaking.app.TicketWish;
import dev.parlour.player.GuestId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * Queueing for a match. That a ticket is theirs, people prove by {@code Authorization: Bearer} and
 * its token, or else by the browser's cookie.
 */
@Path("/matchmaking/tickets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {

  @Inject private Matchmaking matchmaking;
  @Inject private Browser browser;
  @Inject private Idempotency idempotency;

  @Context private UriInfo uri;
  @Context private HttpServletRequest request;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response enter(byte[] body) {
    TicketWish wish = JsonBodies.read(body, TicketWish.class);
    if (wish.game() == null) {
      throw new Refused("unknown_game", "\"game\" is missing: say which game it shall be.");
    }
    browser.wears(wish.avatar());
    Matchmaking.Entry entry =
        Refused.orThrow(
            matchmaking.enter(
                wish,
                browser.keeper().map(GuestId::key).orElse(null),
                browser.caller().address(),
                idempotency.secrets(request, body)));
    return Response.created(
            uri.getBaseUriBuilder().path(TicketsResource.class).path(entry.ticket().id()).build())
        .entity(entry.ticket())
        .build();
  }

  @GET
  @Path("/{id}")
  public Shown look(@PathParam("id") String id) {
    return Refused.orThrow(matchmaking.look(id, proof()));
  }

  @DELETE
  @Path("/{id}")
  public Response leave(@PathParam("id") String id) {
    Refused.orThrow(matchmaking.leave(id, proof()));
    return Response.noContent().build();
  }

  @POST
  @Path("/{id}/computer")
  public Shown computer(@PathParam("id") String id) {
    return Refused.orThrow(matchmaking.computer(id, proof()));
  }

  private Proof proof() {
    return browser
        .bearer()
        .map(token -> new Proof(token, null))
        .orElseGet(() -> new Proof(null, browser.guest().map(GuestId::key).orElse(null)));
  }
}
