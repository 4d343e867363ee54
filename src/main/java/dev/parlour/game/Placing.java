package dev.parlour.game;

/**
 * One line of a result.
 *
 * @param player the seat's id
 * @param rank from 1; equal scores share a rank and the next one counts on (1-2-2-4)
 */
public record Placing(String player, int rank, long score) {}
