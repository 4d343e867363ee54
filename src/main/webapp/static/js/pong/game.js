// What the arcade needs to know of Pong.

import { MOVES, WAITS } from "./frame.js";

export { read, Ways } from "./frame.js";
export { Scene } from "./draw.js";

const MEASURES = ["width", "height", "ballRadius", "paddleLength", "paddleThickness", "paddleSpeed", "stepsPerSecond"];

/**
 * What the page says of the game.
 * @returns {field, you, sides: [{player, name}]}; a side of the computer has no player
 */
export function facts(canvas) {
  const field = Object.fromEntries(MEASURES.map((name) => [name, Number(canvas.dataset[name])]));
  const sides = Array.from(document.querySelectorAll("#scoreboard > li"), ({ dataset: { player, name } }) => ({ player, name }));
  return { field, sides, you: canvas.dataset.you };
}

/** The side of a seat; -1 for none. */
export const sideOf = ({ sides }, seat) => sides.findIndex((side) => side.player === seat);

/** How a side's paddle can move. */
export function control({ field }, side) {
  const wall = side < 2 ? field.height : field.width;
  return { speed: (field.paddleSpeed * field.stepsPerSecond) / 1000, least: field.paddleLength / 2, most: wall - field.paddleLength / 2 };
}

/**
 * Whether paddles move. In a countdown they wait; in the breath before a serve they do not. A frame does not say which of the two it is, but only a countdown
 * is longer than a second.
 */
export class Freedom {
  #second;
  #counting = false;

  constructor({ field }) {
    this.#second = field.stepsPerSecond;
  }

  of({ moving, wait }) {
    this.#counting = moving === WAITS && (this.#counting || wait > this.#second);
    return moving === MOVES || (moving === WAITS && !this.#counting);
  }
}

export const command = (paddle, tick) => ({ type: "move", paddle, tick });

export const wayOf = (paddle) => ({ up: -1, stop: 0, down: 1 })[paddle];
