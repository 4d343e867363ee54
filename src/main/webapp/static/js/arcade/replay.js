// Plays a match again from its frames, by the code that draws live play: at half to eight times its speed, forwards from any moment.

import { recorded } from "./frames.js";
import { sound } from "./sound.js";

/** Steps that an arrow key goes on the bar. */
const JUMP = 60;

const main = document.getElementById("main");
const canvas = document.querySelector("canvas[data-arcade]");
const bar = document.getElementById("seek");
const button = document.getElementById("play-pause");
const clock = document.getElementById("clock");
const goals = document.querySelectorAll("#scoreboard [data-goals]");

const game = await import(`../${canvas.dataset.arcade}/game.js`);
const facts = game.facts(canvas);
const ways = new game.Ways(facts.field);
const scene = new game.Scene(canvas, facts);
const perSecond = facts.field.stepsPerSecond;

let frames = [];
let at = 0; // steps from the beginning, with a fraction
let playing = false;
let last = 0;

const end = () => Math.max(0, frames.length - 1);
const speed = () => Number(document.querySelector("input[name=speed]:checked").value);
const time = (steps) => `${Math.floor(steps / perSecond / 60)}:${String(Math.floor(steps / perSecond) % 60).padStart(2, "0")}`;

async function load() {
  try {
    const answer = await fetch(main.dataset.frames);
    if (!answer.ok) {
      throw new Error(`${answer.status}`);
    }
    frames = recorded(await answer.arrayBuffer()).map(game.read);
  } catch {
    say("lost");
    return;
  }
  if (frames.length === 0) {
    say("none");
    return;
  }
  bar.max = end();
  for (const control of document.querySelectorAll("#reel :disabled")) {
    control.disabled = false;
  }
  play(true);
}

function say(what) {
  document.getElementById("replay-said").textContent = main.dataset[what];
}

function play(on) {
  playing = on;
  if (on && at >= end()) {
    at = 0;
  }
  button.setAttribute("aria-label", main.dataset[on ? "pause" : "play"]);
  button.dataset.state = on ? "plays" : "rests";
}

/** A frame that goes on evenly: the recording has every step, but for the jumps from one stored stretch to the next. */
function moment() {
  const i = Math.floor(at);
  const [from, to] = [frames[i], frames[i + 1]];
  if (!to || at === i || to.tick <= from.tick || ways.breaks(from, to)) {
    return from;
  }
  const tick = from.tick + (at - i) * (to.tick - from.tick);
  return ways.between(frames[i - 1], from, to, frames[i + 2], tick, frames[i - 2]);
}

/** The scores of the moment, and not those of the end. */
function count({ sides }) {
  goals.forEach((place, i) => {
    if (sides[i] && place.textContent !== String(sides[i].score)) {
      place.textContent = sides[i].score;
    }
  });
}

function show() {
  bar.value = Math.floor(at);
  bar.setAttribute("aria-valuetext", `${time(at)} / ${time(end())}`);
  clock.textContent = `${time(at)} / ${time(end())}`;
}

function draw(now) {
  if (playing) {
    at = Math.min(end(), at + ((now - last) / 1000) * perSecond * speed());
    if (at >= end()) {
      play(false);
    }
  }
  last = now;
  const frame = frames.length > 0 ? moment() : null;
  const heard = scene.draw(frame, now);
  if (playing && speed() <= 2) {
    heard.forEach((name) => sound.play(name));
  }
  if (frame) {
    count(frame);
    show();
  }
  requestAnimationFrame(draw);
}

button.addEventListener("click", () => play(!playing));
bar.addEventListener("input", () => {
  at = Number(bar.value);
});
bar.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
  if (way) {
    event.preventDefault(); // a step of the bar is a sixtieth of a second
    at = Math.min(end(), Math.max(0, at + way * JUMP));
  }
});
document.addEventListener("keydown", (event) => {
  if (event.code === "Space" && !event.target.closest("button, input, summary, a")) {
    event.preventDefault();
    play(!playing);
  }
});
sound.show();
requestAnimationFrame(draw);
load();
