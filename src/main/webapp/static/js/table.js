// One room on a page: merges what comes, counts down, sends what people press. A page may hold one of them or many.
//
// The server's fragments have ids as if their room were alone on the page, and name each other by them: a label its field, a button its form, a group its
// heading. On a page with several rooms each has a prefix with its code, and every fragment gets it before all its ids and references in one place, before it
// is merged. So there is one set of templates, ids stay unique, labels and forms find what they mean, and Idiomorph, which recognises elements by their
// ids, sees the same ones each time. On the room's own page the prefix is empty and nothing is renamed.

import { Idiomorph } from "../vendor/idiomorph.esm.js";
import { fields } from "./fields.js";
import { HICCUP, refusal, text } from "./live.js";

const REFERENCES = ["id", "for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const callbacks = {
  // What people have opened stays open, and what a script has filled in stays filled.
  // A canvas is as many dots wide and high as its script has made it, and empty whenever that is set anew.
  beforeAttributeUpdated: (name, node) =>
    !(name === "open" && node.localName === "details") && !(node.localName === "canvas" && (name === "width" || name === "height")) && !fields.keeps(name, node),
  beforeNodeMorphed: (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      return true;
    }
    if (old.hasAttribute("data-origin") || old.hasAttribute("data-kept")) {
      return false;
    }
    fields.look(old);
    // A tick that is not yet sent is known to nobody but this page.
    if (old.localName === "input" && old.type === "checkbox" && old.id === fresh.id && !fresh.disabled) {
      fresh.toggleAttribute("checked", old.checked);
    }
    return true;
  },
};

export class Table {
  #root;
  #prefix;
  #room;
  #socket;
  #warn;
  #sending = new Set();
  #staleSince = 0; // zero while what is shown is the present
  #warned = null;

  /**
   * @param root the element that holds the room
   * @param room its code
   * @param prefix before every id of this room on this page
   * @param socket sends the commands and knows the server's time
   * @param warn is told a sentence when the time gets short, and an empty one when that is over
   */
  constructor({ root, room, prefix = "", socket, warn = () => {} }) {
    this.#root = root;
    this.#room = room;
    this.#prefix = prefix;
    this.#socket = socket;
    this.#warn = warn;
    // A double click is one press, and so is a key that is held: what a host presses first brings the next thing to press to the same place.
    root.addEventListener("click", (event) => {
      if (event.detail > 1 && event.target.closest("button[name=command]:not([data-adds])")) {
        event.preventDefault();
      }
    });
    root.addEventListener("keydown", (event) => {
      if (event.repeat && event.key === "Enter" && event.target.closest("button[name=command]")) {
        event.preventDefault();
      }
    });
    for (const form of [this.element("command"), this.element("mine")]) {
      form?.addEventListener("submit", (event) => {
        if (event.submitter && !event.submitter.dataset.plain) {
          event.preventDefault();
          this.#perform(form, event.submitter);
        }
      });
    }
  }

  element(id) {
    return document.getElementById(this.#prefix + id);
  }

  /** Known where there are several. */
  get game() {
    return this.element("head")?.dataset.game;
  }

  #all(selector) {
    return Array.from(this.#root.querySelectorAll(selector));
  }

  // Merging

  /** @param fragments markup by the id of the element that it replaces */
  merge(fragments) {
    const within = this.#root.contains(document.activeElement);
    for (const [id, html] of Object.entries(fragments)) {
      const old = this.element(id);
      const fresh = this.#own(html, within);
      if (old) {
        Idiomorph.morph(old, fresh, { morphStyle: "outerHTML", callbacks });
      } else {
        this.#root.append(fresh);
      }
    }
    this.mark();
    this.tick();
    if (within && (document.activeElement === document.body || document.activeElement?.disabled)) {
      (this.element("stage-title") ?? this.element("title"))?.focus({ preventScroll: true });
    }
  }

  /** The fragment as an element of this table. */
  #own(html, within) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    if (this.#prefix) {
      for (const node of holder.content.querySelectorAll("*")) {
        for (const name of REFERENCES.filter((n) => node.hasAttribute(n))) {
          node.setAttribute(name, node.getAttribute(name).trim().split(/\s+/).map((id) => this.#prefix + id).join(" "));
        }
        if (node.localName === "h1") {
          node.setAttribute("aria-level", "3"); // below the page's heading and the table's title
        }
        if (node.getAttribute("role") === "status" && !within) {
          node.setAttribute("aria-live", "off"); // many tables must not talk at the same time; the page says what matters
        }
      }
    }
    return holder.content.firstElementChild;
  }

  /** What the room is about; changes with the question and the phase. */
  get moment() {
    return `${this.element("stage")?.dataset.phase} ${this.element("stage-title")?.textContent}`;
  }

  /** Whether what is shown is the present. What is not must not look as if it were: no time runs, and what is pressed waits. */
  set live(live) {
    this.#staleSince = live ? 0 : this.#staleSince || performance.now();
    this.#root.dataset.live = live;
    this.mark();
    this.tick();
  }

  // Commands

  say(words) {
    this.element("refusal").replaceChildren(...(words ? [Object.assign(document.createElement("p"), { textContent: words })] : []));
  }

  /** Shows which choices and buttons are on their way. */
  mark() {
    for (const choice of this.#all(".is-sending")) {
      choice.classList.remove("is-sending");
      choice.removeAttribute("aria-busy");
    }
    for (const value of this.#sending) {
      const { choices } = JSON.parse(value);
      const button = this.#all("button[name=command]").find((b) => this.#commandOf(b) === value);
      const busy = choices && button?.dataset.gather ? choices.map((c) => this.element(`choice-${c}`)) : [button];
      for (const choice of busy) {
        choice?.classList.add("is-sending");
        choice?.setAttribute("aria-busy", "true");
      }
      if (button && choices) {
        this.#judge(text(this.#staleSince ? "live.unsent" : "live.sending"));
      }
    }
  }

  #judge(words) {
    const verdict = this.element("verdict")?.querySelector("strong");
    if (verdict && this.element("play")?.dataset.state === "open" && verdict.textContent !== words) {
      verdict.textContent = words;
    }
  }

  /** What a button says, with the ticks that belong to it. */
  #commandOf(button) {
    const command = JSON.parse(button.value);
    const gathered = button.dataset.gather;
    if (gathered) {
      command[gathered] = this.#all(`input[name="${gathered}"]:checked`).map((box) => box.value);
    }
    return JSON.stringify(command);
  }

  async #perform(form, button) {
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    const value = this.#commandOf(button);
    if (this.#sending.has(value)) {
      return;
    }
    const command = JSON.parse(value);
    const answers = command.type === "answer";
    if (answers && Array.from(this.#sending).some((v) => JSON.parse(v).question === command.question)) {
      return; // one answer is on its way
    }
    this.#sending.add(value);
    this.say("");
    this.mark();
    const answer = await this.#socket.send(this.#room, form.dataset.as, command);
    this.#sending.delete(value);
    const open = this.element("play")?.dataset.state === "open";
    if (!answer.ok) {
      this.say(refusal(answer.code, this.game));
      if (answers) {
        this.#judge(refusal(answer.code, this.game));
      }
      this.mark();
    } else {
      this.say("");
      if (!answers || !open) {
        this.mark(); // else the mark stays until the server's view says that it is stored
      }
    }
    for (const confirm of this.#all("details.confirm[open]")) {
      confirm.open = false;
    }
  }

  // Time

  countdown(deadline) {
    for (const timer of this.#all("[data-closes-at]")) {
      if (deadline) {
        timer.dataset.closesAt = deadline;
      }
    }
  }

  tick() {
    const timers = this.#all("[data-closes-at], [data-remaining]");
    timers.forEach((timer) => this.#tick(timer));
    if (timers.length === 0) {
      this.#warned = null;
    }
  }

  #tick(timer) {
    const { closesAt, remaining, seconds, clock } = timer.dataset;
    const place = timer.querySelector("[data-left]");
    if (this.#staleSince && performance.now() - this.#staleSince > HICCUP) {
      place.textContent = "–";
      timer.style.setProperty("--left", 0);
      timer.dataset.warn = "";
      return;
    }
    const left = Math.max(0, remaining ? Number(remaining) : Date.parse(closesAt) - (Date.now() + this.#socket.offset));
    const whole = Math.ceil(left / 1000);
    const shown = (whole < 100 || seconds) && !clock ? String(whole) : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    if (place.textContent !== shown) {
      place.textContent = shown;
    }
    if (seconds) {
      timer.style.setProperty("--left", Math.min(1, (calm.matches ? whole : left / 1000) / Number(seconds)).toFixed(3));
    }
    const stage = whole <= 5 ? "now" : whole <= 10 && Number(seconds ?? 20) > 10 ? "soon" : "";
    if (timer.dataset.warn !== stage) {
      timer.dataset.warn = stage;
    }
    if (timer.dataset.warnTen) {
      this.#announce(timer.dataset, stage, left);
    }
  }

  /** Said twice a question, and only where it is news. */
  #announce({ remaining, seconds, warnTen, warnFive }, stage, left) {
    if (stage && stage !== this.#warned && left > 0 && Number(seconds) > (stage === "now" ? 5 : 10) && !remaining) {
      this.#warn(stage === "now" ? warnFive : warnTen);
    } else if (!stage && this.#warned) {
      this.#warn("");
    }
    this.#warned = stage;
  }
}
