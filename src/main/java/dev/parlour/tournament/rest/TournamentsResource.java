package dev.parlour.tournament.rest;

import dev.parlour.http.Browser;
import dev.parlour.http.Idempotency;
import dev.parlour.http.JsonBodies;
import dev.parlour.http.Refused;
import dev.parlour.player.GuestId;
import dev.parlour.shared.Words;
import dev.parlour.tournament.Chart;
import dev.parlour.tournament.TournamentBook.Logged;
import dev.parlour.tournament.TournamentCommand;
import dev.parlour.tournament.TournamentEvent;
import dev.parlour.tournament.app.Own;
import dev.parlour.tournament.app.Proof;
import dev.parlour.tournament.app.Snapshot;
import dev.parlour.tournament.app.TournamentWish;
import dev.parlour.tournament.app.Tournaments;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tournaments. Who somebody is they prove by {@code Authorization: Bearer} and the token that they
 * were given (an organiser's, or an entrant's), or else by the browser's cookie.
 */
@Path("/tournaments")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TournamentsResource {

  @Inject private Tournaments tournaments;
  @Inject private Browser browser;
  @Inject private Idempotency idempotency;

  @Context private UriInfo uri;
  @Context private HttpServletRequest request;

  /**
   * @param seq the place in the log, which the socket's messages name too
   */
  public record Shown(String id, long seq, Chart chart) {
    static Shown of(Snapshot tournament) {
      return new Shown(tournament.id(), tournament.seq(), tournament.chart());
    }
  }

  /**
   * @param token proves the organiser; told only here
   */
  public record Made(String id, long seq, String token, Chart chart) {}

  public record Line(
      String id,
      String title,
      String game,
      String format,
      String phase,
      int entrants,
      String champion,
      Instant startsAt) {}

  public record Lines(List<Line> tournaments) {}

  public record EntryWish(String name) {}

  /**
   * @param token proves the entry; null for a browser, which has its cookie
   */
  public record Entry(String id, String name, String token) {}

  public record Names(List<String> names) {}

  /**
   * @param claims by entrant: whoever sends it takes the entry over
   */
  public record Claims(Map<String, String> claims) {}

  public record ClaimWish(String claim) {}

  public record SeedsWish(List<String> entrants) {}

  public record MessageWish(String text) {}

  public record ResultWish(List<String> ranking) {}

  /**
   * An event, without what nobody else may know.
   *
   * @param match and entrant whom it concerns; null for all
   */
  public record LogLine(long seq, String type, Instant at, String match, String entrant) {}

  public record LogLines(List<LogLine> log) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response announce(byte[] body) {
    TournamentWish wish = JsonBodies.read(body, TournamentWish.class);
    Tournaments.Made made =
        Refused.orThrow(
            tournaments.announce(
                wish,
                browser.keeper().map(GuestId::key).orElse(null),
                idempotency.secrets(request, body)));
    Snapshot now = made.tournament();
    return Response.created(
            uri.getBaseUriBuilder().path(TournamentsResource.class).path(now.id()).build())
        .entity(new Made(now.id(), now.seq(), made.token(), now.chart()))
        .build();
  }

  @GET
  public Lines list() {
    return new Lines(
        Refused.orThrow(tournaments.list()).stream()
            .map(
                t ->
                    new Line(
                        t.id(),
                        t.title(),
                        t.game(),
                        Words.of(t.format()),
                        Words.of(t.phase()),
                        t.entrants(),
                        t.champion(),
                        t.startsAt()))
            .toList());
  }

  @GET
  @Path("/{id}")
  public Shown look(@PathParam("id") String id) {
    return Shown.of(Refused.orThrow(tournaments.look(id)));
  }

  @GET
  @Path("/{id}/me")
  public Own own(@PathParam("id") String id) {
    return Refused.orThrow(tournaments.own(id, proof()));
  }

  // ---- entrants

  @POST
  @Path("/{id}/entrants")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response enter(@PathParam("id") String id, byte[] body) {
    EntryWish wish = JsonBodies.read(body, EntryWish.class);
    return entered(
        Refused.orThrow(
            tournaments.enter(
                id,
                wish.name(),
                browser.keeper().map(GuestId::key).orElse(null),
                idempotency.secrets(request, body))));
  }

  @POST
  @Path("/{id}/claims")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response claim(@PathParam("id") String id, byte[] body) {
    ClaimWish wish = JsonBodies.read(body, ClaimWish.class);
    return entered(
        Refused.orThrow(
            tournaments.claim(
                id,
                wish.claim(),
                browser.keeper().map(GuestId::key).orElse(null),
                idempotency.secrets(request, body))));
  }

  private static Response entered(Tournaments.Entry entry) {
    return Response.status(Response.Status.CREATED)
        .entity(new Entry(entry.entrant().id(), entry.entrant().name(), entry.token()))
        .build();
  }

  @DELETE
  @Path("/{id}/entrants/me")
  public Response withdraw(@PathParam("id") String id) {
    Refused.orThrow(tournaments.withdraw(id, proof()));
    return Response.noContent().build();
  }

  @POST
  @Path("/{id}/entrants/me/check-in")
  public Shown checkIn(@PathParam("id") String id) {
    return Shown.of(Refused.orThrow(tournaments.checkIn(id, proof())));
  }

  @DELETE
  @Path("/{id}/entrants/{entrant}")
  public Response remove(@PathParam("id") String id, @PathParam("entrant") String entrant) {
    direct(id, new TournamentCommand.Remove(entrant));
    return Response.noContent().build();
  }

  @POST
  @Path("/{id}/import")
  @Consumes(MediaType.APPLICATION_JSON)
  public Claims bring(@PathParam("id") String id, byte[] body) {
    List<String> names = all(JsonBodies.read(body, Names.class).names(), "names");
    direct(id, new TournamentCommand.Import(names));
    return claims(id);
  }

  @GET
  @Path("/{id}/claims")
  public Claims claims(@PathParam("id") String id) {
    return new Claims(Refused.orThrow(tournaments.claims(id, proof())));
  }

  // ---- the organiser

  @POST
  @Path("/{id}/check-in")
  public Shown openCheckIn(@PathParam("id") String id) {
    return direct(id, new TournamentCommand.OpenCheckIn());
  }

  @POST
  @Path("/{id}/seeds")
  @Consumes(MediaType.APPLICATION_JSON)
  public Shown seed(@PathParam("id") String id, byte[] body) {
    return direct(
        id,
        new TournamentCommand.Seed(
            all(JsonBodies.read(body, SeedsWish.class).entrants(), "entrants")));
  }

  @POST
  @Path("/{id}/start")
  public Shown start(@PathParam("id") String id) {
    return direct(id, new TournamentCommand.Start());
  }

  @POST
  @Path("/{id}/pause")
  public Shown pause(@PathParam("id") String id) {
    return direct(id, new TournamentCommand.Pause());
  }

  @POST
  @Path("/{id}/resume")
  public Shown resume(@PathParam("id") String id) {
    return direct(id, new TournamentCommand.Resume());
  }

  @POST
  @Path("/{id}/cancel")
  public Shown cancel(@PathParam("id") String id) {
    return direct(id, new TournamentCommand.Cancel());
  }

  @POST
  @Path("/{id}/messages")
  @Consumes(MediaType.APPLICATION_JSON)
  public Shown say(@PathParam("id") String id, byte[] body) {
    return direct(
        id, new TournamentCommand.Message(JsonBodies.read(body, MessageWish.class).text()));
  }

  @POST
  @Path("/{id}/matches/{match}/result")
  @Consumes(MediaType.APPLICATION_JSON)
  public Shown correct(@PathParam("id") String id, @PathParam("match") String match, byte[] body) {
    return direct(
        id,
        new TournamentCommand.Correct(
            match, all(JsonBodies.read(body, ResultWish.class).ranking(), "ranking")));
  }

  @POST
  @Path("/{id}/matches/{match}/restart")
  public Shown restart(@PathParam("id") String id, @PathParam("match") String match) {
    return direct(id, new TournamentCommand.Restart(match));
  }

  // ---- what is left

  @GET
  @Path("/{id}/log")
  public LogLines log(
      @PathParam("id") String id, @QueryParam("after") @DefaultValue("0") String after) {
    if (!after.matches("[0-9]{1,18}")) {
      throw new Refused("bad_request", "\"after\" is the place of a line in the log.");
    }
    List<LogLine> lines = new ArrayList<>();
    for (Logged logged :
        Refused.orThrow(tournaments.log(id, Long.parseLong(after), Tournaments.LOG_PAGE))) {
      TournamentEvent event = logged.event();
      String name = event.getClass().getSimpleName();
      lines.add(
          new LogLine(
              logged.seq(),
              name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
              event.at(),
              match(event),
              entrant(event)));
    }
    return new LogLines(lines);
  }

  private static String match(TournamentEvent event) {
    return switch (event) {
      case TournamentEvent.GameOpened e -> e.match();
      case TournamentEvent.GameEnded e -> e.match();
      case TournamentEvent.GameVoided e -> e.match();
      case TournamentEvent.MatchDecided e -> e.match();
      case TournamentEvent.MatchCorrected e -> e.match();
      case TournamentEvent.MatchRestarted e -> e.match();
      default -> null;
    };
  }

  private static String entrant(TournamentEvent event) {
    return switch (event) {
      case TournamentEvent.Entered e -> e.entrant();
      case TournamentEvent.Claimed e -> e.entrant();
      case TournamentEvent.Left e -> e.entrant();
      case TournamentEvent.Forgotten e -> e.entrant();
      case TournamentEvent.CheckedIn e -> e.entrant();
      case TournamentEvent.Finished e -> e.champion();
      default -> null;
    };
  }

  @GET
  @Path("/{id}/chart.json")
  public Response json(@PathParam("id") String id) {
    return Response.ok(Refused.orThrow(tournaments.look(id)).chart())
        .header("Content-Disposition", "attachment; filename=\"tournament.json\"")
        .build();
  }

  @GET
  @Path("/{id}/chart.csv")
  @Produces("text/csv")
  public Response csv(@PathParam("id") String id) {
    return Response.ok(ChartCsv.of(Refused.orThrow(tournaments.look(id)).chart()))
        .type("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"tournament.csv\"")
        .build();
  }

  private Shown direct(String id, TournamentCommand command) {
    return Shown.of(Refused.orThrow(tournaments.direct(id, proof(), command)));
  }

  private static List<String> all(List<String> values, String name) {
    if (values == null || values.contains(null)) {
      throw new Refused("bad_message", "\"" + name + "\" must be a list of texts.");
    }
    return values;
  }

  private Proof proof() {
    return browser
        .bearer()
        .map(token -> new Proof(token, null))
        .orElseGet(() -> new Proof(null, browser.guest().map(GuestId::key).orElse(null)));
  }
}
