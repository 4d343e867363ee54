// Keeps the page of somebody who waits as it is on the server: the socket tells that something has changed, and the page is fetched again.

import { Idiomorph } from "../vendor/idiomorph.esm.js";
import { banner } from "./live.js";
import { followStream } from "./stream.js";

const { stream } = document.getElementById("main").dataset;
let ticket = document.getElementById("ticket");
let since = performance.now();

const waits = () => ticket.dataset.status === "waiting";

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.redirected) {
    location.assign(answer.url); // to the room
    return;
  }
  if (answer.status >= 500) {
    throw new Error(`${answer.status}`);
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("ticket");
  if (!fresh) {
    location.reload(); // the server has something else to say
    return;
  }
  Idiomorph.morph(ticket, fresh);
  ticket = document.getElementById("ticket");
  since = performance.now();
}

function tick() {
  const shown = ticket.querySelector("[data-waited]");
  if (shown && banner.lost) {
    shown.textContent = "–"; // nobody knows whether the place is still kept
  } else if (shown) {
    const seconds = Math.floor((Number(shown.dataset.waited) + performance.now() - since) / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

setInterval(tick, 1000);
followStream(stream, {
  changed: refresh,
  wanted: waits,
  state(state) {
    banner.connection(state);
    tick();
  },
});
