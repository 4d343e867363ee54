// What the arcade needs to know of Pong.

import { MOVES } from "./frame.js";

export { read, Ways } from "./frame.js";
export { Scene } from "./draw.js";

/**
 * What the page says of the game.
 * @returns {field, you, sides: [{player, name}]}; a side's player is null for the computer and for a wall
 */
export function facts(canvas) {
  const { field, sides, you } = canvas.dataset;
  return { field: JSON.parse(field), sides: JSON.parse(sides), you };
}

/** The side of a seat; -1 for none. */
export const sideOf = ({ sides }, seat) => sides.findIndex((side) => side.player === seat);

/** How a side's paddle can move. */
export function control({ field }, side) {
  const wall = side < 2 ? field.height : field.width;
  return { speed: (field.paddleSpeed * field.stepsPerSecond) / 1000, least: field.paddleLength / 2, most: wall - field.paddleLength / 2 };
}

/** Whether paddles move: while a countdown runs they wait as well. */
export const free = (frame) => frame.moving === MOVES;

export const command = (paddle, tick) => ({ type: "move", paddle, tick });

export const wayOf = (paddle) => ({ up: -1, stop: 0, down: 1 })[paddle];
