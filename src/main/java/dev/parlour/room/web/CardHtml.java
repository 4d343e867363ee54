package dev.parlour.room.web;

import dev.parlour.game.Role;
import dev.parlour.room.RoomView;
import gg.jte.Content;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the markup of a room's card on the page of somebody's tables: a head that is the same for
 * every game, and below it the game's own live parts, the very ones of the room's page.
 *
 * <p>Of a player's card everything comes with the player's role; a host's role adds what the host
 * needs and the buttons, so that a host who plays has one card of both.
 */
final class CardHtml {
  private final Templates templates;
  private final RoomHtml rooms;

  CardHtml(Templates templates, RoomHtml rooms) {
    this.templates = templates;
    this.rooms = rooms;
  }

  /**
   * What everybody in the role sees.
   *
   * @param game the folder of the game's templates
   */
  Map<String, Content> shared(Page page, String game, Role role, Card.Now now) {
    Map<String, Content> fragments = new LinkedHashMap<>();
    fragments.put("head", head(page, game, now, ""));
    if (role == Role.HOST) {
      fragments.put("host-needs", hostNeeds(page, now, ""));
    }
    fragments.put(
        "stage",
        now.room().status().equals("in_progress")
            ? rooms.stage(page.with(game), game, role, now.shared())
            : RoomHtml.empty("stage"));
    if (role == Role.HOST) {
      fragments.put("controls", rooms.controls(page, game, now.shared()));
    }
    return fragments;
  }

  /** What only this player sees; for those with a seat. */
  Map<String, Content> you(Page page, String game, Card.Now now, RoomView.Seen own) {
    Map<String, Content> fragments = new LinkedHashMap<>();
    fragments.put("needs", needs(page, game, now, own, ""));
    fragments.put(
        "play",
        now.plays()
            ? rooms.you(page, game, now.shared(), own).get("play")
            : now.lobby()
                ? templates.content("tables/seat", Map.of("page", page, "own", own))
                : RoomHtml.empty("play"));
    return fragments;
  }

  /**
   * @param prefix before the id: on the page itself each card has its own, see {@code table.js}
   */
  Content head(Page page, String game, Card.Now now, String prefix) {
    Map<String, Object> with = new HashMap<>();
    with.put("page", page.with(game));
    with.put("room", now.room());
    with.put("deadline", now.room().status().equals("in_progress") ? now.deadline() : null);
    with.put("prefix", prefix);
    return templates.content("tables/head", with);
  }

  Content needs(Page page, String game, Card.Now now, RoomView.Seen own, String prefix) {
    return needs(prefix + "needs", attention(page, game, now, own), move(page, game, now, own));
  }

  Content hostNeeds(Page page, Card.Now now, String prefix) {
    Content start = templates.content("tables/start", Map.of("page", page));
    return needs(prefix + "host-needs", hostAttention(now), start);
  }

  private Content needs(String id, Attention attention, Content what) {
    return templates.content(
        "tables/needs", Map.of("id", id, "attention", attention, "what", what));
  }

  Attention attention(Page page, String game, Card.Now now, RoomView.Seen own) {
    StringOutput move = new StringOutput(128);
    move(page, game, now, own).writeTo(move);
    return Attention.of(
        now.room().status(), now.room().paused(), !move.toString().isBlank(), false);
  }

  Attention hostAttention(Card.Now now) {
    boolean starts = now.room().status().equals("ready") && now.room().players().count() > 0;
    return Attention.of(now.room().status(), now.room().paused(), false, starts);
  }

  /** What the game wants the player to do, in its own words; empty for nothing. */
  private Content move(Page page, String game, Card.Now now, RoomView.Seen own) {
    String template = game + "/needs";
    return now.room().status().equals("in_progress") && own.own() != null && templates.has(template)
        ? templates.content(
            template, Map.of("page", page.with(game), "shared", now.shared(), "own", own))
        : RoomHtml.NOTHING;
  }
}
