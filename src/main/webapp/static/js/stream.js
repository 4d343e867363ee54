// Follows one thing besides rooms, such as a ticket or a tournament, and comes back by itself. What a message holds is not looked at: the page is fetched again.

import { Connection, PASSING, wait } from "./connection.js";

/**
 * @param stream its name on the wire
 * @param changed brings the page to how things stand now, and fails where it cannot: then it is asked again
 * @param state is told "lost" when what the page shows may be old, and "back" when it is the present again
 * @param wanted whether a lost connection shall be made again; always where it is left out
 */
export function followStream(stream, { changed, state, wanted = () => true }) {
  let opened = 0;
  let tries = 0;
  const connection = new Connection({
    path: () => "/ws",
    protocols: ["parlour.v1"],
    wanted,
    heard: {
      opened() {
        opened++;
        connection.write({ type: "attach", stream });
      },
      message(data) {
        const message = JSON.parse(data);
        if (message.stream !== stream) {
          return;
        }
        if (message.type === "error" && PASSING.has(message.code)) {
          connection.renew();
        } else {
          bring(opened);
        }
      },
      closed() {},
      state,
    },
  });

  /** @param which of the connections has asked for it: the next one asks for itself */
  async function bring(which) {
    const current = () => which === opened && connection.open;
    try {
      await changed();
      if (current()) {
        tries = 0;
        connection.settle();
      }
    } catch {
      connection.unsettle();
      setTimeout(() => current() && bring(which), wait(tries++));
    }
  }

  connection.connect();
}
