/**
 * The use cases of tournaments: the only door to them. Everybody may call; calls wait for the
 * database, and some for a room.
 */
package dev.parlour.tournament.app;
