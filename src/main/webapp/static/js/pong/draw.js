// The court of Pong on a canvas of any size: lying on a wide screen; on a tall one it stands, with one's own side below. Each side has a colour, a shape and a
// pattern of its own, so that nobody needs to tell colours apart.

import { Easel } from "../arcade/easel.js";
import { MOVES, WAITS } from "./frame.js";

/** By side. Each colour keeps 3:1 against the ground; PaletteTest looks. */
const COLOURS = ["#ff9b7d", "#8fc7ff", "#f4b93a", "#e3b5ff"];

const PLAIN = { ground: "#0a3a30", line: "#2b7a67", wall: "#cfe0cf", ink: "#fff3da", soft: "#cfe0cf", sides: COLOURS };
const STRONG = { ground: "#000000", line: "#8a8a8a", wall: "#ffffff", ink: "#ffffff", soft: "#ffffff", sides: COLOURS };

/** Around the field, in pixels, so that nothing at its edge is cut. */
const MARGIN = 6;

/** Where the ball was, so many drawings long. */
const TRAIL = 10;

/** How long a goal shines, in milliseconds. */
const SHINE = 600;

/** Steps in a second of a countdown. A wait that is shorter than this many seconds is no countdown but a breath. */
const COUNTED = 2;

/** How far from its wall a score stands, as a part of the field. */
const SCORE_OF_TWO = 0.27;
const SCORE_OF_FOUR = 0.2;

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Quarter turns: a place on the field and a direction along it, as they lie on the screen, by the side that is below. */
const TURNS = [
  { place: ([x, y], { width }) => [y, width - x], way: ([x, y]) => [y, -x], turned: true },
  { place: ([x, y], { height }) => [height - y, x], way: ([x, y]) => [-y, x], turned: true },
  { place: ([x, y], { width, height }) => [width - x, height - y], way: ([x, y]) => [-x, -y], turned: false },
  { place: ([x, y]) => [x, y], way: ([x, y]) => [x, y], turned: false },
];

const ALONG = [
  [0, 1],
  [0, 1],
  [1, 0],
  [1, 0],
];

const LYING = TURNS[3];

export class Scene extends Easel {
  #turn = LYING;
  #scale = 1;
  #left = 0;
  #top = 0;
  #width = 0;
  #height = 0;
  #trail = [];
  #last = null;
  #way = null;
  #shining = { side: -1, until: 0 };
  #counting = 0;

  constructor(canvas, facts) {
    super(canvas, facts);
    this.refit();
  }

  get #look() {
    return this.strong ? STRONG : PLAIN;
  }

  fit(width, height) {
    const { field } = this.facts;
    const tall = height > width;
    const square = field.width === field.height;
    const below = this.own.length === 1 ? this.own[0] : tall && !square ? 0 : 3;
    this.#turn = tall || square ? TURNS[below] : LYING;
    const [across, down] = this.#turn.turned ? [field.height, field.width] : [field.width, field.height];
    this.#scale = Math.max(0, Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down)); // what is not laid out yet has no size
    this.#width = across * this.#scale;
    this.#height = down * this.#scale;
    this.#left = (width - this.#width) / 2;
    this.#top = (height - this.#height) / 2;
  }

  /** A place on the field, in pixels of the canvas. */
  #at(x, y) {
    const [across, down] = this.#turn.place([x, y], this.facts.field);
    return [this.#left + across * this.#scale, this.#top + down * this.#scale];
  }

  // What hands need to know

  /** Which way along its wall, -1, 0 or 1, a paddle goes for a direction on the screen. One that means nothing there means what is nearest to it: up is left. */
  way(side, [x, y]) {
    const [ax, ay] = this.#turn.way(ALONG[side]);
    const straight = ax * x + ay * y;
    return Math.sign(straight === 0 ? (ax + ay) * (x + y) : straight);
  }

  /** How many steps a paddle needs to a place on the canvas, with the sign of the way. */
  reach(side, at, x, y) {
    const { field } = this.facts;
    const [ax, ay] = this.#turn.way(ALONG[side]);
    const [px, py] = this.#at(...this.#centre(side, at ?? 0));
    return ((x - px) * ax + (y - py) * ay) / this.#scale / field.paddleSpeed;
  }

  /** Which of some sides, by its place in the list, has its wall nearest to a place on the canvas. */
  nearest(sides, x, y) {
    const far = sides.map((side) => {
      const wall = side < 2 ? this.facts.field.height : this.facts.field.width;
      const [px, py] = this.#at(...this.#centre(side, wall / 2));
      return Math.hypot(px - x, py - y);
    });
    return far.indexOf(Math.min(...far));
  }

  // Drawing

  /** The middle of a paddle on the field. */
  #centre(side, at) {
    const { width, height, paddleThickness: thick } = this.facts.field;
    return [
      [thick / 2, at],
      [width - thick / 2, at],
      [at, thick / 2],
      [at, height - thick / 2],
    ][side];
  }

  /**
   * @param frame how things stand; null before anything is known
   * @returns names of the sounds that belong to what has happened since the last drawing
   */
  draw(frame, now) {
    const heard = frame && this.#last ? this.#happened(frame, now) : [];
    const pen = this.pen;
    this.begin();
    this.#ground(now);
    if (frame) {
      this.#scores(frame);
      this.#names(frame);
      frame.sides.forEach((side, i) => (side.wall ? this.#wall(i) : this.#paddle(i, side.at)));
      this.#ball(frame);
      this.#count(frame);
      this.#last = frame;
    }
    return heard;
  }

  /** Goals and bounces, found out from where things were and where they are. */
  #happened(frame, now) {
    const last = this.#last;
    const heard = [];
    if (frame.sides.some((side, i) => side.score !== last.sides[i]?.score)) {
      heard.push("goal");
      this.#shining = { side: this.#wallAt(last.ball), until: now + SHINE };
    }
    const way = frame.moving === MOVES && last.moving === MOVES ? { x: frame.ball.x - last.ball.x, y: frame.ball.y - last.ball.y } : null;
    if (way && this.#way && (way.x * this.#way.x < 0 || way.y * this.#way.y < 0)) {
      heard.push(this.#guarded(way.x * this.#way.x < 0 ? [0, 1] : [2, 3], last) ? "paddle" : "wall");
    }
    this.#way = way && Math.hypot(way.x, way.y) < 1 ? this.#way : way;
    if (this.#counting > 0 && this.seconds(frame) < this.seconds(last)) {
      heard.push("count");
    }
    return heard;
  }

  /** Whether the one of two sides that the ball is nearer to has a paddle. */
  #guarded(sides, { ball, sides: all }) {
    const { width, height } = this.facts.field;
    const far = sides[0] === 0 ? ball.x > width / 2 : ball.y > height / 2;
    return all[sides[far ? 1 : 0]]?.wall === false;
  }

  #wallAt({ x, y }) {
    const { width, height } = this.facts.field;
    const far = [x, width - x, y, height - y].slice(0, this.facts.sides.length);
    return far.indexOf(Math.min(...far));
  }

  #ground(now) {
    const pen = this.pen;
    const look = this.#look;
    const { width, height } = this.facts.field;
    pen.fillStyle = look.ground;
    pen.fillRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    pen.strokeStyle = look.line;
    pen.lineWidth = Math.max(1.5, 60 * this.#scale);
    if (this.facts.sides.length === 2) {
      this.#line([width / 2, 0], [width / 2, height], [240, 240]);
      // The walls that no side has.
      pen.strokeStyle = look.wall;
      pen.lineWidth = Math.max(2, 90 * this.#scale);
      this.#line([0, 0], [width, 0]);
      this.#line([0, height], [width, height]);
    } else {
      this.#line([0, 0], [width, height], [240, 240]);
      this.#line([width, 0], [0, height], [240, 240]);
    }
    pen.strokeStyle = look.line;
    pen.fillStyle = look.ground;
    pen.lineWidth = Math.max(1.5, 60 * this.#scale);
    const [x, y] = this.#at(width / 2, height / 2);
    pen.beginPath();
    pen.arc(x, y, 1300 * this.#scale, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
    if (now < this.#shining.until) {
      this.#shine(this.#shining, now);
    }
  }

  #line(from, to, dashes = []) {
    const pen = this.pen;
    pen.setLineDash(dashes.map((d) => d * this.#scale));
    pen.beginPath();
    pen.moveTo(...this.#at(...from));
    pen.lineTo(...this.#at(...to));
    pen.stroke();
    pen.setLineDash([]);
  }

  /** The corners of what lies along a side's wall, this deep, as a rectangle of the canvas. */
  #along(side, depth) {
    const { width, height } = this.facts.field;
    const corners = [
      [0, 0, depth, height],
      [width - depth, 0, width, height],
      [0, 0, width, depth],
      [0, height - depth, width, height],
    ][side];
    return this.#box(...corners);
  }

  #box(x1, y1, x2, y2) {
    const [ax, ay] = this.#at(x1, y1);
    const [bx, by] = this.#at(x2, y2);
    return [Math.min(ax, bx), Math.min(ay, by), Math.abs(bx - ax), Math.abs(by - ay)];
  }

  #shine({ side, until }, now) {
    const pen = this.pen;
    pen.globalAlpha = calm.matches ? 0.35 : (0.6 * (until - now)) / SHINE;
    pen.fillStyle = this.#look.sides[side];
    pen.fillRect(...this.#along(side, 700));
    pen.globalAlpha = 1;
  }

  /** Where a side's own words stand: inwards from the middle of its wall. */
  #inwards(side, part) {
    const { width, height } = this.facts.field;
    return this.#at(
      ...[
        [width * part, height / 2],
        [width * (1 - part), height / 2],
        [width / 2, height * part],
        [width / 2, height * (1 - part)],
      ][side],
    );
  }

  #scores(frame) {
    const four = frame.sides.length > 2;
    const size = Math.min(this.#width, this.#height) * (four ? 0.1 : 0.24);
    this.pen.globalAlpha = 0.55;
    frame.sides.forEach((side, i) => {
      if (!side.wall || side.score > 0) {
        this.write(String(side.score), ...this.#inwards(i, four ? SCORE_OF_FOUR : SCORE_OF_TWO), size, this.#look.sides[i], 800);
      }
    });
    this.pen.globalAlpha = 1;
  }

  #names(frame) {
    const size = Math.max(11, Math.min(20, Math.min(this.#width, this.#height) * 0.036));
    frame.sides.forEach((side, i) => {
      const { name } = this.facts.sides[i] ?? {};
      if (!name) {
        return;
      }
      const own = this.own.includes(i);
      const words = own && this.facts.you ? `${name} (${this.facts.you})` : name;
      const [x, y] = this.#placeOfName(i, size);
      const room = this.#width * (frame.sides.length > 2 ? 0.3 : 0.42);
      const shown = this.cut(words, room, size);
      const half = this.pen.measureText(shown).width / 2;
      this.#marker(i, x - half - size * 0.2, y, size * 0.42);
      this.write(shown, x + size * 0.6, y, size, this.#look.soft, 680);
    });
  }

  /** On a lying court at its upper edge, on a standing one before the middle of the wall, among four below the score. */
  #placeOfName(i, size) {
    if (this.facts.sides.length > 2) {
      const [x, y] = this.#inwards(i, SCORE_OF_FOUR);
      return [x, y + this.#width * 0.085];
    }
    return this.#turn.turned ? this.#inwards(i, 0.08) : [this.#left + this.#width * (i === 0 ? 0.25 : 0.75), this.#top + size * 1.5];
  }

  /** A side's shape: circle, diamond, triangle, square. */
  #marker(side, x, y, r) {
    const pen = this.pen;
    pen.fillStyle = this.#look.sides[side];
    pen.beginPath();
    if (side === 0) {
      pen.arc(x, y, r, 0, 2 * Math.PI);
    } else {
      const points = [[], [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]], [[0, -1.1], [1.15, 0.9], [-1.15, 0.9]], [[-1, -1], [1, -1], [1, 1], [-1, 1]]][side];
      points.forEach(([dx, dy], i) => (i === 0 ? pen.moveTo(x + dx * r, y + dy * r) : pen.lineTo(x + dx * r, y + dy * r)));
      pen.closePath();
    }
    pen.fill();
  }

  #paddle(side, at) {
    const pen = this.pen;
    const { paddleLength: long, paddleThickness: thick } = this.facts.field;
    const [x, y] = this.#centre(side, at);
    const [ax, ay] = ALONG[side];
    const [hx, hy] = [(ax * long + ay * thick) / 2, (ay * long + ax * thick) / 2];
    const [left, top, across, down] = this.#box(x - hx, y - hy, x + hx, y + hy);
    const round = Math.min(across, down) / 2.2;
    pen.save();
    pen.beginPath();
    pen.roundRect(left, top, across, down, round);
    pen.fillStyle = this.#look.sides[side];
    pen.fill();
    pen.clip();
    this.#pattern(side, left, top, across, down);
    pen.restore();
    if (this.own.includes(side)) {
      pen.strokeStyle = this.#look.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.roundRect(left - 2, top - 2, across + 4, down + 4, round + 2);
      pen.stroke();
    }
  }

  /** Plain, bars, dots, a line along the middle. */
  #pattern(side, left, top, across, down) {
    const pen = this.pen;
    const thin = Math.min(across, down);
    const lying = across > down;
    const length = Math.max(across, down);
    pen.fillStyle = this.#look.ground;
    for (let at = thin; side === 1 && at < length - thin / 2; at += thin * 1.3) {
      pen.fillRect(lying ? left + at : left, lying ? top : top + at, lying ? thin * 0.45 : thin, lying ? thin : thin * 0.45);
    }
    for (let at = thin; side === 2 && at < length - thin / 2; at += thin * 1.2) {
      pen.beginPath();
      pen.arc(lying ? left + at : left + thin / 2, lying ? top + thin / 2 : top + at, thin * 0.26, 0, 2 * Math.PI);
      pen.fill();
    }
    if (side === 3) {
      pen.fillRect(lying ? left + thin / 2 : left + thin * 0.36, lying ? top + thin * 0.36 : top + thin / 2, lying ? across - thin : thin * 0.28, lying ? thin * 0.28 : down - thin);
    }
  }

  /** A side that nobody guards any more: hatched all along. */
  #wall(side) {
    const pen = this.pen;
    const [left, top, across, down] = this.#along(side, this.facts.field.paddleThickness);
    pen.save();
    pen.beginPath();
    pen.rect(left, top, across, down);
    pen.fillStyle = this.#look.line;
    pen.fill();
    pen.clip();
    pen.strokeStyle = this.#look.wall;
    pen.lineWidth = 2;
    pen.beginPath();
    for (let at = -down; at < across + down; at += 10) {
      pen.moveTo(left + at, top + down);
      pen.lineTo(left + at + down, top);
    }
    pen.stroke();
    pen.restore();
  }

  #ball(frame) {
    const pen = this.pen;
    const { ballRadius } = this.facts.field;
    const [x, y] = this.#at(frame.ball.x, frame.ball.y);
    const r = Math.max(4, ballRadius * this.#scale);
    if (frame.moving !== MOVES || calm.matches) {
      this.#trail = [];
    } else {
      this.#trail = [...this.#trail.slice(1 - TRAIL), [x, y]];
    }
    pen.fillStyle = this.#look.ink;
    this.#trail.forEach(([tx, ty], i) => {
      pen.globalAlpha = (0.3 * (i + 1)) / TRAIL;
      pen.beginPath();
      pen.arc(tx, ty, (r * (i + 4)) / (TRAIL + 4), 0, 2 * Math.PI);
      pen.fill();
    });
    pen.globalAlpha = 1;
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fill();
  }

  /** 3, 2, 1 over the middle. */
  #count(frame) {
    this.#counting = frame.moving === WAITS ? Math.max(this.#counting, this.seconds(frame)) : 0;
    if (this.#counting < COUNTED || frame.wait === 0) {
      return;
    }
    const { width, height } = this.facts.field;
    const [x, y] = this.#at(width / 2, height / 2);
    const r = 1300 * this.#scale;
    this.pen.fillStyle = this.#look.ink;
    this.pen.beginPath();
    this.pen.arc(x, y, r, 0, 2 * Math.PI);
    this.pen.fill();
    this.write(String(this.seconds(frame)), x, y + r * 0.08, r * 1.5, this.#look.ground, 800);
  }
}
