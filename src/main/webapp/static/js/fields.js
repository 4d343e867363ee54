// What people have typed and not sent is known to nobody but their page: it stays when the page comes anew. A focus does not tell, since people look elsewhere too.

const typed = new WeakSet();

export const fields = {
  /** Before an element is brought to its new state: afterwards nobody could tell any more what was typed from what stood there. */
  look(old) {
    if (old.localName === "textarea" || (old.localName === "input" && !["checkbox", "radio", "hidden"].includes(old.type))) {
      typed[old.value === old.defaultValue ? "delete" : "add"](old);
    }
  },

  keeps: (attribute, element) => attribute === "value" && typed.has(element),
};
