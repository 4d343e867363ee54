// What somebody does with keys, fingers or a gamepad becomes a jump or an attack of one of the runners that are steered from here.

import { singleKeys } from "../keys.js";

/** Keys by their place on the keyboard, whatever is printed on them. With two on one keyboard the first has the left of it and the second the right. */
const KEYS = {
  Space: ["jump", 0],
  KeyW: ["jump", 0],
  ArrowUp: ["jump", 1],
  KeyA: ["attack", 0],
  Enter: ["attack", 1],
};

/** Buttons of a standard gamepad. */
const PAD = ["jump", "attack", "attack"];

/** These press what has the focus. */
const PRESSING = new Set(["Space", "Enter"]);

const elsewhere = (event) =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, a, summary, button:not([data-act])") ||
  (PRESSING.has(event.code) && event.target.closest?.("input"));

export class Hands {
  #canvas;
  #count;
  #whose;
  #said;
  #pads = new Map();
  #ends = new AbortController();

  /**
   * @param canvas a finger on it is a jump
   * @param count of runners that are steered from here
   * @param whose tells which of them, by its place among them, a place on the canvas belongs to
   * @param said is told each wish: (i, "jump" or "attack")
   */
  constructor({ canvas, count, whose, said }) {
    this.#canvas = canvas;
    this.#count = count;
    this.#whose = whose;
    this.#said = said;
    const { signal } = this.#ends;
    // Whoever clicks a box in the middle of a run goes on running by keys, so the box must not keep the focus; whoever comes to it by the Tab key stays there.
    let pointed = false;
    addEventListener("pointerdown", () => (pointed = true), { signal, capture: true });
    addEventListener("keydown", () => (pointed = false), { signal, capture: true });
    document.addEventListener("change", (event) => pointed && event.target.type === "checkbox" && event.target.blur(), { signal });
    addEventListener("keydown", (event) => this.#key(event), { signal });
    addEventListener("keyup", (event) => event.code === "Space" && event.target.closest?.("[data-act]") && event.preventDefault(), { signal }); // it was heard when it came down
    canvas.addEventListener("pointerdown", (event) => this.#touch(event), { signal });
    document.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    document.addEventListener("contextmenu", (event) => event.target.closest("[data-act]") && event.preventDefault(), { signal });
    // A button by a voice or a screen reader; by a finger it has been heard already when it came down.
    document.addEventListener("click", (event) => event.detail === 0 && this.#click(event.target.closest("[data-act]")), { signal });
  }

  stop() {
    this.#ends.abort();
  }

  /** Looks after what makes no events: gamepads. With two runners each has one. */
  look() {
    const pads = (navigator.getGamepads?.() ?? []).filter((pad) => pad?.connected);
    for (const [place, pad] of pads.entries()) {
      PAD.forEach((act, button) => {
        const key = `${pad.index} ${button}`;
        const down = pad.buttons[button]?.pressed === true;
        if (down && !this.#pads.get(key)) {
          this.#said(this.#count === 1 ? 0 : Math.min(place, this.#count - 1), act);
        }
        this.#pads.set(key, down);
      });
    }
  }

  #key(event) {
    const button = PRESSING.has(event.code) ? event.target.closest?.("[data-act]") : null;
    const [act, seat] = button ? [button.dataset.act, 0] : (KEYS[event.code] ?? []);
    if (!act || elsewhere(event) || (event.code.startsWith("Key") && !singleKeys.on)) {
      return;
    }
    event.preventDefault(); // else the page scrolls, or a button is pressed a second time
    if (!event.repeat) {
      this.#said(this.#count === 1 ? 0 : seat, act);
    }
  }

  #touch(event) {
    if (event.pointerType !== "mouse" || event.button === 0) {
      event.preventDefault();
      const box = this.#canvas.getBoundingClientRect();
      this.#said(this.#whose(event.clientX - box.left, event.clientY - box.top), "jump");
    }
  }

  #press(event) {
    const button = event.target.closest?.("[data-act]");
    if (button && (event.pointerType !== "mouse" || event.button === 0)) {
      event.preventDefault();
      this.#said(0, button.dataset.act);
    }
  }

  #click(button) {
    if (button) {
      this.#said(0, button.dataset.act);
    }
  }
}
