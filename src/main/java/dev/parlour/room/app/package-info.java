/**
 * The use cases of rooms: the only door to them. Everybody may call; calls that wait for storage
 * say so.
 */
package dev.parlour.room.app;
