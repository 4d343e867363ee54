// Keeps a room's page as it is on the server: merges what comes, counts down, sends what people press.

import { Idiomorph } from "../vendor/idiomorph.esm.js";
import { RoomSocket } from "./socket.js";

const main = document.getElementById("main");
const { room, as, seat } = main.dataset;
const texts = new Map(Array.from(document.getElementById("texts").content.children, (p) => [p.dataset.key, p.textContent]));
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const sending = new Set();

const text = (key) => texts.get(key) ?? "";
const refusal = (code) => texts.get(`refused.${code}`) ?? text("refused.other");

// Merging

const callbacks = {
  // What people have opened stays open, and what a script has filled in stays filled.
  beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details"),
  beforeNodeMorphed: (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      return true;
    }
    if (old.hasAttribute("data-origin")) {
      return false;
    }
    // A tick that is not yet sent is known to nobody but this page.
    if (old.localName === "input" && old.type === "checkbox" && old.id === fresh.id && !fresh.disabled) {
      fresh.toggleAttribute("checked", old.checked);
    }
    return true;
  },
};

function merge(fragments) {
  const focused = document.activeElement;
  const within = main.contains(focused);
  const before = moment();
  for (const [id, html] of Object.entries(fragments)) {
    const element = document.getElementById(id);
    if (element) {
      Idiomorph.morph(element, html, { morphStyle: "outerHTML", callbacks });
    } else {
      main.insertAdjacentHTML("beforeend", html);
    }
  }
  fill();
  mark();
  tick();
  if (within && (document.activeElement === document.body || document.activeElement?.disabled)) {
    document.getElementById("stage-title")?.focus({ preventScroll: true });
  }
  if (moment() !== before) {
    say("refusal", "");
    scrollTo({ top: 0, behavior: "instant" });
  }
}

/** What the page is about; changes with the question and the phase. */
function moment() {
  const stage = document.getElementById("stage");
  return `${stage?.dataset.phase} ${document.getElementById("stage-title")?.textContent}`;
}

function fill() {
  for (const origin of document.querySelectorAll("[data-origin]")) {
    origin.textContent = location.host;
  }
}

function say(id, words) {
  const place = document.getElementById(id);
  if (id === "refusal") {
    place.replaceChildren(...(words ? [Object.assign(document.createElement("p"), { textContent: words })] : []));
  } else {
    place.textContent = words;
  }
}

// The connection

const banner = document.getElementById("connection");
let quiet = 0;

function show(state, words, button) {
  clearTimeout(quiet);
  const line = banner.firstElementChild;
  line.textContent = words;
  if (button) {
    line.append(button);
  }
  banner.dataset.state = state;
}

function hide() {
  banner.dataset.state = "none";
  banner.firstElementChild.textContent = "";
}

const socket = new RoomSocket(room, document.documentElement.lang, Number(main.dataset.now) - Date.now(), {
  html(role, message) {
    // A host who plays follows twice: the host's view, and of the player's only what is their own.
    merge({ ...(role === as ? message.shared : {}), ...(role === seat ? message.you : {}) });
  },
  countdown(message) {
    const timer = document.getElementById("timer");
    if (timer?.dataset.closesAt) {
      timer.dataset.closesAt = message.deadline;
    }
  },
  state(state) {
    clearTimeout(quiet);
    if (state === "lost") {
      // A short hiccup is nobody's business.
      quiet = setTimeout(() => show("lost", text("live.lost")), banner.dataset.state === "lost" ? 0 : 700);
    } else if (banner.dataset.state === "lost") {
      show("back", text("live.back"));
      quiet = setTimeout(hide, 2500);
    }
  },
  detached(role, reason) {
    switch (reason) {
      case "taken_over": {
        const back = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: text("live.comeBack") });
        back.addEventListener("click", () => {
          hide();
          socket.follow(role);
        });
        show("takenOver", text("live.takenOver"), back);
        break;
      }
      case "left":
        location.assign("/");
        break;
      case "kicked":
        location.assign(`/r/${room}`);
        break;
      default:
        // Closed, unknown, or not ours any more: the server's page says so. Once only, in case it does not.
        if (!sessionStorage.getItem(`asked-${room}`)) {
          sessionStorage.setItem(`asked-${room}`, reason);
          location.reload();
        } else {
          show("lost", text("live.failed"));
        }
    }
  },
});

// Commands

function mark() {
  for (const choice of document.querySelectorAll(".is-sending")) {
    choice.classList.remove("is-sending");
    choice.removeAttribute("aria-busy");
  }
  const play = document.getElementById("play");
  for (const value of sending) {
    const { choices } = JSON.parse(value);
    const button = Array.from(document.querySelectorAll("button[name=command]")).find((b) => commandOf(b) === value);
    const busy = choices && button?.dataset.gather ? choices.map((c) => document.getElementById(`choice-${c}`)) : [button];
    for (const choice of busy) {
      choice?.classList.add("is-sending");
      choice?.setAttribute("aria-busy", "true");
    }
    const verdict = document.querySelector("#verdict > strong");
    if (button && choices && verdict && play?.dataset.state === "open") {
      verdict.textContent = text("live.sending");
    }
  }
}

/** What a button says, with the ticks that belong to it. */
function commandOf(button) {
  const command = JSON.parse(button.value);
  const gathered = button.dataset.gather;
  if (gathered) {
    command[gathered] = Array.from(document.querySelectorAll(`input[name="${gathered}"]:checked`), (box) => box.value);
  }
  return JSON.stringify(command);
}

async function perform(form, button) {
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  const value = commandOf(button);
  if (sending.has(value)) {
    return;
  }
  const command = JSON.parse(value);
  const answers = command.type === "answer";
  if (answers && Array.from(sending).some((v) => JSON.parse(v).question === command.question)) {
    return; // one answer is on its way
  }
  sending.add(value);
  say("refusal", "");
  mark();
  const answer = await socket.send(form.dataset.as, command);
  sending.delete(value);
  const play = document.getElementById("play");
  if (!answer.ok) {
    say("refusal", refusal(answer.code));
    const verdict = document.querySelector("#verdict > strong");
    if (answers && verdict && play?.dataset.state === "open") {
      verdict.textContent = refusal(answer.code);
    }
    mark();
  } else if (!answers || play?.dataset.state !== "open") {
    mark(); // else the mark stays until the server's view says that it is stored
  }
  for (const confirm of document.querySelectorAll("details.confirm[open]")) {
    confirm.open = false;
  }
}

for (const form of document.querySelectorAll("#command, #mine")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter && !event.submitter.dataset.plain) {
      event.preventDefault();
      perform(form, event.submitter);
    }
  });
}

// Keys 1 to 6 and A to F. Some people's keys press themselves (speech input, say), so they can be switched off.

const keys = document.getElementById("keys");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
}
document.addEventListener("keydown", (event) => {
  if (!keys?.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.target.closest?.("input:not([type=checkbox]), select, textarea")) {
    return;
  }
  const at = "123456".indexOf(event.key) >= 0 ? "123456".indexOf(event.key) : "abcdef".indexOf(event.key.toLowerCase());
  const choice = at >= 0 && event.key.length === 1 ? document.getElementById(`choice-${"abcdef"[at]}`) : null;
  if (choice) {
    event.preventDefault();
    (choice.querySelector("input") ?? choice).focus();
    choice.click();
  }
});

// Time

let warned = null;

function tick() {
  const timer = document.getElementById("timer");
  const { closesAt, remaining, seconds, warnTen, warnFive } = timer?.dataset ?? {};
  if (!closesAt && !remaining) {
    warned = null;
    return;
  }
  const left = Math.max(0, remaining ? Number(remaining) : Date.parse(closesAt) - (Date.now() + socket.offset));
  const whole = Math.ceil(left / 1000);
  const shown = String(whole);
  const place = timer.querySelector("[data-left]");
  if (place.textContent !== shown) {
    place.textContent = shown;
  }
  timer.style.setProperty("--left", Math.min(1, (calm.matches ? whole : left / 1000) / Number(seconds)).toFixed(3));
  const stage = whole <= 5 ? "now" : whole <= 10 && Number(seconds) > 10 ? "soon" : "";
  if (timer.dataset.warn !== stage) {
    timer.dataset.warn = stage;
  }
  // Said twice a question, and only where it is news.
  if (stage && stage !== warned && left > 0 && Number(seconds) > (stage === "now" ? 5 : 10) && !remaining) {
    say("warning", stage === "now" ? warnFive : warnTen);
  } else if (!stage && warned) {
    say("warning", "");
  }
  warned = stage;
}

// Small things

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) {
    return;
  }
  const link = location.origin + button.dataset.copy;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    // Without https there is no clipboard; the old way still works.
    const field = Object.assign(document.createElement("textarea"), { value: link });
    field.className = "unseen";
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = text("invite.copied");
  say("warning", text("invite.copied"));
  setTimeout(() => (label.textContent = before), 2000);
});

/** A phone that goes dark in the middle of a question is no fun; where it may not be kept awake, so be it. */
async function stayAwake() {
  if (document.visibilityState === "visible") {
    await navigator.wakeLock?.request("screen").catch(() => {});
  }
}

fill();
tick();
setInterval(tick, 100);
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
if (main.dataset.over !== "true") {
  const seq = Number(main.dataset.seq);
  socket.follow(as, seq);
  if (seat && seat !== as) {
    socket.follow(seat, seq);
  }
}
