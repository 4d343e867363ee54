// One connection to the server, which comes back by itself, and the commands that wait for their answer.
// Who somebody is, the browser's cookie says; no token is ever in a page.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 10_000;
const PING_EVERY = 10_000;
const SILENCE = 22_000;

export class RoomSocket {
  #room;
  #language;
  #heard;
  #socket = null;
  #tries = 0;
  #retry = 0;
  #heartbeat = 0;
  #lastHeard = 0;
  #wasConnected = false;
  #roles = new Map();
  #pending = new Map();
  #bestTrip = Infinity;

  /** What to add to this machine's clock to get the server's, in milliseconds. */
  offset;

  /**
   * @param room its code
   * @param language of the markup
   * @param offset a first guess
   * @param heard functions: html(as, message), countdown(message), detached(as, reason), refused(as, code), state("connected" | "lost")
   */
  constructor(room, language, offset, heard) {
    this.#room = room;
    this.#language = language;
    this.offset = offset;
    this.#heard = heard;
    addEventListener("online", () => this.#now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.#now();
      }
    });
    addEventListener("pageshow", (event) => event.persisted && this.#now());
  }

  /** Follows the room in a role, from now on and after every reconnection. */
  follow(as, seq) {
    this.#roles.set(as, { seq, attached: false });
    if (this.#open()) {
      this.#attach(as);
    } else {
      this.#connect();
    }
  }

  /**
   * Sends a command, again after a reconnection under its old id if it was not answered, until it is.
   * @returns a promise of {ok} or {code, message}
   */
  send(as, command) {
    return new Promise((answered) => {
      const id = crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
      this.#pending.set(id, { as, command, answered });
      if (this.#roles.get(as)?.attached) {
        this.#write(this.#commandMessage(id));
      }
    });
  }

  #commandMessage(id) {
    const { as, command } = this.#pending.get(id);
    return { type: "command", room: this.#room, as, id, command };
  }

  #open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  #write(message) {
    if (this.#open()) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #attach(as) {
    const { seq } = this.#roles.get(as);
    this.#write({ type: "attach", room: this.#room, as, format: "html", lang: this.#language, ...(seq === undefined ? {} : { seq }) });
  }

  /** At once, where there is reason to believe that it works now. */
  #now() {
    if (this.#open()) {
      this.#ping();
    } else if (this.#roles.size > 0 && this.#socket?.readyState !== WebSocket.CONNECTING) {
      this.#tries = 0;
      this.#connect();
    }
  }

  #connect() {
    clearTimeout(this.#retry);
    if (this.#socket && this.#socket.readyState <= WebSocket.OPEN) {
      return;
    }
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/ws?room=${this.#room}`, "parlour.v1");
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#tries = 0;
      this.#lastHeard = performance.now();
      for (const as of this.#roles.keys()) {
        this.#attach(as);
      }
      this.#ping();
      this.#heartbeat = setInterval(() => this.#beat(), PING_EVERY);
    });
    socket.addEventListener("message", (event) => this.#hear(event.data));
    socket.addEventListener("close", (event) => socket === this.#socket && this.#closed(event.code));
  }

  #closed(code) {
    clearInterval(this.#heartbeat);
    this.#socket = null;
    this.#bestTrip = Infinity;
    for (const role of this.#roles.values()) {
      role.attached = false;
    }
    if (this.#roles.size === 0) {
      return;
    }
    this.#heard.state("lost");
    // Somewhere in the growing span, so that a hall of people does not knock at the same moment when the server is back.
    const longest = code === 1008 ? LONGEST_WAIT : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries++);
    this.#retry = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
  }

  #beat() {
    if (performance.now() - this.#lastHeard > SILENCE) {
      // Nobody is there any more, although nothing was closed. Closing such a connection may take minutes to be noticed, so it is left to itself.
      const dead = this.#socket;
      this.#closed(0);
      dead?.close();
    } else {
      this.#ping();
    }
  }

  #ping() {
    this.#write({ type: "ping", at: Math.round(performance.now()) });
  }

  #hear(data) {
    this.#lastHeard = performance.now();
    const message = JSON.parse(data);
    const role = this.#roles.get(message.as);
    switch (message.type) {
      case "attached":
        if (role) {
          role.attached = true;
          for (const [id, waiting] of this.#pending) {
            if (waiting.as === message.as) {
              this.#write(this.#commandMessage(id));
            }
          }
          this.#heard.state("connected");
        }
        break;
      case "html":
        if (role) {
          role.seq = message.seq;
          this.#heard.html(message.as, message);
        }
        break;
      case "countdown":
        this.#heard.countdown(message);
        break;
      case "ack":
        this.#answer(message.id, { ok: true });
        break;
      case "reject":
        this.#answer(message.id, { code: message.code, message: message.message });
        break;
      case "detached":
        this.#gone(message.as, message.reason);
        break;
      case "pong":
        this.#measure(message);
        break;
      case "error":
        if (role && !role.attached) {
          this.#gone(message.as, message.code);
        }
        break;
    }
  }

  #answer(id, answer) {
    this.#pending.get(id)?.answered(answer);
    this.#pending.delete(id);
  }

  #gone(as, reason) {
    if (reason === "moved") {
      this.#roles.get(as).attached = false;
      setTimeout(() => this.#roles.has(as) && this.#attach(as), FIRST_WAIT);
      return;
    }
    this.#roles.delete(as);
    this.#heard.detached(as, reason);
  }

  /** The quickest round trip tells the clock best. */
  #measure(pong) {
    const trip = performance.now() - pong.at;
    if (trip <= this.#bestTrip) {
      this.#bestTrip = trip;
      this.offset = Date.parse(pong.now) - (Date.now() - trip / 2);
    }
  }
}
