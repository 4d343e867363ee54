/** The use cases of players, the only door to them: what they have played, and how well. */
package dev.parlour.player.app;
