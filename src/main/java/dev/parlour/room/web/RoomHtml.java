package dev.parlour.room.web;

import dev.parlour.game.Role;
import dev.parlour.room.RoomView;
import gg.jte.Content;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a room's markup from what somebody sees: the room's own templates around those of the game,
 * which are found by their names in the game's folder and known to nobody here. Whole pages and
 * open ones get the same fragments.
 */
final class RoomHtml {
  /** The fragments that stand beside the game and not above it. */
  static final List<String> SIDE = List.of("controls", "people");

  static final Content NOTHING = out -> {};

  private final Templates templates;

  RoomHtml(Templates templates) {
    this.templates = templates;
  }

  /**
   * What everybody in the role sees.
   *
   * @param game the folder of the game's templates
   */
  Map<String, Content> shared(Page page, String game, Role role, RoomView.Seen seen) {
    RoomView.Shared room = seen.shared();
    Page own = page.with(game);
    Map<String, Content> fragments = new LinkedHashMap<>();
    fragments.put(
        "notice",
        templates.content(
            "room/notice", Map.of("page", page, "room", room, "host", role == Role.HOST)));
    fragments.put("stage", stage(own, game, role, seen));
    if (role == Role.HOST) {
      fragments.put("controls", controls(page, game, seen));
      fragments.put(
          "people", templates.content("room/people", Map.of("page", page, "shared", seen)));
    }
    return fragments;
  }

  /** The host's buttons. */
  Content controls(Page page, String game, RoomView.Seen seen) {
    boolean playing = seen.play() != null && seen.shared().status().equals("in_progress");
    Content own = playing ? optional(game + "/controls", page.with(game), seen) : NOTHING;
    return templates.content("room/controls", Map.of("page", page, "shared", seen, "own", own));
  }

  Content stage(Page page, String game, Role role, RoomView.Seen seen) {
    String kind = kind(role);
    return switch (seen.shared().status()) {
      case "in_progress", "completed" -> {
        String named = game + "/shared-" + kind;
        yield templates.content(
            templates.has(named) ? named : game + "/shared-player",
            Map.of("page", page, "shared", seen));
      }
      case "failed", "closed" ->
          templates.content("room/over", Map.of("page", page, "shared", seen));
      default -> {
        Content rules = seen.play() == null ? NOTHING : optional(game + "/rules", page, seen);
        Map<String, Object> with =
            role == Role.SPECTATOR
                ? Map.of("page", page, "shared", seen)
                : Map.of("page", page, "shared", seen, "rules", rules);
        yield templates.content("room/lobby-" + kind, with);
      }
    };
  }

  private Content optional(String template, Page page, RoomView.Seen seen) {
    return templates.has(template)
        ? templates.content(template, Map.of("page", page, "shared", seen))
        : NOTHING;
  }

  /** What only this player sees; empty for those without a seat. */
  Map<String, Content> you(Page page, String game, RoomView.Seen shared, RoomView.Seen own) {
    if (own.you() == null) {
      return Map.of();
    }
    Map<String, Object> with =
        new HashMap<>(Map.of("page", page.with(game), "shared", shared, "own", own));
    return switch (shared.shared().status()) {
      case "in_progress", "completed" ->
          Map.of(
              "play", own.own() == null ? empty("play") : templates.content(game + "/you", with));
      case "failed", "closed" -> Map.of("play", empty("play"));
      default -> {
        String beside = game + "/beside";
        with.put(
            "beside",
            templates.has(beside) ? templates.content(beside, Map.copyOf(with)) : NOTHING);
        yield Map.of("play", templates.content("room/you-lobby", with));
      }
    };
  }

  static Content empty(String id) {
    return out ->
        out.writeContent("<section id=\"" + id + "\" class=\"" + id + "\" hidden></section>");
  }

  static String kind(Role role) {
    return switch (role) {
      case HOST -> "host";
      case PLAYER -> "player";
      case SPECTATOR -> "screen";
    };
  }
}
