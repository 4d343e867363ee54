package dev.parlour.room.web;

import dev.parlour.game.ArcadeGame;
import dev.parlour.game.Checked;
import dev.parlour.game.GameRegistration;
import dev.parlour.game.Rejection;
import dev.parlour.http.ServerSecret;
import dev.parlour.room.Actor;
import dev.parlour.room.GameOptions;
import dev.parlour.room.app.CreateRoom;
import dev.parlour.room.app.Games;
import dev.parlour.room.app.NewRoom;
import dev.parlour.room.app.Rooms;
import dev.parlour.room.app.Secrets;
import dev.parlour.wire.Refusals;
import gg.jte.Content;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creates rooms of any game: the game brings the fields of its settings along as a template, see
 * {@link CreateForm}.
 */
@WebServlet("/create")
public class CreatePage extends PageServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Rooms rooms;
  @Inject private transient Games games;
  @Inject private transient ServerSecret secret;
  @Inject @Any private transient Instance<GameOptions> options;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(request, response, 200, Map.of(), null, Avatar.randomSeed());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page page = page(request);
    Optional<GameRegistration> game = game(request);
    if (game.isEmpty()) {
      message(response, page, 404, "404");
      return;
    }
    Map<String, String> fields = fields(request);
    boolean plays = "true".equals(fields.get("play"));
    String name = fields.getOrDefault("name", "");
    CreateRoom.HostSeat seat =
        plays
            ? new CreateRoom.HostSeat(name, page.who() == null ? null : page.who().avatar())
            : null;
    String title = fields.getOrDefault("title", "").strip();
    String key = fields.getOrDefault("key", "");
    // The same form sent twice makes one room: its key is in the secrets.
    Secrets secrets =
        Secrets.derived(
            secret.bytes(),
            "form|" + browser.identity().key() + "|" + key + "|" + fields.hashCode());
    CreateRoom wish =
        new CreateRoom(
            game.get().game().id(),
            title.isEmpty() ? null : title,
            settings(fields),
            null,
            seat,
            secrets);
    switch (rooms.create(wish)) {
      case Checked.Good<NewRoom>(NewRoom made) -> {
        browser.remember(made.code(), Actor.HOST, title.isEmpty() ? null : title);
        if (made.player() != null) {
          browser.remember(made.code(), new Actor.Player(made.player().id()), name);
        }
        seeOther(response, "/r/" + made.code() + "/host");
      }
      case Checked.Bad<NewRoom>(Rejection rejection) -> {
        String text = page.with(game.get().templates()).refusal(rejection);
        String field = field(rejection.code(), fields);
        show(
            request,
            response,
            Refusals.status(rejection.code()),
            field == null ? Map.of() : Map.of(field, text),
            field == null ? text : null,
            key);
      }
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      Map<String, String> errors,
      String general,
      String key)
      throws IOException {
    Page page = page(request);
    Optional<GameRegistration> game = game(request);
    if (game.isEmpty()) {
      message(response, page, 404, "404");
      return;
    }
    String id = game.get().game().id();
    Locale locale = page.texts().locale();
    Map<String, List<GameOptions.Option>> choices =
        options.stream()
            .filter(o -> o.game().equals(id))
            .collect(
                Collectors.toMap(
                    GameOptions::setting,
                    o -> o.options(locale),
                    (one, other) -> one,
                    LinkedHashMap::new));
    List<CreateForm.Choice> all =
        games.all().stream()
            .map(g -> new CreateForm.Choice(g.game().id(), page.with(g.templates()).t("game.name")))
            .toList();
    // Whoever sets up a game for two wants to play it; a quiz is for a crowd.
    boolean plays = game.get().game() instanceof ArcadeGame;
    Map<String, String> fields = fields(request);
    if (page.who() != null) {
      fields.putIfAbsent("name", page.who().name());
    }
    CreateForm form = new CreateForm(id, fields, errors, general, choices, all, plays, key);
    Content settings =
        site.templates()
            .content(
                game.get().templates() + "/create",
                Map.of("page", page.with(game.get().templates()), "form", form));
    html(
        response,
        status,
        site.templates()
            .render(
                "create",
                Map.of(
                    "page",
                    page.with(game.get().templates()),
                    "form",
                    form,
                    "settings",
                    settings)));
  }

  /** The game that is asked for; where none is, one for a crowd, or else the first. */
  private Optional<GameRegistration> game(HttpServletRequest request) {
    String id = request.getParameter("game");
    return id != null
        ? games.find(id)
        : games.all().stream()
            .filter(g -> !(g.game() instanceof ArcadeGame))
            .findFirst()
            .or(() -> games.all().stream().findFirst());
  }

  /**
   * The first value of each field: a box that is ticked stands before the hidden field that speaks
   * for it when it is not.
   */
  private static Map<String, String> fields(HttpServletRequest request) {
    Map<String, String> fields = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
    fields.remove("csrf");
    return fields;
  }

  static Map<String, Object> settings(Map<String, String> fields) {
    Map<String, Object> settings = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.length() < 3 || name.charAt(1) != '.' || value.isBlank()) {
            return;
          }
          String text = value.strip();
          switch (name.charAt(0)) {
            case 't' -> settings.put(name.substring(2), text);
            // What is no number goes on as the text that it is; the game refuses it with its own
            // sentence.
            case 'n' ->
                settings.put(
                    name.substring(2),
                    text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : text);
            case 'b' ->
                settings.put(
                    name.substring(2),
                    text.equals("true")
                        ? (Object) true
                        : text.equals("false") ? (Object) false : text);
            default -> {}
          }
        });
    return settings;
  }

  /**
   * The field that a refusal speaks of: {@code bad_max_players} of maxPlayers, {@code
   * topic_missing} of topic. Null for none.
   */
  static String field(String code, Map<String, String> fields) {
    String about = code.startsWith("bad_") ? code.substring(4) : code;
    return fields.keySet().stream()
        .map(f -> f.length() > 2 && f.charAt(1) == '.' ? f.substring(2) : f)
        .filter(f -> about.equals(snake(f)) || about.startsWith(snake(f) + "_"))
        .max(Comparator.comparingInt(String::length))
        .orElse(about.startsWith("topic_") ? "topic" : null);
  }

  private static String snake(String camel) {
    return Arrays.stream(camel.split("(?=[A-Z])"))
        .map(s -> s.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("_"));
  }
}
