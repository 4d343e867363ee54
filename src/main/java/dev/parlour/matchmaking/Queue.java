package dev.parlour.matchmaking;

/**
 * Where people wait for the same thing.
 *
 * @param game id of the game
 * @param mode name of its {@link dev.parlour.game.Mode}
 */
public record Queue(String game, String mode) {}
