// All the tables of somebody, on one page and one connection, with what needs them first.

import { Idiomorph } from "../vendor/idiomorph.esm.js";
import { banner, button, refusal, stayAwake, text } from "./live.js";
import { RoomSocket } from "./socket.js";
import { Table } from "./table.js";

const main = document.getElementById("main");
const grid = document.getElementById("cards");
const call = document.getElementById("call");
const urgent = new Set(["answer", "start"]);

/** For how long after a press cards keep their places, and after a move a press goes nowhere: it was meant for what stood there before. */
const AFTER_PRESS = 800;
const AFTER_MOVE = 350;

/** One table: its card and the roles in which it is followed. */
class Card {
  constructor(element, place) {
    const { room, as, host } = element.dataset;
    this.element = element;
    this.room = room;
    this.as = as;
    this.place = place;
    this.said = "";
    this.stale = new Set();
    this.elsewhere = new Set(); // roles that another page or device has taken over
    const prefix = `t-${room}-`;
    const slot = (tag) => (id) => Object.assign(document.createElement(tag), { id: prefix + id, hidden: true });
    const needs = ["needs", "host-needs"].filter((id) => !document.getElementById(prefix + id)).map(slot("p"));
    document.getElementById(`${prefix}head`).after(...needs);
    document.getElementById(`${prefix}live`).append(...["stage", "play", "controls"].map(slot("section")));
    this.table = new Table({ root: element, room, prefix, socket });
    this.roles = host && as !== "host" ? [as, "host"] : [as];
  }

  html({ as, shared, you }) {
    const before = this.table.moment;
    // Of a card with two roles the player's makes all but what only hosts have.
    const { controls, "host-needs": hostNeeds } = shared;
    this.table.merge(as === this.as ? { ...shared, ...you } : { "host-needs": hostNeeds, controls });
    if (this.table.moment !== before) {
      this.table.say("");
    }
    this.away();
    arrange();
  }

  live(role, live) {
    this.stale[live ? "delete" : "add"](role);
    this.table.live = this.stale.size === 0;
    if (live) {
      delete this.element.dataset.gone;
    }
  }

  /** What it wants of this person: the most urgent of their roles. */
  get needs() {
    const parts = ["needs", "host-needs"].map((id) => this.table.element(id)).filter((part) => part?.dataset.rank);
    return parts.sort((one, other) => one.dataset.rank - other.dataset.rank)[0];
  }

  get rank() {
    return Number(this.needs?.dataset.rank ?? this.element.dataset.rank);
  }

  /** Only open questions are ordered by their time: other times are not for this person to meet. */
  get closes() {
    const time = this.needs?.dataset.attention === "answer" && this.element.querySelector("[data-closes-at]");
    return time ? Date.parse(time.dataset.closesAt) : Infinity;
  }

  get words() {
    return `${this.table.element("title").textContent.trim()} · ${this.needs.textContent.trim()}`;
  }

  gone(role, reason) {
    this.live(role, false);
    this.element.dataset.gone = reason;
    if (reason === "taken_over") {
      this.elsewhere.add(role);
      this.table.say("");
      this.away();
    } else {
      this.table.say(reason === "kicked" || reason === "left" ? text(`live.${reason}`) : refusal(reason, this.table.game));
    }
  }

  /** Says that it is played elsewhere, as long as it is, and offers to come back with every role. */
  away() {
    if (this.elsewhere.size > 0 && this.table.element("refusal").childElementCount === 0) {
      const line = document.createElement("p");
      line.append(text("live.takenOver"), " ", button(text("live.comeBack"), () => this.comeBack()));
      this.table.element("refusal").replaceChildren(line);
    }
  }

  comeBack() {
    const back = [...this.elsewhere];
    this.elsewhere.clear();
    this.table.say("");
    back.forEach((role) => socket.follow(this.room, role));
  }
}

const socket = new RoomSocket({
  format: "card",
  language: document.documentElement.lang,
  offset: Number(main.dataset.now) - Date.now(),
  heard: {
    html: (message) => cards.get(message.room)?.html(message),
    countdown: ({ room, deadline }) => cards.get(room)?.table.countdown(deadline),
    live: (room, as, live) => cards.get(room)?.live(as, live),
    connection: banner.connection,
    waiting: (room) => cards.get(room)?.table.say(text("live.waiting")),
    gone: (room, as, reason) => cards.get(room)?.gone(as, reason),
  },
});

const cards = new Map(Array.from(grid.children, (element, place) => [element.dataset.room, new Card(element, place)]));

// The order
//
// Cards move in the document and not only to the eye, so that the Tab key and screen readers meet them in the same order. That must never happen under a
// finger, nor take away the focus. So cards keep their places while a pointer is down or was a moment ago, and while somebody is in one by keyboard or has
// ticked something that is not sent; until then the line at the top says who needs them, and leads there. (A click leaves the focus behind in a card for
// ever, so that alone keeps nothing.) After a move presses go nowhere for a moment.

let down = false;
let released = -AFTER_PRESS;
let waits = false;

addEventListener("pointerdown", () => (down = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(
    end,
    () => {
      down = false;
      released = performance.now();
    },
    true,
  );
}

function held() {
  if (down || performance.now() - released < AFTER_PRESS) {
    return true;
  }
  return grid.querySelector(":focus-visible, input:checked:enabled") !== null;
}

/** @param now whether the person has asked for it */
function arrange(now = false) {
  const order = [...cards.values()].sort((one, other) => one.rank - other.rank || one.closes - other.closes || one.place - other.place);
  for (const card of order) {
    card.element.dataset.attention = card.needs?.dataset.attention ?? "waiting";
  }
  announce(order.filter((card) => urgent.has(card.element.dataset.attention) && !card.element.dataset.gone));
  const moves = order.some((card, i) => grid.children[i] !== card.element);
  waits = moves && !now && held();
  if (moves && !waits) {
    move(order);
  }
}

function move(order) {
  const focused = document.activeElement;
  order.forEach(({ element }, i) => {
    const there = grid.children[i];
    if (there !== element) {
      grid.moveBefore ? grid.moveBefore(element, there) : grid.insertBefore(element, there);
    }
  });
  order.forEach((card, i) => (card.place = i));
  if (document.activeElement !== focused && grid.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
  grid.classList.add("is-moving");
  setTimeout(() => grid.classList.remove("is-moving"), AFTER_MOVE);
}

/** Says once of each question and lobby that it needs this person, unless they are there already. */
function announce(needing) {
  for (const card of cards.values()) {
    const words = needing.includes(card) ? card.words : "";
    if (words && words !== card.said && !card.element.contains(document.activeElement)) {
      document.getElementById("needs-you").textContent = text("tables.needs").replace("{0}", words);
    }
    card.said = words;
  }
  const [first] = needing;
  call.dataset.room = first?.room ?? "";
  const more = needing.length > 1 ? ` (+${needing.length - 1})` : "";
  const line = document.createElement("p");
  line.append(
    first
      ? Object.assign(document.createElement("button"), { type: "button", className: "call", textContent: text("tables.needs").replace("{0}", first.words) + more })
      : Object.assign(document.createElement("span"), { className: "call", textContent: text("tables.calm") }),
  );
  Idiomorph.morph(call, line.childNodes, { morphStyle: "innerHTML" });
}

call.addEventListener("click", () => {
  const card = cards.get(call.dataset.room);
  arrange(true);
  card?.table.element("title").focus({ preventScroll: true });
  card?.element.scrollIntoView({ block: "start", behavior: "instant" });
});

arrange();
setInterval(() => {
  for (const card of cards.values()) {
    card.table.tick();
  }
  if (waits) {
    arrange();
  }
}, 100);
stayAwake();
for (const card of cards.values()) {
  card.roles.forEach((role) => socket.follow(card.room, role));
}
