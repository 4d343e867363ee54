package dev.parlour.player;

/**
 * Who has a seat of a room, or had it until they gave it up.
 *
 * @param seat the seat's id
 * @param name how they are called there; empty where they have deleted their account
 */
public record SeatHolder(String seat, GuestId guest, String name) {}
