// Somebody's own control answers at once, although the server decides. Every frame says which input it has taken last and where that has led to by then; what
// has been pressed since is played behind it, at the server's own speed. So a prediction is never wrong for longer than it takes a frame to come, and what is
// then left of a difference goes away little by little.

/** The part of a difference that is left with each drawing. */
const LEFT = 0.8;

/** Weight of the newest measurement of the way there and back. */
const NEWEST = 0.2;

/** Longer ways than this, in milliseconds, are no measurement but an outage. */
const LONGEST = 1_000;

/** Frames have the low bits of an input's tick. */
const MASK = 0xffff;

export class Prediction {
  #speed;
  #least;
  #most;
  #trip;
  // From the one that the server has taken last; the first one ever stands for what nobody here has pressed.
  #inputs = [{ tick: null, way: 0, at: -Infinity }];
  #truth = null;
  #apart = 0;

  /**
   * @param speed of the control, in units a millisecond
   * @param least and most place that it can take
   * @param trip a first guess of the way there and back, in milliseconds
   */
  constructor({ speed, least, most, trip = 50 }) {
    this.#speed = speed;
    this.#least = least;
    this.#most = most;
    this.#trip = trip;
  }

  /**
   * @param tick of the input
   * @param way -1, 0 or 1 from now on
   */
  pressed(tick, way, now) {
    this.#inputs.push({ tick: tick & MASK, way, at: now });
  }

  /** Since when an input has not come back in a frame; null where all have. */
  get openSince() {
    return this.#inputs[1]?.at ?? null;
  }

  /**
   * Takes what a frame says of this control.
   * @param free whether the control moves now; an input that is taken while it does not counts from later on
   */
  take({ at, ack }, free, now) {
    const before = this.#truth && this.#played(now) + this.#apart;
    const taken = this.#inputs.findLastIndex((input) => input.tick === ack);
    if (taken > 0) {
      this.#trip += (Math.min(LONGEST, now - this.#inputs[taken].at) - this.#trip) * NEWEST;
      this.#inputs.splice(0, taken);
    }
    // The moment here that the frame shows: behind the input that it has taken, before the one that it has not.
    const from = Math.min(Math.max(now - this.#trip, this.#inputs[0].at), this.#inputs[1]?.at ?? Infinity);
    this.#truth = { at, free, from };
    const apart = before === null ? 0 : before - this.#played(now);
    this.#apart = Math.abs(apart) > (this.#most - this.#least) / 8 ? 0 : apart;
  }

  /** Where it is by now; null before the first frame. */
  at(now) {
    if (this.#truth === null) {
      return null;
    }
    this.#apart *= LEFT;
    return this.#within(this.#played(now) + this.#apart);
  }

  #within(at) {
    return Math.min(this.#most, Math.max(this.#least, at));
  }

  /** What the server said, with what was pressed since. */
  #played(now) {
    let { at, free, from } = this.#truth;
    for (let i = 0; free && i < this.#inputs.length; i++) {
      const since = Math.max(this.#inputs[i].at, from);
      const until = Math.min(this.#inputs[i + 1]?.at ?? now, now);
      if (until > since) {
        at = this.#within(at + this.#inputs[i].way * this.#speed * (until - since));
      }
    }
    return at;
  }
}
