// A duel on a canvas of a room's page: frames in, pictures out, and jumps and attacks on their way to the server.

import { Playback } from "../arcade/playback.js";
import { sound } from "../arcade/sound.js";
import { Ahead } from "./ahead.js";
import { Scene } from "./draw.js";
import { read, RUNS, Ways } from "./frame.js";
import { Hands } from "./hands.js";

export { read, Scene, Ways };

/** The way to the server is measured more often while somebody plays. */
const PACE = 2_000;

/** Frames older than this, in milliseconds, are not of the present. */
const FRESH = 300;

/** The weight of the newest of the pings. */
const NEWEST = 0.3;

const NUMBERS = ["takeOff", "gravity", "ringHeight", "jumpHeight", "depth"];
const LISTS = ["starts", "widths", "speeds"];
const WORDS = ["you", "frozen", "fallen", "finished", "left"];

/**
 * What the page says of the game.
 * @returns {field: {stepsPerSecond}, course, cost, words, runners: [{player, name}]}
 */
export function facts(canvas) {
  const { dataset } = canvas;
  const of = (names, make) => names.map((name) => [name, make(dataset[name] ?? "")]);
  const course = Object.fromEntries([...of(NUMBERS, Number), ...of(LISTS, (text) => text.split(" ").map(Number))]);
  return {
    field: { stepsPerSecond: Number(dataset.stepsPerSecond) },
    course,
    cost: Number(dataset.cost),
    words: Object.fromEntries(of(WORDS, String)),
    runners: Array.from(document.querySelectorAll("#scoreboard > li"), ({ dataset: { player, name } }) => ({ player, name })),
  };
}

/**
 * Runs a duel on a canvas.
 * @param room its code
 * @param socket sends what is pressed
 * @param seats ids of the seats that this browser plays
 */
export function start(canvas, { room, socket, seats }) {
  return new Duel(canvas, room, socket, seats);
}

class Duel {
  #canvas;
  #room;
  #socket;
  #seats;
  #facts;
  #scene;
  #playback;
  #own = [];
  #hands = null;
  #newest = null;
  #arrived = -Infinity;
  #tick = Math.floor(performance.now() / 10);
  #ping = null;
  #drawing = 0;

  constructor(canvas, room, socket, seats) {
    this.#canvas = canvas;
    this.#room = room;
    this.#socket = socket;
    this.#seats = seats;
    this.#facts = facts(canvas);
    this.#scene = new Scene(canvas, this.#facts);
    this.#playback = new Playback({ ways: new Ways(), stepsPerSecond: this.#facts.field.stepsPerSecond });
    socket.pace = PACE;
    sound.show();
    this.#take();
    const draw = (now) => {
      this.#draw(now);
      this.#drawing = requestAnimationFrame(draw);
    };
    this.#drawing = requestAnimationFrame(draw);
  }

  get canvas() {
    return this.#canvas;
  }

  /** The page has come anew around the canvas: who plays, and where, may have changed. */
  refresh() {
    const before = this.#facts.course.starts;
    this.#facts = facts(this.#canvas);
    this.#scene.facts = this.#facts;
    sound.show();
    if (before.join() !== this.#facts.course.starts.join()) {
      this.#own = []; // another course
    }
    this.#take();
  }

  /** Takes the runners of this browser's seats in hand. */
  #take() {
    const own = this.#seats
      .map((seat) => ({ seat, runner: this.#facts.runners.findIndex(({ player }) => player === seat) }))
      .filter(({ runner }) => runner >= 0)
      .sort((one, other) => one.runner - other.runner);
    if (own.length > 0 && own.map(({ seat }) => seat).join() === this.#own.map(({ seat }) => seat).join()) {
      return;
    }
    this.#hands?.stop();
    const { course, field } = this.#facts;
    this.#own = own.map((one) => ({ ...one, ahead: new Ahead({ course, stepsPerSecond: field.stepsPerSecond }) }));
    this.#scene.own = own.map(({ runner }) => runner);
    this.#hands =
      own.length === 0
        ? null
        : new Hands({
            canvas: this.#canvas,
            count: own.length,
            whose: (x, y) => Math.max(0, own.findIndex(({ runner }) => runner === this.#scene.runnerAt(x, y))),
            said: (i, act) => this.#say(i, act),
          });
  }

  /** The server would refuse what makes no sense; it need not even go there. Only what it could see differently by now does. */
  #say(i, act) {
    const { seat, runner, ahead } = this.#own[i];
    const now = performance.now();
    const body = this.#newest?.runners[runner];
    const over = !body || body.state === "fallen" || body.state === "left";
    if (over || (act === "jump" && ahead.at(now)?.state === "air") || (act === "attack" && body.score < this.#facts.cost)) {
      return;
    }
    const tick = ++this.#tick;
    if (this.#socket.input(this.#room, seat, { type: act, tick }) && act === "jump") {
      ahead.jumped(tick, now);
      sound.play("paddle");
    }
  }

  /** @param payload of a frame, an object or bytes */
  frame(payload) {
    const now = performance.now();
    const frame = read(payload);
    this.#arrived = now;
    this.#newest = frame;
    this.#playback.take(frame, now);
    for (const { runner, ahead } of this.#own) {
      if (frame.runners[runner]) {
        ahead.take(frame, frame.runners[runner], now);
      }
    }
  }

  /** Jumps and attacks are done when they are said: there is nothing to say anew when the connection is back. */
  set live(live) {
    this.#canvas.toggleAttribute("data-lost", !live);
  }

  trip(ms) {
    this.#ping = this.#ping === null ? ms : this.#ping + (ms - this.#ping) * NEWEST;
    this.#own.forEach(({ ahead }) => ahead.trip(ms));
    const place = document.getElementById("ping");
    if (place) {
      place.textContent = `${Math.round(this.#ping)} ms`;
    }
  }

  #draw(now) {
    this.#hands?.look();
    const shown = this.#playback.at(now);
    if (!shown) {
      this.#scene.draw(null, now);
      return;
    }
    // Where no frames come, nothing moves, or nobody knows.
    const known = Math.min(now, this.#arrived + FRESH);
    const foreseen = new Map(this.#own.map(({ runner, ahead }) => [runner, ahead.at(known)]));
    const runners = shown.runners.map((runner, i) => foreseen.get(i) ?? runner);
    for (const heard of this.#scene.draw({ ...shown, runners }, now)) {
      sound.play(heard);
    }
    this.#attack();
  }

  /** The button says whether an attack is possible, and if not, why. */
  #attack() {
    const button = document.getElementById("attack");
    const [own] = this.#own;
    const body = own && this.#newest?.runners[own.runner];
    if (!button || !body) {
      return;
    }
    const rival = this.#newest.runners.find((_, i) => i !== own.runner);
    const ready = this.#newest.moving === RUNS && body.cooldown === 0 && body.score >= this.#facts.cost && ["ring", "air"].includes(body.state);
    const able = ready && ["ring", "air"].includes(rival?.state);
    if (able !== (button.getAttribute("aria-disabled") === null)) {
      able ? button.removeAttribute("aria-disabled") : button.setAttribute("aria-disabled", "true");
    }
    const left = document.getElementById("attack-left");
    const seconds = body.cooldown > 0 ? ` · ${Math.ceil(body.cooldown / this.#facts.field.stepsPerSecond)} s` : "";
    if (left && left.textContent !== seconds) {
      left.textContent = seconds;
    }
  }

  stop() {
    cancelAnimationFrame(this.#drawing);
    this.#hands?.stop();
    this.#scene.stop();
  }
}
