// Keeps a tournament's pages as they are on the server: the socket tells that something has changed, and the page is fetched again. Times become the reader's own.

import { Idiomorph } from "../vendor/idiomorph.esm.js";
import { fields } from "./fields.js";
import { banner } from "./live.js";
import { followStream } from "./stream.js";

/** So many milliseconds go by between two fetches of a page, however much happens. */
const REST = 400;

const main = document.getElementById("main");
const { stream } = main.dataset;
const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

let since = performance.now();
let asked = false;
let fetching = null;

// ---- times

function localise() {
  for (const time of document.querySelectorAll("time[data-when]")) {
    time.textContent = when.format(new Date(time.dateTime));
  }
}

function tick() {
  const left = document.querySelector("[data-left]");
  if (left && banner.lost) {
    left.textContent = "–";
    left.removeAttribute("data-soon");
  } else if (left) {
    const seconds = Math.max(0, Math.ceil((Number(left.dataset.left) - (performance.now() - since)) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    left.toggleAttribute("data-soon", seconds <= 30);
  }
}

// ---- what is one's own

/** The next match is said once each time that it is another one, or stands otherwise; what stands there when the page opens is read with it. */
let said = document.getElementById("next")?.dataset.said;

function say() {
  const now = document.getElementById("next")?.dataset.said;
  if (now && now !== said) {
    document.getElementById("said").textContent = now;
  }
  said = now;
}

/** The tab of the round that a narrow page shows. */
function tab() {
  const links = [...document.querySelectorAll(".chart-rounds a")];
  const chosen = links.find((link) => link.hash === location.hash);
  for (const link of chosen ? links : []) {
    if (link === chosen) {
      link.setAttribute("aria-current", "true");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  const strip = document.querySelector(".chart-rounds ul");
  const shown = links.find((link) => link.hasAttribute("aria-current"));
  if (strip && shown) {
    strip.scrollLeft = shown.offsetLeft - strip.clientWidth / 2 + shown.offsetWidth / 2;
  }
}

/** Whoever is pointed at can be followed through the bracket. */
function follow(entrant) {
  for (const side of document.querySelectorAll(".rival.is-traced")) {
    side.classList.remove("is-traced");
  }
  if (entrant) {
    for (const side of document.querySelectorAll(`.rival[data-entrant="${CSS.escape(entrant)}"]`)) {
      side.classList.add("is-traced");
    }
  }
}

main.addEventListener("pointerover", (event) => follow(event.target.closest?.("[data-entrant]")?.dataset.entrant));
main.addEventListener("pointerleave", () => follow(null));
main.addEventListener("focusin", (event) => follow(event.target.querySelector?.(":scope.fixture .rival.is-won")?.dataset.entrant));

// ---- the page as it is now

const callbacks = {
  // What people have opened stays open, and a time that was put right stays right.
  beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details") && !fields.keeps(name, node),
  beforeNodeMorphed: (old, fresh) => {
    fields.look(old);
    return !(old.localName === "time" && old.dateTime === fresh.dateTime);
  },
};

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  since = performance.now();
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(old.id);
    if (fresh) {
      Idiomorph.morph(old, fresh, { morphStyle: "outerHTML", ignoreActiveValue: true, callbacks });
    }
  }
  localise();
  tick();
  tab();
  say();
}

/** At once, and once more where something happened meanwhile. */
function changed() {
  asked = true;
  return (fetching ??= fetched().finally(() => (fetching = null)));
}

async function fetched() {
  while (asked) {
    asked = false;
    await refresh();
    await new Promise((rested) => setTimeout(rested, REST * (1 + Math.random())));
  }
}

for (const zone of document.querySelectorAll("[data-zone]")) {
  zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? zone.value;
}
localise();
tab();
addEventListener("hashchange", tab);
if (stream) {
  setInterval(tick, 1000);
  followStream(stream, {
    changed,
    state(state) {
      banner.connection(state);
      tick();
    },
  });
}
