/**
 * The pages of people: registering, signing in, one's own account, others' profiles, friends, what
 * somebody has played, and the ranking of each game. The frame of pages is {@code room.web}'s;
 * templates lie in {@code player/}, texts in this package's bundles.
 */
package dev.parlour.player.web;
