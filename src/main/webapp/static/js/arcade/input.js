// What somebody does with keys, fingers or a gamepad becomes one of three words for each of the paddles that are steered from here: up, down, stop. It says them
// only when they change.

import { singleKeys } from "../keys.js";

/** Keys by their place on the keyboard, whatever is printed on them, and where they point on the screen. */
const LETTERS = { KeyW: [0, -1], KeyS: [0, 1], KeyA: [-1, 0], KeyD: [1, 0] };
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** A stick that rests is never quite in the middle. */
const DEAD = 0.4;

const WORDS = ["up", "stop", "down"];

/** Of the standard layout: the cross. */
const CROSS = [
  [12, [0, -1]],
  [13, [0, 1]],
  [14, [-1, 0]],
  [15, [1, 0]],
];

const elsewhere = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea");

/**
 * The paddles that are steered from this page.
 *
 * Where there is one, all keys, the whole canvas and any gamepad steer it. Where there are two, the first has the letters, the near half of the canvas and the
 * first gamepad, and the second the arrows, the other half and the second gamepad.
 */
export class Input {
  #canvas;
  #count;
  #scene;
  #said;
  #held;
  #fingers = new Map();
  #buttons = new Map();
  #ends = new AbortController();

  /**
   * @param canvas where fingers drag
   * @param count of paddles
   * @param scene tells way(i, [x, y]), which of -1, 0, 1 a direction on the screen is for a paddle; nearest(x, y), the paddle that a finger means; and
   *     reach(i, x, y), how far, in steps of its speed, the finger is from the paddle
   * @param said is told each change: (i, word)
   */
  constructor({ canvas, count, scene, said }) {
    this.#canvas = canvas;
    this.#count = count;
    this.#scene = scene;
    this.#said = said;
    this.#held = Array.from({ length: count }, () => ({ keys: [], way: 0 }));
    const { signal } = this.#ends;
    addEventListener("keydown", (event) => this.#key(event, true), { signal });
    addEventListener("keyup", (event) => this.#key(event, false), { signal });
    // A key that is let go while the page does not look is never heard of again.
    addEventListener("blur", () => this.#letGo(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.#letGo(), { signal });
    canvas.addEventListener("pointerdown", (event) => this.#touch(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.#fingers.has(event.pointerId) && this.#drag(event), { signal });
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(type, (event) => this.#lift(event), { signal });
    }
    document.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    for (const type of ["pointerup", "pointercancel"]) {
      document.addEventListener(type, (event) => this.#buttons.delete(event.pointerId) && this.#settle(), { signal });
    }
    document.addEventListener("contextmenu", (event) => event.target.closest("[data-move]") && event.preventDefault(), { signal });
    // A button by keyboard, or by a voice: one press is a small move.
    document.addEventListener("click", (event) => event.detail === 0 && this.#nudge(event.target.closest("[data-move]")), { signal });
  }

  stop() {
    this.#ends.abort();
  }

  /** The word that holds for a paddle. */
  word(i) {
    return WORDS[this.#held[i].way + 1];
  }

  /** Looks after what makes no events: gamepads, and fingers that rest while the paddle comes to them. */
  look() {
    this.#settle();
  }

  #key(event, down) {
    const letter = LETTERS[event.code];
    const direction = letter ?? ARROWS[event.code];
    if (!direction || (down && (elsewhere(event) || (letter && !singleKeys.on)))) {
      return;
    }
    const { keys } = this.#held[letter || this.#count === 1 ? 0 : 1];
    const at = keys.findIndex(([code]) => code === event.code);
    if (at >= 0) {
      keys.splice(at, 1);
    }
    if (down) {
      event.preventDefault(); // else the page scrolls
      keys.push([event.code, direction]); // also of a key that repeats: it stays where it was, as the newest
    }
    this.#settle();
  }

  #letGo() {
    for (const held of this.#held) {
      held.keys = [];
    }
    this.#fingers.clear();
    this.#buttons.clear();
    this.#settle();
  }

  #touch(event) {
    if (event.pointerType === "mouse" && event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { i: 0 });
    this.#drag(event, true);
  }

  #drag(event, first = false) {
    const box = this.#canvas.getBoundingClientRect();
    const finger = this.#fingers.get(event.pointerId);
    finger.x = event.clientX - box.left;
    finger.y = event.clientY - box.top;
    if (first) {
      finger.i = this.#scene.nearest(finger.x, finger.y);
    }
    this.#settle();
  }

  #lift(event) {
    if (this.#fingers.delete(event.pointerId)) {
      this.#settle();
    }
  }

  #press(event) {
    const button = event.target.closest?.("[data-move]");
    if (button) {
      event.preventDefault();
      button.releasePointerCapture?.(event.pointerId);
      this.#buttons.set(event.pointerId, button.dataset.move);
      this.#settle();
    }
  }

  #nudge(button) {
    if (button) {
      this.#buttons.set("nudge", button.dataset.move);
      this.#settle();
      setTimeout(() => this.#buttons.delete("nudge") && this.#settle(), 120);
    }
  }

  #settle() {
    this.#held.forEach((held, i) => {
      const way = this.#wayOf(i);
      if (way !== held.way) {
        held.way = way;
        this.#said(i, WORDS[way + 1]);
      }
    });
  }

  /** Of several that press at the same time a finger counts before a button, a button before a key, and the newest key before older ones. */
  #wayOf(i) {
    const finger = [...this.#fingers.values()].findLast((f) => f.i === i && f.x !== undefined);
    if (finger) {
      const reach = this.#scene.reach(i, finger.x, finger.y);
      return Math.abs(reach) < 1 ? 0 : Math.sign(reach);
    }
    const [button] = i === 0 ? [...this.#buttons.values()] : [];
    if (button) {
      return button === "left" ? this.#scene.way(0, [-1, 0]) : this.#scene.way(0, [1, 0]);
    }
    const key = this.#held[i].keys.at(-1);
    return key ? this.#scene.way(i, key[1]) : this.#scene.way(i, pointed(this.#count === 1 ? null : i));
  }
}

/** Where a gamepad points: [x, y], zero for nowhere. Null asks all of them. */
function pointed(index) {
  const pads = (navigator.getGamepads?.() ?? []).filter((pad) => pad?.connected);
  for (const pad of index === null ? pads : [pads[index]]) {
    const cross = CROSS.find(([button]) => pad?.buttons[button]?.pressed);
    if (cross) {
      return cross[1];
    }
    const [x = 0, y = 0] = pad?.axes ?? [];
    if (Math.hypot(x, y) > DEAD) {
      return Math.abs(x) > Math.abs(y) ? [Math.sign(x), 0] : [0, Math.sign(y)];
    }
  }
  return [0, 0];
}
