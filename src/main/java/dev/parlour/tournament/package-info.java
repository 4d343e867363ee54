/**
 * Tournaments: entering, brackets, who plays whom and when, and who has won. Pure model; {@link
 * dev.parlour.tournament.Referee} is the door: it decides what a command comes to, and folds events
 * into the next {@link dev.parlour.tournament.Tournament}. {@link dev.parlour.tournament.Chart} is
 * what people may see of one. May know the contract of games and {@code shared}, no room; runs on
 * any thread.
 */
package dev.parlour.tournament;
