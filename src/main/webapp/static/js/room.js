// Keeps a room's page as it is on the server.

import { singleKeys } from "./keys.js";
import { banner, button, stayAwake, text } from "./live.js";
import { RoomSocket } from "./socket.js";
import { Table } from "./table.js";

const main = document.getElementById("main");
const { room, as, seat, beside } = main.dataset;
const roles = [...new Set([as, seat, beside])].filter((role) => role);
const stale = new Set();
const elsewhere = new Set(); // roles that another page or device has taken over

function fill() {
  for (const origin of document.querySelectorAll("[data-origin]")) {
    origin.textContent = location.host;
  }
}

/** Whether somebody is at something that stands below, which must not be pulled away from them. */
function busy() {
  const places = "#movable, #beside-seat, details.confirm";
  return Array.from(document.querySelectorAll(places)).some((place) => place.open) || Boolean(document.activeElement?.closest(places));
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
        if (!busy()) {
          scrollTo({ top: 0, behavior: "instant" });
        }
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
    connection(state) {
      banner.connection(state);
      if (state === "back") {
        stage(); // what it needs may not have come
      }
    },
    waiting: () => table.say(text("live.waiting")),
    gone: (_, role, reason) => left(role, reason),
  },
});

// A game that moves has a canvas, and what it needs is loaded only then.

let arcade = null;
let begun = null; // the canvas that one is being loaded for, or runs on
let unloaded = false;
let newest = null; // frame; while nothing moves it may be the only one for long

async function stage() {
  const canvas = document.querySelector("canvas[data-arcade]");
  if (begun !== canvas) {
    arcade?.stop();
    arcade = null;
    begun = null;
  }
  arcade?.refresh();
  if (!canvas || begun) {
    return;
  }
  begun = canvas;
  try {
    const { start } = await import("./arcade/arcade.js");
    const seats = [seat, beside].filter((one) => one);
    const made = await start(canvas, { room, socket, seats, live: stale.size === 0 });
    if (begun !== canvas || !canvas.isConnected) {
      made.stop();
      return;
    }
    arcade = made;
    if (newest) {
      arcade.frame(newest);
    }
    if (unloaded) {
      unloaded = false;
      table.say("");
    }
  } catch (error) {
    console.error(error);
    if (begun === canvas) {
      begun = null; // the next view tries again
      unloaded = true;
      table.say(text("live.unloaded"));
    }
  }
}

const table = new Table({ root: main, room, socket, warn });

/** With all that played here: two may have sat at this keyboard. */
function comeBack() {
  const back = [...elsewhere];
  elsewhere.clear();
  banner.hide();
  back.forEach((role) => socket.follow(room, role));
}

function left(role, reason) {
  switch (reason) {
    case "taken_over":
      elsewhere.add(role);
      banner.show("takenOver", text("live.takenOver"), button(text("live.comeBack"), comeBack));
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

// Keys 1 to 6 and A to F, and those that buttons name.

singleKeys.show();
document.addEventListener("keydown", (event) => {
  if (!singleKeys.on || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.target.closest?.("input:not([type=checkbox]), select, textarea")) {
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
