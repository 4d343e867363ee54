/**
 * The pages of people: registering, signing in, one's own account, others' profiles, friends. The
 * frame of pages is {@code room.web}'s; templates lie in {@code player/}, texts in this package's
 * bundles.
 */
package dev.parlour.player.web;
