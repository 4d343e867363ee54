package dev.parlour.player;

import dev.parlour.room.Actor;
import java.time.Instant;

/**
 * Something that a browser has in a room: its chair or the host's place.
 *
 * @param name how they are called there; the room's title or null for a host
 * @param since when it was taken
 */
public record HeldSeat(String room, Actor actor, String name, Instant since) {}
