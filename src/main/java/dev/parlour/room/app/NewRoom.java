package dev.parlour.room.app;

/**
 * A room that was just created.
 *
 * @param player the seat of a host who plays too; null otherwise
 */
public record NewRoom(
    String code, String game, String status, String hostToken, SeatGrant player) {}
