package dev.parlour.player;

/**
 * Fired as a CDI event inside the transaction in which what a browser has becomes an account's:
 * whoever keeps something by guest gives it to the other in the same transaction.
 */
public record GuestMoved(GuestId from, GuestId to) {}
