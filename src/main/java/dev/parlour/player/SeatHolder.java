package dev.parlour.player;

import java.time.Instant;

/**
 * Who has a seat of a room, or had it until they gave it up.
 *
 * @param seat the seat's id
 * @param name how they are called there; empty where they have deleted their account
 * @param since when they got it, where it was somebody else's before, be it their own as a guest;
 *     null for the first one who had it
 */
public record SeatHolder(String seat, GuestId guest, String name, Instant since) {}
