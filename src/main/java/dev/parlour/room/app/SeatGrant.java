package dev.parlour.room.app;

/** A seat and the token that proves it; the token is told once and kept only as a hash. */
public record SeatGrant(String id, String token) {}
