// Runs a game that moves on a canvas of a room's page: frames in, pictures out, and what people press on its way to the server. Which game, the canvas says by
// its data-arcade; that game's own modules lie in the folder of that name.

import { Input } from "./input.js";
import { Playback } from "./playback.js";
import { Prediction } from "./prediction.js";
import { sound } from "./sound.js";

/** The way is measured more often while somebody plays. */
const PACE = 2_000;

/** An input that has not come back in a frame after this, in milliseconds, is said again. */
const AGAIN = 700;

/** Frames older than this, in milliseconds, are not of the present. */
const FRESH = 300;

/** The weight of the newest of the pings. */
const NEWEST = 0.3;

/**
 * Games of paddles run as they are; one that is steered otherwise brings a start of its own.
 *
 * @param canvas with data-arcade
 * @param room its code
 * @param socket sends the inputs
 * @param seats ids of the seats that this browser plays
 * @param live whether the connection is
 */
export async function start(canvas, { room, socket, seats, live }) {
  const game = await import(`../${canvas.dataset.arcade}/game.js`);
  return game.start ? game.start(canvas, { room, socket, seats }) : new Arcade(game, canvas, room, socket, seats, live);
}

class Arcade {
  #game;
  #canvas;
  #room;
  #socket;
  #seats;
  #live;
  #scene;
  #playback;
  #freedom;
  #own = [];
  #input = null;
  #arrived = -Infinity;
  #tick = Math.floor(performance.now() / 10);
  #ping = null;
  #drawing = 0;

  constructor(game, canvas, room, socket, seats, live) {
    this.#game = game;
    this.#canvas = canvas;
    this.#room = room;
    this.#socket = socket;
    this.#seats = seats;
    this.#live = live;
    socket.pace = PACE;
    this.#begin();
    const draw = (now) => {
      this.#draw(now);
      this.#drawing = requestAnimationFrame(draw);
    };
    this.#drawing = requestAnimationFrame(draw);
  }

  get canvas() {
    return this.#canvas;
  }

  #begin() {
    const facts = this.#game.facts(this.#canvas);
    this.#scene = new this.#game.Scene(this.#canvas, facts);
    this.#playback = new Playback({ ways: new this.#game.Ways(facts.field), stepsPerSecond: facts.field.stepsPerSecond });
    sound.show();
    this.#freedom = new this.#game.Freedom(facts);
    this.#take(facts);
  }

  /** The page has come anew around the canvas: who plays may have changed. */
  refresh() {
    const facts = this.#game.facts(this.#canvas);
    this.#scene.facts = facts;
    sound.show();
    this.#take(facts);
  }

  /** Takes the paddles of this browser's seats in hand. */
  #take(facts) {
    const own = this.#seats
      .map((seat) => ({ seat, side: this.#game.sideOf(facts, seat) }))
      .filter(({ side }) => side >= 0)
      .sort((one, other) => one.side - other.side);
    if (own.map((o) => o.side).join() === this.#own.map((o) => o.side).join()) {
      return;
    }
    this.#input?.stop();
    this.#own = own.map((o) => ({ ...o, said: 0, prediction: new Prediction(this.#game.control(facts, o.side)) }));
    this.#scene.own = own.map((o) => o.side);
    this.#input = own.length === 0 ? null : this.#hands(own);
    this.#sayAll();
  }

  #hands(own) {
    return new Input({
      canvas: this.#canvas,
      count: own.length,
      scene: {
        way: (i, direction) => this.#scene.way(own[i].side, direction),
        nearest: (x, y) => this.#scene.nearest(own.map((o) => o.side), x, y),
        reach: (i, x, y) => this.#scene.reach(own[i].side, this.#own[i].prediction.at(performance.now()), x, y),
      },
      said: (i) => this.#say(i),
    });
  }

  #say(i) {
    const now = performance.now();
    const { seat, prediction } = this.#own[i];
    const word = this.#input.word(i);
    this.#own[i].said = now;
    const tick = ++this.#tick;
    prediction.pressed(tick, this.#game.wayOf(word), now);
    this.#socket.input(this.#room, seat, this.#game.command(word, tick));
  }

  /** What holds now: the server may have heard something else last. */
  #sayAll() {
    this.#own.forEach((_, i) => this.#say(i));
  }

  /** @param payload of a frame, an object or bytes */
  frame(payload) {
    const now = performance.now();
    const frame = this.#game.read(payload);
    this.#arrived = now;
    this.#playback.take(frame, now);
    const free = this.#freedom.of(frame);
    for (const { side, prediction } of this.#own) {
      if (frame.sides[side]) {
        prediction.take(frame.sides[side], free, now);
      }
    }
  }

  set live(live) {
    this.#live = live;
    if (live) {
      this.#sayAll();
    }
  }

  trip(ms) {
    this.#ping = this.#ping === null ? ms : this.#ping + (ms - this.#ping) * NEWEST;
    const place = document.getElementById("ping");
    if (place) {
      place.textContent = `${Math.round(this.#ping)} ms`;
      place.closest("[hidden]")?.removeAttribute("hidden");
    }
  }

  #draw(now) {
    this.#input?.look();
    if (this.#live && now - this.#arrived < FRESH) {
      this.#own.forEach(({ said, prediction }, i) => {
        if (prediction.openSince !== null && now - said > AGAIN) {
          this.#say(i);
        }
      });
    }
    const frame = this.#playback.at(now);
    if (frame) {
      // Where no frames come, nothing moves, or nobody knows.
      const known = Math.min(now, this.#arrived + FRESH);
      const predicted = new Map(this.#own.map(({ side, prediction }) => [side, prediction.at(known)]));
      const sides = frame.sides.map((side, i) => (predicted.has(i) ? { ...side, at: predicted.get(i) ?? side.at } : side));
      for (const heard of this.#scene.draw({ ...frame, sides }, now)) {
        sound.play(heard);
      }
    } else {
      this.#scene.draw(null, now);
    }
  }

  stop() {
    cancelAnimationFrame(this.#drawing);
    this.#input?.stop();
    this.#scene.stop();
  }
}
