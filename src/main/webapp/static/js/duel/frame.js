// Frames of a duel: read from either form, and what lies between and behind them.

import { Numbers } from "../arcade/frames.js";

export const COUNTS = 0;
export const RUNS = 1;
export const OVER = 2;

const STATES = ["ring", "air", "fallen", "frozen", "left"];

/** Frames that lie further apart than this, in steps, are not joined: nobody knows what happened between. */
const FAR = 8;

/** So many steps may be guessed behind the newest frame. */
const REACH = 3;

/**
 * @param payload an object or a DataView
 * @returns {tick, moving, wait, runners: [{x, y, state, rings, score, frozen, cooldown, ack}]}
 */
export function read(payload) {
  return payload instanceof DataView ? fromBytes(new Numbers(payload)) : fromObject(payload);
}

function fromBytes(numbers) {
  const tick = numbers.u32();
  const moving = numbers.u8();
  const wait = numbers.u16();
  const runners = Array.from({ length: numbers.u8() }, () => {
    const x = numbers.u32();
    const y = numbers.u16();
    const state = STATES[numbers.u8()];
    const rings = numbers.u16();
    const score = numbers.u16();
    const frozen = numbers.u16();
    const cooldown = numbers.u16();
    return { x, y, state, rings, score, frozen, cooldown, ack: numbers.u16() };
  });
  return { tick, moving, wait, runners };
}

function fromObject({ tick, moving, wait, runners }) {
  return {
    tick,
    moving,
    wait,
    runners: runners.map(({ x, y, state, rings, score, frozen, cooldown, ack }) => ({ x, y, state, rings, score, frozen, cooldown, ack })),
  };
}

const mix = (a, b, part) => a + (b - a) * part;

/** How playback joins frames of a duel; every function may be asked with frames that are missing. */
export class Ways {
  /** Whether the later frame is no way on from the earlier one. */
  breaks(from, to) {
    return to.tick - from.tick > FAR || to.runners.length !== from.runners.length;
  }

  /** How things stood at a tick between two frames that do not break. */
  between(before, from, to, after, tick) {
    return this.#along(from, from, to, tick);
  }

  reach(before, newest) {
    return before && newest.moving === RUNS && !this.breaks(before, newest) ? REACH : 0;
  }

  /** A guess at a tick behind the newest frame, no further than reach allows. */
  beyond(before, newest, tick) {
    return tick > newest.tick && this.reach(before, newest) > 0 ? this.#along(newest, before, newest, tick) : { ...newest, tick };
  }

  /** All that can be counted is as in one frame; places lie on the line through two. */
  #along(shown, from, to, tick) {
    const part = (tick - from.tick) / (to.tick - from.tick);
    const runners = shown.runners.map((runner, i) => ({
      ...runner,
      x: mix(from.runners[i].x, to.runners[i].x, part),
      y: mix(from.runners[i].y, to.runners[i].y, part),
    }));
    return { ...shown, tick, runners };
  }
}
