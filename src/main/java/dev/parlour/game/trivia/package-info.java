/**
 * The rules of a trivia night, pure: questions, answers, points, places. Only the contract of
 * {@code game} and {@code shared} are known here; the room calls it from the one thread that owns
 * the room. {@code TriviaGame} is the door, {@code TriviaView} is all that leaves it for people's
 * eyes.
 */
package dev.parlour.game.trivia;
