package dev.parlour.room.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.Game;
import dev.parlour.game.Rejection;
import dev.parlour.game.Role;
import dev.parlour.game.Viewer;
import dev.parlour.http.Returns;
import dev.parlour.room.Actor;
import dev.parlour.room.Publication;
import dev.parlour.room.RoomCommand;
import dev.parlour.room.RoomView;
import dev.parlour.room.Status;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.Rooms;
import dev.parlour.shared.RoomCode;
import dev.parlour.wire.Commands;
import dev.parlour.wire.Json;
import dev.parlour.wire.Refusals;
import gg.jte.Content;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A room's pages: the player's, {@code /host}, {@code /screen}, {@code /results}, {@code
 * /elsewhere} (a code to come back with on another device), the QR code, and the form for commands
 * of browsers without scripts.
 */
@WebServlet("/r/*")
public class RoomPages extends PageServlet {
  private static final long serialVersionUID = 1L;

  /** A name of the DNS has 253 characters at most. */
  /** Why a room was closed in which not everybody arrived who was brought together. */
  private static final String NO_SHOW = "no_show";

  private static final int LONGEST_ORIGIN = 300;

  @Inject private transient Rooms rooms;
  @Inject @Any private transient Instance<RoomOrigins> origins;
  @Inject private transient Games games;
  @Inject private transient LiveFragments fragments;
  @Inject private transient Returns returns;

  /** While a broadcast begins. */
  private static final String LOOK_AGAIN_SECONDS = "2";

  /** What the address names. */
  private record Target(String code, String what) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Target> target = target(request, response);
    if (target.isEmpty()) {
      return;
    }
    if (target.get().what().equals("qr.svg")) {
      qr(response, target.get().code());
      return;
    }
    switch (rooms.look(target.get().code())) {
      case Checked.Bad<Publication>(Rejection rejection) -> {
        int status = Refusals.status(rejection.code());
        message(response, page(request), status, Messages.of(rejection.code(), status));
      }
      case Checked.Good<Publication>(Publication now) ->
          show(request, response, now, target.get().what());
    }
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, Publication now, String what)
      throws IOException {
    Set<Actor> actors = browser.in(now.code());
    List<Viewer.Player> seats = seats(now, actors);
    Optional<Viewer.Player> seat = seats.stream().findFirst();
    Viewer.Player beside = seats.size() > 1 ? seats.get(1) : null;
    if (seat.isPresent() && NO_SHOW.equals(now.shared(Role.PLAYER).shared().reason())) {
      seeOther(response, "/play?missed=true"); // their place in the queue is there
      return;
    }
    switch (what) {
      case "" -> {
        if (seat.isPresent()) {
          room(request, response, now, seat.get(), seat.get(), beside);
        } else if (actors.contains(Actor.HOST)) {
          seeOther(response, "/r/" + now.code() + "/host");
        } else if (actors.isEmpty()) {
          seeOther(response, "/join/" + now.code());
        } else {
          actors.forEach(a -> browser.forget(now.code(), a)); // a seat that was taken away
          seeOther(response, "/join/" + now.code() + "?refused=kicked");
        }
      }
      case "host" -> {
        if (actors.contains(Actor.HOST)) {
          room(request, response, now, new Viewer.Host(), seat.orElse(null), beside);
        } else {
          seeOther(response, "/r/" + now.code());
        }
      }
      case "screen" ->
          watched(
              request,
              response,
              now,
              shown -> room(request, response, shown, new Viewer.Spectator(), null, null));
      case "elsewhere" -> {
        boolean host =
            actors.contains(Actor.HOST)
                && (seat.isEmpty() || "host".equals(request.getParameter("as")));
        if (host || seat.isPresent()) {
          elsewhere(request, response, now.code(), host ? "host" : seat.get().id(), null);
        } else {
          seeOther(response, "/r/" + now.code());
        }
      }
      case "results" ->
          watched(
              request,
              response,
              now,
              shown -> results(request, response, shown, seat.map(Viewer.Player::id).orElse(null)));
      case "replay" -> watched(request, response, now, shown -> replay(request, response, shown));
      default -> message(response, page(request), 404, "404");
    }
  }

  private interface Shown {
    void to(Publication now) throws IOException;
  }

  /**
   * What anybody may look at: while the game goes on as late as its watchers see it, and for the
   * first of them a page that says so and asks again.
   */
  private void watched(
      HttpServletRequest request, HttpServletResponse response, Publication now, Shown page)
      throws IOException {
    if (now.status().over()) {
      page.to(now);
      return;
    }
    Optional<Publication> shown = rooms.watched(now);
    if (shown.isPresent()) {
      page.to(shown.get());
    } else {
      response.setHeader("Refresh", LOOK_AGAIN_SECONDS);
      message(response, page(request), 200, "late");
    }
  }

  /** A finished game of what moves, drawn by the code that draws it live. */
  private void replay(HttpServletRequest request, HttpServletResponse response, Publication now)
      throws IOException {
    String folder = fragments.folder(now);
    RoomView.Seen seen = now.shared(Role.SPECTATOR);
    String court = folder + "/court";
    if (!site.templates().has(court) || seen.play() == null) {
      message(response, page(request), 404, "404");
      return;
    }
    Page page = page(request).with(folder);
    String number = request.getParameter("game");
    html(
        response,
        200,
        site.templates()
            .render(
                "room/replay",
                Map.of(
                    "page",
                    page,
                    "code",
                    now.code(),
                    "number",
                    number != null && number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0,
                    "title",
                    seen.shared().title() == null ? page.t("room.untitled") : seen.shared().title(),
                    "court",
                    site.templates().content(court, Map.of("page", page, "shared", seen)))));
  }

  /**
   * The seats of a browser that are still there. In a game that moves, where two may play on one
   * keyboard, the one that was taken first comes first; elsewhere the newest, as whoever took a
   * second one wants to play with that.
   */
  private List<Viewer.Player> seats(Publication now, Set<Actor> actors) {
    List<Viewer.Player> seats = new ArrayList<>();
    for (Actor actor : actors) {
      if (actor instanceof Actor.Player(String id)
          && now.own(new Viewer.Player(id)).you() != null) {
        seats.add(new Viewer.Player(id));
      }
    }
    return twoAtOnce(now.game()) ? seats.reversed() : seats.stream().limit(1).toList();
  }

  private boolean twoAtOnce(String game) {
    return games.game(game).filter(ArcadeGame.class::isInstance).isPresent();
  }

  /**
   * @param seat whose own part is shown; null for none
   * @param beside the seat that is played on the same keyboard; null for none
   */
  private void room(
      HttpServletRequest request,
      HttpServletResponse response,
      Publication now,
      Viewer viewer,
      Viewer.Player seat,
      Viewer.Player beside)
      throws IOException {
    Page page = page(request);
    String folder = fragments.folder(now);
    RoomView.Seen shared = now.shared(viewer.role());
    Map<String, Content> all = site.rooms().shared(page, folder, viewer.role(), shared);
    List<Content> side = RoomHtml.SIDE.stream().filter(all::containsKey).map(all::get).toList();
    List<Content> parts = new ArrayList<>(all.values());
    parts.removeAll(side);
    if (seat != null) {
      parts.addAll(site.rooms().you(page, folder, now.shared(Role.PLAYER), now.own(seat)).values());
    }
    String refused = request.getParameter("refused");
    String refusal =
        refused == null
            ? null
            : page.with(folder).refusal(new Rejection(refused, page.t("refused.other")));
    String title =
        shared.shared().title() == null ? page.t("room.untitled") : shared.shared().title();
    RoomPage room =
        new RoomPage(
            RoomHtml.kind(viewer.role()),
            now.code(),
            title,
            as(viewer),
            seat == null ? null : seat.id(),
            beside == null ? null : new RoomPage.Beside(beside.id(), now.own(beside).you().name()),
            now.seq(),
            System.currentTimeMillis(),
            now.status().over() && shared.shared().rematch() == null,
            !(viewer instanceof Viewer.Spectator) && now.status() != Status.CLOSED,
            viewer instanceof Viewer.Spectator ? now.spectatorDelay().toSeconds() : 0,
            origins.stream().flatMap(o -> o.of(now.code()).stream()).findFirst().orElse(null),
            refusal,
            parts,
            side);
    html(
        response,
        now.status().name().equals("CLOSED") ? 410 : 200,
        site.templates().render("room/room", Map.of("page", page.with(folder), "room", room)));
  }

  private static String as(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Host h -> "host";
      case Viewer.Player p -> p.id();
      case Viewer.Spectator s -> "spectator";
    };
  }

  private void results(
      HttpServletRequest request, HttpServletResponse response, Publication now, String me)
      throws IOException {
    Map<String, Object> with = new HashMap<>();
    with.put("page", page(request));
    with.put("shared", now.shared(Role.SPECTATOR));
    with.put("ranking", now.ranking());
    with.put("me", me);
    html(response, 200, site.templates().render("room/results", with));
  }

  private void qr(HttpServletResponse response, String code) throws IOException {
    String origin = browser.caller().origin();
    if (origin.length() > LONGEST_ORIGIN) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST); // it would not fit into a QR code
      return;
    }
    response.setContentType("image/svg+xml");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(QrPicture.of(origin + "/join/" + code));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Target> target = target(request, response);
    if (target.isEmpty()) {
      return;
    }
    if (target.get().what().equals("elsewhere")) {
      offer(request, response, target.get().code());
      return;
    }
    if (!target.get().what().equals("command")) {
      message(response, page(request), 404, "404");
      return;
    }
    String code = target.get().code();
    String as = request.getParameter("as");
    boolean host = "host".equals(as);
    Actor actor = host ? Actor.HOST : new Actor.Player(as == null ? "" : as);
    String back = "/r/" + code + ("host".equals(request.getParameter("from")) ? "/host" : "");
    if (!browser.in(code).contains(actor)) {
      seeOther(response, back + "?refused=" + (host ? "not_host" : "not_a_player"));
      return;
    }
    switch (read(code, request)) {
      case Checked.Bad<RoomCommand>(Rejection rejection) ->
          seeOther(response, back + "?refused=" + rejection.code());
      case Checked.Good<RoomCommand>(RoomCommand command) -> {
        if (rooms.perform(code, actor, null, command)
            instanceof Checked.Bad<Long>(Rejection rejection)) {
          seeOther(response, back + "?refused=" + rejection.code());
        } else if (command instanceof RoomCommand.Leave) {
          browser.forget(code, actor);
          seeOther(response, browser.in(code).isEmpty() ? "/" : back); // who has more there stays
        } else {
          seeOther(response, back);
        }
      }
    }
  }

  /** Makes a code for the place that the form names, and the seat that a host has beside it. */
  private void offer(HttpServletRequest request, HttpServletResponse response, String code)
      throws IOException {
    String as = request.getParameter("as");
    boolean host = "host".equals(as);
    Actor actor = host ? Actor.HOST : new Actor.Player(as == null ? "" : as);
    Set<Actor> held = browser.in(code);
    if (!held.contains(actor)) {
      seeOther(response, "/r/" + code + "?refused=" + (host ? "not_host" : "not_a_player"));
      return;
    }
    switch (returns.offer(code, host ? held : Set.of(actor))) {
      case Checked.Bad<Returns.Offer>(Rejection rejection) ->
          seeOther(response, "/r/" + code + "?refused=" + rejection.code());
      case Checked.Good<Returns.Offer>(Returns.Offer offer) ->
          elsewhere(request, response, code, as, ReturnCard.of(offer.code(), browser.caller()));
    }
  }

  /**
   * The page of its own for that, where scripts do not put the card into the room's page.
   *
   * @param card null for none yet
   */
  private void elsewhere(
      HttpServletRequest request,
      HttpServletResponse response,
      String code,
      String as,
      ReturnCard card)
      throws IOException {
    Map<String, Object> with = new HashMap<>();
    with.put("page", page(request));
    with.put("code", code);
    with.put("as", as);
    with.put("card", card);
    html(response, 200, site.templates().render("room/elsewhere-page", with));
  }

  private Checked<RoomCommand> read(String code, HttpServletRequest request) {
    String text = request.getParameter("command");
    JsonNode json;
    try {
      json = text == null || text.length() > 1_000 ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      json = null;
    }
    if (!(json instanceof ObjectNode command)) {
      return Checked.bad("bad_command", "That is no command.");
    }
    for (Map.Entry<String, JsonNode> field : command.properties()) {
      String[] values = request.getParameterValues(field.getKey());
      if (field.getValue() instanceof ArrayNode list && list.isEmpty() && values != null) {
        for (String value : values) {
          list.add(value);
        }
      }
    }
    return switch (command.path("type").asText()) {
      // These two change what the browser holds, so they are no commands of a socket.
      case "leave" -> Checked.good(new RoomCommand.Leave());
      case "close" -> Checked.good(new RoomCommand.Close("closed_by_host"));
      default ->
          switch (rooms.facts(code)) {
            case Checked.Bad<?>(Rejection rejection) -> new Checked.Bad<>(rejection);
            case Checked.Good<dev.parlour.room.app.RoomFacts>(var facts) ->
                Commands.read(
                    command,
                    games.game(facts.game()).<Class<?>>map(Game::commandType).orElseThrow());
          };
    };
  }

  /** Whether a page of a room could have this name: letters and dots alone. */
  static boolean word(String what) {
    return what.matches("[a-z.]{0,16}");
  }

  /** Empty where the answer was given already. */
  private Optional<Target> target(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] parts =
        (request.getPathInfo() == null ? "/" : request.getPathInfo()).substring(1).split("/", 2);
    Optional<RoomCode> code = RoomCode.parse(parts[0]);
    String what = parts.length > 1 ? parts[1] : "";
    if (code.isEmpty()) {
      message(response, page(request), 404, "unknown");
      return Optional.empty();
    }
    if (!word(what)) {
      message(response, page(request), 404, "404"); // nor may it get into a Location header
      return Optional.empty();
    }
    if (!code.get().value().equals(parts[0])) {
      seeOther(response, "/r/" + code.get() + (what.isEmpty() ? "" : "/" + what));
      return Optional.empty();
    }
    return Optional.of(new Target(code.get().value(), what));
  }
}
