/**
 * The use cases of matchmaking: the only door to it. Everybody may call; calls wait for the
 * database, and some for a room.
 */
package dev.parlour.matchmaking.app;
