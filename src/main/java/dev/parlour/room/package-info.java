/**
 * A room around any game: lobby, seats, host, pause, life cycle, as pure functions; and the ports
 * through which rooms are kept and shown. Pure: no Jakarta, no clock, no thread. Everybody may read
 * these types; only {@code room.app} is a door to rooms that live.
 */
package dev.parlour.room;
