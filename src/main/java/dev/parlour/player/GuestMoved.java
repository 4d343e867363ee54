package dev.parlour.player;

/**
 * A CDI event: what was kept for one is the other's from now on. Fired inside the transaction in
 * which somebody registers or signs in; every feature that keeps something by guest observes it and
 * renames in its own store, so that all of it moves or nothing does. Either may have nothing, or
 * both may have the same.
 */
public record GuestMoved(GuestId from, GuestId to) {}
