package dev.parlour.player.web;

import dev.parlour.player.app.Friendships;
import java.util.List;

/**
 * The people of somebody.
 *
 * @param wanted who has asked
 * @param asked who was asked
 * @param name that was looked for
 * @param error null for none
 */
public record FriendsView(
    List<Friendships.Shown> friends,
    List<Friendships.Shown> wanted,
    List<Friendships.Shown> asked,
    String name,
    String error) {}
