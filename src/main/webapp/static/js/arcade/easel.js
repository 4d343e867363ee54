// What every drawing of a game has: a canvas of any size, told when that changes, sharp on every screen, and a pen for words.

const strong = matchMedia("(prefers-contrast: more), (forced-colors: active)");

/** To be extended: `fit(width, height)` lays things out, in CSS pixels; a subclass calls `refit()` at the end of its constructor. */
export class Easel {
  #sizes = new ResizeObserver(() => this.refit());
  #dots = 1;
  #facts;
  #own = [];

  constructor(canvas, facts) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.#facts = facts;
    this.#sizes.observe(canvas);
  }

  stop() {
    this.#sizes.disconnect();
  }

  get facts() {
    return this.#facts;
  }

  set facts(facts) {
    this.#facts = facts;
    this.refit();
  }

  /** Those on the picture that are steered from here, by their numbers. */
  get own() {
    return this.#own;
  }

  set own(numbers) {
    this.#own = numbers;
    this.refit();
  }

  /** Whether somebody needs strong contrast. */
  get strong() {
    return strong.matches;
  }

  refit() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.#dots = devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(width * this.#dots));
    this.canvas.height = Math.max(1, Math.round(height * this.#dots));
    this.fit(width, height);
  }

  /** Before each drawing: from now on the pen counts in CSS pixels. */
  begin() {
    this.pen.setTransform(this.#dots, 0, 0, this.#dots, 0, 0);
  }

  /** The seconds of a wait that are left, as a countdown shows them. */
  seconds({ wait }) {
    return Math.ceil(wait / this.#facts.field.stepsPerSecond);
  }

  /** So much of the words as there is room for, in pixels. */
  cut(words, room, size) {
    this.#font(680, size);
    let shown = words;
    while (shown.length > 1 && this.pen.measureText(shown).width > room) {
      shown = `${shown.slice(0, -2)}…`;
    }
    return shown;
  }

  write(words, x, y, size, colour, weight = 760, align = "center") {
    this.#font(weight, size);
    this.pen.fillStyle = colour;
    this.pen.textAlign = align;
    this.pen.textBaseline = "middle";
    this.pen.fillText(words, x, y);
  }

  #font(weight, size) {
    this.pen.font = `${weight} ${size}px Bricolage, system-ui, sans-serif`;
  }
}
