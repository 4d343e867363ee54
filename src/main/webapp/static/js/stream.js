// Follows one thing besides rooms, such as a ticket or a tournament, and comes back by itself. What a message holds is not looked at: the page is fetched again.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const PING_EVERY = 20_000;

/**
 * @param stream its name on the wire
 * @param changed called with each message about it, and with the socket
 * @param wanted whether a lost connection shall be made again; always where it is left out
 */
export function followStream(stream, changed, wanted = () => true) {
  let tries = 0;

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
      if (JSON.parse(event.data).stream === stream) {
        changed(socket);
      }
    });
    socket.addEventListener("close", () => {
      clearInterval(heartbeat);
      if (wanted()) {
        setTimeout(connect, Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries++));
      }
    });
  }

  connect();
}
