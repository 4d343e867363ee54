// Frames come 60 times a second in truth and as they like over the network. Playback draws a few of them behind, at a clock of its own that runs evenly, so that
// there is nearly always a frame on either side of the moment that is drawn.
//
// What holds at any moment: the tick that is drawn never goes back, but where the game itself has (after an outage). It is never further behind what has come
// last than the game can guess well; when nothing comes it stands still there, and makes up for it a little faster afterwards. So what is drawn is late at
// times, but it is never somewhere where it never was.

/** For how long the quickest of the frames tells how fast the way is, in milliseconds. */
const WINDOW = 2_000;

/** Frames that are later than all but this part of them are not waited for. */
const PATIENT = 0.95;

/** Behind the last jitter, so that the frame after the drawn one is usually there too. In steps. */
const SPARE = 1.5;

/** The drawn clock's pace, against that of the server, while it is too far ahead or behind. */
const SLOWEST = 0.9;
const FASTEST = 1.25;

/** A part of the distance that is made up for in each step. */
const HASTE = 0.1;

/** Further behind than this, in steps, it does not hurry but jumps. */
const LOST = 24;

/** After such a silence, in milliseconds, the clock is taken anew: the game may have stood still. */
const SILENCE = 500;

/** A frame that is older than the newest by more than this, in steps, is no late one: the game has gone back. */
const OLD = 30;

export class Playback {
  #ways;
  #step;
  #least;
  #most;
  #frames = [];
  #arrivals = [];
  #base = 0;
  #delay;
  #drawn = null;
  #asked = 0;

  /**
   * @param ways of the game: breaks, between, reach and beyond, see pong/frame.js
   * @param stepsPerSecond of the game
   * @param least and most milliseconds that it draws behind
   */
  constructor({ ways, stepsPerSecond, least = 50, most = 100 }) {
    this.#ways = ways;
    this.#step = 1000 / stepsPerSecond;
    this.#least = least;
    this.#most = most;
    this.#delay = least;
  }

  /** How far it draws behind the quickest frames, in milliseconds. */
  get delay() {
    return this.#delay;
  }

  get newest() {
    return this.#frames.at(-1);
  }

  /** So many of the newest frames, in order; undefined where there are not as many. */
  #last(count) {
    return Array.from({ length: count }, (_, i) => this.#frames.at(i - count));
  }

  /**
   * Takes a frame.
   * @param now of this machine, in milliseconds
   */
  take(frame, now) {
    const newest = this.newest;
    const silent = this.#arrivals.length > 0 && now - this.#arrivals.at(-1).at > SILENCE;
    if (newest && frame.tick <= newest.tick && (silent || newest.tick - frame.tick > OLD)) {
      this.#frames = [];
      this.#drawn = null;
    }
    if (silent || this.#drawn === null) {
      this.#arrivals = [];
    }
    this.#keep(frame);
    this.#measure(now, frame.tick);
  }

  /** In its place, however late; not at all where it has been drawn over. */
  #keep(frame) {
    let at = this.#frames.length;
    while (at > 0 && this.#frames[at - 1].tick >= frame.tick) {
      at--;
    }
    if (this.#frames[at]?.tick !== frame.tick && (this.#drawn === null || frame.tick > this.#drawn)) {
      this.#frames.splice(at, 0, frame);
    }
  }

  #measure(now, tick) {
    this.#arrivals.push({ at: now, late: now - tick * this.#step });
    while (this.#arrivals[0].at < now - WINDOW) {
      this.#arrivals.shift();
    }
    const late = this.#arrivals.map((arrival) => arrival.late).sort((one, other) => one - other);
    this.#base = late[0];
    const jitter = late[Math.floor((late.length - 1) * PATIENT)] - late[0];
    this.#delay = Math.min(this.#most, Math.max(this.#least, jitter + SPARE * this.#step));
  }

  /**
   * Moves the drawn clock on and tells how things stood then.
   * @returns the frame of that moment, whose tick may have a fraction; null before anything has come
   */
  at(now) {
    if (this.#frames.length === 0) {
      return null;
    }
    this.#advance(now);
    const [earliest, before, from, to, after] = this.#around();
    if (to && this.#ways.breaks(from, to)) {
      return { ...from, tick: this.#drawn };
    }
    return to ? this.#ways.between(before, from, to, after, this.#drawn, earliest) : this.#ways.beyond(before, from, this.#drawn);
  }

  #advance(now) {
    const wanted = (now - this.#base - this.#delay) / this.#step;
    const [first] = this.#frames;
    if (this.#drawn === null) {
      this.#drawn = first.tick;
    } else {
      const due = this.#drawn + (now - this.#asked) / this.#step;
      const behind = wanted - due;
      const pace = Math.min(FASTEST, Math.max(SLOWEST, 1 + behind * HASTE));
      const next = behind > LOST ? wanted : this.#drawn + (pace * (now - this.#asked)) / this.#step;
      const [earlier, before, newest] = this.#last(3);
      const last = newest.tick + this.#ways.reach(before, newest, earlier);
      this.#drawn = Math.max(this.#drawn, Math.min(next, last));
    }
    this.#asked = now;
  }

  /** The two frames around the drawn moment and their neighbours; what nobody needs any more is let go. */
  #around() {
    let at = 0;
    while (at + 1 < this.#frames.length && this.#frames[at + 1].tick <= this.#drawn) {
      at++;
    }
    if (at > 2) {
      this.#frames.splice(0, at - 2);
      at = 2;
    }
    return [-2, -1, 0, 1, 2].map((i) => this.#frames[at + i]);
  }
}
