/**
 * The rules of Duel, pure: two runners jump over the same rings, and may spend points to freeze
 * each other. Only the contract of {@code game} and {@code shared} are known here; the room calls
 * it from the one thread that owns the room. {@code DuelGame} is the door, {@code DuelMotion} moves
 * the runners, {@code DuelView} and {@code DuelFrame} are all that leaves for people's eyes.
 */
package dev.parlour.game.duel;
