package dev.parlour.room.web;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.Rejection;
import dev.parlour.room.Actor;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.RoomFacts;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.SeatGrant;
import dev.parlour.room.app.Secrets;
import dev.parlour.shared.RoomCode;
import dev.parlour.wire.Refusals;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes a seat: name and face. The address is what the QR code holds. */
@WebServlet("/join/*")
public class JoinPage extends PageServlet {
  private static final long serialVersionUID = 1L;
  private static final int FACES = 8;
  private static final Pattern SEED = Pattern.compile("[a-z0-9-]{1,64}");

  @Inject private transient Rooms rooms;
  @Inject private transient Games games;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<RoomFacts> facts = facts(request, response);
    if (facts.isPresent()) {
      String removed =
          "kicked".equals(request.getParameter("refused")) ? page(request).t("live.kicked") : null;
      form(request, response, 200, facts.get(), null, removed, null);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<RoomFacts> facts = facts(request, response);
    if (facts.isEmpty()) {
      return;
    }
    String code = facts.get().code();
    String chosen = request.getParameter("avatar");
    boolean own = browser.session().filter(s -> s.avatar().equals(chosen)).isPresent();
    String avatar =
        own || chosen != null && SEED.matcher(chosen).matches() && browser.mayWear(chosen)
            ? chosen
            : Avatar.randomSeed();
    if (request.getParameter("reroll") != null) {
      form(request, response, 200, facts.get(), null, null, null);
      return;
    }
    String name = request.getParameter("name");
    Page page = page(request);
    switch (rooms.join(code, name, avatar, Secrets.random())) {
      case Checked.Good<SeatGrant>(SeatGrant seat) -> {
        browser.remember(code, new Actor.Player(seat.id()), name == null ? "" : name.strip());
        seeOther(
            response, "/r/" + code + ("host".equals(request.getParameter("from")) ? "/host" : ""));
      }
      case Checked.Bad<SeatGrant>(Rejection rejection) -> {
        boolean ofName =
            rejection.code().equals("name_taken") || rejection.code().equals("bad_name");
        String text = page.refusal(rejection);
        form(
            request,
            response,
            Refusals.status(rejection.code()),
            facts.get(),
            ofName ? text : null,
            ofName ? null : text,
            avatar);
      }
    }
  }

  /** The room's facts; empty where the answer was given already. */
  private Optional<RoomFacts> facts(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String typed = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    Optional<RoomCode> code = RoomCode.parse(typed);
    if (code.isEmpty()) {
      message(response, page(request), 404, "unknown");
      return Optional.empty();
    }
    if (!code.get().value().equals(typed)) {
      seeOther(response, "/join/" + code.get());
      return Optional.empty();
    }
    switch (rooms.facts(code.get().value())) {
      case Checked.Bad<RoomFacts>(Rejection rejection) -> {
        int status = Refusals.status(rejection.code());
        message(response, page(request), status, Messages.of(rejection.code(), status));
      }
      case Checked.Good<RoomFacts>(RoomFacts facts) -> {
        boolean seated =
            beside(request, facts)
                ? seats(facts) != 1
                : browser.in(facts.code()).stream().anyMatch(Actor.Player.class::isInstance);
        if (facts.status().equals("closed")) {
          message(response, page(request), 410, "closed");
        } else if (facts.status().equals("completed")) {
          seeOther(response, "/r/" + facts.code() + "/results");
        } else if (seated && request.getParameter("refused") == null) {
          seeOther(response, "/r/" + facts.code());
        } else {
          return Optional.of(facts);
        }
      }
    }
    return Optional.empty();
  }

  /** How many seats of the room this browser has that nobody has taken away. */
  private long seats(RoomFacts facts) {
    List<String> ids = facts.players().stream().map(RoomFacts.Player::id).toList();
    return browser.in(facts.code()).stream()
        .filter(a -> a instanceof Actor.Player(String id) && ids.contains(id))
        .count();
  }

  /** Whether a second seat on the same keyboard is asked for, in a game that has room for it. */
  private boolean beside(HttpServletRequest request, RoomFacts facts) {
    return "true".equals(request.getParameter("beside"))
        && games.game(facts.game()).filter(ArcadeGame.class::isInstance).isPresent();
  }

  private void form(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      RoomFacts facts,
      String nameError,
      String general,
      String keep)
      throws IOException {
    Page page = page(request);
    List<String> faces =
        Stream.concat(
                Stream.of(keep, page.who() == null ? null : page.who().avatar())
                    .filter(Objects::nonNull)
                    .distinct(),
                Stream.generate(Avatar::randomSeed))
            .limit(FACES)
            .toList();
    String name = request.getParameter("name");
    String title = facts.title() == null ? page.t("room.untitled") : facts.title();
    JoinForm form =
        new JoinForm(
            facts.code(),
            title,
            facts.playerCount(),
            name != null
                ? name
                : page.who() != null && !beside(request, facts) ? page.who().name() : "",
            faces,
            faces.getFirst(),
            beside(request, facts),
            nameError,
            general);
    html(response, status, site.templates().render("join", Map.of("page", page, "form", form)));
  }
}
