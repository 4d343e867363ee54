// A duel on a canvas of any size: each runner on a strip of their own, side by side on a wide canvas and one above the other on a tall one, one's own first. Each
// runner has a colour and a shape, so that nobody needs to tell colours apart.

import { Easel } from "../arcade/easel.js";
import { COUNTS } from "./frame.js";

/** By runner. Each keeps 3:1 against the ground, as the sides of Pong do. */
const COLOURS = ["#ff9b7d", "#8fc7ff"];

const PLAIN = { ground: "#0a3a30", deep: "#062720", line: "#2b7a67", ring: "#cfe0cf", edge: "#f4b93a", ink: "#fff3da", soft: "#cfe0cf", ice: "#d9f3ff", runners: COLOURS };
const STRONG = { ...PLAIN, ground: "#000000", deep: "#000000", line: "#8a8a8a", ring: "#ffffff", edge: "#ffffff", ink: "#ffffff", soft: "#ffffff" };

/** So much of the course is seen at once, in units: the most on a flat strip, the least on a narrow or high one, so that a runner is big enough. */
const MOST = 19_000;
const LEAST = 13_000;

/** Narrower strips, in pixels, are narrow. */
const NARROW = 480;

/** So much is seen of the height, in units, unless it is too flat for that. */
const HIGH = 14_000;

/** The runner stands at this part of the strip, and the rings at that part of its height. */
const ACROSS = 0.24;
const DOWN = 0.68;

/** Half a runner, in units. */
const SIZE = 620;

/** Lines behind the rings, in units apart; they come by at half the speed. */
const LINES = 4_000;

const GAP = 8;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Where each strip is.
 * @returns {left, top, width, height} for each, in the order in which they are shown
 */
export function strips(count, width, height) {
  const beside = width > height;
  const part = (all) => Math.max(0, (all - GAP * (count - 1)) / count); // what is not laid out yet has no size
  const across = beside ? part(width) : width;
  const down = beside ? height : part(height);
  return Array.from({ length: count }, (_, i) => ({ left: beside ? i * (across + GAP) : 0, top: beside ? 0 : i * (down + GAP), width: across, height: down }));
}

export class Scene extends Easel {
  #strips = [];
  #last = null;
  #counting = 0;

  constructor(canvas, facts) {
    super(canvas, facts);
    this.refit();
  }

  get #look() {
    return this.strong ? STRONG : PLAIN;
  }

  fit(width, height) {
    const order = this.facts.runners.map((_, i) => i);
    order.sort((one, other) => this.own.includes(other) - this.own.includes(one) || one - other);
    this.#strips = [];
    strips(order.length, width, height).forEach((strip, place) => {
      const closest = strip.width / LEAST;
      const scale = strip.width < NARROW ? closest : Math.min(closest, Math.max(strip.width / MOST, strip.height / HIGH));
      this.#strips[order[place]] = { ...strip, scale };
    });
  }

  /** Whose strip is at a place on the canvas; -1 for nobody's. */
  runnerAt(x, y) {
    return this.#strips.findIndex(({ left, top, width, height }) => x >= left && x <= left + width && y >= top && y <= top + height);
  }

  /**
   * @param frame how things stand; null before anything is known
   * @returns names of the sounds that belong to what has happened since the last drawing
   */
  draw(frame, now) {
    const pen = this.pen;
    this.begin();
    pen.clearRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    const heard = frame && this.#last ? this.#happened(frame) : [];
    this.#strips.forEach((strip, i) => strip.scale > 0 && this.#strip(strip, i, frame?.runners[i], now));
    if (frame) {
      this.#count(frame);
      this.#board(frame);
      this.#last = frame;
    }
    return heard;
  }

  /** Found out from how things were and how they are. */
  #happened(frame) {
    const heard = new Set();
    frame.runners.forEach((runner, i) => {
      const before = this.#last.runners[i];
      if (runner.rings > before?.rings && (this.own.includes(i) || this.own.length === 0)) {
        heard.add("wall");
      }
      if (before && runner.state !== before.state && (runner.state === "fallen" || runner.state === "frozen")) {
        heard.add("goal");
      }
    });
    if (this.#counting > 0 && this.seconds(frame) < this.seconds(this.#last)) {
      heard.add("count");
    }
    return [...heard];
  }

  #strip(strip, i, runner, now) {
    const pen = this.pen;
    const look = this.#look;
    const { left, top, width, height } = strip;
    pen.save();
    pen.beginPath();
    pen.roundRect(left, top, width, height, 12);
    pen.clip();
    pen.fillStyle = look.ground;
    pen.fillRect(left, top, width, height);
    const at = { x: runner?.x ?? 0, ground: top + height * DOWN };
    this.#behind(strip, at);
    pen.fillStyle = look.deep;
    pen.fillRect(left, at.ground + 900 * strip.scale, width, height);
    this.#rings(strip, at, runner);
    if (runner) {
      this.#runner(strip, at, i, runner, now);
      this.#progress(strip, runner);
    }
    this.#words(strip, i, runner);
    pen.restore();
    if (this.own.includes(i)) {
      pen.strokeStyle = look.runners[i];
      pen.lineWidth = 3;
      pen.beginPath();
      pen.roundRect(left + 1.5, top + 1.5, width - 3, height - 3, 11);
      pen.stroke();
    }
  }

  #across({ left, width, scale }, at, x) {
    return left + width * ACROSS + (x - at.x) * scale;
  }

  /** Something far away that shows the speed; it stands still for those who do not want so much to move. */
  #behind(strip, at) {
    const pen = this.pen;
    const { left, top, width, height, scale } = strip;
    const apart = LINES * scale;
    const shift = calm.matches ? 0 : ((at.x / 2) * scale) % apart;
    pen.strokeStyle = this.#look.line;
    pen.globalAlpha = 0.35;
    pen.lineWidth = Math.max(1, 50 * scale);
    for (let x = left - shift; x < left + width; x += apart) {
      pen.beginPath();
      pen.moveTo(x, top + height * 0.2);
      pen.lineTo(x + height * 0.12, top);
      pen.moveTo(x, top + height * 0.2);
      pen.lineTo(x, top + height);
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  #rings(strip, at, runner) {
    const pen = this.pen;
    const look = this.#look;
    const { starts, widths } = this.facts.course;
    const { left, width, scale } = strip;
    const thick = Math.max(7, 620 * scale);
    for (let ring = this.#first(at.x - (width * ACROSS) / scale); ring < starts.length; ring++) {
      const from = this.#across(strip, at, starts[ring]);
      if (from > left + width) {
        break;
      }
      const long = widths[ring] * scale;
      pen.fillStyle = runner && ring < runner.rings ? look.line : look.ring;
      pen.beginPath();
      pen.roundRect(from, at.ground, long, thick, thick / 2);
      pen.fill();
      // A ring is open: seen from a little above it is two bows with the deep between them.
      pen.fillStyle = look.deep;
      pen.beginPath();
      pen.roundRect(from + thick * 0.7, at.ground + thick * 0.36, Math.max(0, long - thick * 1.4), thick * 0.3, thick * 0.15);
      pen.fill();
      if (ring > 0 && (ring % 10 === 0 || ring === starts.length - 1)) {
        this.write(String(ring), from + long / 2, at.ground + thick * 1.9, Math.max(11, thick * 0.95), look.edge, 760);
      }
    }
  }

  /** The first ring that ends behind a place. */
  #first(x) {
    const { starts, widths } = this.facts.course;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] + widths[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  #runner(strip, at, i, runner, now) {
    const pen = this.pen;
    const look = this.#look;
    const { ringHeight } = this.facts.course;
    const r = Math.max(8, SIZE * strip.scale);
    const x = this.#across(strip, at, runner.x);
    const y = at.ground - (runner.y - ringHeight) * strip.scale - r;
    if (runner.state !== "fallen" && runner.state !== "left") {
      pen.fillStyle = look.deep;
      pen.globalAlpha = 0.5;
      pen.beginPath();
      pen.ellipse(x, at.ground + 2, r * 0.9, r * 0.22, 0, 0, 2 * Math.PI);
      pen.fill();
      pen.globalAlpha = 1;
    }
    pen.save();
    pen.translate(x, y);
    if (runner.state === "fallen" && !calm.matches) {
      pen.rotate((now / 180) % (2 * Math.PI));
    } else if (runner.state === "air" && !calm.matches) {
      pen.rotate(0.18);
    }
    this.#shape(i, r);
    pen.fillStyle = look.runners[i];
    pen.fill();
    // Eyes, so that it has a way to look.
    pen.fillStyle = look.deep;
    for (const eye of [0.12, 0.55]) {
      pen.beginPath();
      pen.arc(r * eye, -r * 0.15, r * 0.13, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.restore();
    if (runner.state === "frozen") {
      this.#ice(x, y, r, runner.frozen);
    }
  }

  /** Circle and diamond. */
  #shape(i, r) {
    const pen = this.pen;
    pen.beginPath();
    if (i === 0) {
      pen.arc(0, 0, r, 0, 2 * Math.PI);
    } else {
      const far = r * 1.22;
      pen.moveTo(0, -far);
      pen.lineTo(far, 0);
      pen.lineTo(0, r);
      pen.lineTo(-far, 0);
      pen.closePath();
    }
  }

  /** A block around the frozen that goes on melting away, with the time that is left. */
  #ice(x, y, r, steps) {
    const pen = this.pen;
    const half = r * 1.5;
    pen.fillStyle = this.#look.ice;
    pen.globalAlpha = 0.45;
    pen.fillRect(x - half, y - half, 2 * half, 2 * half);
    pen.globalAlpha = 1;
    pen.strokeStyle = this.#look.ice;
    pen.lineWidth = 3;
    pen.strokeRect(x - half, y - half, 2 * half, 2 * half);
    pen.beginPath();
    for (const turn of [0, 1, 2]) {
      const [dx, dy] = [Math.cos((turn * Math.PI) / 3) * half * 0.8, Math.sin((turn * Math.PI) / 3) * half * 0.8];
      pen.moveTo(x - dx, y - dy);
      pen.lineTo(x + dx, y + dy);
    }
    pen.lineWidth = 1.5;
    pen.stroke();
    const seconds = (steps / this.facts.field.stepsPerSecond).toFixed(1);
    this.write(`${this.facts.words.frozen} ${seconds}`, x, y - half - 12, 14, this.#look.ice, 760);
  }

  /** How much of the course is done, along the upper edge. */
  #progress({ left, top, width }, { rings }) {
    const pen = this.pen;
    const part = rings / (this.facts.course.starts.length - 1);
    pen.fillStyle = this.#look.line;
    pen.fillRect(left, top, width, 6);
    pen.fillStyle = this.#look.edge;
    pen.fillRect(left, top, width * part, 6);
  }

  #words({ left, top, width, height }, i, runner) {
    const look = this.#look;
    const { words, runners, course } = this.facts;
    const { name } = runners[i] ?? {};
    const size = Math.max(13, Math.min(20, height * 0.065));
    const own = this.own.includes(i) && words.you ? ` (${words.you})` : "";
    this.pen.fillStyle = look.runners[i];
    this.pen.save();
    this.pen.translate(left + 14 + size * 0.5, top + 16 + size * 0.7);
    this.#shape(i, size * 0.42);
    this.pen.fill();
    this.pen.restore();
    this.write(this.cut(`${name ?? ""}${own}`, width * 0.6, size), left + 22 + size, top + 17 + size * 0.7, size, look.soft, 680, "left");
    if (!runner) {
      return;
    }
    this.write(String(runner.score), left + width - 16, top + 20 + size * 1.1, size * 2.2, look.runners[i], 800, "right");
    const word = runner.rings === course.starts.length - 1 ? words.finished : words[runner.state];
    if (word && runner.state !== "frozen") {
      this.write(word, left + width / 2, top + height * 0.36, Math.min(34, width * 0.09), look.ink, 800);
    }
  }

  /** 3, 2, 1 over the middle. */
  #count(frame) {
    this.#counting = frame.moving === COUNTS ? this.seconds(frame) : 0;
    if (this.#counting === 0) {
      return;
    }
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const r = Math.min(width, height) * 0.13;
    this.pen.fillStyle = this.#look.ink;
    this.pen.beginPath();
    this.pen.arc(width / 2, height / 2, r, 0, 2 * Math.PI);
    this.pen.fill();
    this.write(String(this.#counting), width / 2, height / 2 + r * 0.08, r * 1.5, this.#look.deep, 800);
  }

  /** The scores beside the canvas are of the last event; frames know better. */
  #board(frame) {
    frame.runners.forEach(({ score }, i) => {
      const place = document.getElementById(`points-${this.facts.runners[i]?.player}`);
      if (place && place.textContent !== String(score)) {
        place.textContent = String(score);
      }
    });
  }
}
