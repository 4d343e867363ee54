package dev.parlour.room.rest;

import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.game.Viewer;
import dev.parlour.http.Browser;
import dev.parlour.http.Idempotency;
import dev.parlour.http.JsonBodies;
import dev.parlour.http.Refused;
import dev.parlour.http.Returns;
import dev.parlour.room.Actor;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.Visibility;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.Replays;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.shared.RoomCode;
import dev.parlour.shared.Words;
import dev.parlour.wire.As;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rooms. Who somebody is, they prove by {@code Authorization: Bearer} and a token of that room, or
 * else by the browser's cookie; a token that proves nothing is refused, even where the cookie would
 * do.
 */
@Path("/rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {
  /** Most players that {@code GET} names; the count tells how many there are. */
  static final int PLAYERS_TOLD = 200;

  private static final int ROOMS_LISTED = 100;

  @Inject private Rooms rooms;
  @Inject private Browser browser;
  @Inject private Idempotency idempotency;
  @Inject private Returns returns;
  @Inject private Replays replays;

  @Context private UriInfo uri;
  @Context private HttpServletRequest request;

  /**
   * @param visibility {@code public} or {@code private}
   */
  public record NewRoomWish(
      String game,
      String title,
      Map<String, Object> settings,
      String visibility,
      NewPlayerWish host) {}

  public record NewPlayerWish(String name, String avatar) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(byte[] body) {
    NewRoomWish wish = JsonBodies.read(body, NewRoomWish.class);
    if (wish.game() == null) {
      throw new Refused("unknown_game", "\"game\" is missing: say which game it shall be.");
    }
    CreateRoom.HostSeat host =
        wish.host() == null
            ? null
            : new CreateRoom.HostSeat(wish.host().name(), wish.host().avatar());
    wearable(wish.host());
    Secrets secrets = idempotency.secrets(request, body);
    NewRoom made =
        Refused.orThrow(
            rooms.create(
                new CreateRoom(
                    wish.game(),
                    wish.title(),
                    wish.settings(),
                    visibility(wish.visibility()),
                    host,
                    secrets)));
    browser.remember(made.code(), Actor.HOST, wish.title());
    if (made.player() != null) {
      browser.remember(made.code(), new Actor.Player(made.player().id()), wish.host().name());
    }
    return Response.created(at(made.code()).build()).entity(made).build();
  }

  /**
   * @param code by which it can be joined or watched
   */
  public record ListedRoom(
      String code, String game, String title, String status, Instant createdAt) {}

  public record RoomList(List<ListedRoom> rooms) {}

  @GET
  public RoomList list() {
    return new RoomList(
        Refused.orThrow(rooms.listed(ROOMS_LISTED)).stream()
            .map(
                r ->
                    new ListedRoom(
                        r.code(), r.game(), r.title(), Words.of(r.status()), r.createdAt()))
            .toList());
  }

  @GET
  @Path("/{code}/replay")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response replay(
      @PathParam("code") String code, @QueryParam("game") @DefaultValue("0") String number) {
    if (!number.matches("[0-9]{1,4}")) {
      throw new Refused("no_replay", "\"game\" is the number of a game, from 1.");
    }
    Replays.Replay replay = Refused.orThrow(replays.replay(parsed(code), Integer.parseInt(number)));
    return Response.ok(replay.frames(), MediaType.APPLICATION_OCTET_STREAM)
        .header("Parlour-Replay", replay.number() + "/" + replay.of())
        .build();
  }

  @GET
  @Path("/{code}")
  public RoomFacts facts(@PathParam("code") String code) {
    RoomFacts facts = Refused.orThrow(rooms.facts(parsed(code)));
    return facts.players().size() <= PLAYERS_TOLD
        ? facts
        : new RoomFacts(
            facts.code(),
            facts.game(),
            facts.title(),
            facts.status(),
            facts.visibility(),
            facts.failure(),
            facts.locked(),
            facts.maxPlayers(),
            facts.playerCount(),
            List.copyOf(facts.players().subList(0, PLAYERS_TOLD)));
  }

  @POST
  @Path("/{code}/players")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response join(@PathParam("code") String code, byte[] body) {
    NewPlayerWish wish = JsonBodies.read(body, NewPlayerWish.class);
    String room = parsed(code);
    wearable(wish);
    SeatGrant seat =
        Refused.orThrow(
            rooms.join(room, wish.name(), wish.avatar(), idempotency.secrets(request, body)));
    browser.remember(room, new Actor.Player(seat.id()), wish.name());
    return Response.created(at(room).path("players").path(seat.id()).build()).entity(seat).build();
  }

  @DELETE
  @Path("/{code}/players/me")
  public Response leave(@PathParam("code") String code) {
    String room = parsed(code);
    Actor.Player me =
        callers(room).stream()
            .filter(Actor.Player.class::isInstance)
            .map(Actor.Player.class::cast)
            .findFirst()
            .orElseThrow(
                () -> new Refused("not_a_player", "Only somebody with a seat can leave it."));
    return left(room, me);
  }

  /**
   * @param code to be typed elsewhere
   */
  public record ReturnOffer(String code, Instant expiresAt) {}

  @POST
  @Path("/{code}/players/me/return-code")
  public Response returnCode(@PathParam("code") String code) {
    String room = parsed(code);
    Returns.Offer offer = Refused.orThrow(returns.offer(room, callers(room)));
    return Response.status(Response.Status.CREATED)
        .entity(new ReturnOffer(offer.code().value(), offer.expiresAt()))
        .build();
  }

  @DELETE
  @Path("/{code}/players/{id}")
  public Response remove(@PathParam("code") String code, @PathParam("id") String id) {
    String room = parsed(code);
    if (!(As.viewer(id).orElse(null) instanceof Viewer.Player player)) {
      throw new Refused("unknown_player", "Nobody in this room has that id.");
    }
    Set<Actor> callers = callers(room);
    if (callers.contains(new Actor.Player(player.id()))) {
      return left(room, new Actor.Player(player.id()));
    }
    Refused.orThrow(rooms.perform(room, first(callers), null, new RoomCommand.Kick(player.id())));
    return Response.noContent().build();
  }

  @DELETE
  @Path("/{code}")
  public Response close(@PathParam("code") String code) {
    String room = parsed(code);
    Refused.orThrow(
        rooms.perform(room, first(callers(room)), null, new RoomCommand.Close("closed_by_host")));
    return Response.noContent().build();
  }

  private Response left(String room, Actor.Player me) {
    Refused.orThrow(rooms.perform(room, me, null, new RoomCommand.Leave()));
    browser.forget(room, me);
    return Response.noContent().build();
  }

  /** The host before any player: whoever is both may do what the host may. */
  private static Actor first(Set<Actor> callers) {
    return callers.contains(Actor.HOST) ? Actor.HOST : callers.iterator().next();
  }

  /** Who asks; never empty. */
  private Set<Actor> callers(String room) {
    Optional<String> token = browser.bearer();
    Set<Actor> callers = new LinkedHashSet<>();
    if (token.isEmpty()) {
      callers.addAll(browser.in(room));
    } else if (!token.get().isEmpty()) {
      Refused.orThrow(rooms.actor(room, token.get())).ifPresent(callers::add);
    }
    if (callers.isEmpty()) {
      if (rooms.facts(room) instanceof Checked.Bad<RoomFacts> bad) {
        throw new Refused(bad.rejection());
      }
      throw new Refused(
          new Rejection(
              "unauthorized",
              token.isEmpty()
                  ? "Say who you are, with the token that you were given."
                  : "This token proves nothing in this room."));
    }
    return callers;
  }

  /**
   * @param wish null for none
   */
  private void wearable(NewPlayerWish wish) {
    if (wish != null) {
      browser.wears(wish.avatar());
    }
  }

  private UriBuilder at(String room) {
    return uri.getBaseUriBuilder().path(RoomsResource.class).path(room);
  }

  private static Visibility visibility(String text) {
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "public" -> Visibility.PUBLIC;
      case "private" -> Visibility.PRIVATE;
      default ->
          throw new Refused("bad_visibility", "\"visibility\" is \"public\" or \"private\".");
    };
  }

  private static String parsed(String code) {
    return RoomCode.parse(code)
        .map(RoomCode::value)
        .orElseThrow(() -> new Refused(Rooms.unknown()));
  }
}
