/**
 * Pages of players: the ranking of each game, and the part of a profile that shows what somebody
 * has played. The frame of pages is {@code room.web}'s; templates lie in {@code player/}, texts in
 * this package's bundles.
 */
package dev.parlour.player.web;
