package dev.parlour.matchmaking.app;

import java.util.Map;

/**
 * What somebody wants to play.
 *
 * @param game id of the game
 * @param mode null for the game's first one that fits the settings
 * @param settings what the mode must have; null for nothing in particular. Everybody in a queue
 *     plays by the mode's settings, so they choose a mode and change none
 * @param name raw; null for none in particular
 * @param avatar seed of the picture; null for none in particular
 */
public record TicketWish(
    String game, String mode, Map<String, Object> settings, String name, String avatar) {}
