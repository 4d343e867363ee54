// One connection to the server for any number of rooms, which comes back by itself, and the commands that wait for their answer.
// Who somebody is, the browser's cookie says; no token is ever in a page.

import { opened } from "./arcade/frames.js";
import { Connection, PASSING, wait } from "./connection.js";

/** Frames come as bytes, and what waits comes together, where the server can do that. */
const PROTOCOLS = ["parlour.v1.lines", "parlour.v1.bin", "parlour.v1"];
const LONG = 60_000;

const keyOf = (room, as) => `${room} ${as}`;

export class RoomSocket {
  #language;
  #format;
  #heard;
  #connection;
  #roles = new Map();
  #pending = new Map();
  #bestTrip = Infinity;
  #page = Math.random().toString(36).slice(2, 10);
  #inputs = 0;
  #repeat = 0; // the timer of what is about to be said again

  /** What to add to this machine's clock to get the server's, in milliseconds. */
  offset;

  /**
   * @param format of views: "html" for a room's page, "card" for one among many
   * @param language of the markup
   * @param offset a first guess
   * @param heard functions: html(message), countdown(message); live(room, as, whether what was shown last is the present); gone(room, as, reason), for
   *     good; waiting(room, as, command), of a command that has had no answer for a minute; connection("lost" | "back"). Of pages with an arcade game also
   *     frame(room, frame), which is an object, or a DataView of the game's own bytes; refused(room, as, code), of an input; trip(ms), of a ping
   */
  constructor({ format, language, offset, heard }) {
    this.#format = format;
    this.#language = language;
    this.offset = offset;
    this.#heard = heard;
    this.#connection = new Connection({
      path: () => {
        const [first] = this.#roles.values(); // for load balancers; every server serves every room
        return `/ws?room=${first.room}`;
      },
      protocols: PROTOCOLS,
      wanted: () => this.#roles.size > 0,
      heard: {
        opened: () => this.#roles.forEach((role) => this.#attach(role)),
        message: (data) => this.#hear(data),
        closed: () => this.#closed(),
        state: (state) => this.#heard.connection(state),
      },
    });
  }

  /**
   * Follows a room in a role, from now on and after every reconnection.
   * @param seq of what the page shows already; undefined for nothing
   */
  follow(room, as, seq) {
    const role = { room, as, seq, attached: false, live: null, tries: 0, retry: 0 };
    this.#roles.set(keyOf(room, as), role);
    if (this.#connection.open) {
      this.#attach(role);
    } else {
      this.#connection.connect();
    }
  }

  /**
   * Sends a command, and again under its old id whenever the answer may have been lost or was only "not now", until it is answered.
   * @returns a promise of {ok} or {code, message}
   */
  send(room, as, command) {
    return new Promise((answered) => {
      const id = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
      const long = setTimeout(() => this.#heard.waiting(room, as, command), LONG);
      this.#pending.set(id, { id, key: keyOf(room, as), message: { type: "command", room, as, id, command }, answered, long, tries: 0 });
      this.#submit(id);
    });
  }

  /**
   * Says how somebody holds a control now. Unlike a command it has an answer only when it is refused, and it is not kept: when the connection is back it would
   * be old, and whoever holds the control says it anew.
   * @returns whether it went out
   */
  input(room, as, command) {
    const there = this.#connection.open && this.#roles.get(keyOf(room, as))?.attached === true;
    if (there) {
      this.#write({ type: "command", room, as, id: `${this.#page}-${++this.#inputs}`, command });
    }
    return there;
  }

  /** How often the way to the server is measured, in milliseconds. */
  set pace(every) {
    this.#connection.pace = every;
  }

  /** Where the role is not attached, or the connection gone, it is sent as soon as it is attached again. */
  #submit(id) {
    const waiting = this.#pending.get(id);
    if (waiting && this.#roles.get(waiting.key)?.attached) {
      this.#write(waiting.message);
    }
  }

  #write(message) {
    this.#connection.write(message);
  }

  #attach({ room, as, seq }) {
    this.#write({ type: "attach", room, as, format: this.#format, lang: this.#language, ...(seq === undefined ? {} : { seq }) });
  }

  /** The room is not to be had at this moment, though the connection is. */
  #attachLater(role) {
    role.attached = false;
    this.#live(role, false);
    clearTimeout(role.retry);
    role.retry = setTimeout(() => !role.attached && this.#current(role) && this.#attach(role), wait(role.tries++));
  }

  #current(role) {
    return this.#roles.get(keyOf(role.room, role.as)) === role;
  }

  #live(role, live) {
    if (role.live !== live) {
      role.live = live;
      this.#heard.live(role.room, role.as, live);
    }
  }

  #closed() {
    this.#bestTrip = Infinity;
    for (const role of this.#roles.values()) {
      clearTimeout(role.retry);
      role.attached = false;
      this.#live(role, false);
    }
  }

  #hear(data) {
    if (data instanceof ArrayBuffer) {
      const { room, payload } = opened(data);
      this.#heard.frame?.(room, payload);
      return;
    }
    for (const line of data.split("\n")) {
      try {
        this.#told(JSON.parse(line));
      } catch (fault) {
        reportError(fault); // and what stands behind it is heard all the same
      }
    }
  }

  #told(message) {
    const role = this.#roles.get(keyOf(message.room, message.as));
    switch (message.type) {
      case "attached":
        if (role) {
          this.#attached(role, message.seq);
        }
        break;
      case "html":
        if (role) {
          role.seq = message.seq;
          this.#heard.html(message);
          this.#live(role, role.attached);
        }
        break;
      case "frame":
        this.#heard.frame?.(message.room, message.frame);
        break;
      case "countdown":
        this.#heard.countdown(message);
        break;
      case "ack":
        this.#answer(message.id, { ok: true });
        break;
      case "reject":
        this.#rejected(message, role);
        break;
      case "detached":
        if (role) {
          this.#gone(role, message.reason);
        }
        break;
      case "pong":
        this.#measure(message);
        break;
      case "error":
        if (role && !role.attached) {
          this.#gone(role, message.code);
        } else if (message.code === "rate_limited") {
          this.#overheard();
        }
        break;
    }
  }

  #attached(role, seq) {
    role.tries = 0;
    role.attached = true;
    if (seq === role.seq) {
      this.#live(role, true); // else the view that is on its way makes it so
    }
    for (const { id, key } of this.#pending.values()) {
      if (key === keyOf(role.room, role.as)) {
        this.#submit(id);
      }
    }
    this.#connection.settle();
  }

  #rejected({ id, code, message }, role) {
    const waiting = this.#pending.get(id);
    if (waiting && PASSING.has(code)) {
      setTimeout(() => this.#submit(id), wait(waiting.tries++));
    } else if (code === "not_attached" && role) {
      if (role.attached) {
        this.#attachLater(role); // the server has let us go, and its word to that effect was lost
      }
    } else if (waiting) {
      this.#answer(id, { code, message });
    } else if (role) {
      this.#heard.refused?.(role.room, role.as, code);
    }
  }

  /**
   * Something was not looked at, and we are not told what: everything that has no answer is said again, once for all that was not looked at in this second,
   * or the repetitions themselves would be too much.
   */
  #overheard() {
    this.#repeat ||= setTimeout(() => {
      this.#repeat = 0;
      for (const role of this.#roles.values()) {
        if (!role.attached) {
          this.#attach(role);
        }
      }
      for (const id of this.#pending.keys()) {
        this.#submit(id);
      }
    }, 1_000 + Math.random() * 1_000);
  }

  #answer(id, answer) {
    const waiting = this.#pending.get(id);
    if (waiting) {
      clearTimeout(waiting.long);
      this.#pending.delete(id);
      waiting.answered(answer);
    }
  }

  #gone(role, reason) {
    if (PASSING.has(reason)) {
      this.#attachLater(role);
      return;
    }
    this.#roles.delete(keyOf(role.room, role.as));
    clearTimeout(role.retry);
    if (reason !== "taken_over") {
      for (const { id, key } of [...this.#pending.values()]) {
        if (key === keyOf(role.room, role.as)) {
          this.#answer(id, { code: reason, message: "" });
        }
      }
    }
    this.#heard.gone(role.room, role.as, reason);
  }

  /** The quickest round trip tells the clock best. */
  #measure(pong) {
    const trip = performance.now() - pong.at;
    this.#heard.trip?.(trip);
    if (trip <= this.#bestTrip) {
      this.#bestTrip = trip;
      this.offset = Date.parse(pong.now) - (Date.now() - trip / 2);
    }
  }
}
