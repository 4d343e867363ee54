package dev.parlour.player.rest;

import dev.parlour.http.Browser;
import dev.parlour.http.JsonBodies;
import dev.parlour.http.Refused;
import dev.parlour.player.Account;
import dev.parlour.player.AccountId;
import dev.parlour.player.Session;
import dev.parlour.player.Sessions;
import dev.parlour.player.app.Entry;
import dev.parlour.player.app.Friendships;
import dev.parlour.player.app.Players;
import dev.parlour.player.app.Profile;
import dev.parlour.shared.Words;
import dev.parlour.wire.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Accounts, sign-ins, profiles and friends. */
@Path("/players")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PlayersResource {
  @Inject private Players players;
  @Inject private Friendships friendships;
  @Inject private Browser browser;

  @Context private UriInfo uri;

  public record Registration(String name, String password, String email, String avatar) {}

  public record Credentials(String name, String password) {}

  public record SignedIn(String id, String name) {}

  /** What somebody sees of themselves. */
  public record Me(
      String id,
      String name,
      String email,
      String avatar,
      boolean showsPlace,
      Instant since,
      List<String> roles) {}

  /** Null for what stays as it is; an empty e-mail address for none. */
  public record Change(String name, String email, String avatar, Boolean showsPlace) {}

  public record NewPassword(String former, String password) {}

  public record Farewell(String password) {}

  public record SessionList(List<Sessions.Listed> sessions) {}

  public record Shown(String id, String name, String avatar, Instant since, String standing) {}

  /**
   * @param online and room: of friends only
   */
  public record Friend(
      String id, String name, String avatar, String standing, boolean online, String room) {}

  public record FriendList(List<Friend> friends) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(byte[] body) {
    Registration wish = JsonBodies.read(body, Registration.class);
    Entry.In in =
        entered(
            players.register(
                wish.name(), wish.password(), wish.email(), wish.avatar(), browser.visitor()));
    return Response.created(
            uri.getBaseUriBuilder().path(PlayersResource.class).path(in.account().value()).build())
        .entity(new SignedIn(in.account().value(), in.name()))
        .build();
  }

  @POST
  @Path("/session")
  @Consumes(MediaType.APPLICATION_JSON)
  public SignedIn signIn(byte[] body) {
    Credentials credentials = JsonBodies.read(body, Credentials.class);
    Entry.In in =
        entered(players.signIn(credentials.name(), credentials.password(), browser.visitor()));
    return new SignedIn(in.account().value(), in.name());
  }

  private Entry.In entered(Entry entry) {
    return switch (entry) {
      case Entry.In in -> {
        browser.signedIn(in.token());
        yield in;
      }
      case Entry.Refused refused -> throw refused(refused);
    };
  }

  @DELETE
  @Path("/session")
  public Response signOut() {
    players.leave(browser.visitor().token());
    browser.signedOut();
    return Response.noContent().build();
  }

  @GET
  @Path("/me")
  public Me me() {
    return me(session(), account());
  }

  private Me me(Session session, Account account) {
    return new Me(
        account.id().value(),
        account.name(),
        account.email(),
        account.avatar(),
        account.showsPlace(),
        account.createdAt(),
        Stream.of(
                "player",
                players.mayHost(session) ? "host" : null,
                players.operates(session) ? "operator" : null)
            .filter(r -> r != null)
            .toList());
  }

  @PATCH
  @Path("/me")
  @Consumes(MediaType.APPLICATION_JSON)
  public Me change(byte[] body) {
    Session session = session();
    Change change = JsonBodies.read(body, Change.class);
    return me(
        session,
        Refused.orThrow(
            players.change(
                session.account(),
                change.name(),
                change.email(),
                change.avatar(),
                change.showsPlace())));
  }

  @DELETE
  @Path("/me")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response delete(byte[] body) {
    AccountId me = session().account();
    Farewell farewell = JsonBodies.read(body, Farewell.class);
    done(players.delete(me, farewell.password(), browser.visitor()));
    browser.signedOut();
    return Response.noContent().build();
  }

  @GET
  @Path("/me/data")
  public Response data() throws com.fasterxml.jackson.core.JsonProcessingException {
    return Response.ok(
            Json.mapper()
                .writeValueAsBytes(
                    players.data(session().account()).orElseThrow(PlayersResource::nobody)),
            MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "attachment; filename=\"parlour.json\"")
        .build();
  }

  public record Picture(String avatar) {}

  @PUT
  @Path("/me/picture")
  public Picture picture(byte[] body) {
    return new Picture(Refused.orThrow(players.picture(session().account(), body)));
  }

  @PUT
  @Path("/me/password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response password(byte[] body) {
    Session session = session();
    NewPassword wish = JsonBodies.read(body, NewPassword.class);
    done(
        players.password(
            session.account(), wish.former(), wish.password(), session.id(), browser.visitor()));
    return Response.noContent().build();
  }

  @GET
  @Path("/me/sessions")
  public SessionList sessions() {
    return new SessionList(players.sessions(session().account()));
  }

  @DELETE
  @Path("/me/sessions")
  public Response signOutEverywhere() {
    players.endAll(session().account());
    browser.signedOut();
    return Response.noContent().build();
  }

  @DELETE
  @Path("/me/sessions/{id}")
  public Response endSession(@PathParam("id") String id) {
    AccountId me = session().account();
    if (id.matches("[0-9]{1,18}")) {
      players.end(me, Long.parseLong(id));
    }
    return Response.noContent().build();
  }

  @GET
  @Path("/{player}")
  public Shown profile(@PathParam("player") String player) {
    AccountId viewer = browser.session().map(Session::account).orElse(null);
    Profile profile = Refused.orThrow(players.profile(player, viewer));
    return new Shown(
        profile.id().value(),
        profile.name(),
        profile.avatar(),
        profile.since(),
        Words.of(profile.standing()));
  }

  /** By an operator, for an owner who cannot. */
  @DELETE
  @Path("/{player}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response remove(@PathParam("player") String player, byte[] body) {
    Session operator = session();
    Farewell farewell = JsonBodies.read(body, Farewell.class);
    AccountId whom = Refused.orThrow(players.profile(player, operator.account())).id();
    done(players.remove(operator, whom, farewell.password(), browser.visitor()));
    return Response.noContent().build();
  }

  @GET
  @Path("/me/friends")
  public FriendList friends() {
    return new FriendList(
        friendships.of(session().account()).stream()
            .map(
                s ->
                    new Friend(
                        s.friend().account().id().value(),
                        s.friend().account().name(),
                        s.friend().account().avatar(),
                        Words.of(s.friend().standing()),
                        s.friend().online(),
                        s.room()))
            .toList());
  }

  public record StandingNow(String standing) {}

  @PUT
  @Path("/me/friends/{player}")
  public StandingNow befriend(@PathParam("player") String player) {
    return new StandingNow(
        Words.of(Refused.orThrow(friendships.ask(session().account(), parsed(player)))));
  }

  @DELETE
  @Path("/me/friends/{player}")
  public Response part(@PathParam("player") String player) {
    friendships.part(session().account(), parsed(player));
    return Response.noContent().build();
  }

  private static AccountId parsed(String player) {
    return AccountId.parse(player).orElseThrow(PlayersResource::nobody);
  }

  private Session session() {
    return browser
        .session()
        .orElseThrow(() -> new Refused("unauthorized", "Sign in for that first."));
  }

  private Account account() {
    return players.find(session().account()).orElseThrow(PlayersResource::nobody);
  }

  private static Refused nobody() {
    return new Refused("unknown_player", "There is no player with this id.");
  }

  private static Refused refused(Entry.Refused refused) {
    return new Refused(refused.rejection(), refused.retryAfter());
  }

  /**
   * @param refused null where it was done
   */
  private static void done(Entry.Refused refused) {
    if (refused != null) {
      throw refused(refused);
    }
  }
}
