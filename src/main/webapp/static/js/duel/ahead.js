// Whoever must jump in time has to see the ring at the time at which the jump will count. So one's own runner is not drawn where the last frame had it, but where
// it will be when something that is pressed now has come to the server: from the newest frame onwards by the rules of the run, with one's own jumps in it.
//
// It never guesses a fall: where a run would end, the runner is held until the server has said so.

import { OVER } from "./frame.js";

/** For how long the quickest of the frames tells how fast the way is, in milliseconds. */
const WINDOW = 2_000;

/** Longer ways than this, in milliseconds, are no measurement but an outage. */
const LONGEST = 400;

/** Weight of the newest measurement of the way there and back. */
const NEWEST = 0.2;

/** No further than this from the newest frame, in steps. */
const FURTHEST = 40;

/** A jump that has come back in no frame after this, in milliseconds, was refused. */
const LOST = 700;

/** The part of a difference that is left with each drawing. */
const LEFT = 0.8;

/** Further apart than this, in units, is another place and no difference. */
const ELSEWHERE = 4_000;

/** Runs that are over. */
const ENDED = new Set(["fallen", "left"]);

/** Frames have the low bits of an input's tick. */
const MASK = 0xffff;

/** The way of a runner over the rings of a course, as the server has it. */
export class Run {
  #course;

  /** @param course {starts, widths, speeds, takeOff, gravity, ringHeight} */
  constructor(course) {
    this.#course = course;
  }

  /** How high somebody is so many steps after the take-off. */
  height(age) {
    const { takeOff, gravity } = this.#course;
    return age * takeOff - (gravity * age * (age - 1)) / 2;
  }

  /** How many steps ago somebody took off who is so high now; the nearer one of the two to what was expected. */
  age(height, expected) {
    let best = 0;
    for (let age = 0; age === 0 || this.height(age) > 0; age++) {
      const off = (at) => Math.abs(this.height(at) - height) * 1_000 + Math.abs(at - expected);
      best = off(age) < off(best) ? age : best;
    }
    return best;
  }

  get last() {
    return this.#course.starts.length - 1;
  }

  under(x, ring) {
    return ring <= this.last && x >= this.#course.starts[ring] && x <= this.#course.starts[ring] + this.#course.widths[ring];
  }

  /**
   * One step.
   * @param runner {x, ring, age}; its age is null on a ring
   */
  step({ x, ring, age }) {
    if (ring === this.last && age === null) {
      return { x, ring, age };
    }
    const next = x + this.#course.speeds[ring];
    if (age === null) {
      return this.under(next, ring) ? { x: next, ring, age } : { x, ring, age };
    }
    if (this.height(age + 1) > 0) {
      return { x: next, ring, age: age + 1 };
    }
    const landed = [ring, ring + 1].find((one) => this.under(next, one));
    return landed === undefined ? { x, ring, age } : { x: next, ring: landed, age: null };
  }
}

export class Ahead {
  #run;
  #ground;
  #step;
  #trip;
  #arrivals = [];
  #jumps = [];
  #frame = null;
  #apart = { x: 0, y: 0 };

  /**
   * @param course see Run
   * @param trip a first guess of the way there and back, in milliseconds
   */
  constructor({ course, stepsPerSecond, trip = 40 }) {
    this.#run = new Run(course);
    this.#ground = course.ringHeight;
    this.#step = 1000 / stepsPerSecond;
    this.#trip = trip;
  }

  /** The way there and back took so long. */
  trip(ms) {
    this.#trip += (Math.min(LONGEST, ms) - this.#trip) * NEWEST;
  }

  /** A jump is on its way. */
  jumped(tick, now) {
    if (this.#frame) {
      this.#jumps.push({ tick: tick & MASK, at: this.#due(now), said: now });
    }
  }

  /** Takes what a frame says of this runner. */
  take({ tick, wait, moving }, runner, now) {
    const last = this.#frame;
    if (last && tick <= last.tick && now - last.now < WINDOW / 4) {
      return; // a late one
    }
    const before = last && this.#foreseen(now);
    this.#arrivals.push({ at: now, late: now - tick * this.#step });
    this.#arrivals = this.#arrivals.filter(({ at }) => at >= now - WINDOW);
    const taken = this.#jumps.findLastIndex((jump) => jump.tick === runner.ack);
    this.#jumps = this.#jumps.slice(taken + 1).filter(({ said }) => now - said < LOST);
    const height = runner.y - this.#ground;
    const passed = last && runner.state !== "frozen" ? tick - last.tick : 0;
    const age = runner.state !== "air" && height <= 0 ? null : this.#run.age(height, (last?.age ?? 0) + passed);
    this.#frame = { tick, still: wait + runner.frozen, over: moving === OVER, runner, age, now };
    if (before) {
      const after = this.#foreseen(now);
      this.#apart.x += before.x - after.x;
      this.#apart.y += before.y - after.y;
    }
  }

  /** The tick at which something that is said now is taken. */
  #due(now) {
    return (now - Math.min(...this.#arrivals.map(({ late }) => late)) + this.#trip) / this.#step;
  }

  /**
   * The runner as it will be when something that is said now is taken.
   * @returns null where there is nothing to foresee
   */
  at(now) {
    if (!this.#frame || this.#frame.over || ENDED.has(this.#frame.runner.state)) {
      this.#apart = { x: 0, y: 0 };
      return null;
    }
    for (const way of ["x", "y"]) {
      this.#apart[way] = Math.abs(this.#apart[way]) > ELSEWHERE ? 0 : this.#apart[way] * LEFT;
    }
    const { x, y, state } = this.#foreseen(now);
    return { ...this.#frame.runner, x: x + this.#apart.x, y: Math.max(this.#ground, y + this.#apart.y), state };
  }

  #foreseen(now) {
    const { tick, still, runner, age } = this.#frame;
    const steps = Math.min(FURTHEST, Math.max(0, this.#due(now) - tick));
    const due = this.#jumps.map(({ at }) => at - tick);
    let after = { x: runner.x, ring: runner.rings, age };
    let before = after;
    const whole = Math.ceil(steps);
    for (let step = 0; step < whole; step++) {
      if (after.age === null && due.length > 0 && due[0] <= step + 1) {
        due.shift();
        after = { ...after, age: 0 };
      }
      before = after;
      after = step < still ? after : this.#run.step(after);
    }
    const part = steps - Math.max(0, whole - 1);
    return {
      x: before.x + (after.x - before.x) * part,
      y: this.#high(before) + (this.#high(after) - this.#high(before)) * part,
      state: runner.frozen > steps ? "frozen" : after.age === null ? "ring" : "air",
    };
  }

  #high({ age }) {
    return this.#ground + (age === null ? 0 : this.#run.height(age));
  }
}
