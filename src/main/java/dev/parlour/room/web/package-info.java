/**
 * The pages of rooms, for people. The templates lie below {@code WEB-INF/templates} and are
 * compiled by the build; whole pages and the live parts of open ones come from the same templates.
 *
 * <p>No page knows a game. A game brings along, in the folder that its registration names ({@code
 * game/trivia}, say):
 *
 * <ul>
 *   <li>{@code shared-player}: what all players see while the game runs and at its end, an element
 *       with the id {@code stage}; {@code shared-host} and {@code shared-screen} likewise, in their
 *       absence {@code shared-player} serves;
 *   <li>{@code you}: one player's own part, an element with the id {@code play};
 *   <li>{@code rules} for the lobby and {@code controls} for the host's own buttons, both optional;
 *   <li>{@code beside}, optional: in the lobby, what a player may set up for a second one at the
 *       same keyboard;
 *   <li>{@code court}, for a game in which things move: a canvas with {@code data-arcade}, which
 *       names the folder of its scripts ({@code static/js/pong}, say); the page of a replay shows
 *       it alone;
 *   <li>{@code needs}, optional: a few words while the game waits for this player, else nothing; it
 *       brings the room to the top of the player's tables;
 *   <li>{@code create}: the fields of its settings, see {@link dev.parlour.room.web.CreateForm}.
 * </ul>
 *
 * <p>Each gets {@code Page page}, {@code RoomView.Seen shared} and, where it is one player's,
 * {@code RoomView.Seen own}; {@code create} gets {@code CreateForm form}. Buttons are commands:
 * {@code name="command"}, the value by {@link dev.parlour.room.web.CommandText}, {@code
 * form="mine"} for a player's and {@code form="command"} for the host's; they work with and without
 * scripts. Texts lie in {@code dev/parlour/<folder>/web/messages_<language>.properties}. So adding
 * a game's pages is copying one folder of templates and one of texts.
 */
package dev.parlour.room.web;
