// Frames of Pong: read from either form, and what lies between and behind them.

import { Numbers } from "../arcade/frames.js";

export const WAITS = 0;
export const MOVES = 1;
export const OVER = 2;

const IS_WALL = 1;
const IS_COMPUTER = 2;

/** A meeting of two ways that miss each other by more than this is none: more than one bounce lies between them. In units of the field. */
const NEAR = 40;

/** Speeds that differ by no more than this, in units a step, are the same: places are sent in whole units. */
const STRAIGHT = 3;

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
const mixed = (a, b, part) => ({ x: mix(a.x, b.x, part), y: mix(a.y, b.y, part) });

/** Units a step, from one frame to the other. */
function speed(from, to) {
  const steps = to.tick - from.tick;
  return { x: (to.ball.x - from.ball.x) / steps, y: (to.ball.y - from.ball.y) / steps };
}

const joined = (from, to) => from && to && from.moving === MOVES && to.moving === MOVES && to.tick - from.tick <= FAR;

/** How playback joins frames of Pong; every function may be asked with frames that are missing. */
export class Ways {
  #field;

  /** @param field {width, height, ballRadius, paddleThickness} */
  constructor(field) {
    this.#field = field;
  }

  /** Whether the later frame is no way on from the earlier one: a goal, a serve, a gap. */
  breaks(from, to) {
    return from.moving !== to.moving || to.tick - from.tick > FAR;
  }

  /**
   * How things stood at a tick between two frames that do not break. Where the ball turns between them, it goes straight on from the earlier one until it does and
   * straight to the later one afterwards, so that it reaches a paddle or a wall although no frame shows it there.
   * @param before the frame before the earlier one, after the one behind the later, and earliest the one before all; undefined for none
   */
  between(before, from, to, after, tick, earliest) {
    const steps = to.tick - from.tick;
    const gone = tick - from.tick;
    const turn = joined(from, to) ? this.#turn(earliest, before, from, to, after) : null;
    const ball = !turn
      ? mixed(from.ball, to.ball, gone / steps)
      : gone < turn.at
        ? mixed(from.ball, turn, gone / turn.at)
        : mixed(turn, to.ball, (gone - turn.at) / (steps - turn.at));
    const sides = from.sides.map((side, i) => ({ ...side, at: mix(side.at, to.sides[i].at, gone / steps) }));
    return { ...from, tick, ball, sides };
  }

  /** Where the ball turns between two frames, and how many steps behind the earlier one; null for nowhere. */
  #turn(earliest, before, from, to, after) {
    const steps = to.tick - from.tick;
    if (this.#straight(earliest, before, from)) {
      const v = speed(before, from);
      const at = this.#contact(from, v);
      if (at < steps) {
        return { at, x: from.ball.x + v.x * at, y: from.ball.y + v.y * at };
      }
    }
    return joined(before, from) && joined(to, after) ? meeting(from, speed(before, from), to, speed(to, after)) : null;
  }

  /** Whether the ball is known to have gone straight on over three frames, and so where it goes. */
  #straight(one, two, three) {
    if (!joined(one, two) || !joined(two, three)) {
      return false;
    }
    const v = speed(one, two);
    const w = speed(two, three);
    return Math.hypot(v.x - w.x, v.y - w.y) <= STRAIGHT;
  }

  /** Steps until the ball comes to where a wall or the front of a paddle may turn it. */
  #contact({ ball, sides }, v) {
    const { width, height, ballRadius, paddleThickness } = this.#field;
    const deep = (side) => ballRadius + (sides[side] && !sides[side].wall ? paddleThickness : 0);
    const steps = (at, way, near, far) => {
      const left = way > 0 ? far - at : at - near;
      return way === 0 || left < -1 ? Infinity : Math.max(0, left) / Math.abs(way); // behind the front of a paddle: it was missed
    };
    return Math.min(steps(ball.x, v.x, deep(0), width - deep(1)), steps(ball.y, v.y, deep(2), height - deep(3)));
  }

  /**
   * How many steps may be guessed behind the newest frame: as long as the ball is known to fly straight, so not past where something may turn it, and no further
   * than its own radius, so that a surprise is a small one.
   * @param earlier the frame before the one before the newest
   */
  reach(before, newest, earlier) {
    if (!this.#straight(earlier, before, newest)) {
      return 0;
    }
    const v = speed(before, newest);
    return Math.min(this.#field.ballRadius / Math.max(1, Math.hypot(v.x, v.y)), this.#contact(newest, v));
  }

  /** A guess at a tick behind the newest frame, no further than reach allows. */
  beyond(before, newest, tick) {
    const gone = tick - newest.tick;
    if (gone === 0 || !joined(before, newest)) {
      return { ...newest, tick };
    }
    const v = speed(before, newest);
    return { ...newest, tick, ball: { x: newest.ball.x + v.x * gone, y: newest.ball.y + v.y * gone } };
  }
}

/** Where a straight way on from one frame and a straight way up to the next come nearest to each other: {at, x, y}; null where they miss. */
function meeting(from, v, to, w) {
  const steps = to.tick - from.tick;
  const bend = { x: v.x - w.x, y: v.y - w.y };
  const sharp = bend.x ** 2 + bend.y ** 2;
  if (sharp <= STRAIGHT ** 2) {
    return null;
  }
  const gap = { x: from.ball.x - to.ball.x + w.x * steps, y: from.ball.y - to.ball.y + w.y * steps };
  const at = -(gap.x * bend.x + gap.y * bend.y) / sharp;
  const missed = Math.hypot(gap.x + at * bend.x, gap.y + at * bend.y);
  return at <= 0 || at >= steps || missed > NEAR ? null : { at, x: from.ball.x + v.x * at, y: from.ball.y + v.y * at };
}
