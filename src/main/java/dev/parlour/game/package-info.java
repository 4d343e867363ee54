/**
 * The contract of a game, and nothing else. Pure: no Jakarta, no clock, no randomness but {@link
 * dev.parlour.game.SeededRandom} kept in the state, no thread, no log; iterate only ordered
 * collections, because {@code Set.of} and {@code Map.of} iterate in another order on every run and
 * would break replay. A game sees {@code game} and {@code shared} only; the room runtime calls it,
 * always from the one thread that owns the room at that moment.
 */
package dev.parlour.game;
