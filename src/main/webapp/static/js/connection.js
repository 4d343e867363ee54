// One connection to the server, which comes back by itself, and is given up where nobody answers although nothing was closed.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
const PING_EVERY = 10_000;
const SILENCE = 22_000;

/** Refusals that say nothing about what was asked, only about this moment: it is asked again. */
export const PASSING = new Set(["moved", "unavailable", "busy", "rate_limited"]);

/** The server goes, and others are there already, or soon. */
const GOING = new Set([1001, 1012]);

/** Anywhere in a span that grows, so that a hall of people does not knock at the same moment when the server is back. */
export const wait = (tries) => Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries);

export class Connection {
  #path;
  #protocols;
  #wanted;
  #heard;
  #socket = null;
  #tries = 0;
  #retry = 0;
  #heartbeat = 0;
  #lastHeard = 0;
  #lost = false;
  #every = PING_EVERY;

  /**
   * @param path tells where, anew for each attempt
   * @param protocols of the WebSocket
   * @param wanted whether a lost connection shall be made again
   * @param heard functions: opened(), message(data), closed(), and state("lost" | "back")
   */
  constructor({ path, protocols, wanted, heard }) {
    this.#path = path;
    this.#protocols = protocols;
    this.#wanted = wanted;
    this.#heard = heard;
    addEventListener("online", () => this.#now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") {
        this.#now();
      }
    });
    addEventListener("pageshow", (event) => event.persisted && this.#now());
  }

  get open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** How often the way to the server is measured, in milliseconds. */
  set pace(every) {
    this.#every = every;
    if (this.open) {
      this.#keepBeating();
      this.#ping();
    }
  }

  write(message) {
    if (this.open) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  connect() {
    clearTimeout(this.#retry);
    if (this.#socket && this.#socket.readyState <= WebSocket.OPEN) {
      return;
    }
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.#path()}`, this.#protocols);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.addEventListener("open", () => {
      if (socket === this.#socket) {
        this.#lastHeard = performance.now();
        this.#heard.opened();
        this.#ping();
        this.#keepBeating();
      }
    });
    socket.addEventListener("message", (event) => {
      if (socket === this.#socket) {
        this.#lastHeard = performance.now();
        this.#heard.message(event.data);
      }
    });
    socket.addEventListener("close", (event) => socket === this.#socket && this.#closed(event.code));
  }

  /** What it is for is there: only now it counts as back. */
  settle() {
    this.#tries = 0;
    if (this.#lost) {
      this.#lost = false;
      this.#heard.state("back");
    }
  }

  /** What it is for is not to be had, though it is there itself. */
  unsettle() {
    this.#lost = true;
    this.#heard.state("lost");
  }

  /** It is of no use as it is, and made anew. Closing one at whose end nobody is may take minutes to be noticed, so the old one is left to itself. */
  renew() {
    const dead = this.#socket;
    this.#closed(0);
    dead?.close();
  }

  /** At once, where there is reason to believe that it works now. */
  #now() {
    if (this.open) {
      this.#ping();
    } else if (this.#wanted() && this.#socket?.readyState !== WebSocket.CONNECTING) {
      this.#tries = 0;
      this.connect();
    }
  }

  #closed(code) {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#retry);
    this.#socket = null;
    this.#heard.closed();
    if (!this.#wanted()) {
      return;
    }
    this.#lost = true;
    this.#heard.state("lost");
    // A server that goes is no reason for patience with the others, but one that takes nobody in is.
    const tries = GOING.has(code) && this.#tries === 0 ? 0 : this.#tries++;
    this.#retry = setTimeout(() => this.#wanted() && this.connect(), code === 1008 ? LONGEST_WAIT * (0.5 + Math.random() / 2) : wait(tries));
  }

  #keepBeating() {
    clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => this.#beat(), this.#every);
  }

  #beat() {
    if (performance.now() - this.#lastHeard > SILENCE) {
      this.renew(); // nobody is there any more
    } else {
      this.#ping();
    }
  }

  #ping() {
    this.write({ type: "ping", at: Math.round(performance.now()) });
  }
}
