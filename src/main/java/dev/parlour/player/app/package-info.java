/**
 * The use cases of people: registering, signing in and out, profiles, friends, deletion, and what
 * they have played, and how well. The only door to them. Everybody above may call; calls wait for
 * the database, and those that prove a password for a good part of a second of a core.
 */
package dev.parlour.player.app;
