// Keeps the page of somebody who waits as it is on the server: the socket tells that something has changed, and the page is fetched again.

import { Idiomorph } from "../vendor/idiomorph.esm.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const PING_EVERY = 20_000;

const { stream } = document.getElementById("main").dataset;
let ticket = document.getElementById("ticket");
let since = performance.now();
let tries = 0;

const waits = () => ticket.dataset.status === "waiting";

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.redirected) {
    location.assign(answer.url); // to the room
    return;
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

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}/ws`, "parlour.v1");
  let heartbeat = 0;
  socket.addEventListener("open", () => {
    tries = 0;
    socket.send(JSON.stringify({ type: "attach", stream }));
    heartbeat = setInterval(() => socket.send(JSON.stringify({ type: "ping" })), PING_EVERY);
  });
  socket.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (message.stream === stream) {
      refresh().catch(() => socket.close()); // and is tried again with the next connection
    }
  });
  socket.addEventListener("close", () => {
    clearInterval(heartbeat);
    if (waits()) {
      setTimeout(connect, Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries++));
    }
  });
}

function tick() {
  const shown = ticket.querySelector("[data-waited]");
  if (shown) {
    const seconds = Math.floor((Number(shown.dataset.waited) + performance.now() - since) / 1000);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

setInterval(tick, 1000);
connect();
