// Keeps a room's page as it is on the server.

import { banner, button, stayAwake, text } from "./live.js";
import { RoomSocket } from "./socket.js";
import { Table } from "./table.js";

const main = document.getElementById("main");
const { room, as, seat, beside } = main.dataset;
const roles = [...new Set([as, seat, beside])].filter((role) => role);
const stale = new Set();

function fill() {
  for (const origin of document.querySelectorAll("[data-origin]")) {
    origin.textContent = location.host;
  }
}

function warn(words) {
  document.getElementById("warning").textContent = words;
}

const socket = new RoomSocket({
  format: "html",
  language: document.documentElement.lang,
  offset: Number(main.dataset.now) - Date.now(),
  heard: {
    html({ as: role, shared, you }) {
      const before = table.moment;
      // A host who plays follows twice: the host's view, and of the player's only what is their own.
      table.merge({ ...(role === as ? shared : {}), ...(role === seat ? you : {}) });
      fill();
      stage();
      if (table.moment !== before) {
        table.say("");
        scrollTo({ top: 0, behavior: "instant" });
      }
    },
    countdown: ({ deadline }) => table.countdown(deadline),
    live(_, role, live) {
      stale[live ? "delete" : "add"](role);
      table.live = stale.size === 0;
      if (arcade) {
        arcade.live = stale.size === 0;
      }
    },
    frame(of, frame) {
      if (of === room) {
        newest = frame;
        arcade?.frame(frame);
      }
    },
    trip: (ms) => arcade?.trip(ms),
    connection: banner.connection,
    waiting: () => table.say(text("live.waiting")),
    gone: (_, role, reason) => left(role, reason),
  },
});

// A game that moves has a canvas, and what it needs is loaded only then.

let arcade = null;
let newest = null; // frame; while nothing moves it may be the only one for long

async function stage() {
  const canvas = document.querySelector("canvas[data-arcade]");
  if (arcade && arcade.canvas !== canvas) {
    arcade.stop();
    arcade = null;
  }
  if (arcade) {
    arcade.refresh();
  } else if (canvas && !canvas.dataset.begun) {
    canvas.dataset.begun = "true";
    const { start } = await import("./arcade/arcade.js");
    const seats = [seat, beside].filter((one) => one);
    const begun = await start(canvas, { room, socket, seats, live: stale.size === 0 });
    if (canvas.isConnected) {
      arcade = begun;
      if (newest) {
        arcade.frame(newest);
      }
    } else {
      begun.stop();
    }
  }
}

const table = new Table({ root: main, room, socket, warn });

function left(role, reason) {
  switch (reason) {
    case "taken_over":
      banner.show(
        "takenOver",
        text("live.takenOver"),
        button(text("live.comeBack"), () => {
          banner.hide();
          socket.follow(room, role);
        }),
      );
      stale.add(role);
      table.live = false;
      break;
    case "left":
    case "kicked":
      if (role === beside) {
        location.reload(); // who sits beside them stays
      } else {
        location.assign(reason === "left" ? "/" : `/r/${room}`);
      }
      break;
    default:
      // Closed, unknown, or not ours any more: the server's page says so. Once only, in case it does not.
      if (!sessionStorage.getItem(`asked-${room}`)) {
        sessionStorage.setItem(`asked-${room}`, reason);
        location.reload();
      } else {
        banner.show("lost", text("live.failed"));
      }
  }
}

// Keys 1 to 6 and A to F. Some people's keys press themselves (speech input, say), so they can be switched off.

const keys = document.getElementById("keys");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
}
document.addEventListener("keydown", (event) => {
  if (keys?.checked === false || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.target.closest?.("input:not([type=checkbox]), select, textarea")) {
    return;
  }
  // A button that says which key it has, and is there only where the game is over.
  const named = Array.from(document.querySelectorAll("button[data-key]")).find((button) => button.dataset.key === event.key.toLowerCase());
  if (named) {
    event.preventDefault();
    named.click();
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
  warn(text("invite.copied"));
  setTimeout(() => (label.textContent = before), 2000);
});

fill();
stage();
table.tick();
setInterval(() => table.tick(), 100);
stayAwake();
if (main.dataset.over !== "true") {
  roles.forEach((role) => socket.follow(room, role, Number(main.dataset.seq)));
}
