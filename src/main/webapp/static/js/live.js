// What pages that follow rooms have in common besides their connection: texts, the word about the connection, a screen that stays on.

const texts = new Map(Array.from(document.getElementById("texts")?.content.children ?? [], (p) => [p.dataset.key, p.textContent]));

export const text = (key) => texts.get(key) ?? "";
/** In the game's own words where it has any for that. */
export const refusal = (code, game) => texts.get(`refused.${game}.${code}`) ?? texts.get(`refused.${code}`) ?? text("refused.other");

/** For how long a broken connection is nobody's business. */
export const HICCUP = 700;

const place = document.getElementById("connection");
let quiet = 0;
let lost = false;
let stands = false; // something that matters more than how the connection is

function show(state, words, button) {
  clearTimeout(quiet);
  const line = place.firstElementChild;
  line.textContent = words;
  if (button) {
    line.append(button);
  }
  place.dataset.state = state;
}

function clear() {
  clearTimeout(quiet);
  place.dataset.state = "none";
  place.firstElementChild.textContent = "";
}

/** Says above the page how the connection is. */
export const banner = {
  /** Stays until it is hidden, whatever the connection does. */
  show(state, words, button) {
    stands = true;
    show(state, words, button);
  },

  hide() {
    stands = false;
    clear();
    if (lost) {
      banner.connection("lost");
    }
  },

  connection(state) {
    lost = state === "lost";
    if (stands) {
      return;
    }
    clearTimeout(quiet);
    if (lost) {
      quiet = setTimeout(() => show("lost", text("live.lost")), place.dataset.state === "lost" ? 0 : HICCUP);
    } else if (place.dataset.state === "lost") {
      show("back", text("live.back"));
      quiet = setTimeout(clear, 2500);
    }
  },

  /** Whether it is said that the connection is lost, so that nothing on the page may look as if it were the present. */
  get lost() {
    return place.dataset.state === "lost";
  },
};

export function button(words, pressed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: words });
  made.addEventListener("click", pressed);
  return made;
}

/** A phone that goes dark in the middle of a question is no fun; where it may not be kept awake, so be it. */
export function stayAwake() {
  const wake = async () => {
    if (document.visibilityState === "visible") {
      await navigator.wakeLock?.request("screen").catch(() => {});
    }
  };
  document.addEventListener("visibilitychange", wake);
  wake();
}
