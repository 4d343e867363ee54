// Single letters and digits as keys. Some people's keys press themselves (speech input, say), so they can be switched off.

const KEY = "keys";

export const singleKeys = {
  get on() {
    return localStorage.getItem(KEY) !== "off";
  },

  /** The switch, on pages that have it. */
  show() {
    const box = document.getElementById(KEY);
    if (box) {
      box.checked = singleKeys.on;
      box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));
    }
  },
};
