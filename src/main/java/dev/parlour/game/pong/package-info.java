/**
 * The rules of Pong for two and four, pure: a court, a ball, paddles, goals, and who has won. Only
 * the contract of {@code game} and {@code shared} are known here. {@code PongGame} is the door;
 * {@code PongMotion} is what moves between two events, and belongs to one thread at a time; {@code
 * PongView} and {@code PongFrame} are all that leaves for people's eyes.
 */
package dev.parlour.game.pong;
