/**
 * The pages of those who look for somebody to play with. The frame of pages is {@code room.web}'s;
 * templates lie in {@code matchmaking/}, texts in this package's bundles.
 */
package dev.parlour.matchmaking.web;
