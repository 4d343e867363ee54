// Short sounds, made here and now. Off until somebody switches them on: the box with the id "sound" says so, and is remembered.

const KEY = "sound";

/** Pitch in hertz, length in seconds, and the shape of the wave. */
const SOUNDS = {
  wall: [{ pitch: 220, length: 0.05, wave: "triangle" }],
  paddle: [{ pitch: 440, length: 0.06, wave: "triangle" }],
  count: [{ pitch: 523, length: 0.08, wave: "sine" }],
  goal: [
    { pitch: 330, length: 0.12, wave: "square" },
    { pitch: 220, length: 0.25, wave: "square" },
  ],
};

const LOUD = 0.08;

class Sound {
  #context = null;

  constructor() {
    document.addEventListener("change", (event) => {
      if (event.target.id === KEY) {
        localStorage.setItem(KEY, event.target.checked ? "on" : "off");
        this.play("count"); // so that one hears that it works
      }
    });
  }

  /** Shows how it is set, in a box that has just come. */
  show() {
    const box = document.getElementById(KEY);
    if (box) {
      box.checked = localStorage.getItem(KEY) === "on";
    }
  }

  /** @param name of the sound */
  play(name) {
    if (localStorage.getItem(KEY) !== "on") {
      return;
    }
    this.#context ??= new AudioContext();
    this.#context.resume(); // browsers make no sound before somebody has pressed something
    let at = this.#context.currentTime;
    for (const { pitch, length, wave } of SOUNDS[name]) {
      const tone = new OscillatorNode(this.#context, { type: wave, frequency: pitch });
      const loud = new GainNode(this.#context, { gain: LOUD });
      loud.gain.setTargetAtTime(0, at + length / 2, length / 6);
      tone.connect(loud).connect(this.#context.destination);
      tone.start(at);
      tone.stop(at + length);
      at += length;
    }
  }
}

/** One for the page. */
export const sound = new Sound();
