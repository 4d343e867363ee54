// Frames of Pong: read from either form, and what lies between and behind them.

import { Numbers } from "../arcade/frames.js";

export const WAITS = 0;
export const MOVES = 1;
export const OVER = 2;

const IS_WALL = 1;
const IS_COMPUTER = 2;

/** A meeting of two ways that miss each other by more than this is none: more than one bounce lies between them. In units of the field. */
const NEAR = 40;

/** Frames that lie further apart than this, in steps, are not joined: nobody knows what happened between. */
const FAR = 8;

/**
 * @param payload an object or a DataView
 * @returns {tick, moving, wait, ball: {x, y}, sides: [{at, score, wall, computer, ack}]}
 */
export function read(payload) {
  return payload instanceof DataView ? fromBytes(new Numbers(payload)) : fromObject(payload);
}

function fromBytes(numbers) {
  const tick = numbers.u32();
  const moving = numbers.u8();
  const wait = numbers.u16();
  const ball = { x: numbers.u16(), y: numbers.u16() };
  const sides = Array.from({ length: numbers.u8() }, () => {
    const at = numbers.u16();
    const score = numbers.u8();
    const flags = numbers.u8();
    return { at, score, wall: (flags & IS_WALL) !== 0, computer: (flags & IS_COMPUTER) !== 0, ack: numbers.u16() };
  });
  return { tick, moving, wait, ball, sides };
}

function fromObject({ tick, moving, wait, ball: [x, y], sides }) {
  return { tick, moving, wait, ball: { x, y }, sides: sides.map(({ at, score, wall, computer, ack }) => ({ at, score, wall, computer, ack })) };
}

const mix = (a, b, part) => a + (b - a) * part;

/** Units a step, from one frame to the other. */
function speed(from, to) {
  const steps = to.tick - from.tick;
  return { x: (to.ball.x - from.ball.x) / steps, y: (to.ball.y - from.ball.y) / steps };
}

const joined = (from, to) => from && to && from.moving === MOVES && to.moving === MOVES && to.tick - from.tick <= FAR;

/** How playback joins frames of Pong; every function may be asked with frames that are missing. */
export class Ways {
  #radius;

  /** @param field {ballRadius} */
  constructor({ ballRadius }) {
    this.#radius = ballRadius;
  }

  /** Whether the later frame is no way on from the earlier one: a goal, a serve, a gap. */
  breaks(from, to) {
    return from.moving !== to.moving || to.tick - from.tick > FAR;
  }

  /**
   * How things stood at a tick between two frames that do not break. The ball goes straight on from the earlier one and straight up to the later one, and turns
   * where the two lines meet, so that it reaches a paddle also where the frame of that moment is missing.
   * @param before the frame before the earlier one, and after the one behind the later; undefined for none
   */
  between(before, from, to, after, tick) {
    const steps = to.tick - from.tick;
    const part = (tick - from.tick) / steps;
    const ball = { x: mix(from.ball.x, to.ball.x, part), y: mix(from.ball.y, to.ball.y, part) };
    if (joined(before, from) && joined(from, to) && joined(to, after)) {
      Object.assign(ball, this.#turning(from, speed(before, from), to, speed(to, after), tick) ?? {});
    }
    const sides = from.sides.map((side, i) => ({ ...side, at: mix(side.at, to.sides[i].at, part) }));
    return { ...from, tick, ball, sides };
  }

  #turning(from, v, to, w, tick) {
    const steps = to.tick - from.tick;
    const bend = { x: v.x - w.x, y: v.y - w.y };
    const sharp = bend.x ** 2 + bend.y ** 2;
    if (sharp < 1) {
      return null;
    }
    // Where the two lines are nearest to each other, s steps behind the earlier frame.
    const gap = { x: from.ball.x - to.ball.x + w.x * steps, y: from.ball.y - to.ball.y + w.y * steps };
    const s = -(gap.x * bend.x + gap.y * bend.y) / sharp;
    const missed = Math.hypot(gap.x + s * bend.x, gap.y + s * bend.y);
    if (s < 0 || s > steps || missed > NEAR) {
      return null;
    }
    const gone = tick - from.tick;
    return gone < s
      ? { x: from.ball.x + v.x * gone, y: from.ball.y + v.y * gone }
      : { x: to.ball.x - w.x * (steps - gone), y: to.ball.y - w.y * (steps - gone) };
  }

  /**
   * How many steps may be guessed behind the newest frame: as many as the ball needs for its own radius. Even if it has turned around in truth, what is drawn is
   * then two radii off and no more.
   */
  reach(before, newest) {
    if (!joined(before, newest)) {
      return 0;
    }
    const { x, y } = speed(before, newest);
    const fast = Math.hypot(x, y);
    return fast === 0 ? 1 : this.#radius / fast;
  }

  /** A guess at a tick behind the newest frame, no further than reach allows. */
  beyond(before, newest, tick) {
    const gone = tick - newest.tick;
    if (gone === 0 || !joined(before, newest)) {
      return { ...newest, tick };
    }
    const { x, y } = speed(before, newest);
    return { ...newest, tick, ball: { x: newest.ball.x + x * gone, y: newest.ball.y + y * gone } };
  }
}
