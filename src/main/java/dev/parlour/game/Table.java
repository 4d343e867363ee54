package dev.parlour.game;

import java.util.Map;
import java.util.SortedSet;

/**
 * What a view may use from the room around the game.
 *
 * @param clock for turning deadlines into wall time
 * @param seats everybody who has a seat now, by id, in the order of joining
 * @param connected ids of the connected players
 */
public record Table(GameClock clock, Map<String, Seat> seats, SortedSet<String> connected) {}
