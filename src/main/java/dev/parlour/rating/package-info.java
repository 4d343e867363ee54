/**
 * How well people play, as numbers: Glicko-2 by Mark E. Glickman, "Example of the Glicko-2 system"
 * (Boston University, revision of 22 March 2022), and what Parlour decides where the paper leaves
 * it open. Pure, and without fields that change. Any feature may use it.
 *
 * <p>Non-obvious choices that are intentional: each game is a rating period of its own, see {@link
 * dev.parlour.rating.Glicko2#PERIOD}; a game of many counts as games of two, see {@link
 * dev.parlour.rating.RatedGame}.
 */
package dev.parlour.rating;
